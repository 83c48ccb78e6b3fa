import { dayOf } from '../../regulation/instant.ts';
import type { Case, Copies, Line } from '../core/case.ts';
import { type EventOfType, slice, withPersonal } from '../core/slice.ts';
import { voided } from '../core/void-document.ts';
import { isKept, movePaper, takePaper } from '../custody/paper.ts';
import { closedSupplement } from '../home-supplement/supplement.ts';
import { withoutOpenRequests } from '../requests/open-requests.ts';
import { proposedChannels } from '../transfer/channels.ts';
import { currentNotice } from './notice.ts';

/** As issued: one copy in the applicant's hand, one in the window's file, the home region's waits for the transfer. */
const copiesAtIssue: Copies = { applicant: 'handedOver', intake: 'archived', home: 'open' };

const changeLines = (kase: Case, ids: readonly string[], change: (line: Line) => Line): Line[] =>
  kase.lines.map((line) => (ids.includes(line.id) ? change(line) : line));

/** Open for judging again, with what lies there. */
const reopened = ({ reasonCode: _r, markedAt: _m, correctedOnSpotAt: _s, ...line }: Line): Line => ({
  ...line,
  verdict: 'unmarked',
});

/** A round begins: what was handed in for the former one, and what the lead reopened, is behind it. */
const newRound = ({ handedInAt: _h, reopenedAt: _r, ...line }: Line): Line => line;

/** A line that the new notice does not name any more had been judged wrongly: it passes as it lies there. */
function dropped(line: Line): Line {
  const { reasonCode: _r, ...passed } = line;
  return { ...passed, verdict: 'passed' };
}

function issued(
  kase: Case,
  { data, personal, actor, effectiveAt }: EventOfType<'oneTimeNoticeIssued'>,
): Partial<Case> {
  const former = kase.notices.find(({ documentId }) => documentId === data.replaces);
  const lines = former
    ? changeLines(
        kase,
        former.lineIds.filter((id) => !data.lineIds.includes(id)),
        dropped,
      )
    : kase.lines.map(newRound);
  // After a notice paper goes back with the applicant, unless the window was asked to keep it (OP-61).
  const kept = lines.filter((line) => !data.lineIds.includes(line.id) && isKept(line, false));
  return {
    documents: [...kase.documents, data.document],
    notices: [
      ...kase.notices,
      {
        documentId: data.document.id,
        issuedAt: effectiveAt,
        round: data.round,
        days: data.days,
        printedDays: data.printedDays,
        dueOn: data.dueOn,
        lineIds: data.lineIds,
        copies: copiesAtIssue,
      },
    ],
    ...takePaper(
      { lines, custody: kase.custody },
      kept.map(({ id }) => id),
      'intake',
      { at: effectiveAt, by: actor.id },
    ),
    ...withPersonal(kase, personal, (content, { corrections }) => ({
      corrections: { ...content.corrections, ...corrections },
    })),
  };
}

/** The notice falls; unless another takes its place, its lines are open again. */
function fallen(
  kase: Case,
  { data, command, effectiveAt }: EventOfType<'oneTimeNoticeVoided'>,
): Partial<Case> {
  const voidedFor =
    command === 'voidOneTimeNotice'
      ? 'noDeficiency'
      : command === 'replaceOneTimeNotice'
        ? 'replacement'
        : 'correction';
  const notice = kase.notices.find(({ documentId }) => documentId === data.documentId);
  return {
    ...voided(kase, data.documentId, effectiveAt),
    notices: kase.notices.map((each) =>
      each.documentId === data.documentId ? { ...each, voidedAt: effectiveAt, voidedFor } : each,
    ),
    ...(voidedFor === 'noDeficiency' && notice ? { lines: changeLines(kase, notice.lineIds, reopened) } : {}),
  };
}

function handedIn(
  kase: Case,
  { data, personal, actor, effectiveAt }: EventOfType<'supplementHandedIn'>,
): Partial<Case> {
  const lines = changeLines(kase, data.lineIds, (line) => ({
    ...line,
    received: data.received[line.id] ?? line.received ?? { originals: 0, copies: 0, medium: 'paper' },
    handedInAt: data.occurredAt,
  }));
  const travels = proposedChannels({ lines }).includes('postal');
  const kept = lines.filter((line) => data.lineIds.includes(line.id) && isKept(line, travels));
  return {
    supplementWay: data.way,
    ...takePaper(
      { lines, custody: kase.custody },
      kept.map(({ id }) => id),
      'intake',
      { at: effectiveAt, by: actor.id, ...(data.waybill ? { waybill: data.waybill } : {}) },
    ),
    ...(data.waybill
      ? {
          parcels: kase.parcels.map((parcel) =>
            parcel.waybill === data.waybill
              ? {
                  ...parcel,
                  collectedAt: parcel.collectedAt ?? data.occurredAt,
                  deliveredAt: parcel.deliveredAt ?? effectiveAt,
                  confirmedAt: effectiveAt,
                }
              : parcel,
          ),
        }
      : {}),
    ...withPersonal(kase, personal, (content, { extras }) => ({
      extras: [...(content.extras ?? []), ...extras],
    })),
  };
}

function reinstated(kase: Case, { data, effectiveAt }: EventOfType<'caseReinstated'>): Partial<Case> {
  const { ground, proofFileIds } = data;
  const common: Partial<Case> = {
    reinstatements: [...kase.reinstatements, { at: effectiveAt, ground, proofFileIds }],
  };
  const notice = currentNotice(kase);
  if (kase.abandoned?.by === 'homeSupplement' || !notice) return common;
  if (ground === 'interruption') {
    return {
      ...common,
      notices: kase.notices.map((each) =>
        each.documentId === notice.documentId && data.dueOn ? { ...each, movedTo: data.dueOn } : each,
      ),
    };
  }
  const lines = changeLines(kase, data.lineIds, (line) => ({
    ...line,
    handedInAt: data.occurredAt ?? effectiveAt,
  }));
  return {
    ...common,
    supplementWay: 'post',
    lines: changeLines({ ...kase, lines }, notice.lineIds, reopened),
  };
}

/**
 * The corrected matter with its own lines, to be judged anew (C.1, 3b). Scans and paper of a line that stays a line stay
 * with it; paper that the corrected matter does not ask for goes back over the counter.
 */
function corrected(kase: Case, event: EventOfType<'homeRegionCorrected'>): Partial<Case> {
  const { data, personal, actor, effectiveAt } = event;
  const gone = kase.lines.filter(({ id }) => !data.lines.some((line) => line.id === id));
  const { custody } = movePaper(
    kase,
    gone.map(({ id }) => id),
    'returned',
    { at: effectiveAt, by: actor.id },
  );
  return {
    ...data.matter,
    // The home window that was asked has no part in it any more.
    ...withoutOpenRequests(kase, effectiveAt),
    situations: data.situations,
    delivery: data.delivery,
    homeCorrections: [...(kase.homeCorrections ?? []), effectiveAt],
    custody,
    lines: data.lines.map((line) => {
      const paper = custody.findLast(({ lineId }) => lineId === line.id)?.place;
      return {
        ...line,
        verdict: 'unmarked' as const,
        fileIds: kase.lines.find(({ id }) => id === line.id)?.fileIds ?? [],
        ...(paper ? { paper } : {}),
      };
    }),
    ...withPersonal(kase, personal, (_content, { answers }) => ({ answers, corrections: {} })),
  };
}

/** The one-time notice and what follows from it. */
export const noticeSlice = slice({
  homeRegionCorrected: corrected,
  passedLineReopened: (kase, { data, effectiveAt }) => ({
    lines: changeLines(kase, [data.lineId], (line) => ({ ...reopened(line), reopenedAt: effectiveAt })),
  }),
  oneTimeNoticeIssued: issued,
  oneTimeNoticeVoided: fallen,
  inboundParcelRegistered: (kase, { data, effectiveAt }) => ({
    parcels: [
      ...kase.parcels,
      {
        waybill: data.waybill,
        carrier: data.carrier,
        purpose: data.purpose,
        from: 'applicant',
        to: data.to,
        packed: data.lineIds.map((lineId) => ({ lineId, originals: 0, copies: 0 })),
        registeredAt: effectiveAt,
        ...(data.collectedAt ? { collectedAt: data.collectedAt } : {}),
      },
    ],
  }),
  supplementHandedIn: handedIn,
  supplementCompleted: (kase, { effectiveAt }) => ({
    supplementCompletedAt: effectiveAt,
    lines: changeLines(kase, currentNotice(kase)?.lineIds ?? [], reopened),
  }),
  caseDeemedAbandoned: (kase, { data, effectiveAt }) => ({
    abandoned: { at: effectiveAt, by: data.by },
    ...(data.document ? { documents: [...kase.documents, data.document] } : {}),
    ...closedSupplement(kase, dayOf(effectiveAt)),
  }),
  caseReinstated: reinstated,
  intakeReceiptVoided: (kase, { data, personal, effectiveAt }) => ({
    ...voided(kase, data.documentId, effectiveAt),
    ...withPersonal(kase, personal, (content, { contact }) =>
      // The e-mail address is not printed, and stays what it was.
      contact ? { contact: { ...content.contact, ...contact } } : {},
    ),
  }),
});
