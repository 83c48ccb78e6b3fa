import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Case } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import type { AddressFacts } from '../core/fact-sources.ts';
import { orderDocument } from '../core/order-document.ts';
import { reviewBlocked } from '../requests/open-requests.ts';
import { channelFault } from '../transfer/channels.ts';
import { ReceiptSignature, signatureOf } from './applicant-signature.ts';
import { type CounterFormFacts, counterFormFacts, receiptData } from './counter-form.ts';

const AcceptInput = object({
  channels: Type.Array(oneOf(['electronic', 'postal']), { minItems: 1, maxItems: 2, uniqueItems: true }),
  applicantSignature: Type.Optional(ReceiptSignature),
  handlerSigned: Type.Optional(Type.Boolean({ description: '经办人确认签名' })),
});
type AcceptInput = Static<typeof AcceptInput>;

type AcceptFacts = CounterFormFacts & { address: AddressFacts };

const identityPassed = (kase: Case, subject: 'applicant' | 'agent'): boolean =>
  kase.identityChecks.findLast((check) => check.subject === subject)?.passed === true;

/** Why the review cannot end with acceptance yet; the same rule greys the button and refuses the command. */
function acceptanceBlocked(
  kase: Case,
):
  | 'standard-missing'
  | 'request-still-open'
  | 'lines-unmarked'
  | 'material-deficient'
  | 'identity-not-passed'
  | undefined {
  const open = reviewBlocked(kase);
  if (open) return open;
  if (kase.lines.some((line) => line.verdict === 'unmarked')) return 'lines-unmarked';
  if (kase.lines.some((line) => line.required && line.verdict !== 'passed')) return 'material-deficient';
  // An agent stands for the applicant: both authorisation and agent are verified.
  if (!identityPassed(kase, kase.personal?.agent ? 'agent' : 'applicant')) return 'identity-not-passed';
  return undefined;
}

/**
 * Takes the application in (C.1, 9): 收件, which is not 受理. Receipt, transfer tasks and their deadlines come
 * into being in one step.
 */
export const acceptIntake = command<'acceptIntake', AcceptInput, AcceptFacts>({
  name: 'acceptIntake',
  input: AcceptInput,
  summary: '收件，出具收件通知书（附件2）',
  example: {
    channels: ['electronic', 'postal'],
    applicantSignature: { kind: 'paper' },
    handlerSigned: true,
  },
  async facts(sources, kase, _input, context) {
    return {
      ...(await counterFormFacts(sources, kase, context)),
      address: await sources.postalAddress(kase.home.windowId, context.now),
    };
  },
  blocked: (kase) => acceptanceBlocked(kase),
  decide(kase, input, facts, context) {
    const blocked = acceptanceBlocked(kase);
    if (blocked) return refuse(blocked);
    const fault = channelFault(kase, input.channels);
    if (fault) return refuse('channel-not-allowed', { detail: fault });
    if (input.channels.includes('postal') && !facts.address.valid) return refuse('directory-address-invalid');
    const signature = signatureOf(input.applicantSignature, context.now);
    if (!signature || !input.handlerSigned) return refuse('signature-missing');
    if (!facts.seal) return refuse('seal-not-valid');
    if (!kase.personal) return refuse('form-field-missing');
    const { document, order } = orderDocument(kase, context, ({ number, code }) => ({
      kind: 'intakeReceipt',
      data: {
        ...receiptData(kase, facts, context),
        documentNumber: number,
        verification: { code, url: facts.verificationUrl(code) },
        signature,
      },
    }));
    const channels = [...input.channels];
    return {
      events: [
        {
          type: 'intakeAccepted',
          data: {
            channels,
            signature: input.applicantSignature?.kind ?? 'paper',
            applicantSignedAt: context.now,
          },
        },
        { type: 'intakeReceiptIssued', data: { document } },
        { type: 'transferTasksOpened', data: { channels } },
      ],
      documents: [order],
    };
  },
});
