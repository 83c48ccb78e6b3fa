import { checkPhone } from '../../identity/phone.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import type { Case, IssuedDocument } from '../core/case.ts';
import { command, type Decision, refuse } from '../core/command.ts';
import type { SecondPerson } from '../core/fact-sources.ts';
import { orderDocument } from '../core/order-document.ts';
import { Confirmation, exampleConfirmation, secondPerson } from '../core/second-person.ts';
import { statedReason } from '../core/stated-reason.ts';
import { ReceiptSignature, signatureOf } from './applicant-signature.ts';
import { type CounterFormFacts, counterFormFacts, receiptData } from './counter-form.ts';

const ReplaceInput = object({
  reason: Type.Optional(Type.String({ maxLength: 300, description: '写错了什么' })),
  contact: Type.Optional(
    object(
      {
        name: Type.String({ minLength: 1, maxLength: 100 }),
        phone: Type.String({ minLength: 1, maxLength: 30 }),
      },
      { description: '更正后的申请联系人和电话' },
    ),
  ),
  applicantSignature: Type.Optional(ReceiptSignature),
  confirmation: Type.Optional(Confirmation),
});
type ReplaceInput = Static<typeof ReplaceInput>;

type ReplaceFacts = CounterFormFacts & {
  consent: SecondPerson | undefined;
  receipt: IssuedDocument | undefined;
};

type Contact = { name: string; phone: string };

/** Whether anything went to the home window, so that it holds a copy and has a say. */
const isSent = (kase: Case): boolean =>
  kase.package !== undefined || kase.parcels.some(({ purpose }) => purpose === 'material');

/** The contact as it will be printed, or what is wrong with it. */
function contactOf({
  contact,
}: ReplaceInput): { contact?: Contact } | Extract<Decision<'replaceIntakeReceipt'>, { refusal: unknown }> {
  if (!contact) return {};
  const name = checkPlainText(contact.name, { max: 100, min: 1 });
  const phone = checkPhone(contact.phone);
  if (!name.valid) {
    return refuse('field-invalid', { errors: [{ pointer: '/contact/name', detail: name.reason }] });
  }
  if (!phone.valid) {
    return refuse('field-invalid', { errors: [{ pointer: '/contact/phone', detail: phone.reason }] });
  }
  return { contact: { name: name.normalized, phone: phone.normalized } };
}

/**
 * Issues the receipt anew because of an error in it (C.1, 9a): the old one is voided and named by the new one. 收件,
 * its time and every running period stay (OP-70). Once anything was sent the home window consents.
 */
export const replaceIntakeReceipt = command<'replaceIntakeReceipt', ReplaceInput, ReplaceFacts>({
  name: 'replaceIntakeReceipt',
  input: ReplaceInput,
  summary: '重新出具收件通知书，原件作废；收件时间不变',
  example: {
    reason: '申请联系人电话写错一位',
    contact: { name: '罗晓梅', phone: '13800006021' },
    confirmation: exampleConfirmation,
  },
  async facts(sources, kase, { confirmation }, context) {
    return {
      ...(await counterFormFacts(sources, kase, context)),
      receipt: sources.receiptOf(kase),
      consent: await secondPerson(sources, confirmation, {
        kase,
        command: 'replaceIntakeReceipt',
        capacity: 'homeClerk',
        context,
      }),
    };
  },
  decide(kase, input, facts, context) {
    const former = facts.receipt;
    const reason = statedReason(input.reason, { min: 5 });
    if (!reason) return refuse('reason-missing');
    if (isSent(kase) && !facts.consent) return refuse('home-consent-missing');
    if (!facts.seal) return refuse('seal-not-valid');
    if (!kase.personal || !former) return refuse('form-field-missing');
    const checked = contactOf(input);
    if ('refusal' in checked) return checked;
    const { contact } = checked;
    const corrected: Case = { ...kase, personal: { ...kase.personal, ...(contact ? { contact } : {}) } };
    const { document, order } = orderDocument(kase, context, ({ number, code }) => ({
      kind: 'intakeReceipt',
      data: {
        ...receiptData(corrected, facts, context),
        documentNumber: number,
        replaces: former.number,
        verification: { code, url: facts.verificationUrl(code) },
        signature: signatureOf(input.applicantSignature, context.now) ?? { kind: 'blank' },
      },
    }));
    return {
      events: [
        {
          type: 'intakeReceiptVoided',
          data: {
            documentId: former.id,
            ...(facts.consent ? { homeConsentBy: facts.consent.id } : {}),
          },
          personal: { reason, ...(contact ? { contact } : {}) },
        },
        { type: 'intakeReceiptIssued', data: { document } },
      ],
      documents: [order],
    };
  },
});
