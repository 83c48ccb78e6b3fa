import { expect, test } from 'vitest';
import { shareTrips } from './shared-trips.ts';

/** Trips that end when told to; the answer is the question in capitals. */
function heldTrips(lanes = 1) {
  const groups: string[][] = [];
  const ends: (() => void)[] = [];
  const put = shareTrips(
    (entries: readonly string[]) =>
      new Promise<string[]>((resolve, reject) => {
        groups.push([...entries]);
        ends.push(() =>
          entries.includes('bad')
            ? reject(new Error('refused'))
            : resolve(entries.map((entry) => entry.toUpperCase())),
        );
      }),
    { atOnce: 3, lanes },
  );
  const endNext = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { groups, put, endNext };
}

test('the first travels at once, what comes meanwhile together, never more than allowed', async () => {
  const { groups, put, endNext } = heldTrips();
  const all = ['a', 'b', 'c', 'd', 'e'].map(put);
  expect(groups).toEqual([['a']]);
  for (let turn = 0; turn < 3; turn += 1) await endNext();
  expect(await Promise.all(all)).toEqual(['A', 'B', 'C', 'D', 'E']);
  expect(groups).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
});

test('with two lanes two travel at once', async () => {
  const { groups, put, endNext } = heldTrips(2);
  const all = ['a', 'b', 'c', 'd'].map(put);
  expect(groups).toEqual([['a'], ['b']]);
  for (let turn = 0; turn < 3; turn += 1) await endNext();
  expect(await Promise.all(all)).toEqual(['A', 'B', 'C', 'D']);
  expect(groups).toEqual([['a'], ['b'], ['c', 'd']]);
});

test('nobody is answered before the own trip has ended', async () => {
  const { put, endNext } = heldTrips();
  const answered: string[] = [];
  const all = ['a', 'b'].map((entry) => put(entry).then((answer) => answered.push(answer)));
  await endNext();
  expect(answered).toEqual(['A']);
  await endNext();
  await Promise.all(all);
  expect(answered).toEqual(['A', 'B']);
});

test('a refused question fails alone; its neighbours are answered, and so is what comes later', async () => {
  const { groups, put, endNext } = heldTrips();
  const all = Promise.allSettled(['a', 'b', 'bad', 'c'].map(put));
  for (let turn = 0; turn < 5; turn += 1) await endNext();
  expect((await all).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  const later = put('d');
  await endNext();
  await later;
  expect(groups).toEqual([['a'], ['b', 'bad', 'c'], ['b'], ['bad'], ['c'], ['d']]);
});
