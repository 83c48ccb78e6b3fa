import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownCases, progressInReview } from '../../test/zone-answers.ts';
import { openZone, readerText as read, type ZoneFixture } from '../../test/zone-app.ts';

let zone: ZoneFixture;
beforeAll(async () => {
  zone = await openZone();
});
afterAll(() => zone.close());

const rightNumber = progressInReview.businessNumber;

describe('progress by number and phone digits (R-107)', () => {
  it('shows what is going on, who has it, by when and why, each milestone with its time', async () => {
    const { statusCode, headers, body } = await zone.postForm('/progress', {
      businessNumber: '510107 20210924 000097',
      phoneLast4: '２０２１',
    });
    expect(statusCode).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    const text = read(body);
    for (const words of [
      '正在审查，您现在不用做什么',
      '重庆市綦江区人力社保局',
      '还剩 3 个工作日',
      '10月9日 周六（上班）24:00 前',
      '为什么是 10月9日？',
      '国庆节放假',
      '9月24日 周五 09:31 · 成都市武侯区窗口',
    ]) {
      expect(text).toContain(words);
    }
    for (const label of ['收件', '流转', '到达', '受理', '审查', '决定', '送达']) {
      expect(body).toContain(`<h3>${label}</h3>`);
    }
    expect(body).toContain('aria-current="step"');
  });

  it('answers a wrong number and a wrong phone alike', async () => {
    const wrongPhone = await zone.postForm('/progress', { businessNumber: rightNumber, phoneLast4: '9999' });
    const wrongNumber = await zone.postForm('/progress', {
      businessNumber: '51010720210924000098',
      phoneLast4: '2021',
    });
    expect([wrongPhone.statusCode, wrongNumber.statusCode]).toEqual([404, 404]);
    const alike = (body: string) => read(body.replaceAll(/value="\d*"|number%3D\d+/g, ''));
    expect(alike(wrongPhone.body)).toBe(alike(wrongNumber.body));
    expect(read(wrongPhone.body)).toContain('未查询到。请核对业务编号和手机尾号，还可以再试 4 次。');
  });

  it.each([
    [{ businessNumber: '', phoneLast4: '2021' }, '还没有写业务编号。'],
    [{ businessNumber: '5101072021', phoneLast4: '2021' }, '业务编号应为 20 位数字，现在是 10 位。'],
    [{ businessNumber: rightNumber, phoneLast4: '20' }, '手机尾号应为 4 位数字。'],
    [{}, '还没有写业务编号。'],
  ])('says at the field what is wrong with %o', async (fields, sentence) => {
    const { statusCode, body } = await zone.postForm('/progress', fields);
    expect(statusCode).toBe(400);
    expect(read(body)).toContain(sentence);
    expect(body).toContain('aria-invalid="true"');
    expect(read(body)).toContain('有问题：');
  });

  it('keeps what was typed, escaped', async () => {
    const { body } = await zone.postForm('/progress', { businessNumber: '"><script>', phoneLast4: '1' });
    expect(body).toContain('value="&#34;&#62;&#60;script&#62;"');
  });

  it('blocks a number after five wrong tries, on the page and for programs alike', async () => {
    const businessNumber = '51010720210924000119';
    for (let n = 0; n < 5; n += 1) {
      expect((await zone.postForm('/progress', { businessNumber, phoneLast4: '0000' })).statusCode).toBe(404);
    }
    const page = await zone.postForm('/progress', { businessNumber, phoneLast4: '0000' });
    expect(page.statusCode).toBe(429);
    expect(read(page.body)).toContain('试的次数太多，11:42 以后可以再试');
    const answer = await zone.ask({
      method: 'POST',
      url: '/api/public/case-status',
      remoteAddress: zone.newAddress(),
      payload: { businessNumber, phoneLast4: '0000' },
    });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([429, 'query-blocked']);
  });
});

describe('the progress query for programs', () => {
  const query = (payload: object, remoteAddress = zone.newAddress()) =>
    zone.ask({ method: 'POST', url: '/api/public/case-status', remoteAddress, payload });

  it('answers every field it declares', async () => {
    const { statusCode, body } = await query({ businessNumber: rightNumber, phoneLast4: '2021' });
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toEqual(progressInReview);
  });

  it('answers wrong numbers and wrong phones alike', async () => {
    const answers = [
      await query({ businessNumber: rightNumber, phoneLast4: '0000' }),
      await query({ businessNumber: '51010720210924000127', phoneLast4: '2021' }),
    ];
    expect(answers[0]?.body).toBe(answers[1]?.body);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
    expect(answers[0]?.json<{ code: string }>().code).toBe('query-no-match');
  });

  it('blocks an address after twenty wrong tries at different numbers', async () => {
    const address = zone.newAddress();
    for (let n = 0; n < 20; n += 1) {
      const businessNumber = `5101072021092500${String(1000 + n)}`;
      expect((await query({ businessNumber, phoneLast4: '0000' }, address)).statusCode).toBe(404);
    }
    expect((await query({ businessNumber: rightNumber, phoneLast4: '2021' }, address)).statusCode).toBe(429);
    expect((await query({ businessNumber: rightNumber, phoneLast4: '2021' })).statusCode).toBe(200);
  });

  it.each([
    [{}, 400],
    [{ businessNumber: rightNumber }, 400],
    [{ businessNumber: Number(rightNumber), phoneLast4: '2021' }, 400],
    [{ businessNumber: rightNumber, phoneLast4: '2021', more: 1 }, 400],
    [{ businessNumber: `${rightNumber}' or 1=1`, phoneLast4: '2021' }, 400],
  ])('refuses %o', async (payload, status) => {
    expect((await query(payload)).statusCode).toBe(status);
  });
});

describe('verification (R-081)', () => {
  it('shows the five fields, the seal, that the content is unaltered, and that 收件 is not 受理', async () => {
    const text = read((await zone.get('/verify/7kq4-m2xa-9dte')).body);
    for (const words of [
      '有效，内容未被改动',
      '收件通知书',
      '5101072021092400009',
      '2021 年 9 月 24 日 9 时',
      '四川省成都市武侯区“跨省通办”窗口',
      '四川省成都市武侯区政务服务管理部门',
      '收件通知书不是受理通知书。',
    ]) {
      expect(text).toContain(words);
    }
  });

  it.each([
    ['8KQ27F3AXW5N', '这份文书已作废'],
    ['9KQ27F3AXW5N', '内容与出具时不一致，请不要采信'],
  ])('says of %s: %s', async (code, words) => {
    const { body } = await zone.get(`/verify/${code}`);
    expect(read(body)).toContain(words);
    expect(read(body)).not.toContain('有效，内容未被改动');
  });

  it('answers every wrong code alike, and blocks the address after twenty for an hour', async () => {
    const remoteAddress = zone.newAddress();
    const look = (code: string) => zone.ask({ url: `/verify/${encodeURIComponent(code)}`, remoteAddress });
    const bodies = new Set<string>();
    for (let n = 0; n < 20; n += 1) {
      const { statusCode, body } = await look(['AAAA-BBBB-CCCC', '1', '<b>', '核验码'][n % 4] ?? '');
      expect(statusCode).toBe(404);
      bodies.add(read(body).replace(/还可以再试 \d+ 次。|已经试了太多次，请 1 小时后再试。/, ''));
    }
    expect(bodies.size).toBe(1);
    const blocked = await look('7KQ4M2XA9DTE');
    expect(blocked.statusCode).toBe(429);
    expect(read(blocked.body)).toContain('11:42 以后可以再试');
    const answer = await zone.ask({ url: '/api/public/verification/7KQ4M2XA9DTE', remoteAddress });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([429, 'query-blocked']);
    expect(
      (await zone.ask({ url: '/verify/7KQ4M2XA9DTE', remoteAddress: zone.newAddress() })).statusCode,
    ).toBe(200);
  });

  it('takes a code typed into the form to its own address', async () => {
    const { statusCode, headers } = await zone.get('/verify?code=7kq4+m2xa-9dte');
    expect([statusCode, headers.location]).toEqual([303, '/verify/7KQ4M2XA9DTE']);
  });

  it('answers programs with the same', async () => {
    const found = await zone.ask({
      url: '/api/public/verification/7KQ4-M2XA-9DTE',
      remoteAddress: zone.newAddress(),
    });
    expect(found.json()).toEqual(await knownCases.verifyDocument('7KQ4M2XA9DTE'));
    const missing = await zone.ask({
      url: '/api/public/verification/NOPE',
      remoteAddress: zone.newAddress(),
    });
    expect([missing.statusCode, missing.json<{ code: string }>().code]).toEqual([404, 'query-no-match']);
  });
});
