import type { Case } from '../core/case.ts';
import type { EventOfType } from '../core/slice.ts';
import { slice } from '../core/slice.ts';

const noContent = {
  answers: {},
  corrections: {},
  opinions: {},
  contacts: [],
  supplementPoints: {},
  discrepancyNotes: {},
  discrepancyAnswers: {},
};

/** A case as it begins: a draft without number, lines or personal content. */
export function openedCase(event: EventOfType<'caseOpened'>): Case {
  const { homeRule: _rule, ...data } = event.data;
  return {
    ...data,
    id: '',
    version: event.seq,
    state: event.state,
    openedBy: event.actor.id ?? '',
    openedAt: event.effectiveAt,
    situations: {},
    lines: [],
    formalReviewers: [],
    identityChecks: [],
    channels: [],
    received: [],
    parcels: [],
    documents: [],
    flags: data.offList ? ['offList'] : [],
    contacts: [],
    opinionPoints: [],
    notices: [],
    reinstatements: [],
    morePackages: [],
    paperTasks: [],
    discrepancies: [],
    incidents: [],
    custody: [],
    homeSupplements: [],
    suspensions: [],
    withdrawals: [],
    corrections: [],
    takenBy: {},
    personal: null,
  };
}

/** How opening and registering change a case. */
export const intakeSlice = slice({
  draftDiscarded: () => ({}),
  caseSubmitted: (_kase, { data, personal, effectiveAt }) => ({
    businessNumber: data.businessNumber,
    submittedAt: effectiveAt,
    situations: data.situations,
    lines: data.lines.map((line) => ({ ...line, verdict: 'unmarked' as const, fileIds: [] })),
    delivery: data.delivery,
    personal: personal
      ? {
          ...noContent,
          applicant: personal.applicant,
          ...(personal.agent ? { agent: personal.agent } : {}),
          contact: personal.contact,
          answers: personal.answers,
          ...(personal.address ? { address: personal.address } : {}),
        }
      : null,
  }),
  intakeDeclined: (kase, { data, personal }) => ({
    ...(data.document ? { documents: [...kase.documents, data.document] } : {}),
    personal:
      kase.personal && personal ? { ...kase.personal, explanation: personal.explanation } : kase.personal,
  }),
  fileAttached: (kase, { data }) => ({
    lines: kase.lines.map((line) =>
      line.id === data.lineId
        ? {
            ...line,
            fileIds: [...line.fileIds.filter((id) => !data.detached?.includes(id)), ...data.fileIds],
          }
        : line,
    ),
  }),
});
