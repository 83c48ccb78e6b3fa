import { beforeAll, describe, expect, test } from 'vitest';
import { type Person, sharedSystem, type TestSystem } from '../system.ts';

type GuideAnswer = {
  guide: {
    revision: number;
    promised: number;
    statutoryDays: number | null;
    conditions: string;
    flow: string;
    onlineWay: string;
    offlineWay: string;
    promisedDays: number | null;
    remarks: string;
    window: { name: string; address: string; phone: string } | null;
  };
  history: { revision: number; reason: string }[];
};
type Report = {
  id: string;
  code: string;
  section: string;
  state: string;
  dueAt: string;
  answer: string | null;
};
type Tasks = {
  reports: Report[];
  rates: { region: string; reports: number; corrected: number; confirmed: number }[];
};
type Notices = { notices: { kind: string; text: string }[] };

const guideAddress = '/api/options/012-1/guide?homeRegion=500112';

describe('办事指南和实际不一样：谁都能反映，属地五个工作日内核对', () => {
  let system: TestSystem;
  let clerk: Person;
  let home: Person;
  let other: Person;
  const read = () => clerk.get<GuideAnswer>(guideAddress);
  const textOf = ({ guide }: GuideAnswer) => ({
    conditions: guide.conditions,
    flow: guide.flow,
    onlineWay: guide.onlineWay,
    offlineWay: guide.offlineWay,
    promisedDays: guide.promisedDays,
    remarks: guide.remarks,
  });
  const tasks = () => home.get<Tasks>('/api/guide-reports');
  const report = (body: object) => ({
    method: 'POST' as const,
    body: { optionId: '012-1', region: '500112', section: 'window', description: '窗口搬到二楼了', ...body },
  });

  beforeAll(async () => {
    system = await sharedSystem('2021-09-23T10:00:00.000+08:00');
    clerk = await system.as('intake.510107');
    home = await system.as('admin.500112');
    other = await system.as('admin.520102');
  });

  test('指南写明两种办法、窗口、承诺和法定期限', async () => {
    const { guide } = await read();
    expect(guide).toMatchObject({ revision: 1 });
    expect(guide.window?.phone).toMatch(/^[\d -]+$/);
    expect(guide.offlineWay).toContain('窗口');
    expect(guide.onlineWay).not.toBe('');
    expect(guide.promised).toBeLessThanOrEqual(guide.statutoryDays ?? 400);
    const page = await system.visitor().ask('/items/southwest-5/12?region=500112&option=012-1', {
      headers: { accept: 'text/html' },
    });
    expect(page.bytes.toString()).toContain('第 1 版');
  });

  test('窗口反映，属地更正：版本加一，反映的人收到通知', async () => {
    const made = await clerk.post<Report>('/api/guide-reports', report({}).body);
    // Five working days over the National Day holidays: 24, 26 (worked), 27, 28, 29 September.
    expect(made.dueAt).toBe('2021-09-30T00:00:00.000+08:00');
    const { reports } = await tasks();
    const mine = reports.find(({ code }) => code === made.code);
    if (!mine) throw new Error('no task');
    const correction = {
      guide: { ...textOf(await read()), offlineWay: '到二楼 3 号窗口交件。' },
      reason: '窗口已搬到二楼',
    };
    const address = `/api/guide-reports/${mine.id}/correction`;
    expect((await other.refused(address, { method: 'POST', body: correction })).code).toBe('not-authorised');
    const empty = { ...correction, guide: { ...correction.guide, offlineWay: ' ', onlineWay: '' } };
    expect(await home.refused(address, { method: 'POST', body: empty })).toMatchObject({
      code: 'guide-incomplete',
      errors: [{ pointer: '/guide/onlineWay' }, { pointer: '/guide/offlineWay' }],
    });
    const slow = { ...correction, guide: { ...correction.guide, promisedDays: 399 } };
    expect((await home.refused(address, { method: 'POST', body: slow })).code).toBe('guide-incomplete');
    expect(await home.post(address, correction)).toEqual({ revision: 2 });
    expect((await home.refused(address, { method: 'POST', body: correction })).code).toBe(
      'guide-report-closed',
    );
    const after = await read();
    expect(after.guide).toMatchObject({ revision: 2, offlineWay: '到二楼 3 号窗口交件。' });
    expect(after.history).toEqual([expect.objectContaining({ revision: 2, reason: '窗口已搬到二楼' })]);
    const { notices } = await clerk.get<Notices>('/api/notices');
    expect(notices.map(({ kind }) => kind)).toContain('guideAnswered');
  });

  test('群众在专区反映，凭编号看到答复；核对无误也告诉他', async () => {
    const visitor = system.visitor();
    const sent = await visitor.ask('/guide-reports', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      body: new URLSearchParams({
        option: '012-1',
        region: '500112',
        section: 'fee',
        description: '窗口说要收 20 元',
      }).toString(),
    });
    expect(sent.status).toBe(200);
    const code = /查询编号　([\w-]{12})/.exec(sent.bytes.toString())?.[1] ?? '';
    const { reports } = await tasks();
    const mine = reports.find((each) => each.code === code);
    if (!mine) throw new Error('no task');
    const answered = await home.ask(`/api/guide-reports/${mine.id}/confirmation`, {
      method: 'POST',
      body: { answer: '已到窗口核对，不收费' },
    });
    expect(answered.status).toBe(204);
    const page = await visitor.ask(`/guide-reports/${code}`, { headers: { accept: 'text/html' } });
    expect(page.bytes.toString()).toContain('已到窗口核对，不收费');
    expect(await visitor.get<Report>(`/api/guide-reports/by-code/${code}`)).toMatchObject({
      state: 'confirmed',
    });
    const { rates } = await tasks();
    expect(rates).toEqual([
      expect.objectContaining({ region: '500112', reports: 2, corrected: 1, confirmed: 1 }),
    ]);
    expect((await read()).guide.revision).toBe(2);
  });

  test('没写哪一部分、没写实际怎样、没有这份指南：不收', async () => {
    const refused = async (body: object) => (await clerk.refused('/api/guide-reports', report(body))).code;
    expect(await refused({ section: '' })).toBe('field-invalid');
    expect(await refused({ section: 'toString' })).toBe('field-invalid');
    expect(await refused({ description: '  ' })).toBe('field-invalid');
    expect(await refused({ region: '999999' })).toBe('not-found');
    expect(await refused({ optionId: '999-1' })).toBe('not-found');
    expect((await clerk.refused('/api/guide-reports')).code).toBe('not-authorised');
  });
});
