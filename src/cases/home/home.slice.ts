import { dayOf, type Instant } from '../../regulation/instant.ts';
import type { Case, Side } from '../core/case.ts';
import { slice, withPersonal } from '../core/slice.ts';
import { closedSupplement } from '../home-supplement/supplement.ts';

const atWindow = (kase: Case, side: Side, staffId: string, since: Instant): Pick<Case, 'takenBy'> => ({
  takenBy: { ...kase.takenBy, [side]: { staffId, since } },
});

const toApprover = (kase: Case, staffId: string, since: Instant): Partial<Case> => ({
  handler: kase.handler ? { ...kase.handler, staffId, since } : null,
});

/** How the home window changes a case: assignment, contact, acceptance. */
export const homeSlice = slice({
  handlerAssigned: (_kase, { data, effectiveAt }) => ({ handler: { ...data, since: effectiveAt } }),
  caseReassigned: (kase, { data, effectiveAt }) => ({
    ...(data.side === 'intake' || data.post === 'window'
      ? atWindow(kase, data.side, data.staffId, effectiveAt)
      : toApprover(kase, data.staffId, effectiveAt)),
  }),
  caseTaken: (kase, { data, effectiveAt }) =>
    data.post === 'approver'
      ? toApprover(kase, data.staffId, effectiveAt)
      : atWindow(kase, data.side, data.staffId, effectiveAt),
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
    ...closedSupplement(kase, dayOf(effectiveAt)),
    rejectedAt: effectiveAt,
    outcome: 'notAccepted',
    documents: [...kase.documents, data.document],
    ...withPersonal(kase, personal, (_content, rejection) => ({ rejection })),
  }),
});
