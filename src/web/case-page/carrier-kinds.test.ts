import { expect, test } from 'vitest';
import { carrierKinds, usualKind } from './carrier-kinds.ts';

const at = '2021-09-29T10:00:00.000+08:00';

test.each([
  [{}, 'collected', ['collected', 'delivered', 'moved', 'failed', 'returned', 'lost']],
  [{ collectedAt: at }, 'delivered', ['delivered', 'moved', 'failed', 'returned', 'lost']],
  // A collection told late cures the mark 未揽收; a delivered parcel can still come back.
  [{ collectedAt: at, deliveredAt: at }, 'returned', ['collected', 'returned', 'lost']],
] as const)('of %j the carrier can tell', (parcel, usual, kinds) => {
  expect(usualKind(parcel)).toBe(usual);
  expect(carrierKinds(parcel)).toEqual(kinds);
});
