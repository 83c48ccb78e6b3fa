import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHeldKey } from './held-key.ts';
import { scannerPause } from './scanner.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a key by itself acts once, after the pause of a scanner', () => {
  const act = vi.fn<() => void>();
  createHeldKey().hold(act);
  vi.advanceTimersByTime(scannerPause);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10 * scannerPause);
  expect(act).toHaveBeenCalledTimes(1);
});

test('everything that one key does waits together, in order', () => {
  const done: string[] = [];
  const key = createHeldKey();
  key.hold(() => done.push('choose'));
  key.hold(() => done.push('count'));
  key.release();
  vi.runAllTimers();
  expect(done).toEqual(['choose', 'count']);
});

test('the first character of a scan does nothing', () => {
  const act = vi.fn<() => void>();
  const key = createHeldKey();
  key.hold(act);
  key.drop();
  vi.runAllTimers();
  expect(act).not.toHaveBeenCalled();
});

test('a key after a scan acts again', () => {
  const act = vi.fn<() => void>();
  const key = createHeldKey();
  key.hold(vi.fn<() => void>());
  key.drop();
  key.hold(act);
  vi.runAllTimers();
  expect(act).toHaveBeenCalledTimes(1);
});
