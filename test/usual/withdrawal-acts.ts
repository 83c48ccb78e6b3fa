import type { UsualInputs } from '../case-acts.ts';

/** The applicant stands at the counter, was verified, and signs. */
const signedAtCounter = {
  subject: 'applicant',
  identityMethod: 'documentReader',
  identityPassed: true,
  applicantSignature: { kind: 'paper' },
};

/** The applicant's withdrawal. */
export const withdrawalActs = {
  withdrawCase: () => ({ reason: '准备搬回户籍地居住，届时在当地办理。', ...signedAtCounter }),
  confirmWithdrawal: () => ({}),
  completeWithdrawal: () => ({}),
  cancelWithdrawal: () => signedAtCounter,
} satisfies UsualInputs;
