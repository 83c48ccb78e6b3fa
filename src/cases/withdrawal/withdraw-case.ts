import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import { dayOf } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import type { WindowFacts } from '../core/fact-sources.ts';
import { orderDocument } from '../core/order-document.ts';
import { printedMatter } from '../core/printed-matter.ts';
import { signatureOf } from '../review/applicant-signature.ts';
import { withdrawalPending } from './open-withdrawal.ts';
import { identityOf, methodName, signedRequestInput } from './signed-request.ts';

const WithdrawInput = object({
  reason: Type.Optional(Type.String({ maxLength: 300, description: '撤回理由' })),
  ...signedRequestInput,
});

type WithdrawFacts = { intake: WindowFacts; home: WindowFacts; verificationUrl(code: string): string };

/** After the decision nothing can be withdrawn any more; the sentence says what was decided, and when (C.12). */
const decided = (kase: Case): { refusal: 'decision-made'; detail: string } | undefined => {
  const at = kase.decidedAt ?? kase.rejectedAt;
  if (!at || !kase.outcome) return undefined;
  const [year, month, day] = dayOf(at).split('-').map(Number);
  return {
    refusal: 'decision-made',
    detail: `本件已于${year}年${month}月${day}日作出${outcomes[kase.outcome]}的决定，不能再撤回申请。`,
  };
};

const outcomes = { granted: '准予', denied: '不予许可', notAccepted: '不予受理' } as const;

/**
 * The applicant withdraws at the counter by a signed request (C.1, 35 and 35a): before 受理 at once, afterwards by a
 * request that the home window confirms, or that takes effect after 1 working day (OP-81).
 */
export const withdrawCase = command<'withdrawCase', Static<typeof WithdrawInput>, WithdrawFacts>({
  name: 'withdrawCase',
  input: WithdrawInput,
  summary: '登记申请人签名的撤回申请；受理以前即撤回，受理以后由属地确认',
  example: {
    reason: '准备搬回户籍地居住，届时在当地办理',
    subject: 'applicant',
    identityMethod: 'documentReader',
    identityPassed: true,
    applicantSignature: { kind: 'paper' },
  },
  facts: async (sources, kase) => ({
    intake: await sources.window(kase.intake.windowId),
    home: await sources.window(kase.home.windowId),
    verificationUrl: (code) => sources.verificationUrl(code),
  }),
  blocked: withdrawalPending,
  tooLate: decided,
  decide(kase, input, facts, context) {
    const pending = withdrawalPending(kase);
    if (pending) return refuse(pending);
    const identity = identityOf(kase, input);
    if ('fault' in identity) return refuse('identity-not-passed', { detail: identity.fault });
    const reason = checkPlainText(input.reason ?? '', { max: 300, min: 2 });
    if (!reason.valid) return refuse('reason-missing');
    const signature = signatureOf(input.applicantSignature, context.now);
    if (!signature) return refuse('signature-missing');
    const { personal } = kase;
    if (!personal) return refuse('form-field-missing');
    const accepted = kase.homeAcceptedAt !== undefined;
    const { document, order } = orderDocument(kase, context, ({ number, code, issuedAt }) => ({
      kind: 'withdrawalRecord',
      data: {
        documentNumber: number,
        businessNumber: kase.businessNumber ?? '',
        verification: { code, url: facts.verificationUrl(code) },
        applicantName: personal.applicant.name,
        ...(identity.subject === 'agent' && personal.agent ? { agentName: personal.agent.name } : {}),
        itemName: printedMatter(kase),
        statutoryItemName: kase.statutoryName,
        appliedOn: kase.submittedAt ? dayOf(kase.submittedAt) : null,
        intakeWindowName: facts.intake.name,
        homeWindowName: facts.home.name,
        reason: reason.normalized,
        identityMethod: methodName(identity.method),
        effect: accepted ? 'requested' : 'atOnce',
        handlerName: context.actor.name,
        issuedAt,
        signature,
        windowPhone: facts.intake.phone,
      },
    }));
    const signed = { identity, signature: input.applicantSignature?.kind ?? 'paper', document };
    const content = { reason: reason.normalized };
    return {
      events: [
        accepted
          ? {
              type: 'withdrawalRequested',
              data: { id: context.newId(), ...signed },
              personal: content,
            }
          : { type: 'caseWithdrawn', data: { byClock: false, ...signed }, personal: content },
      ],
      to: accepted ? kase.state : 'withdrawn',
      documents: [order],
    };
  },
});
