import { checkAnswers } from '../../catalogue/check-answers.ts';
import { actsThroughAgent, agentRule } from '../../catalogue/materials-for.ts';
import type { ResolvedStandard } from '../../catalogue/standard.ts';
import { checkEmail } from '../../identity/email.ts';
import { checkIdentityDocument } from '../../identity/identity-documents.ts';
import { checkPhone } from '../../identity/phone.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import type { FieldError } from '../../platform/problem.ts';
import { type Day } from '../../regulation/instant.ts';
import type { Party, PostalAddress } from '../core/case.ts';
import type { ApplicationContents } from './case-form.ts';

/** The application as it will be stored: identity numbers and texts in their normal form. */
export type CheckedContents = {
  applicant: Party;
  agent?: Party;
  contact: { name: string; phone: string; email?: string };
  answers: Record<string, string | number>;
  address?: PostalAddress;
  duplicateReason?: string;
};

type Errors = FieldError[];

function text(errors: Errors, pointer: string, value: string, max: number): string {
  const checked = checkPlainText(value, { max });
  if (checked.valid && checked.normalized.trim() !== '') return checked.normalized.trim();
  errors.push({ pointer, detail: checked.valid ? '不能为空。' : checked.reason });
  return value;
}

function phoneNumber(errors: Errors, pointer: string, value: string): string {
  const checked = checkPhone(value);
  if (checked.valid) return checked.normalized;
  errors.push({ pointer, detail: checked.reason });
  return value;
}

function party(
  errors: Errors,
  pointer: string,
  input: NonNullable<ApplicationContents['applicant']>,
  on: Day,
): Party {
  const identity = checkIdentityDocument({ kind: input.identityKind, value: input.identityNumber, on });
  if (!identity.valid) errors.push({ pointer: `${pointer}/identityNumber`, detail: identity.reason });
  if (input.kind === 'person' && input.identityKind === 'creditCode') {
    errors.push({ pointer: `${pointer}/identityKind`, detail: '个人不能用统一社会信用代码。' });
  }
  return {
    kind: input.kind,
    name: text(errors, `${pointer}/name`, input.name, 100),
    identityKind: input.identityKind,
    identityNumber: identity.valid ? identity.normalized : input.identityNumber,
    ...(input.phone === undefined ? {} : { phone: phoneNumber(errors, `${pointer}/phone`, input.phone) }),
  };
}

const postalAddress = (errors: Errors, pointer: string, given: PostalAddress): PostalAddress => ({
  recipient: text(errors, `${pointer}/recipient`, given.recipient, 100),
  phone: phoneNumber(errors, `${pointer}/phone`, given.phone),
  address: text(errors, `${pointer}/address`, given.address, 200),
});

function email(errors: Errors, value: string): string {
  const checked = checkEmail(value);
  if (checked.valid) return checked.normalized;
  errors.push({ pointer: '/contact/email', detail: checked.reason });
  return value;
}

/** An address in its normal form, with every fault at its field. */
export function checkAddress(given: PostalAddress): { address: PostalAddress; errors: FieldError[] } {
  const errors: Errors = [];
  return { address: postalAddress(errors, '/address', given), errors };
}

/** An agent is named where somebody acts for the applicant, and nowhere else: what he may do hangs on it. */
function agentFaults({ agent, situations = {} }: ApplicationContents, standard: ResolvedStandard): Errors {
  const rule = agentRule(standard, situations);
  if (rule === 'asked' && !agent) {
    const byLaw = !actsThroughAgent(situations);
    const detail = byLaw ? '由监护人申请的，请填写监护人。' : '由他人代为办理的，请填写代理人。';
    return [{ pointer: '/agent', detail }];
  }
  return agent && rule === 'none'
    ? [{ pointer: '/agent', detail: '办理情形里没有选委托代理，不填代理人。' }]
    : [];
}

/**
 * Judges an application against the home region's form: every fault at once, each at its
 * field. Nothing is missing and nothing is malformed when `errors` is empty.
 */
export function checkContents(
  input: ApplicationContents,
  standard: ResolvedStandard,
  on: Day,
): { contents?: CheckedContents; errors: FieldError[] } {
  const errors: Errors = [];
  if (!input.applicant) errors.push({ pointer: '/applicant', detail: '还没有填申请人。' });
  if (!input.contact) errors.push({ pointer: '/contact', detail: '还没有填联系人。' });
  errors.push(...agentFaults(input, standard));
  const applicant = input.applicant && party(errors, '/applicant', input.applicant, on);
  const agent = input.agent && party(errors, '/agent', input.agent, on);
  const contact = input.contact && {
    name: text(errors, '/contact/name', input.contact.name, 100),
    phone: phoneNumber(errors, '/contact/phone', input.contact.phone),
    ...(input.contact.email === undefined ? {} : { email: email(errors, input.contact.email) }),
  };
  const given = input.delivery?.address;
  const address = given && postalAddress(errors, '/delivery/address', given);
  const reason =
    input.duplicateReason?.trim() && text(errors, '/duplicateReason', input.duplicateReason, 300);
  const answers = checkAnswers(standard.form, input.answers ?? {}, on);
  for (const { fieldId, detail } of answers.errors) errors.push({ pointer: `/answers/${fieldId}`, detail });
  if (errors.length > 0 || !applicant || !contact) return { errors };
  return {
    errors: [],
    contents: {
      applicant,
      contact,
      answers: answers.answers,
      ...(agent ? { agent } : {}),
      ...(address ? { address } : {}),
      ...(reason ? { duplicateReason: reason } : {}),
    },
  };
}
