import { checkPlainText } from '../../platform/plain-text.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Case, Channel } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import { ruleDueAt } from '../core/rule-due.ts';
import { channelFault, mustTravel, paperToSend } from './channels.ts';

const channels = ['electronic', 'postal'] as const;

const SwitchInput = object({
  from: oneOf(channels),
  to: oneOf(channels),
  reason: Type.Optional(Type.String({ maxLength: 300 })),
  homeAgreedBy: Type.Optional(
    Type.String({ maxLength: 100, description: '属地同意不寄原件的，写明属地谁同意' }),
  ),
});

/** What of a channel is on its way or there: it cannot be taken back. */
const alreadySent = (kase: Case, channel: Channel): boolean =>
  kase.received.includes(channel) ||
  (channel === 'electronic'
    ? kase.package !== undefined
    : kase.parcels.some(
        ({ purpose, cancelledAt, returnedAt, lostAt }) =>
          purpose === 'material' && !(cancelledAt ?? returnedAt ?? lostAt),
      ));

const allSent = (kase: Case): boolean => kase.channels.every((channel) => alreadySent(kase, channel));

/**
 * Puts one channel in the place of the other when it fails (C.1, 13a; R-095). The limit of the other channel runs
 * from the acceptance as well; the due time that was over or near stays in the history.
 */
export const switchChannel = command<'switchChannel', Static<typeof SwitchInput>, { dueAt: Instant }>({
  name: 'switchChannel',
  input: SwitchInput,
  summary: '改换流转方式',
  example: { from: 'electronic', to: 'postal', reason: '支撑系统链路中断，先寄纸质材料' },
  facts: async (sources, kase, { from }) => ({
    dueAt: await ruleDueAt(
      sources,
      kase,
      from === 'electronic' ? 'electronicTransfer' : 'postalDispatch',
      kase.intakeAcceptedAt ?? kase.openedAt,
    ),
  }),
  blocked: (kase) => (allSent(kase) ? 'channel-already-arrived' : undefined),
  decide(kase, { from, to, reason, homeAgreedBy }, { dueAt }) {
    if (allSent(kase)) return refuse('channel-already-arrived');
    if (from === to || !kase.channels.includes(from)) {
      return refuse('field-invalid', {
        errors: [{ pointer: '/from', detail: '收件时没有选这个流转方式。' }],
      });
    }
    if (alreadySent(kase, from)) return refuse('channel-already-arrived');
    const text = checkPlainText(reason ?? '', { max: 300, min: 2 });
    if (!text.valid) return refuse('reason-missing');
    const agreed = checkPlainText(homeAgreedBy ?? '', { max: 100, min: 2 });
    const original = from === 'postal' && kase.lines.some(mustTravel);
    if (original && !agreed.valid) return refuse('original-examination-required');
    const chosen = [...new Set(kase.channels.map((each) => (each === from ? to : each)))];
    // The scans are confirmed already: with the paper lost it is the home window that says it does without.
    if (chosen.every((each) => kase.received.includes(each)) && kase.parcels.some(({ lostAt }) => lostAt)) {
      return refuse('channel-not-allowed', {
        detail: '电子材料属地已经确认收到：请属地登记缺少纸质材料，写明不再要求。',
      });
    }
    const fault = original ? undefined : channelFault(kase, chosen);
    if (fault) return refuse('channel-not-allowed', { detail: fault });
    if (to === 'postal' && paperToSend(kase).length === 0 && !kase.channels.includes('postal')) {
      return refuse('channel-not-allowed', {
        detail: '本窗口没有留下纸质材料，请先从申请人处收回再改邮寄。',
      });
    }
    return {
      events: [
        {
          type: 'channelSwitched',
          data: { from, to, dueAt },
          personal: {
            reason: text.normalized,
            ...(original && agreed.valid ? { homeAgreedBy: agreed.normalized } : {}),
          },
        },
      ],
    };
  },
});
