import { checkPlainText } from '../../platform/plain-text.ts';
import { InstantText, object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { parseInstant } from '../../regulation/instant.ts';
import { command, noFacts, refuse } from '../core/command.ts';

const ContactInput = object({
  channel: oneOf(['phone', 'sms', 'message', 'visit']),
  number: Type.String({ maxLength: 30 }),
  occurredAt: Type.Optional(InstantText),
  reached: Type.Boolean({ description: '是否联系上' }),
  result: Type.Optional(Type.String({ maxLength: 300 })),
  purpose: oneOf(['firstContact', 'decision', 'pickUp', 'parcelLost', 'other']),
});

/** Records that the applicant was contacted, or that it was tried in vain (C.1, 19; ). */
export const recordContact = command<'recordContact', Static<typeof ContactInput>, undefined>({
  name: 'recordContact',
  input: ContactInput,
  summary: '登记与申请人的联系',
  example: {
    channel: 'phone',
    number: '13800006021',
    reached: true,
    result: '已告知预计办结日期',
    purpose: 'firstContact',
  },
  facts: noFacts,
  decide(_kase, { channel, number, occurredAt, reached, result, purpose }, _facts, { now, capacities }) {
    const text = checkPlainText(result ?? '', { max: 300, min: 2 });
    if (!text.valid) return refuse('contact-result-missing');
    const called = checkPlainText(number, { max: 30 });
    if (!called.valid) {
      return refuse('field-invalid', { errors: [{ pointer: '/number', detail: called.reason }] });
    }
    const at = occurredAt === undefined ? now : parseInstant(occurredAt);
    if (!at || at > now) {
      return refuse('field-invalid', {
        errors: [{ pointer: '/occurredAt', detail: '联系时间不能晚于现在，且要带时区。' }],
      });
    }
    const side = capacities.has('homeClerk') ? 'home' : 'intake';
    return {
      events: [
        {
          type: 'applicantContacted',
          data: { side, channel, reached, purpose, occurredAt: at },
          personal: { number: called.normalized, result: text.normalized },
        },
      ],
    };
  },
});
