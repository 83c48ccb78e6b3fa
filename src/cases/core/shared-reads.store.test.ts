import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../../test/database.ts';
import { type Database, run, sql } from '../../platform/database.ts';
import { sequencesOf } from './fact-sources.service.ts';
import { findCases, findCasesByNumber, findRunning, takeSequences } from './shared-reads.store.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const day = '2021-09-22';
const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

async function addCase(number: number, change: { ended?: boolean; identity?: string } = {}): Promise<void> {
  const { ended = false, identity = `identity-${number}` } = change;
  await run(
    database.db,
    sql`insert into cases (id, version, state, business_number, programme_id, catalogue_id, item_number, option_id,
        intake_region, intake_window, home_region, home_window, opened_by, opened_at, ended_at, updated_at,
        identity_index, head_hash, snapshot)
      values (${idOf(number)}, 1, 'submitted', ${String(number).padStart(20, '0')}, 'p', 'c', 48, '048-1', '510107',
        ${idOf(1)}, '500110', ${idOf(2)}, ${idOf(3)}, now(), ${ended ? sql`now()` : null}, now(), ${identity}, 'h', '{}')`,
  );
}

test('every asker gets the own answer, whatever the order, twice asked or not there', async () => {
  for (const number of [11, 12, 13]) await addCase(number);
  const ids = [13, 99, 11, 12, 11].map(idOf);
  const found = await findCases(database.run, ids);
  expect(found.map((row) => row?.id)).toEqual([idOf(13), undefined, idOf(11), idOf(12), idOf(11)]);
  const byNumber = await findCasesByNumber(database.run, ['x', '00000000000000000012']);
  expect(byNumber.map((row) => row?.id)).toEqual([undefined, idOf(12)]);
});

test('a running case of the same person, matter and region counts, an ended one does not', async () => {
  await addCase(21, { identity: 'a' });
  await addCase(22, { identity: 'b', ended: true });
  const matter = (identityIndex: string, homeRegion = '500110') => ({
    identityIndex,
    optionId: '048-1',
    homeRegion,
  });
  const running = await findRunning(database.run, [matter('b'), matter('a'), matter('a', '500101')]);
  expect(running).toEqual([undefined, '00000000000000000021', undefined]);
});

test('numbers asked for at once follow each other in every region', async () => {
  const [a, b] = [
    { regionCode: '510107', day },
    { regionCode: '510104', day },
  ];
  expect(await takeSequences(database.run, [a, b, a, a])).toEqual([1, 1, 2, 3]);
  expect(await takeSequences(database.run, [b, a])).toEqual([2, 4]);
});

test('the last numbers of a day are given to as many as there are left', async () => {
  const last = { regionCode: '510105', day };
  await run(
    database.db,
    sql`insert into business_number_days (region_code, day, last_sequence) values ('510105', ${day}, 99997)`,
  );
  const sequenceOf = sequencesOf(database);
  const asked = await Promise.all([last, last, last, last].map(sequenceOf));
  expect(asked).toEqual([99_998, 99_999, undefined, undefined]);
});
