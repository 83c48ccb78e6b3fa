import type { Case, Line } from '../core/case.ts';
import { slice, withPersonal } from '../core/slice.ts';
import { isKept, takePaper } from '../custody/paper.ts';

const changeLine = (kase: Case, id: string, change: (line: Line) => Line): Line[] =>
  kase.lines.map((line) => (line.id === id ? change(line) : line));

const withReviewer = (kase: Case, id: string | null): Pick<Case, 'formalReviewers'> => ({
  formalReviewers:
    id === null || kase.formalReviewers.includes(id) ? kase.formalReviewers : [...kase.formalReviewers, id],
});

/** How the formal review and the acceptance at the intake window change a case. */
export const reviewSlice = slice({
  formalReviewStarted: (kase, { actor, effectiveAt }) => ({
    reviewStartedAt: effectiveAt,
    ...withReviewer(kase, actor.id),
  }),
  identityCheckRecorded: (kase, { data, actor, effectiveAt }) => ({
    identityChecks: [
      ...kase.identityChecks,
      {
        at: effectiveAt,
        by: actor.id ?? '',
        method: data.method,
        subject: data.subject,
        passed: data.passed,
      },
    ],
  }),
  materialMarked: (kase, { data, personal, actor, effectiveAt }) => ({
    lines: changeLine(
      kase,
      data.lineId,
      ({ received: _r, reasonCode: _c, correctedOnSpotAt: _s, ...line }) => ({
        ...line,
        verdict: data.verdict,
        markedAt: effectiveAt,
        ...(data.received ? { received: data.received } : {}),
        ...(data.reasonCode ? { reasonCode: data.reasonCode } : {}),
      }),
    ),
    ...withReviewer(kase, actor.id),
    ...withPersonal(kase, personal, (content, { correction }) => ({
      corrections: { ...content.corrections, [data.lineId]: correction },
    })),
  }),
  materialCorrectedOnSpot: (kase, { data, personal, actor, effectiveAt }) => ({
    lines: changeLine(kase, data.lineId, ({ reasonCode: _c, ...line }) => ({
      ...line,
      verdict: 'passed',
      received: data.received,
      markedAt: effectiveAt,
      correctedOnSpotAt: effectiveAt,
    })),
    ...withReviewer(kase, actor.id),
    ...withPersonal(kase, personal, (content, { correction }) => ({
      corrections: { ...content.corrections, [data.lineId]: correction },
    })),
  }),
  intakeAccepted: (kase, { data, actor, effectiveAt }) => ({
    intakeAcceptedAt: effectiveAt,
    channels: data.channels,
    copies: { applicant: 'handedOver', intake: 'archived', home: 'open' },
    ...takePaper(
      kase,
      kase.lines.filter((line) => isKept(line, data.channels.includes('postal'))).map(({ id }) => id),
      'intake',
      { at: effectiveAt, by: actor.id },
    ),
    ...withReviewer(kase, actor.id),
  }),
  intakeReceiptIssued: (kase, { data }) => ({ documents: [...kase.documents, data.document] }),
  transferTasksOpened: () => ({}),
});
