import { object, type Static } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import { command, refuse } from '../core/command.ts';
import { ruleDueAt } from '../core/rule-due.ts';
import { signatureOf } from '../review/applicant-signature.ts';
import { notRequested } from './confirm-withdrawal.ts';
import { openWithdrawal } from './open-withdrawal.ts';
import { identityOf, signedRequestInput } from './signed-request.ts';

const CancelInput = object(signedRequestInput);

/** The applicant takes the request to withdraw back while it waits (C.1, 35c); the case goes on as before. */
export const cancelWithdrawal = command<
  'cancelWithdrawal',
  Static<typeof CancelInput>,
  { endsAt: Instant | undefined }
>({
  name: 'cancelWithdrawal',
  input: CancelInput,
  summary: '申请人收回撤回申请，继续办理',
  example: {
    subject: 'applicant',
    identityMethod: 'documentReader',
    identityPassed: true,
    applicantSignature: { kind: 'paper' },
  },
  async facts(sources, kase) {
    const request = openWithdrawal(kase);
    return {
      endsAt: request && (await ruleDueAt(sources, kase, 'withdrawalAnswer', request.requestedAt)),
    };
  },
  blocked: notRequested,
  decide(kase, input, { endsAt }, { now }) {
    const request = openWithdrawal(kase);
    if (!request) return refuse('request-not-open');
    if (endsAt !== undefined && now >= endsAt) {
      return refuse('request-not-open', {
        detail: '属地 1 个工作日内没有答复，撤回已自行生效，不能再收回。可另建一件重新申请。',
      });
    }
    const identity = identityOf(kase, input);
    if ('fault' in identity) return refuse('identity-not-passed', { detail: identity.fault });
    if (!signatureOf(input.applicantSignature, now)) return refuse('signature-missing');
    return {
      events: [
        {
          type: 'withdrawalTakenBack',
          data: { id: request.id, signature: input.applicantSignature?.kind ?? 'paper', identity },
        },
      ],
    };
  },
});
