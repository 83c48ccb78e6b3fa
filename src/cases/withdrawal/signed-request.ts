import { oneOf, Type } from '../../platform/schema.ts';
import type { Case, IdentityCheck } from '../core/case.ts';
import { ReceiptSignature } from '../review/applicant-signature.ts';
import { hasAuthorisation, identityMethods } from '../review/record-identity-check.ts';

/** What a signed request at the counter carries: who stands there, how that was verified, and the signature. */
export const signedRequestInput = {
  subject: Type.Optional(oneOf(['applicant', 'agent'], { description: '谁来办：申请人或代理人' })),
  identityMethod: Type.Optional(oneOf(Object.keys(identityMethods))),
  identityPassed: Type.Optional(Type.Boolean({ description: '核验通过' })),
  applicantSignature: Type.Optional(ReceiptSignature),
};

type Shown = {
  subject?: IdentityCheck['subject'];
  identityMethod?: string;
  identityPassed?: boolean;
};

/** Who may withdraw: the applicant, or the agent named and authorised in this case; anyone else is refused. */
export function identityOf(
  kase: Case,
  { subject = 'applicant', identityMethod, identityPassed }: Shown,
): { method: string; subject: IdentityCheck['subject'] } | { fault: string } {
  if (!identityMethod || identityPassed !== true) return { fault: '请先核验来人的身份。' };
  if (subject === 'agent' && !kase.personal?.agent)
    return { fault: '本件没有登记代理人，须由申请人本人办理。' };
  if (subject === 'agent' && !hasAuthorisation(kase)) return { fault: '代理人的授权委托书还没有审查合格。' };
  return { method: identityMethod, subject };
}

/** How a method of verifying is called on the form. */
export const methodName = (method: string): string =>
  identityMethods[method as keyof typeof identityMethods] ?? method;
