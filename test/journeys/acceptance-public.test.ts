import { beforeAll, describe, expect, test } from 'vitest';
import { run, sql } from '../../src/platform/database.ts';
import type { ProblemBody } from '../../src/platform/problem.ts';
import { cardTakenIn, type People, peopleOf } from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';
import { tamper } from '../tamper.ts';

const withoutTries = ({ triesLeft: _tries, ...problem }: ProblemBody): object => problem;

describe('不用登录能查到的（R-081、R-107）', () => {
  let system: TestSystem;
  let people: People;
  let number: string;
  let code: string;
  let documentId: string;
  beforeAll(async () => {
    system = await sharedSystem('2021-07-08T10:00:00.000+08:00');
    people = await peopleOf(system, '540121', '510116');
    const now = await cardTakenIn(people, '510116');
    const [receipt] = (await people.intake.view(now.id)).documents;
    number = now.businessNumber ?? '';
    code = receipt?.verificationCode ?? '';
    documentId = receipt?.id ?? '';
  });

  const status = (address: string, body: object) =>
    system.visitor(address).ask<ProblemBody>('/api/public/case-status', { method: 'POST', body });

  test('R-081 核验：编号、种类、日期、窗口、有效；没有个人信息；连字符和小写不要紧', async () => {
    const found = await system
      .visitor('198.51.100.1')
      .get<Record<string, unknown>>(`/api/public/verification/${code}`);
    expect(found).toMatchObject({
      businessNumber: number,
      title: '收件通知书',
      status: 'valid',
      unaltered: true,
    });
    expect(found['issuedAt']).toBe('2021-07-08T10:00:00.000+08:00');
    expect(found['windowName']).toContain('窗口');
    expect(JSON.stringify(found)).not.toMatch(/罗|1380000|110105/);
    const typed = (code.toLowerCase().match(/.{1,4}/g) ?? []).join('-');
    const again = await system.visitor('198.51.100.1').ask(`/api/public/verification/${typed}`);
    expect(again.status).toBe(200);
  });

  test('R-081 错的核验码：同一个答复；同一地址错 20 次停 1 小时，对的也查不了，别的地址照查', async () => {
    const from = '198.51.100.2';
    const ask = (wrong: string) => system.visitor(from).ask<ProblemBody>(`/api/public/verification/${wrong}`);
    const near = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;
    const wrong = await Promise.all(
      [near, 'AAAAAAAAAAAAAAAA', 'x', ...Array.from({ length: 17 }, (_, at) => `WRONG${at}`)].map(ask),
    );
    expect(new Set(wrong.map(({ status: each }) => each))).toEqual(new Set([404]));
    expect(new Set(wrong.map(({ body }) => JSON.stringify(withoutTries(body)))).size).toBe(1);
    expect(await ask(code)).toMatchObject({ status: 429, body: { code: 'query-blocked' } });
    expect((await system.visitor('198.51.100.3').ask(`/api/public/verification/${code}`)).status).toBe(200);
  });

  test('R-107 编号对、尾号错，和编号不存在，答复一样；同一编号错 5 次停 1 小时', async () => {
    const other = '51010720210708000016';
    const answers = await Promise.all([
      status('198.51.100.4', { businessNumber: number, phoneLast4: '0000' }),
      status('198.51.100.5', { businessNumber: other, phoneLast4: '6021' }),
    ]);
    for (const answer of answers) expect(answer.status).toBe(404);
    expect(withoutTries(answers[0].body)).toEqual(withoutTries(answers[1].body));
    expect(answers[0].body.title).toContain('未查询到');
    const addresses = Array.from({ length: 4 }, (_, at) => `198.51.101.${at}`);
    await Promise.all(
      addresses.map((address) => status(address, { businessNumber: number, phoneLast4: '1111' })),
    );
    const blocked = await status('198.51.100.7', { businessNumber: number, phoneLast4: '6021' });
    expect(blocked).toMatchObject({ status: 429, body: { code: 'query-blocked' } });
  });

  test('R-081 存着的内容被人改了：核验说已被改动', async () => {
    await tamper(system.database, ['documents'], (tx) =>
      run(tx, sql`update documents set content_digest = repeat('0', 64) where id = ${documentId}`),
    );
    const found = await system.visitor('198.51.100.8').get<object>(`/api/public/verification/${code}`);
    expect(found).toMatchObject({ unaltered: false });
  });

  test('核验页谁都打得开，说真、说有效、说没有改动', async () => {
    const fresh = await cardTakenIn(people, '510116');
    const [receipt] = (await people.intake.view(fresh.id)).documents;
    const page = await system.visitor('198.51.100.9').ask(`/verify/${receipt?.verificationCode}`);
    expect(page.status).toBe(200);
    const html = page.bytes.toString('utf8');
    expect(html.replaceAll(/<[^>]+>/g, '')).toContain(fresh.businessNumber);
    expect(html).toContain('有效，内容未被改动');
    expect(html).not.toMatch(/罗晓梅|13800006021|110105/);
  });
});
