import { type Static, Type } from '../../platform/schema.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';
import type { Case } from '../core/case.ts';
import type { Context } from '../core/command.ts';
import type { FactSources, SecondPerson } from '../core/fact-sources.ts';
import { Confirmation, secondPerson } from '../core/second-person.ts';
import { isUnsigned, NoticeSignature, signatureOf, unsignedReason } from '../review/applicant-signature.ts';

/** What the body of a command that issues a notice says of the signatures (R-078, OP-59). */
export const signatureFields = {
  applicantSignature: Type.Optional(NoticeSignature),
  handlerSigned: Type.Optional(Type.Boolean({ description: '经办人确认签名' })),
  confirmation: Type.Optional(Confirmation),
};

type Signed = {
  applicantSignature?: Static<typeof NoticeSignature>;
  handlerSigned?: boolean;
  confirmation?: string;
};

/** The second clerk who sees that the applicant does not sign; asked for in no other case. */
export const witnessOf = (
  sources: FactSources,
  { applicantSignature, confirmation }: Signed,
  act: { kase: Case; command: CommandName; context: Context },
): Promise<SecondPerson | undefined> =>
  isUnsigned(applicantSignature)
    ? secondPerson(sources, confirmation, { ...act, capacity: 'intakeClerk' })
    : Promise.resolve(undefined);

/** Signature, its kind, and the record of why there is none; undefined while something of it is missing. */
export function noticeSignature(
  { applicantSignature, handlerSigned }: Signed,
  witness: SecondPerson | undefined,
  { now }: Pick<Context, 'now'>,
) {
  const signature = signatureOf(applicantSignature, now, witness?.name);
  if (!signature || !applicantSignature || !handlerSigned) return undefined;
  const reason = isUnsigned(applicantSignature) ? unsignedReason(applicantSignature) : undefined;
  return {
    signature,
    data: { signature: applicantSignature.kind, ...(witness ? { witnessId: witness.id } : {}) },
    personal: reason ? { signatureReason: reason } : {},
  };
}

/** What is missing where `noticeSignature` finds nothing, as a sentence. */
export const whatIsMissing = ({ applicantSignature }: Signed): { detail?: string } =>
  isUnsigned(applicantSignature)
    ? { detail: '申请人不签名的，请写明原因，并请另一名窗口人员输入账号和密码见证。' }
    : {};
