import { dayOf, type Instant } from '../../regulation/instant.ts';
import type { Case, IdentityCheck } from '../core/case.ts';
import { slice, withPersonal } from '../core/slice.ts';
import { suspensionEnded } from '../decision/suspension-duties.ts';
import { closedSupplement } from '../home-supplement/supplement.ts';

type Checked = { method: string; subject: IdentityCheck['subject'] };

/** The identity was verified again when the withdrawal was signed. */
const withCheck = (
  { identityChecks }: Case,
  identity: Checked | undefined,
  at: Instant,
  by: string | null,
): Pick<Case, 'identityChecks'> => ({
  identityChecks: identity
    ? [...identityChecks, { ...identity, at, by: by ?? '', passed: true }]
    : identityChecks,
});

/** How the applicant's withdrawal changes a case: nothing stays open but after-care (C.10, 8 and 10). */
export const withdrawalSlice = slice({
  withdrawalRequested: (kase, { data, personal, effectiveAt, actor }) => ({
    withdrawals: [...kase.withdrawals, { id: data.id, requestedAt: effectiveAt, state: 'open' }],
    documents: [...kase.documents, data.document],
    ...withCheck(kase, data.identity, effectiveAt, actor.id),
    ...withPersonal(kase, personal, (_content, { reason }) => ({ withdrawalReason: reason })),
  }),
  caseWithdrawn: (kase, { data, personal, effectiveAt, actor }) => ({
    withdrawals: kase.withdrawals.map((each) =>
      each.state === 'open' ? { ...each, state: 'confirmed' } : each,
    ),
    documents: data.document ? [...kase.documents, data.document] : kase.documents,
    ...withCheck(kase, data.identity, effectiveAt, actor.id),
    ...closedSupplement(kase, dayOf(effectiveAt)),
    ...suspensionEnded(kase, dayOf(effectiveAt)),
    paperTasks: kase.paperTasks.map((task) =>
      task.state === 'open' ? { ...task, state: 'cancelled' } : task,
    ),
    ...withPersonal(kase, personal, (_content, { reason }) => ({ withdrawalReason: reason })),
  }),
  withdrawalTakenBack: (kase, { data }) => ({
    withdrawals: kase.withdrawals.map((each) =>
      each.id === data.id ? { ...each, state: 'takenBack' } : each,
    ),
  }),
});
