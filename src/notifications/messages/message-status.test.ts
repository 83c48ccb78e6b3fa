import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holderOf, type MessageStep, type StepRow, stateOf } from './message-status.ts';

const at = '2021-09-29T10:00:00.000+08:00';
const row = (step: MessageStep, attempt = 1, supplier: string | null = null): StepRow => ({
  step,
  attempt,
  supplier,
  at,
  reason: null,
});
const stepOf = (...rows: StepRow[]): MessageStep => stateOf(rows).step;

describe('一条短信现在怎样', () => {
  test.each<[string, StepRow[], MessageStep]>([
    ['刚排队', [row('queued')], 'queued'],
    ['交给了通道', [row('queued'), row('sending', 1, 'a'), row('handedOver', 1, 'a')], 'handedOver'],
    [
      '第一家没收，第二家收了',
      [
        row('queued'),
        row('sending', 1, 'a'),
        row('notTaken', 1, 'a'),
        row('sending', 1, 'b'),
        row('handedOver', 1, 'b'),
      ],
      'handedOver',
    ],
    ['两家都没收', [row('queued'), row('sending', 1, 'a'), row('notTaken', 1, 'a')], 'notTaken'],
    ['没有答复', [row('queued'), row('sending', 1, 'a'), row('inDoubt', 1, 'a')], 'inDoubt'],
    ['失败后等第二次', [row('queued'), row('failed', 1, 'a'), row('queued', 2)], 'queued'],
    ['先报送达，后报失败', [row('delivered', 1, 'a'), row('failed', 1, 'a')], 'delivered'],
    [
      '先报失败，第二次排队，再报第一次送达',
      [row('failed', 1, 'a'), row('queued', 2), row('delivered', 1, 'a')],
      'delivered',
    ],
    ['没有通道', [row('notConnected', 0)], 'notConnected'],
  ])('%s', (_what, rows, step) => {
    expect(stepOf(...rows)).toBe(step);
  });

  test('送达的报告无论先后、重复几次，都是送达', () => {
    const rows = [
      row('queued'),
      row('sending', 1, 'a'),
      row('handedOver', 1, 'a'),
      row('failed', 1, 'a'),
      row('queued', 2),
      row('delivered', 1, 'a'),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(stepOf(...shuffled, row('delivered', 1, 'a'))).toBe('delivered');
      }),
    );
  });

  test('谁手里可能有这条：最后问的那家，除非它说没有收下', () => {
    expect(holderOf([row('sending', 1, 'a')])).toBe('a');
    expect(holderOf([row('sending', 1, 'a'), row('inDoubt', 1, 'a')])).toBe('a');
    expect(holderOf([row('sending', 1, 'a'), row('notTaken', 1, 'a')])).toBeNull();
    expect(holderOf([row('sending', 1, 'a'), row('notTaken', 1, 'a'), row('sending', 1, 'b')])).toBe('b');
    expect(
      holderOf([row('sending', 1, 'a'), row('notTaken', 1, 'a'), row('sending', 1, 'a')]),
      '再问过同一家，又说不准了',
    ).toBe('a');
  });
});
