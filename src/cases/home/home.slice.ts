import { slice, withPersonal } from '../core/slice.ts';

/** How the home window changes a case: assignment, contact, acceptance. */
export const homeSlice = slice({
  handlerAssigned: (_kase, { data, effectiveAt }) => ({ handler: { ...data, since: effectiveAt } }),
  caseReassigned: (kase, { data, effectiveAt }) => ({
    handler: kase.handler ? { ...kase.handler, staffId: data.staffId, since: effectiveAt } : null,
  }),
  assignmentReturned: () => ({ handler: null }),
  applicantContacted: (kase, { data, personal }) => ({
    contacts: [
      ...kase.contacts,
      {
        at: data.occurredAt,
        side: data.side,
        channel: data.channel,
        reached: data.reached,
        purpose: data.purpose,
      },
    ],
    ...withPersonal(kase, personal, (content, contact) => ({
      contacts: [...content.contacts, { at: data.occurredAt, ...contact }],
    })),
  }),
  homeAccepted: (kase, { data, effectiveAt }) => ({
    homeAcceptedOn: data.acceptedOn,
    homeAcceptedAt: effectiveAt,
    documents: [...kase.documents, data.document],
  }),
  homeAcceptanceDeemed: (kase, { data, effectiveAt }) => ({
    homeAcceptedOn: data.acceptedOn,
    homeAcceptedAt: effectiveAt,
    flags: [...kase.flags, 'acceptanceDeemed'],
  }),
  homeRejected: (kase, { data, personal, effectiveAt }) => ({
    rejectedAt: effectiveAt,
    outcome: 'notAccepted',
    documents: [...kase.documents, data.document],
    ...withPersonal(kase, personal, (_content, rejection) => ({ rejection })),
  }),
});
