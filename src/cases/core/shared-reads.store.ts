import type { Runner } from '../../platform/database.ts';
import type { Day } from '../../regulation/instant.ts';
import type { CaseRow } from './stored-case.ts';

// Statements for many askers at once (`shareTrips`): one answer a question, in their order. Each asks row by row, so
// that the plan looks every row up by its index, however large or small the table was when the plan was made.

const caseRow =
  'c.id, c.version, c.snapshot, c.personal, c.key_wrapped as "keyWrapped", c.head_hash as "headHash"';

type Asked<Row> = Row & { asked: number };

/** Puts the rows found in the order of the questions; undefined for what was not found. */
function inOrder<Row>(rows: readonly Asked<Row>[], count: number): (Row | undefined)[] {
  const answers = Array.from<Row | undefined>({ length: count });
  for (const { asked, ...row } of rows) answers[asked - 1] = row as Row;
  return answers;
}

/** The stored cases with these ids. */
export async function findCases(run: Runner, ids: readonly string[]): Promise<(CaseRow | undefined)[]> {
  const rows = await run<Asked<CaseRow>>({
    name: 'cases-find',
    text: `select q.asked, ${caseRow} from unnest($1::uuid[]) with ordinality q(id, asked)
      cross join lateral (select * from cases where cases.id = q.id offset 0) c`,
    values: [ids],
  });
  return inOrder(rows, ids.length);
}

/** The stored cases with these business numbers. */
export async function findCasesByNumber(
  run: Runner,
  numbers: readonly string[],
): Promise<(CaseRow | undefined)[]> {
  const rows = await run<Asked<CaseRow>>({
    name: 'cases-by-number',
    text: `select q.asked, ${caseRow} from unnest($1::text[]) with ordinality q(number, asked)
      cross join lateral (select * from cases where business_number = q.number offset 0) c`,
    values: [numbers],
  });
  return inOrder(rows, numbers.length);
}

/** One person's one matter, by the blind index of the identity number. */
export type Matter = { identityIndex: string; optionId: string; homeRegion: string };

/** Business numbers of running cases of these persons for these matters (`cases_identity`). */
export async function findRunning(run: Runner, matters: readonly Matter[]): Promise<(string | undefined)[]> {
  const rows = await run<Asked<{ businessNumber: string }>>({
    name: 'cases-duplicate',
    text: `select q.asked, c.business_number as "businessNumber"
      from unnest($1::text[], $2::text[], $3::text[]) with ordinality q(identity, option, home, asked)
      cross join lateral (
        select business_number from cases where identity_index = q.identity and option_id = q.option
          and home_region = q.home and ended_at is null and business_number is not null limit 1) c`,
    values: [
      matters.map(({ identityIndex }) => identityIndex),
      matters.map(({ optionId }) => optionId),
      matters.map(({ homeRegion }) => homeRegion),
    ],
  });
  return inOrder(rows, matters.length).map((row) => row?.businessNumber);
}

/** The counter of one region's day. */
export type Counter = { regionCode: string; day: Day };

const counterKey = ({ regionCode, day }: Counter): string => `${regionCode} ${day}`;

/**
 * Takes the next sequence of each region's day; undefined where not as many are left as were asked for at once, then
 * nothing of that day is taken.
 */
export async function takeSequences(
  run: Runner,
  counters: readonly Counter[],
): Promise<(number | undefined)[]> {
  const wanted = new Map<string, Counter & { count: number }>();
  for (const counter of counters) {
    const key = counterKey(counter);
    wanted.set(key, { ...counter, count: (wanted.get(key)?.count ?? 0) + 1 });
  }
  const takes = [...wanted.values()];
  const rows = await run<Counter & { last: number }>({
    name: 'case-sequences',
    // Need not wait for the disk: the registration that uses the number is written after it, and what is written
    // earlier lies on the disk earlier. A number lost in a crash was never told to anybody. In the order of the
    // counters, so that two processes never wait for each other.
    text: `with unhurried as (select set_config('synchronous_commit', 'off', true))
      insert into business_number_days as d
      select q.region, q.day, q.count from unhurried, unnest($1::text[], $2::date[], $3::int[]) q(region, day, count)
      where q.count <= 99999 order by q.region, q.day
      on conflict (region_code, day) do update set last_sequence = d.last_sequence + excluded.last_sequence
      where d.last_sequence + excluded.last_sequence <= 99999
      returning region_code as "regionCode", day, last_sequence as last`,
    values: [
      takes.map(({ regionCode }) => regionCode),
      takes.map(({ day }) => day),
      takes.map(({ count }) => count),
    ],
  });
  const next = new Map<string, number>();
  for (const row of rows) {
    const key = counterKey(row);
    next.set(key, row.last - (wanted.get(key)?.count ?? 0) + 1);
  }
  return counters.map((counter) => {
    const key = counterKey(counter);
    const sequence = next.get(key);
    if (sequence !== undefined) next.set(key, sequence + 1);
    return sequence;
  });
}
