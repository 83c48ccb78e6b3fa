import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StandardContent } from '../../src/catalogue/standard.ts';
import type { ImportedDraft } from '../../src/catalogue/standard-tables/standard-tables.service.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';

type Changes = { title: string; added: object[]; changed: { after: object }[]; missing: object[] };
type Report = {
  stored: boolean;
  token: string;
  rows: number;
  faults: { sheet: string; row: number; sentence: string }[];
  sheets: Changes[];
  drafts: ImportedDraft[];
};
type Proposals = {
  proposals: { id: string; kind: string; state: string; content: StandardContent; note: string }[];
};
type Overview = { versions: { version: string; content: StandardContent }[] };

const table = '/api/standard-table';
const bytesType = { 'content-type': 'application/octet-stream' };

describe('收件标准用表格改：导出、试读、确认成草稿，另一个人审定（R-008、R-010、R-025）', () => {
  let system: TestSystem;
  let coordinator: Person;
  let sichuan: Person;
  let clerk: Person;
  /** An option without differences, and its materials as CSV. */
  let option: string;
  let csv: string;
  const send = (person: Person, body: Buffer | string, query = '') =>
    person.ask<Report>(`${table}${query}`, { method: 'POST', headers: bytesType, body: Buffer.from(body) });
  const proposals = async (person: Person) =>
    (await person.get<Proposals>(`/api/standard-proposals?optionId=${option}`)).proposals;
  /** The first material with one more copy. */
  const oneMore = (): string => {
    const [head = '', line = '', ...rest] = csv.split('\r\n');
    const cells = line.split(',');
    const at = head.split(',').indexOf('复印件份数');
    cells[at] = `${Number(cells[at]) + 1}`;
    return [head, cells.join(','), ...rest].join('\r\n');
  };

  beforeAll(async () => {
    system = await openSystem('2021-09-22T09:00:00.000+08:00');
    coordinator = await system.as('coordinator');
    sichuan = await system.as('admin.510000');
    clerk = await system.as('intake.510107');
    const { standards } = await clerk.get<{ standards: { optionId: string; unified: boolean }[] }>(
      '/api/standards?limit=100',
    );
    option = standards.find(({ unified }) => unified)?.optionId ?? '';
    const sheet = encodeURIComponent('申请材料');
    csv = (await clerk.bytes(`${table}?format=csv&sheet=${sheet}&option=${option}`)).toString('utf8');
  });
  afterAll(() => system.close());

  test('导出的工作簿原样导入：没有不同', async () => {
    const { body } = await send(coordinator, await clerk.bytes(table));
    expect(body).toMatchObject({ stored: false, faults: [], drafts: [] });
    expect(body.rows).toBeGreaterThan(2000);
    expect(body.sheets.flatMap(({ added, changed, missing }) => [...added, ...changed, ...missing])).toEqual(
      [],
    );
  });

  test('试读不存；窗口人员不能导入；没有看过的不能确认', async () => {
    const { body } = await send(coordinator, oneMore());
    expect(body).toMatchObject({
      stored: false,
      faults: [],
      drafts: [{ id: null, optionId: option, kind: 'unified', rewrites: false }],
    });
    expect(body.sheets.flatMap(({ changed }) => changed)).toHaveLength(1);
    expect(await proposals(coordinator)).toEqual([]);
    expect(
      await clerk.refused(table, { method: 'POST', headers: bytesType, body: Buffer.from(csv) }),
    ).toMatchObject({
      status: 403,
    });
    const confirm = (token: string, more: string) =>
      coordinator.refused(`${table}?confirm=${token}${more}`, {
        method: 'POST',
        headers: bytesType,
        body: Buffer.from(oneMore()),
      });
    const when = '&effectiveFrom=2021-10-01&note=x';
    expect(await confirm('0'.repeat(32), when)).toMatchObject({ code: 'import-stale' });
    expect(await confirm(body.token, '')).toMatchObject({ detail: '请写新版本从哪一天起生效。' });
    expect(await confirm(body.token, '&effectiveFrom=2021-09-01&note=x')).toMatchObject({ status: 400 });
    expect(await confirm(body.token, '&effectiveFrom=2021-10-01')).toMatchObject({ status: 400 });
    expect(await proposals(coordinator)).toEqual([]);
  });

  test('一处不对，整份不存，说明在哪张表哪一行', async () => {
    const wrong = csv.replace('是', '也许');
    const { body } = await send(coordinator, wrong);
    expect(body.faults).toMatchObject([{ sheet: '申请材料', row: 2 }]);
    const again = await send(coordinator, wrong, `?confirm=${body.token}&effectiveFrom=2021-10-01&note=x`);
    expect(again.body).toMatchObject({ stored: false });
    expect(await proposals(coordinator)).toEqual([]);
  });

  test('确认存成草稿，进度一行一行来；再导入改写同一份草稿', async () => {
    const tried = await send(coordinator, oneMore());
    const note = encodeURIComponent('省厅来函');
    const query = `?confirm=${tried.body.token}&effectiveFrom=2021-10-01&note=${note}`;
    const lines = await coordinator.ask(`${table}${query}`, {
      method: 'POST',
      headers: { ...bytesType, accept: 'application/x-ndjson' },
      body: Buffer.from(oneMore()),
    });
    const told = lines.bytes
      .toString('utf8')
      .trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { progress?: { stage: string; done: number; total: number }; answer?: Report },
      );
    expect(told.flatMap(({ progress }) => progress?.stage ?? [])).toEqual([
      'reading',
      'checking',
      'storing',
      'storing',
    ]);
    expect(told.at(-1)?.answer).toMatchObject({ stored: true, drafts: [{ optionId: option }] });
    const refused = await coordinator.ask(
      `${table}?confirm=${'0'.repeat(32)}&effectiveFrom=2021-10-01&note=x`,
      {
        method: 'POST',
        headers: { ...bytesType, accept: 'application/x-ndjson' },
        body: Buffer.from(oneMore()),
      },
    );
    expect(JSON.parse(refused.bytes.toString('utf8').trim().split('\n').at(-1) ?? '')).toMatchObject({
      problem: { status: 409, code: 'import-stale' },
    });
    const [draft] = await proposals(coordinator);
    expect(draft).toMatchObject({ state: 'draft', note: '省厅来函' });
    expect(await proposals(sichuan)).toEqual([]);
    const again = await send(coordinator, oneMore());
    expect(again.body.drafts).toMatchObject([{ rewrites: true }]);
    await send(coordinator, oneMore(), `${query}&submit=1`);
    expect(await proposals(coordinator)).toMatchObject([{ id: draft?.id, state: 'proposed' }]);
  });

  test('由另一个人审定才发布；照旧版本填的表要重新导出', async () => {
    const workbook = await clerk.bytes(`${table}?option=${option}`);
    const [proposal] = await proposals(coordinator);
    const decision = `/api/standard-proposals/${proposal?.id}/decision`;
    const yes = { approved: true, note: '' };
    expect(await coordinator.refused(decision, { method: 'POST', body: yes })).toMatchObject({ status: 409 });
    await (await system.as('coordinator2')).post(decision, yes);
    const { versions } = await clerk.get<Overview>(`/api/standards/${option}`);
    expect(versions[0]?.content.materials[0]?.copies).toBe(
      (versions[1]?.content.materials[0]?.copies ?? 0) + 1,
    );
    const { body } = await send(coordinator, workbook);
    expect(body.faults[0]?.sentence).toContain('请重新导出');
  });

  test('一个省只写本省的不同：统一以后是偏离申请', async () => {
    const sheet = encodeURIComponent('各省不同');
    const head = (await clerk.bytes(`${table}?format=csv&sheet=${sheet}&template=1`)).toString('utf8').trim();
    const columns = head.replace('\u{feff}', '').split(',');
    const cells: Record<string, string> = {
      办理项编号: option,
      怎么不同: '收费不同',
      哪个省: '510000',
      差异说明: '四川收工本费',
      收费: '5',
      收费依据: '川发改价格〔2021〕1号',
    };
    const text = `${head}\n${columns.map((column) => cells[column] ?? '').join(',')}\n`;
    const other = await send(sichuan, text.replace('510000', '530000'), '?region=510000');
    expect(other.body.faults[0]?.sentence).toContain('不是本省的');
    expect(
      await coordinator.refused(`${table}?region=510000`, {
        method: 'POST',
        headers: bytesType,
        body: Buffer.from(text),
      }),
    ).toMatchObject({ code: 'not-authorised' });
    const tried = await send(sichuan, text, '?region=510000');
    expect(tried.body).toMatchObject({ faults: [], drafts: [{ kind: 'deviation' }] });
    const note = encodeURIComponent('川发改价格〔2021〕1号');
    const stored = await send(
      sichuan,
      text,
      `?region=510000&confirm=${tried.body.token}&effectiveFrom=2021-11-01&note=${note}&submit=1`,
    );
    expect(stored.body).toMatchObject({ stored: true });
    expect((await proposals(sichuan)).filter(({ kind }) => kind === 'deviation')).toMatchObject([
      { state: 'proposed', note: '川发改价格〔2021〕1号' },
    ]);
  });

  test('办理项的表：新写的提出拆分，已有的不变', async () => {
    const options = '/api/list-programmes/southwest-5/option-table';
    const sendOptions = (text: Buffer | string, query = '') =>
      sichuan.ask<Report & { added: object[] }>(`${options}${query}`, {
        method: 'POST',
        headers: bytesType,
        body: Buffer.from(text),
      });
    const given = await sichuan.bytes(`${options}?format=csv`);
    expect((await sendOptions(given)).body).toMatchObject({ stored: false, faults: [], added: [] });
    const text = given
      .toString('utf8')
      .replace(/^(\d+),([^,]+),,,,\r$/m, '$1,$2,,本人办理,县级,本人到窗口\r');
    const { body } = await sendOptions(text);
    expect(body).toMatchObject({ stored: false, faults: [], added: [{ name: '本人办理' }] });
    const reason = encodeURIComponent('按实际情形');
    expect((await sendOptions(text, `?confirm=${body.token}`)).status).toBe(400);
    const stored = await sendOptions(text, `?confirm=${body.token}&reason=${reason}`);
    expect(stored.body).toMatchObject({ stored: true });
    const { splits } = await coordinator.get<{ splits: { state: string; options: { name: string }[] }[] }>(
      '/api/list-programmes/southwest-5/splits',
    );
    expect(splits[0]).toMatchObject({ state: 'proposed', options: [{ name: '本人办理' }] });
    expect((await sendOptions(text)).body.faults[0]?.sentence).toContain('已有一份拆分待审定');
    expect(await clerk.refused(options)).toMatchObject({ status: 403 });
  });
});
