import type { IntakeReceiptData, ReceiptLine } from '../../documents/forms.ts';
import type { ApplicantSignature } from '../../documents/signature.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Case, Line } from '../core/case.ts';
import { type Context, command, refuse } from '../core/command.ts';
import type { AddressFacts, SealFacts, WindowFacts } from '../core/fact-sources.ts';
import { orderDocument } from '../core/order-document.ts';
import { channelFault } from '../transfer/channels.ts';

const Point = Type.Tuple([Type.Number(), Type.Number()]);

/** How the applicant signs the receipt: on a pad, on paper, or by fingerprint (R-078, OP-59). */
const SignatureInput = object({
  kind: oneOf(['pad', 'paper', 'fingerprint']),
  width: Type.Optional(Type.Number({ minimum: 10, maximum: 4000 })),
  height: Type.Optional(Type.Number({ minimum: 10, maximum: 4000 })),
  strokes: Type.Optional(Type.Array(Type.Array(Point, { minItems: 1, maxItems: 2000 }), { maxItems: 200 })),
});

const AcceptInput = object({
  channels: Type.Array(oneOf(['electronic', 'postal']), { minItems: 1, maxItems: 2, uniqueItems: true }),
  applicantSignature: Type.Optional(SignatureInput),
  handlerSigned: Type.Optional(Type.Boolean({ description: '经办人确认签名' })),
});
type AcceptInput = Static<typeof AcceptInput>;

type AcceptFacts = {
  seal: SealFacts;
  intake: WindowFacts;
  home: WindowFacts;
  address: AddressFacts;
  programmeTitle: string;
  verificationUrl(code: string): string;
};

const identityPassed = (kase: Case, subject: 'applicant' | 'agent'): boolean =>
  kase.identityChecks.findLast((check) => check.subject === subject)?.passed === true;

const received = (line: Line): boolean => line.verdict === 'passed' && line.received !== undefined;

/** Why the review cannot end with acceptance yet; the same rule greys the button and refuses the command. */
function acceptanceBlocked(
  kase: Case,
): 'lines-unmarked' | 'material-deficient' | 'identity-not-passed' | undefined {
  if (kase.lines.some((line) => line.verdict === 'unmarked')) return 'lines-unmarked';
  if (kase.lines.some((line) => line.required && line.verdict !== 'passed')) return 'material-deficient';
  // An agent stands for the applicant: both authorisation and agent are verified.
  if (!identityPassed(kase, kase.personal?.agent ? 'agent' : 'applicant')) return 'identity-not-passed';
  return undefined;
}

function signatureOf(input: AcceptInput, now: Instant): ApplicantSignature | undefined {
  const signature = input.applicantSignature;
  if (!signature || !input.handlerSigned) return undefined;
  if (signature.kind === 'paper') return { kind: 'blank' };
  if (signature.kind === 'fingerprint') return { kind: 'confirmed', words: '已按指印', signedAt: now };
  const { width, height, strokes } = signature;
  if (!width || !height || !strokes || strokes.length === 0) return undefined;
  return {
    kind: 'pad',
    width,
    height,
    strokes: strokes.map((stroke) => stroke.map(([x, y]) => [x, y] as const)),
    signedAt: now,
  };
}

function receiptLine({ name, received: handed }: Line): ReceiptLine {
  const { originals = 0, copies = 0, medium } = handed ?? {};
  if (medium === 'eLicence')
    return { name, counts: { originals: 0, copies: 0, licences: originals + copies } };
  if (medium === 'electronic')
    return { name, counts: { originals: 0, copies: 0, electronicFiles: originals + copies } };
  return { name, counts: { originals, copies } };
}

function receiptData(
  kase: Case,
  facts: AcceptFacts,
  context: Context,
): Omit<IntakeReceiptData, 'documentNumber' | 'verification'> {
  const { applicant, agent, contact } = kase.personal ?? {};
  return {
    businessNumber: kase.businessNumber ?? '',
    seal: facts.seal ?? null,
    programmeTitle: facts.programmeTitle,
    appliedAt: kase.submittedAt ?? null,
    intakeRegionCode: kase.intake.regionCode,
    intakeWindowName: facts.intake.name,
    homeWindowName: facts.home.name,
    applicantName: applicant?.name ?? '',
    ...(agent ? { agentName: agent.name } : {}),
    itemName: `${kase.itemName}（${kase.optionName}）`,
    statutoryItemName: kase.statutoryName,
    contactName: contact?.name ?? '',
    contactPhone: contact?.phone ?? '',
    statutoryDays: kase.statutoryDays,
    promisedDays: kase.promisedDays,
    lines: kase.lines.filter(received).map(receiptLine),
    handlerName: context.actor.name,
    issuedAt: context.now,
    signature: { kind: 'blank' },
    windowPhone: facts.intake.phone,
  };
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
  async facts(sources, kase, _input, { now, actor }) {
    return {
      seal: await sources.seal(kase.intake.regionCode, actor.id, now),
      intake: await sources.window(kase.intake.windowId),
      home: await sources.window(kase.home.windowId),
      address: await sources.postalAddress(kase.home.windowId, now),
      programmeTitle: await sources.programmeTitle(kase.programmeId),
      verificationUrl: (code) => sources.verificationUrl(code),
    };
  },
  blocked: (kase) => acceptanceBlocked(kase),
  decide(kase, input, facts, context) {
    const blocked = acceptanceBlocked(kase);
    if (blocked) return refuse(blocked);
    const fault = channelFault(kase, input.channels);
    if (fault) return refuse('channel-not-allowed', { detail: fault });
    if (input.channels.includes('postal') && !facts.address.valid) return refuse('directory-address-invalid');
    const signature = signatureOf(input, context.now);
    if (!signature) return refuse('signature-missing');
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
