import { expect, test } from 'vitest';
import { caseIn } from '../../../test/case-builder.ts';
import { carrierSays, posted } from '../../../test/custody-stories.ts';

test('a line that is marked twice, once as there and once as missing, is not confirmed', async () => {
  const story = await caseIn('inTransit');
  await posted(story);
  const parcel = story.kase.parcels.at(-1);
  const lines = parcel?.packed.map(({ lineId }) => ({ lineId, result: 'matches' })) ?? [];
  expect(
    await story.refusal('confirmReceipt', {
      channel: 'postal',
      waybill: parcel?.waybill,
      lines: [...lines, { lineId: lines[0]?.lineId, result: 'missing' }],
    }),
  ).toBe('field-invalid');
});

test('a lost original is settled before another piece is sent in its place (R-093)', async () => {
  const story = await caseIn('inTransit');
  await posted(story);
  const parcel = story.kase.parcels.at(-1);
  await story.take('confirmReceipt', {
    channel: 'postal',
    waybill: parcel?.waybill,
    lines: parcel?.packed.map(({ lineId }) => ({
      lineId,
      result: lineId === '048-1-m-id' ? 'missing' : 'matches',
    })),
  });
  await carrierSays(story, 'lost');
  const again = {
    ...story.usual('dispatchParcel'),
    packed: [{ lineId: '048-1-m-id', originals: 1, copies: 0 }],
    for: { discrepancyId: story.kase.discrepancies[0]?.id },
  };
  expect(await story.refusal('dispatchParcel', again)).toBe('original-not-in-custody');
  await story.take('settleLostOriginal', { ...story.usual('settleLostOriginal'), way: 'replacement' });
  await story.take('dispatchParcel', again);
  expect(story.kase.lines.find(({ id }) => id === '048-1-m-id')?.paper).toBe('onTheWay');
});
