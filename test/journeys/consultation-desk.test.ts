import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import type {
  ConsultationCounts,
  ConsultationView,
  HelperView,
} from '../../src/consultation/consultation.ts';
import { all, sql } from '../../src/platform/database.ts';
import { cardRegistered, type People, peopleOf } from '../case-steps.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';
import { pageOf } from '../xlsx-text.ts';

const start = '2021-06-07T10:00:00.000+08:00';
const post = (body: object) => ({ method: 'POST' as const, body });
const asked = {
  subject: '老母亲的社保卡丢了，在成都能不能补',
  answer: '可以在本窗口交，带身份证，属地 5 个工作日办好。',
  askingRegion: '510107',
  homeRegion: '500110',
  item: { catalogueId: 'southwest-5', number: 48 },
  help: ['guideLink', 'assisted'],
};

type Page = { consultations: ConsultationView[]; next?: string };

describe('咨询引导台：登记询问，免费帮办，号码遮蔽（R-034）', () => {
  let system: TestSystem;
  let people: People;
  let other: Person;
  let kase: Receipt;

  const record = (body: object, person = people.intake) =>
    person.post<ConsultationView & { masked: boolean }>('/api/consultations', { ...asked, ...body });
  const list = (person: Person, query = '') => person.get<Page>(`/api/consultations?${query}`);
  const pointers = async (body: object): Promise<string[]> =>
    ((await people.intake.refused('/api/consultations', post({ ...asked, ...body }))).errors ?? []).map(
      ({ pointer }) => pointer,
    );

  beforeAll(async () => {
    system = await openSystem(start);
    people = await peopleOf(system, '510107', '500110');
    other = await system.as('intake.510105');
    kase = await cardRegistered(people, '500110');
    return () => system.close();
  });

  test('询问事项、区域对、答复都要有，不对的指出是哪一格；没有收费一栏', async () => {
    expect(await pointers({ subject: ' ', answer: '' })).toEqual(['/subject', '/answer']);
    expect(await pointers({ subject: '社保卡\u{202e}' })).toEqual(['/subject']);
    expect(await pointers({ answer: '答'.repeat(1001) })).toEqual(['/answer']);
    expect(await pointers({ homeRegion: '999999' })).toEqual(['/homeRegion']);
    expect(await pointers({ askingRegion: '五一' })).toEqual(['/askingRegion']);
    expect(await pointers({ item: { catalogueId: 'southwest-5', number: 9999 } })).toEqual(['/item']);
    expect((await pointers({ help: ['paid'] }))[0]).toMatch(/^\/help/);
    const charged = await people.intake.refused('/api/consultations', post({ ...asked, fee: 10 }));
    expect(charged.code).toBe('field-invalid');
    const columns = await all(
      system.database.db,
      sql<{ name: string }>`select column_name as name from information_schema.columns
        where table_name in ('consultations', 'consultation_cases')`,
    );
    expect(columns.length).toBeGreaterThan(10);
    expect(columns.filter(({ name }) => /fee|charge|price|amount|money/.test(name))).toEqual([]);
    expect((await people.approver.refused('/api/consultations', post(asked))).code).toBe('not-authorised');
    expect((await list(people.intake)).consultations).toEqual([]);
  });

  test('文字里的证件号、手机号存入时遮蔽，库里、列表、导出、日志都没有原文', async () => {
    const secrets = ['11010519491231002X', '13800006021'];
    const made = await record({
      subject: '罗某身份证 110105 19491231 002X 的社保卡',
      answer: `已记下 ${secrets.join('、')}，请带身份证原件，窗口电话 028-5550 0108。`,
    });
    expect(made.masked).toBe(true);
    expect(made.answer).toContain('110***********002X、138****6021');
    expect(made.answer).toContain('028-5550 0108');
    const stored = JSON.stringify(
      await all(system.database.db, sql`select * from consultations, audit_entries`),
    );
    const table = pageOf((await people.intake.ask('/api/consultations/export')).bytes)
      .flat()
      .join(' ');
    for (const secret of [...secrets, '110105 19491231 002X', '19491231']) {
      expect(stored).not.toContain(secret);
      expect(table).not.toContain(secret);
      expect(JSON.stringify(await list(people.intake))).not.toContain(secret);
      expect(system.logged()).not.toContain(secret);
    }
  });

  test('帮办的人连到办件：两地经办看得到是谁；别人的办件连不上', async () => {
    const made = await record({ businessNumber: `${kase.businessNumber}` });
    expect(made).toMatchObject({ caseId: kase.id, businessNumber: kase.businessNumber, masked: false });
    const helpers = (person: Person) =>
      person.get<{ helpers: HelperView[] }>(`/api/cases/${kase.id}/helpers`);
    for (const person of [people.intake, people.home])
      expect((await helpers(person)).helpers).toMatchObject([{ help: ['guideLink', 'assisted'] }]);
    expect((await other.refused(`/api/cases/${kase.id}/helpers`)).status).toBe(404);
    const strange = { ...asked, businessNumber: `${kase.businessNumber}` };
    const refused = await other.refused('/api/consultations', post(strange));
    expect(refused).toMatchObject({ code: 'field-invalid', errors: [{ pointer: '/businessNumber' }] });
    expect(await pointers({ businessNumber: '51010720210607000000' })).toEqual(['/businessNumber']);

    system.at('2021-06-07T10:30:00.000+08:00');
    const { id } = await record({ help: ['accompanied'] });
    const link = `/api/consultations/${id}/case`;
    const number = post({ businessNumber: kase.businessNumber });
    expect((await other.refused(link, number)).status).toBe(404);
    expect((await people.intake.ask(link, number)).status).toBe(200);
    expect(await people.intake.refused(link, number)).toMatchObject({
      code: 'consultation-linked',
      status: 409,
    });
    expect((await helpers(people.home)).helpers.map(({ help }) => help)).toEqual([
      ['guideLink', 'assisted'],
      ['accompanied'],
    ]);
  });

  test('各看各的：窗口看本窗口，管理部门看本级和下级；翻页、筛选、次数一致', async () => {
    system.at('2021-06-08T10:00:00.000+08:00');
    await record({ askingRegion: '510105', homeRegion: '530102', help: [] }, other);
    const own = (await list(people.intake)).consultations;
    expect(own).toHaveLength(3);
    expect((await list(other)).consultations.map(({ homeRegionName }) => homeRegionName)).toEqual([
      '云南省昆明市五华区',
    ]);
    const [county, city, province, elsewhere] = (await Promise.all(
      ['admin.510107', 'admin.510100', 'admin.510000', 'admin.500000'].map((name) => system.as(name)),
    )) as [Person, Person, Person, Person];
    expect((await list(county)).consultations).toHaveLength(3);
    for (const person of [city, province]) {
      const whole = (await list(person)).consultations.map(({ id }) => id);
      expect(whole).toHaveLength(4);
      const single: string[] = [];
      let after = '';
      do {
        const page = await list(person, `limit=1${after}`);
        single.push(...page.consultations.map(({ id }) => id));
        after = page.next === undefined ? '' : `&after=${encodeURIComponent(page.next)}`;
      } while (after !== '');
      expect(single).toEqual(whole);
    }
    expect((await list(elsewhere)).consultations).toEqual([]);
    expect((await elsewhere.refused('/api/consultations?region=510107')).code).toBe('not-authorised');
    expect((await list(province, 'region=510105')).consultations).toHaveLength(1);
    expect((await list(province, 'help=none')).consultations).toHaveLength(1);
    expect((await list(province, 'help=accompanied')).consultations).toHaveLength(1);
    expect((await list(province, 'homeRegion=500110')).consultations).toHaveLength(3);
    expect((await list(province, 'from=2021-06-08&to=2021-06-08')).consultations).toHaveLength(1);
    for (const wrong of ['from=2021-02-30', 'from=2021-06-08&to=2021-06-07', 'after=x', 'help=paid'])
      expect((await province.refused(`/api/consultations?${wrong}`)).code, wrong).toBe('field-invalid');

    const counts = await province.get<ConsultationCounts>('/api/consultations/counts');
    expect(counts).toEqual({
      total: 4,
      answeredOnly: 1,
      linked: 2,
      help: { guideLink: 2, guidePrint: 0, assisted: 2, agency: 0, accompanied: 1 },
    });
    expect((await county.get<ConsultationCounts>('/api/consultations/counts?help=assisted')).total).toBe(2);
  });

  test('导出：只有看得到的，格子里的公式不会算，谁导的留痕', async () => {
    await record({ subject: '=HYPERLINK("http://x")', help: [] });
    const [head, ...rows] = pageOf((await people.intake.ask('/api/consultations/export')).bytes);
    expect(head).toContain('提供的帮助');
    expect(head?.some((title) => /费/.test(title))).toBe(false);
    expect(rows).toHaveLength(4);
    const csv = (await people.intake.ask('/api/consultations/export?format=csv')).bytes.toString('utf8');
    expect(csv).toContain(`"'=HYPERLINK`);
    const noted = await all(
      system.database.db,
      sql<{ action: string }>`select action from audit_entries where action = 'consultationsExported'`,
    );
    expect(noted).toHaveLength(3);
  });
});
