import { expect, test } from 'vitest';
import { caseIn } from '../../../test/case-builder.ts';

test.each(['collected', 'delivered', 'lost', 'returned'])(
  '%s 早于办件登记的时间不收：写错年份会让期限无从计算',
  async (kind) => {
    const story = await caseIn('returnedForSupplement');
    await story.take('registerInboundParcel');
    const event = (occurredAt: string | undefined) => ({
      waybill: story.kase.parcels[0]?.waybill,
      kind,
      occurredAt,
      proof: '交接单',
    });
    expect(await story.trial('recordCarrierEvent', event('1990-09-28T09:00:00+08:00'))).toBe('field-invalid');
    expect(await story.trial('recordCarrierEvent', event(story.now))).not.toBe('field-invalid');
  },
);
