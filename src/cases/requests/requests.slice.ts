import type { GivenStandard } from '../../catalogue/given-standard.ts';
import type { Case, Line, WindowRequest } from '../core/case.ts';
import { slice, withPersonal } from '../core/slice.ts';
import { requestsOf } from './open-requests.ts';

const changed = (kase: Case, id: string | undefined, change: Partial<WindowRequest>): WindowRequest[] =>
  requestsOf(kase).map((request) => (request.id === id ? { ...request, ...change } : request));

/** What was given becomes the checklist of the case, with its limits. */
const withStandard = (
  standard: GivenStandard,
  lines: readonly Omit<Line, 'verdict' | 'fileIds'>[],
): Partial<Case> => ({
  givenStandard: standard,
  promisedDays: standard.promisedDays,
  statutoryDays: standard.statutoryDays,
  lines: lines.map((line) => ({ ...line, verdict: 'unmarked' as const, fileIds: [] })),
});

/** A standard that was found elsewhere ends the request for it. */
const adopted = (
  kase: Case,
  data: { standard: GivenStandard; lines: readonly Omit<Line, 'verdict' | 'fileIds'>[]; cancels?: string },
  endedAt: string,
): Partial<Case> => ({
  ...withStandard(data.standard, data.lines),
  ...(data.cancels ? { requests: changed(kase, data.cancels, { state: 'cancelled', endedAt }) } : {}),
});

/** What the windows ask of each other, and the standard that stage 1 brings. */
export const requestsSlice = slice({
  standardRequested: (kase, { data, personal, actor, effectiveAt }) => ({
    requests: [
      ...requestsOf(kase),
      {
        id: data.id,
        kind: 'standard',
        from: 'intake',
        by: actor.id ?? '',
        askedAt: effectiveAt,
        hours: data.hours,
        state: 'open',
      },
    ],
    ...withPersonal(kase, personal, ({ windowTexts }, { text }) => ({
      windowTexts: { ...windowTexts, [data.id]: { text } },
    })),
  }),
  standardProvided: (kase, { data, actor, effectiveAt }) => ({
    ...withStandard(data.standard, data.lines),
    requests: changed(kase, data.id, {
      state: 'answered',
      endedAt: effectiveAt,
      answeredBy: actor.id ?? '',
    }),
  }),
  guideAdopted: (kase, { data, effectiveAt }) => adopted(kase, data, effectiveAt),
  standardAdopted: (kase, { data, effectiveAt }) => adopted(kase, data, effectiveAt),
  windowAsked: (kase, { data, personal, actor, effectiveAt }) => ({
    requests: [
      ...requestsOf(kase),
      {
        ...data,
        by: actor.id ?? '',
        askedAt: effectiveAt,
        state: data.kind === 'note' ? 'answered' : 'open',
      },
    ],
    ...withPersonal(kase, personal, ({ windowTexts }, { text }) => ({
      windowTexts: { ...windowTexts, [data.id]: { text } },
    })),
  }),
  windowAnswered: (kase, { data, personal, actor, effectiveAt }) => ({
    requests: changed(kase, data.id, {
      state: 'answered',
      endedAt: effectiveAt,
      answeredBy: actor.id ?? '',
      ...(data.fileIds ? { answerFileIds: data.fileIds } : {}),
    }),
    ...withPersonal(kase, personal, ({ windowTexts = {} }, { text }) => ({
      windowTexts: { ...windowTexts, [data.id]: { text: windowTexts[data.id]?.text ?? '', answer: text } },
    })),
  }),
  requestCancelled: (kase, { data, effectiveAt }) => ({
    requests: changed(kase, data.id, { state: 'cancelled', endedAt: effectiveAt }),
  }),
});
