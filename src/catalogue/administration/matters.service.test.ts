import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../test/database.ts';
import type { Actor } from '../../platform/actor.ts';
import { createAudit } from '../../platform/audit.service.ts';
import { createClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import type { Role } from '../../regulation/roles.ts';
import { type Catalogue, createCatalogue } from '../catalogue.service.ts';
import { loadCatalogue } from '../loader.service.ts';
import { createListKeeping } from './list-keeping.service.ts';

const clock = createClock();
const start = '2021-10-08T09:00:00.000+08:00';
let database: Database;
let catalogue: Catalogue;
let keeping: ReturnType<typeof createListKeeping>;

const actor = (role: Role, regionCode: string): Actor => ({
  kind: 'staff',
  id: randomUUID(),
  username: 'someone',
  name: '周明远',
  grants: [{ role, regionCode, windowId: null }],
  sessionId: randomUUID(),
  mustChangePassword: false,
});
const coordinator = actor('coordinationGroup', '520000');
const sichuan = actor('serviceAdministration', '510000');
const chongqing = actor('serviceAdministration', '500000');
const qijiang = actor('serviceAdministration', '500110');

const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const outcome = await work.catch((error: unknown) => error);
  if (!(outcome instanceof Problem)) throw new Error(`was not refused: ${String(outcome)}`);
  return outcome;
};
const codeOf = async (work: Promise<unknown>): Promise<string> => (await problemOf(work)).code;
const sw5 = (number: number) => ({ programmeId: 'southwest-5', number });
const between = (optionId: string, intakeRegion: string, homeRegion: string, chosen?: string) =>
  catalogue.chooseProgramme({ optionId, intakeRegion, homeRegion, ...(chosen ? { chosen } : {}) });

beforeAll(async () => {
  database = await openTestDatabase();
  clock.set(start);
  await loadCatalogue(database, clock.now());
  catalogue = createCatalogue({ database, clock });
  await catalogue.reload();
  keeping = createListKeeping({
    database,
    clock,
    catalogue,
    audit: createAudit({ database, clock }),
    places: {
      findRegion: (code) => (/^(?:5[0-4]|45|11|44)\d{4}$/.test(code) ? {} : undefined),
      regionName: (code) => code,
    },
    tell: async () => undefined,
    hasCases: async (_tx, id) => id === 'with-cases',
  });
});
beforeEach(() => clock.set(start));
afterAll(() => database.close());

describe('names in provinces (R-004)', () => {
  test('count at once, in lists and in the search, and can be taken back', async () => {
    await keeping.localNames.save(chongqing, sw5(1), {
      province: '500000',
      name: '开具无犯罪记录证明书',
      statutoryName: '出具无违法犯罪记录证明',
    });
    expect(catalogue.findItem('southwest-5', 1)?.localNames).toEqual({ '500000': '开具无犯罪记录证明书' });
    const first = (query: string) =>
      catalogue.search({ query, limit: 1, catalogueId: 'southwest-5' }, { note: false }).items[0]?.number;
    expect(first('出具无违法犯罪记录证明')).toBe(1);
    const ofForm = (homeRegion: string) => catalogue.findMatter(optionId, { homeRegion })?.statutoryName;
    const optionId = catalogue.listOptions({ catalogueId: 'southwest-5', number: 1 })[0]?.optionId ?? '';
    expect(ofForm('500110')).toBe('出具无违法犯罪记录证明');
    expect(ofForm('510107')).not.toBe('出具无违法犯罪记录证明');
    const page = { part: '无违法犯罪', namedOnly: false, after: 0, limit: 5 };
    const listed = await keeping.localNames.list(chongqing, 'southwest-5', page);
    expect(listed.own).toEqual(['500000']);
    expect(listed.items).toMatchObject([{ number: 1, names: [{ province: '500000', kept: true }] }]);
    await keeping.localNames.save(chongqing, sw5(1), { province: '500000', name: ' ' });
    expect(catalogue.findItem('southwest-5', 1)?.localNames).toEqual({});
  });

  test('only of member provinces, by the province itself', async () => {
    const save = (who: Actor, province: string) =>
      codeOf(keeping.localNames.save(who, sw5(1), { province, name: '甲' }));
    expect(await save(coordinator, '440000')).toBe('field-invalid');
    expect(await save(sichuan, '500000')).toBe('other-region');
    expect(await save(qijiang, '500000')).toBe('not-authorised');
    expect(await codeOf(keeping.localNames.save(sichuan, sw5(999), { province: '510000', name: '甲' }))).toBe(
      'not-found',
    );
  });
});

describe('splits into handling options (R-009)', () => {
  const options = [
    { name: '有效期满换领', levels: ['county' as const], situations: ['有效期满'] },
    { name: '丢失补领', levels: ['county' as const], situations: ['丢失'] },
  ];
  const propose = (who: Actor) => keeping.splits.propose(who, sw5(3), { options, reason: '按实际情形' });
  const namesOfOptions = async () => {
    await catalogue.reload();
    const { rows } = await database.db.executeQuery<{ name: string }>(
      (await import('kysely')).CompiledQuery.raw(
        `select name from options where id like 'sw5-%' order by position`,
      ),
    );
    return rows.map(({ name }) => name);
  };

  test('wait for another person, who is of the coordination group', async () => {
    const split = await propose(sichuan);
    expect(split.state).toBe('proposed');
    expect(await namesOfOptions()).toEqual([]);
    expect(await codeOf(propose(chongqing))).toBe('split-open');
    expect(await codeOf(keeping.splits.approve(chongqing, split.id, undefined))).toBe('not-authorised');
    await keeping.splits.approve(coordinator, split.id, '同意');
    expect(await namesOfOptions()).toEqual(['有效期满换领', '丢失补领']);
    expect(await codeOf(keeping.splits.approve(coordinator, split.id, undefined))).toBe('split-decided');
    const [kept] = await keeping.splits.list(sichuan, 'southwest-5', { limit: 5 });
    expect(kept).toMatchObject({ state: 'approved', decidedByName: '周明远', note: '同意' });
    expect(kept?.decidedAt?.slice(0, 10)).toBe(start.slice(0, 10));
    expect(await codeOf(propose(sichuan))).toBe('field-invalid');
  });

  test('not by the proposer; sent back only with a reason', async () => {
    const again = await keeping.splits.propose(coordinator, sw5(4), { options, reason: '同上' });
    expect(await codeOf(keeping.splits.approve(coordinator, again.id, undefined))).toBe('own-proposal');
    expect(await codeOf(keeping.splits.reject(coordinator, again.id, undefined))).toBe('field-invalid');
    await keeping.splits.reject(coordinator, again.id, '名称不清');
    expect(await codeOf(keeping.splits.reject(coordinator, randomUUID(), '无'))).toBe('not-found');
  });
});

describe('go-live (R-017, R-020)', () => {
  test('stands by region, overdue from the day after', async () => {
    clock.set('2021-12-01T09:00:00.000+08:00');
    const rowOf = async (programme: string, region: string, number: number) =>
      (await keeping.goLive.list(coordinator, programme, region)).rows.find((row) => row.number === number);
    expect(await rowOf('chongqing-3', '500110', 1)).toMatchObject({ status: 'overdue', overdueDays: 1 });
    const later = (await keeping.goLive.list(chongqing, 'national', '500000')).rows;
    expect(later.find(({ name }) => name === '结婚登记')?.phases.map(({ due }) => due)).toEqual([
      '2022-10-31',
      '2024-12-31',
      '2025-12-31',
    ]);
    expect(later.find(({ name }) => name === '社会保险参保缴费记录查询')?.phases[0]?.due).toBe('2022-06-30');
    await keeping.goLive.save(
      chongqing,
      { programmeId: 'chongqing-3', number: 1 },
      {
        region: '500110',
        status: 'realised',
        realisedOn: '2021-11-30',
        mode: 'proxyIntake',
      },
    );
    expect(await rowOf('chongqing-3', '500110', 1)).toMatchObject({
      status: 'realised',
      mode: 'proxyIntake',
    });
    await keeping.goLive.save(
      chongqing,
      { programmeId: 'chongqing-3', number: 1 },
      { region: '500110', status: 'notStarted' },
    );
    expect(await rowOf('chongqing-3', '500110', 1)).toMatchObject({ status: 'overdue', realisedOn: null });
  });

  test('what cannot be is refused', async () => {
    const save = (who: Actor, record: object) =>
      codeOf(keeping.goLive.save(who, sw5(1), { region: '510000', status: 'realised', ...record }));
    expect(await save(sichuan, { realisedOn: '2021-06-30' })).toBe('field-invalid');
    expect(await save(sichuan, { mode: 'online' })).toBe('field-invalid');
    expect(await save(sichuan, { mode: 'online', realisedOn: '2021-10-09' })).toBe('field-invalid');
    expect(await save(sichuan, { mode: 'online', realisedOn: '2021-02-30' })).toBe('field-invalid');
    expect(await save(sichuan, { region: '440000', status: 'inProgress' })).toBe('field-invalid');
    expect(await save(sichuan, { region: '500110', status: 'inProgress' })).toBe('other-region');
    expect(await codeOf(keeping.goLive.list(sichuan, 'southwest-5', '440000'))).toBe('field-invalid');
  });

  test('what was realised before the nation asked for it is published', async () => {
    clock.set('2022-02-01T09:00:00.000+08:00');
    const record = { status: 'realised', mode: 'online' } as const;
    await keeping.goLive.save(sichuan, sw5(1), { ...record, region: '510000', realisedOn: '2021-06-30' });
    await keeping.goLive.save(chongqing, sw5(1), { ...record, region: '500000', realisedOn: '2022-01-05' });
    const early = {
      number: 1,
      name: '开具有无犯罪记录证明',
      regionCode: '510000',
      realisedOn: '2021-06-30',
      requiredBy: '2021-12-31',
    };
    expect(await keeping.goLive.early('southwest-5', { limit: 1 })).toEqual({ items: [early], more: false });
    const after = { regionCode: '510000', number: 1 };
    expect((await keeping.goLive.early('southwest-5', { after, limit: 1 })).items).toEqual([]);
  });
});

describe('pilots (R-021)', () => {
  test('outside the scope nobody can apply, until it is lifted', async () => {
    const option = '048-1';
    const item = sw5(48);
    const pilot = await keeping.pilots.propose(sichuan, item, {
      regions: ['510000', '500000'],
      validFrom: '2021-10-01',
      reason: '川渝试点',
    });
    expect(between(option, '520102', '500110').programme?.id).toBeDefined();
    expect(await codeOf(keeping.pilots.approve(sichuan, pilot.id))).toBe('not-authorised');
    await keeping.pilots.approve(coordinator, pilot.id);
    expect(between(option, '510107', '500110', 'southwest-5').programme?.id).toBe('southwest-5');
    expect(between(option, '520102', '500110', 'southwest-5')).toMatchObject({
      refusal: 'region-not-in-programme',
      pilotOnly: true,
    });
    expect(between(option, '110101', '500110', 'southwest-5').pilotOnly).toBeUndefined();
    await keeping.pilots.lift(coordinator, pilot.id);
    expect(between(option, '520102', '500110', 'southwest-5').programme?.id).toBe('southwest-5');
    expect(await codeOf(keeping.pilots.lift(coordinator, pilot.id))).toBe('pilot-decided');
  });

  test('an empty scope, an end before the start and the own proposal are refused', async () => {
    const propose = (more: object) =>
      keeping.pilots.propose(coordinator, sw5(48), {
        regions: ['510000'],
        validFrom: '2021-10-01',
        reason: '试点',
        ...more,
      });
    expect(await codeOf(propose({ regions: [] }))).toBe('field-invalid');
    expect(await codeOf(propose({ regions: ['440000'] }))).toBe('field-invalid');
    expect(await codeOf(propose({ validTo: '2021-10-01' }))).toBe('field-invalid');
    expect(await codeOf(propose({ validFrom: '2021-02-30' }))).toBe('field-invalid');
    expect(await codeOf(keeping.pilots.approve(coordinator, (await propose({})).id))).toBe('own-proposal');
  });
});

describe('the same item in several lists (R-028)', () => {
  test('is linked and unlinked; two of one list are never the same', async () => {
    const item = { programmeId: 'chongqing-2', number: 1 };
    const before = catalogue.findItem('chongqing-2', 1)?.familyId;
    const other = catalogue.findItem('chongqing-3', 1)?.familyId;
    expect(await codeOf(keeping.families.link(coordinator, sw5(1), sw5(2)))).toBe('same-programme-items');
    expect(await codeOf(keeping.families.link(chongqing, item, sw5(2)))).toBe('not-authorised');
    expect(await codeOf(keeping.families.link(coordinator, item, sw5(999)))).toBe('not-found');
    await keeping.families.link(coordinator, item, { programmeId: 'chongqing-3', number: 1 });
    expect(catalogue.findItem('chongqing-2', 1)?.familyId).toBe(other);
    const page = { part: '1', linked: true, after: 0, limit: 1 };
    const { items } = await keeping.families.list(coordinator, 'chongqing-2', page);
    expect(items).toMatchObject([
      { number: 1, fixed: false, others: [{ programmeId: 'chongqing-3', number: 1 }] },
    ]);
    await keeping.families.unlink(coordinator, item);
    expect(catalogue.findItem('chongqing-2', 1)?.familyId).not.toBe(other);
    expect(catalogue.findItem('chongqing-2', 1)?.name).toBe(before);
    expect(await codeOf(keeping.families.unlink(coordinator, sw5(48)))).toBe('item-has-standards');
    const [fixed] = (
      await keeping.families.list(coordinator, 'southwest-5', { ...page, part: '48', linked: undefined })
    ).items;
    expect(fixed).toMatchObject({ number: 48, fixed: true });
  });
});
