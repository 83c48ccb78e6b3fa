import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idOf } from '../../../test/case-acts.ts';
import { type CaseDesk, people, personWith } from '../../../test/case-desk.ts';
import { fourWindows, openFourWindows, somebody } from '../../../test/four-windows.ts';
import { pageOf } from '../../../test/xlsx-text.ts';
import type { Actor } from '../../platform/actor.ts';
import type { AuditEntry } from '../../platform/audit.ts';
import { isTerminal } from '../../regulation/states.ts';
import { capacitiesOf } from '../core/capacities.ts';
import type { Case } from '../core/case.ts';
import type { CaseRow } from '../core/case-view.ts';
import { createCaseExport, spreadsheetOf } from './case-export.service.ts';
import { type CaseLists, createCaseLists } from './case-list.service.ts';
import { type CaseSearch, type CaseSearchQuery, createCaseSearch } from './case-search.service.ts';

let desk: CaseDesk;
let cases: Case[];
let search: CaseSearch;
let lists: CaseLists;
const recorded: AuditEntry[] = [];
const audit = {
  record: async (_db: unknown, entry: AuditEntry) => void recorded.push(entry),
};

const identity = '11010519491231002X';
const phone = '13800006021';
const name = '罗晓梅';

beforeAll(async () => {
  ({ desk, cases } = await openFourWindows());
  search = createCaseSearch({ ...desk, directory: fourWindows, audit });
  lists = createCaseLists({ database: desk.database, clock: desk.clock, directory: fourWindows });
});
afterAll(() => desk.close());

const seed = Number(process.env['FAST_CHECK_SEED'] ?? Date.now() % 2_147_483_647);
const searches = (actor: Actor): boolean =>
  actor.grants.some(({ role }) => role !== 'outletClerk' && role !== 'systemAdministrator');
const works = (actor: Actor): boolean =>
  actor.grants.some(({ role }) => ['windowClerk', 'windowLead', 'approver'].includes(role));
const idsOf = (rows: readonly CaseRow[]): string[] => rows.map(({ id }) => id);
const visible = (actor: Actor): string[] =>
  cases
    .filter((kase) => kase.businessNumber !== undefined && capacitiesOf(actor, kase).size > 0)
    .map(({ id }) => id);
const one = (wanted: (kase: Case) => boolean = () => true): Case => {
  const found = cases.find((kase) => kase.businessNumber !== undefined && wanted(kase));
  if (!found) throw new Error('no such case');
  return found;
};

describe('办件查询', () => {
  test.each<CaseSearchQuery>([
    { by: 'identity', value: identity },
    { by: 'identityTail', value: identity.slice(-6) },
    { by: 'phone', value: phone },
  ])(`found is exactly what the searcher has a part in: $by (FAST_CHECK_SEED=${seed})`, async (query) => {
    await fc.assert(
      fc.asyncProperty(somebody.filter(searches), async (actor) => {
        const { cases: found, more } = await search.find(actor, query);
        const expected = new Set([...visible(actor), ...earlier(actor)]);
        expect(new Set(idsOf(found)).size).toBe(found.length);
        for (const id of idsOf(found)) expect(expected.has(id), id).toBe(true);
        expect([found.length, more]).toEqual([Math.min(20, expected.size), expected.size > 20]);
      }),
      { numRuns: 15, seed },
    );
  });

  /** The one case that the four windows had before the others. */
  let oldest: Case | undefined;
  const earlier = (actor: Actor): string[] =>
    oldest && capacitiesOf(actor, oldest).size > 0 ? [oldest.id] : [];
  beforeAll(async () => {
    const page = await lists.list(people.intake, { queue: 'intake', state: 'notTaken', limit: 100 });
    const unknown = page.cases.find(({ id }) => !cases.some((kase) => kase.id === id));
    if (unknown) oldest = await desk.load(unknown.id);
  });

  test(`by name: within the own windows and regions only (FAST_CHECK_SEED=${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(somebody.filter(works), async (actor) => {
        const { cases: found } = await search.find(actor, { by: 'name', value: ` ${name} ` });
        const near = cases.filter((kase) => {
          const capacities = capacitiesOf(actor, kase);
          return ['intakeClerk', 'homeClerk', 'approver'].some((own) => capacities.has(own as 'approver'));
        });
        for (const id of idsOf(found))
          expect(near.some((kase) => kase.id === id) || id === oldest?.id).toBe(true);
        expect(found.length > 0).toBe(near.some(({ businessNumber }) => businessNumber));
      }),
      { numRuns: 15, seed },
    );
    const admin = personWith(81, '管理', {
      role: 'serviceAdministration',
      regionCode: '500000',
      windowId: null,
    });
    await expect(search.find(admin, { by: 'name', value: name })).rejects.toMatchObject({
      code: 'not-authorised',
    });
    expect((await search.find(people.home, { by: 'name', value: '罗晓' })).cases).toEqual([]);
  });

  test('by number, by waybill, by the last four digits of the phone with the number', async () => {
    const sent = one(({ parcels }) => parcels.length > 0);
    const number = sent.businessNumber ?? '';
    const waybill = sent.parcels[0]?.waybill ?? '';
    const spaced = `${number.slice(0, 6)} ${number.slice(6)}`;
    for (const query of [
      { by: 'number', value: spaced },
      { by: 'waybill', value: waybill.toLowerCase() },
      { by: 'waybill', value: `${waybill.slice(0, 2)}-${waybill.slice(2, 6)} ${waybill.slice(6)}` },
      { by: 'phone', value: '6021', businessNumber: number },
    ] as const) {
      expect(idsOf((await search.find(people.home, query)).cases), query.by).toEqual([sent.id]);
      expect((await search.find(people.stranger, query)).cases, query.by).toEqual([]);
    }
    expect(
      (await search.find(people.home, { by: 'phone', value: '6022', businessNumber: number })).cases,
    ).toEqual([]);
  });

  test('a case handed in under another name afterwards is found under the new one only', async () => {
    const story = await desk.caseIn('draft');
    const body = story.usual('submitCase') as { form: { applicant: object } };
    await story.take('submitCase', {
      form: { ...body.form, applicant: { ...body.form.applicant, name: '欧阳·娜' } },
    });
    const found = await search.find(people.intake, { by: 'name', value: '欧阳•娜' });
    expect(idsOf(found.cases)).toEqual([story.kase.id]);
    expect(found.cases[0]?.applicant).toBe('欧阳·*');
    cases.push(story.kase);
  });

  test.each<CaseSearchQuery>([
    { by: 'number', value: '51010720210929000011' },
    { by: 'number', value: "1' or 1=1" },
    { by: 'phone', value: '6021' },
    { by: 'phone', value: '6021', businessNumber: '51010720210929000011' },
    { by: 'phone', value: '12' },
    { by: 'identityTail', value: '02X' },
    { by: 'identityTail', value: '%%%%%%' },
    { by: 'identity', value: '罗晓梅' },
    { by: 'waybill', value: '%' },
    { by: 'name', value: '梅' },
    { by: 'name', value: ' ' },
  ])('what cannot be one is refused before anything is looked up: $by $value', async (query) => {
    const before = recorded.length;
    await expect(search.find(people.intake, query)).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:field-invalid|business-number-invalid)$/),
    });
    expect(recorded).toHaveLength(before);
  });

  test('who asked with personal data is recorded, with the kind and never the value', async () => {
    recorded.length = 0;
    await search.find(people.intake, { by: 'identity', value: identity }, '192.0.2.1');
    await search.find(people.intake, { by: 'name', value: name });
    await search.find(people.intake, { by: 'number', value: one().businessNumber ?? '' });
    await search.find(people.stranger, { by: 'phone', value: phone });
    expect(recorded.map(({ action, actor, detail }) => [action, actor?.id, detail?.['by']])).toEqual([
      ['casesSearched', people.intake.id, 'identity'],
      ['casesSearched', people.intake.id, 'name'],
      ['casesSearched', people.stranger.id, 'phone'],
    ]);
    const text = JSON.stringify(recorded);
    for (const value of [identity, identity.slice(-6), name, phone]) expect(text).not.toContain(value);
  });

  test('nothing but masked content is answered', async () => {
    const { cases: found } = await search.find(people.intake, { by: 'identity', value: identity });
    const text = JSON.stringify(found);
    expect(text).toContain('罗*梅');
    for (const value of [identity, name, phone]) expect(text).not.toContain(value);
  });
});

describe('导出', () => {
  test('what the list shows, masked, in its order, and recorded with filter and count', async () => {
    recorded.length = 0;
    const exports = createCaseExport({ database: desk.database, lists, audit });
    const table = pageOf(await exports.spreadsheet(people.intake, { queue: 'intake', state: 'submitted' }));
    const { cases: listed } = await lists.list(people.intake, {
      queue: 'intake',
      state: 'submitted',
      limit: 100,
    });
    expect(table[0]?.[0]).toBe('业务编号');
    expect(table.slice(1).map(([number]) => number)).toEqual(
      listed.map(({ businessNumber }) => businessNumber),
    );
    for (const [, applicant] of table.slice(1)) expect(applicant).toContain('*');
    expect(JSON.stringify(table)).not.toContain(name);
    expect(recorded).toMatchObject([
      {
        action: 'casesExported',
        actor: { id: people.intake.id },
        detail: { queue: 'intake', state: 'submitted', cases: listed.length },
      },
    ]);
  });

  test('whoever has no such list exports nothing', async () => {
    const exports = createCaseExport({ database: desk.database, lists, audit });
    const nobody = personWith(79, '某人', { role: 'auditor', regionCode: '500000', windowId: null });
    await expect(exports.spreadsheet(nobody, { queue: 'intake' })).rejects.toMatchObject({
      code: 'not-authorised',
    });
  });

  test.each(['=1+1', '+86', '-2', '@SUM(A1)', '\t=1', '"', '<b>&', '长'.repeat(300)])(
    'a cell stays the text it is, whatever it begins with: %s',
    async (text) => {
      const row = {
        id: idOf(1),
        state: 'submitted',
        stateLabel: '已提交',
        itemNumber: 1,
        itemName: text,
        optionName: '',
        applicant: text,
        intakeRegionName: '',
        homeRegionName: '',
        side: 'intake',
        channel: '',
        next: '',
        mine: true,
        provisional: false,
        overdue: false,
        updatedAt: desk.clock.now(),
      } as const;
      const bytes = await spreadsheetOf([row]);
      expect(pageOf(bytes)[1]?.slice(1, 4)).toEqual([text, '1', text]);
    },
  );

  test('ends at its bound, page after page without a gap', async () => {
    const many = Array.from({ length: 10_300 }, (_, index) => ({ id: String(index) }) as CaseRow);
    const asked: number[] = [];
    const exports = createCaseExport({
      database: desk.database,
      audit,
      lists: {
        list: async (_actor, { after = '0', limit }) => {
          asked.push(limit);
          const end = Number(after) + limit;
          return {
            cases: many.slice(Number(after), end),
            ...(end < many.length ? { next: String(end) } : {}),
          };
        },
      },
    });
    recorded.length = 0;
    const table = pageOf(await exports.spreadsheet(people.intake, { queue: 'home' }));
    expect(table).toHaveLength(10_001);
    expect(recorded[0]?.detail?.['cases']).toBe(10_000);
    expect(new Set(asked)).toEqual(new Set([500]));
  });

  test('ended cases are exported as well', async () => {
    const exports = createCaseExport({ database: desk.database, lists, audit });
    const table = pageOf(await exports.spreadsheet(people.intake, { queue: 'closed' }));
    const ended = cases.filter(
      (kase) => isTerminal(kase.state) && capacitiesOf(people.intake, kase).has('intakeClerk'),
    );
    expect(table).toHaveLength(1 + ended.filter(({ businessNumber }) => businessNumber).length);
  });
});
