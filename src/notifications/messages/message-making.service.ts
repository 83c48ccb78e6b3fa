import { createHash, randomUUID } from 'node:crypto';
import { checkEmail, maskEmail } from '../../identity/email.ts';
import { maskPhone } from '../../identity/masking.ts';
import { checkPhone } from '../../identity/phone.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database.ts';
import type { SecretKey } from '../../platform/envelope.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import type { Outbox } from '../../platform/outbox.service.ts';
import { type Instant, later } from '../../regulation/instant.ts';
import {
  decisionTemplates,
  messageExpiryMs,
  type QuietHoursOf,
  sendableAt,
  unansweredMs,
} from '../../regulation/message-rules.ts';
import type { PhoneTasks, TaskReason } from '../phone-tasks/phone-tasks.service.ts';
import * as store from './message.store.ts';
import { type MessageContent, sealContent } from './message-seal.service.ts';
import type { MessageStep } from './message-status.ts';
import { rendered } from './template-text.ts';
import type { VariableId } from './template-variables.ts';
import { type TemplateId, templateRuleOf } from './templates.ts';
import { readWords } from './templates-in-force.service.ts';

/** A message to somebody outside, before words and way are chosen. */
export type Draft = {
  template: TemplateId;
  values: Readonly<Partial<Record<VariableId, string>>>;
  about: { caseId: string } | { offListRequestId: string };
  businessNumber?: string | undefined;
  audience: store.Audience;
  /** Key of the case; without one the keyring seals. */
  key?: SecretKey | undefined;
  to: { name: string; phone: string; email?: string | undefined };
  /** Window that telephones, and the region whose words and quiet hours hold. */
  windowId: string;
  regionCode: string;
  onceKey: string;
  feedNo?: number;
  /** No longer worth sending from this time on. */
  expiresAt?: Instant | undefined;
};

/** Writes messages, with their way out or the call that takes its place, in the transaction handed in. */
export type MakeMessages = (tx: Db, drafts: readonly Draft[]) => Promise<void>;

export type MakingParts = {
  clock: Clock;
  keyring: Keyring;
  outbox: Pick<Outbox, 'put'>;
  phoneTasks: Pick<PhoneTasks, 'open'>;
  /** Which channels have a supplier. */
  connected: Readonly<Record<store.MessageChannel, boolean>>;
  /** The night of a region in which nobody is woken. */
  quietHoursOf: QuietHoursOf;
};

const language = 'zh-CN';

type Way = {
  channel: store.MessageChannel;
  address: string;
  masked: string;
  step: MessageStep;
  reason: string | null;
};

/** How a number can be told something, and why it cannot. */
function smsWay(phone: string, connected: boolean): Way {
  const checked = checkPhone(phone);
  if (!checked.valid) {
    const masked = '*'.repeat(Math.min(phone.length, 11)) || '****';
    return { channel: 'sms', address: phone, masked, step: 'invalidNumber', reason: checked.reason };
  }
  const address = checked.normalized;
  const way = { channel: 'sms', address, masked: maskPhone(address), reason: null } as const;
  if (checked.kind === 'landline') return { ...way, step: 'landline' };
  return { ...way, step: connected ? 'queued' : 'notConnected' };
}

/** Why somebody telephones at once instead. */
const calledFor: Partial<Record<MessageStep, TaskReason>> = {
  notConnected: 'notConnected',
  landline: 'landline',
  invalidNumber: 'invalidNumber',
};

/** Topic of the outbox for a channel. */
export const topicOf = (channel: store.MessageChannel): string => channel;

/** Builds the maker of messages. */
export function createMessageMaking({
  clock,
  keyring,
  outbox,
  phoneTasks,
  connected,
  quietHoursOf,
}: MakingParts): MakeMessages {
  const waysOf = ({ phone, email }: Draft['to']): Way[] => [
    smsWay(phone, connected.sms),
    ...(email !== undefined && checkEmail(email).valid
      ? [
          {
            channel: 'email',
            address: email,
            masked: maskEmail(email),
            step: connected.email ? 'queued' : 'notConnected',
            reason: null,
          } as const,
        ]
      : []),
  ];

  return async (tx, drafts) => {
    if (drafts.length === 0) return;
    const now = clock.now();
    const wordsFor = await readWords(tx, language);
    const made = drafts.flatMap((draft) => {
      const { text: words, version } = wordsFor(draft.template, draft.regionCode);
      const text = rendered(words, draft.values);
      const { urgent = false } = templateRuleOf(draft.template);
      const sendAt = sendableAt(now, quietHoursOf(draft.regionCode, now), urgent);
      const last = later(sendAt, messageExpiryMs);
      const expiresAt = draft.expiresAt !== undefined && draft.expiresAt < last ? draft.expiresAt : last;
      return waysOf(draft.to).map((way) => {
        const id = randomUUID();
        const content: MessageContent = {
          name: draft.to.name,
          given: way.channel === 'email' ? way.address : draft.to.phone,
          address: way.address,
          text,
          values: draft.values,
        };
        const message: store.NewMessage = {
          id,
          madeAt: now,
          caseId: 'caseId' in draft.about ? draft.about.caseId : null,
          offListRequestId: 'offListRequestId' in draft.about ? draft.about.offListRequestId : null,
          audience: draft.audience,
          channel: way.channel,
          event: draft.template,
          language,
          version,
          urgent,
          regionCode: draft.regionCode,
          windowId: draft.windowId,
          sendAt,
          expiresAt,
          addressMasked: way.masked,
          contentDigest: createHash('sha256').update(text).digest('hex'),
          sealed: sealContent(keyring, draft.key, 'message', id, content).toString('base64'),
          feedNo: draft.feedNo ?? null,
          onceKey: draft.onceKey,
          step: way.step,
          reason: way.reason,
          watchAt: way.step === 'queued' && way.channel === 'sms' ? later(sendAt, unansweredMs) : null,
        };
        return { draft, message };
      });
    });
    const written = await store.insertMessages(
      tx,
      made.map(({ message }) => message),
    );
    const fresh = made.filter(({ message }) => written.has(message.id));
    await outbox.put(
      tx,
      ...fresh
        .filter(({ message }) => message.step === 'queued')
        .map(({ message }) => ({
          topic: topicOf(message.channel),
          key: `${message.id}:1`,
          ...(message.urgent ? {} : { orderKey: message.caseId ?? message.offListRequestId ?? message.id }),
          body: { messageId: message.id, attempt: 1 },
          notBefore: message.sendAt,
          expiresAt: message.expiresAt,
        })),
    );
    await phoneTasks.open(
      tx,
      fresh.flatMap(({ draft, message }) => {
        if (message.channel !== 'sms') return [];
        const decision = decisionTemplates.has(draft.template) || draft.template === 'decisionForWindow';
        const reason = decision ? 'decision' : calledFor[message.step];
        return reason ? [{ message, reason, decision, businessNumber: draft.businessNumber ?? null }] : [];
      }),
    );
  };
}
