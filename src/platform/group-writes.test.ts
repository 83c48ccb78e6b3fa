import { expect, test } from 'vitest';
import { groupWrites } from './group-writes.ts';

/** Writes that end when told to. */
function heldWrites() {
  const groups: string[][] = [];
  const ends: (() => void)[] = [];
  const put = groupWrites(
    (entries: readonly string[]) =>
      new Promise((resolve, reject) => {
        groups.push([...entries]);
        ends.push(entries.includes('bad') ? () => reject(new Error('refused')) : resolve);
      }),
    { atOnce: 3 },
  );
  const endNext = async (): Promise<void> => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { groups, put, endNext };
}

test('the first is written at once, what comes meanwhile together, never more than allowed', async () => {
  const { groups, put, endNext } = heldWrites();
  const all = ['a', 'b', 'c', 'd', 'e'].map(put);
  expect(groups).toEqual([['a']]);
  for (let turn = 0; turn < 3; turn += 1) await endNext();
  await Promise.all(all);
  expect(groups).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
});

test('nobody is answered before the own entry is written', async () => {
  const { put, endNext } = heldWrites();
  const answered: string[] = [];
  const all = ['a', 'b'].map((entry) => put(entry).then(() => answered.push(entry)));
  await endNext();
  expect(answered).toEqual(['a']);
  await endNext();
  await Promise.all(all);
  expect(answered).toEqual(['a', 'b']);
});

test('a refused entry fails alone; its neighbours are written, and so is what comes later', async () => {
  const { groups, put, endNext } = heldWrites();
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
