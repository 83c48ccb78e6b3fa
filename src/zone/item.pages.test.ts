import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actorWith } from '../../test/http-app.ts';
import { openZone, readerText as read, type ZoneFixture } from '../../test/zone-app.ts';

let zone: ZoneFixture;
beforeAll(async () => {
  zone = await openZone();
});
afterAll(() => zone.close());

describe('search (R-016)', () => {
  const numbersIn = (body: string) =>
    [...body.matchAll(/href="\/items\/southwest-5\/(\d+)"/g)]
      .map(([, number]) => Number(number))
      .toSorted((a, b) => a - b);

  it('finds exactly items 72 to 79 for 公积金 in the list of the five provinces, with modes and home regions', async () => {
    const { body } = await zone.get('/search?catalogue=southwest-5&q=%E5%85%AC%E7%A7%AF%E9%87%91');
    expect(numbersIn(body)).toEqual([72, 73, 74, 75, 76, 77, 78, 79]);
    const text = read(body);
    expect(text).toContain('“公积金”找到 8 项');
    expect(text).toContain('异地代收代办');
    expect(text).toContain('属地可选：重庆市、四川省、贵州省、云南省、西藏自治区');
    expect(text).toContain('示例数据');
  });

  it('narrows by department, mode, source and home region', async () => {
    const count = async (query: string) =>
      numbersIn((await zone.get(`/search?catalogue=southwest-5&${query}`)).body).length;
    const of = (source: string) =>
      (zone.catalogue.listItems('southwest-5') ?? []).filter((item) => item.source === source).length;
    expect(await count('department=%E6%AE%8B%E8%81%94')).toBe(7);
    const source = zone.catalogue.findItem('southwest-5', 1)?.source ?? '';
    expect(await count(`source=${encodeURIComponent(source)}`)).toBe(of(source));
    expect(await count('home=510000')).toBe(148);
    expect(await count('home=110000')).toBe(0);
    const online = await count('mode=online');
    expect(online).toBeGreaterThan(10);
    expect(online).toBeLessThan(await count('mode=proxyIntake'));
  });

  it('shows a matter of several lists once when no list is chosen', async () => {
    const { body } = await zone.get(
      '/search?q=%E7%A4%BE%E4%BC%9A%E4%BF%9D%E9%9A%9C%E5%8D%A1%E7%94%B3%E9%A2%86',
    );
    expect(body.match(/<h2><a href="[^"]*">社会保障卡申领<\/a>/g)).toHaveLength(1);
    expect(read(body)).toContain('西南五省政务服务“跨省通办”第 48 项');
  });

  it('escapes script text wherever it is repeated', async () => {
    const script = '<script>alert("x")</script>';
    const { statusCode, body } = await zone.get(
      `/search?q=${encodeURIComponent(script)}&department=${encodeURIComponent(script)}`,
    );
    expect(statusCode).toBe(200);
    expect(body).not.toContain('<script>alert');
    expect(read(body)).toContain(`未找到相关事项“${script}”`);
  });

  it('cuts a query after 50 characters and says so', async () => {
    const { body } = await zone.get(`/search?q=${encodeURIComponent('𠮷'.repeat(60))}`);
    expect(read(body)).toContain(`未找到相关事项“${'𠮷'.repeat(50)}”`);
    expect(body).not.toContain('𠮷'.repeat(51));
    expect(read(body)).toContain('超过 50 个字');
  });

  it('says of what is in no list that the window can ask', async () => {
    const text = read((await zone.get(`/search?q=${encodeURIComponent('钓鱼证')}`)).body);
    expect(text).toContain('未找到相关事项“钓鱼证”。');
    expect(text).toContain('清单外的事，窗口可以替您问属地能不能办');
  });

  it('says that a list was not supplied', async () => {
    expect(read((await zone.get('/search?catalogue=chongqing-1')).body)).toContain('这份清单还没有提供');
  });
});

describe('an item’s page', () => {
  it('answers in one sentence: where, what, how long, what it costs, how the result comes', async () => {
    const text = read((await zone.get('/items/southwest-5/48')).body);
    expect(text).toContain(
      '到任一“跨省通办”窗口交件：带 3 样东西，属地受理后 10 个工作日内办结，不收费，社会保障卡寄到您手上。',
    );
    expect(text).toContain('收件不等于受理');
    expect(text).toContain('您的参保地');
    expect(text).toContain('如果是委托代理');
    expect(text).toContain('第二阶段：按属地省级标准');
    expect(text).toContain('示例数据');
  });

  it('names the home window with address and phone, and the day the materials leave, once the regions are known', async () => {
    const { body } = await zone.get('/items/southwest-5/48?region=500110', { tongban_place: '510107' });
    const text = read(body);
    const window = zone.directory.findOpenWindow('500110');
    expect(text).toContain('由重庆市綦江区办理');
    expect(text).toContain(window?.address);
    expect(text).toContain(window?.phone);
    expect(text).toContain('今天就可以到四川省成都市武侯区政务服务中心交件');
    expect(text).toContain('今天交件的，9月30日 周四 24:00 前');
  });

  it('says that two places of one province are no cross-region matter', async () => {
    const text = read(
      (await zone.get('/items/southwest-5/48?region=510104', { tongban_place: '510107' })).body,
    );
    expect(text).toContain('不算跨区域');
    expect(text).not.toContain('今天就可以到');
  });

  it('says of a region outside the directory that it cannot be handled (R-041)', async () => {
    const text = read((await zone.get('/items/southwest-5/48?region=110000')).body);
    expect(text).toContain('不能跨省通办');
    expect(text).toContain('该地区未纳入联络清单');
  });

  it('takes a region that is none as not chosen', async () => {
    for (const region of ['999999', '5001', '<b>']) {
      const { statusCode, body } = await zone.get(
        `/items/southwest-5/48?region=${encodeURIComponent(region)}`,
      );
      expect(statusCode).toBe(200);
      expect(read(body)).toContain('还没有选');
    }
  });

  it('shows an item without a standard as 收件标准待完善, with the way by the first stage (R-008)', async () => {
    const { body } = await zone.get('/items/southwest-5/49');
    expect(read(body)).toContain('收件标准待完善');
    expect(read(body)).toContain('第一阶段');
    expect(body).not.toContain('<h2>带什么');
  });

  it('offers no online way for what the law wants on site, only the window (R-013)', async () => {
    const all = (zone.catalogue.listItems('southwest-5') ?? []).map(({ number }) => number);
    const onSite = all.find((number) =>
      zone.catalogue
        .listOptions({ catalogueId: 'southwest-5', number })
        .some(({ onSiteRequired }) => onSiteRequired),
    );
    const option = zone.catalogue
      .listOptions({ catalogueId: 'southwest-5', number: onSite ?? 0 })
      .find(({ onSiteRequired }) => onSiteRequired);
    const text = read((await zone.get(`/items/southwest-5/${onSite}?option=${option?.optionId}`)).body);
    expect(text).toContain('须到现场办理');
    expect(text).toContain('不能网上申请');
    expect(text).toContain('找窗口');
    expect(text).not.toContain('全程网办');
  });

  it('shows what limits a district before the home region is chosen (R-007)', async () => {
    const limited = (zone.catalogue.listItems('national') ?? []).find(({ implementers }) =>
      implementers.some(({ text }) => text?.includes('限修理')),
    );
    for (const path of ['items', 'regions']) {
      const text = read((await zone.get(`/${path}/national/${limited?.number}`)).body);
      expect(text, path).toContain('重庆市綦江区：区市场监管局（限修理）');
    }
  });

  it.each(['/items/southwest-5/999', '/items/southwest-5/0', '/items/nothing/1', '/items/southwest-5/48x'])(
    '%s is not there, and says so on a page',
    async (url) => {
      const { statusCode, headers, body } = await zone.get(url);
      expect([400, 404]).toContain(statusCode);
      expect(headers['content-type']).toContain('text/html');
      expect(read(body)).toMatch(/没有找到这一页|没有办成/);
    },
  );
});

describe('the choice of the home region (R-056)', () => {
  it('offers each place that the rule names', async () => {
    const { body } = await zone.get('/regions/southwest-5/24?province=500000');
    expect(read(body)).toContain('选择您的居住地、工作地、参保地、户籍地');
    expect(body).toContain('<option value="500110">綦江区</option>');
    expect(body).toContain('<option value="110000">北京市</option>');
  });

  it('leads to the item with the place chosen', async () => {
    const { statusCode, headers } = await zone.postForm('/regions/southwest-5/48', {
      region: '500110',
      option: '048-1',
    });
    expect(statusCode).toBe(303);
    expect(headers.location).toBe('/items/southwest-5/48?option=048-1&region=500110');
  });

  it('explains that a region is outside the directory, and counts the question (R-041)', async () => {
    const count = async () =>
      (await zone.directory.countOutOfScopeEnquiries()).find(({ regionCode }) => regionCode === '110000')
        ?.count ?? 0;
    const before = await count();
    const { statusCode, body } = await zone.postForm('/regions/southwest-5/48', { region: '110000' });
    expect(statusCode).toBe(200);
    expect(read(body)).toContain('该地区未纳入联络清单');
    expect(read(body)).toContain('没有业务编号');
    expect(await count()).toBe(before + 1);
  });

  it.each(['', '999999', '5001', '<script>'])('asks again for %s', async (region) => {
    const { statusCode, body } = await zone.postForm('/regions/southwest-5/48', { region });
    expect(statusCode).toBe(400);
    expect(read(body)).toContain('请先选一个地方');
  });
});

describe('windows', () => {
  it('are reached from the provinces down, with address, phone and hours; the county is kept for the first page', async () => {
    expect((await zone.get('/windows')).body).toContain('href="/windows?region=540000"');
    expect((await zone.get('/windows?region=510100')).body).toContain('href="/windows?region=510107"');
    const { body, headers } = await zone.get('/windows?region=510107');
    const text = read(body);
    expect(text).toContain('正在办公');
    expect(text).toContain('今天 09:00–12:00、13:00–17:00');
    expect(text).toContain('028-5550 0107');
    expect(text).toContain('示例数据');
    expect(String(headers['set-cookie'])).toContain('tongban_place=510107');
    expect(read((await zone.get('/', { tongban_place: '510107' })).body)).toContain(
      '四川省成都市武侯区政务服务中心',
    );
  });

  it('of a region that does not exist are a page that is not there', async () => {
    expect((await zone.get('/windows?region=999999')).statusCode).toBe(404);
  });
});

describe('items that are not open everywhere (R-018, R-021)', () => {
  const coordinator = (id: string) =>
    actorWith('coordinator', id, [{ role: 'coordinationGroup', regionCode: '520000', windowId: null }]);
  const administration = (regionCode: string) =>
    actorWith('admin', randomUUID(), [{ role: 'serviceAdministration', regionCode, windowId: null }]);
  const from = (place: string) => ({ tongban_place: place });

  it('a pilot names scope and period; outside it is not yet open, and says why', async () => {
    const { pilots } = zone.keeping;
    const item = { programmeId: 'southwest-5', number: 50 };
    const scope = { regions: ['500000', '510000'], validFrom: '2021-07-01', reason: '川渝试点' };
    const { id } = await pilots.propose(coordinator(randomUUID()), item, scope);
    const page = (query: string, place: string) => zone.get(`/items/southwest-5/50${query}`, from(place));
    expect(read((await page('', '510107')).body)).not.toContain('试点');
    await pilots.approve(coordinator(randomUUID()), id);
    const inside = read((await page('', '510107')).body);
    expect(inside).toContain('仅限川渝（2021-07-01 起）');
    expect(inside).not.toContain('暂未开通');
    expect(read((await page('', '520102')).body)).toContain('暂未开通贵州省贵阳市南明区不在试点范围内');
    expect(read((await page('?region=520102', '510107')).body)).toContain('暂未开通');
    const name = zone.catalogue.findItem('southwest-5', 50)?.name ?? '';
    const list = `/search?catalogue=southwest-5&q=${encodeURIComponent(name)}`;
    expect(read((await zone.get(list, from('520102'))).body)).toContain('暂未开通');
    expect(read((await zone.get(list)).body)).toContain('属地可选：重庆市、四川省');
    expect((await zone.get(`${list}&home=520000`)).body).not.toContain('/items/southwest-5/50"');
    await pilots.lift(coordinator(randomUUID()), id);
    expect(read((await zone.get(list)).body)).not.toContain('仅限川渝');
  });

  it('point to point is open in the two places only', async () => {
    const { extensions } = zone.keeping;
    const { id } = await extensions.propose(administration('500110'), {
      name: '綦江—桐梓点对点通办',
      regions: ['500110', '520322'],
      items: [{ name: '林木采伐许可', department: '林业部门' }],
      effectiveFrom: '2021-09-29',
    });
    const { programmeId } = await extensions.confirm(administration('520322'), id);
    const page = async (place: string) => read((await zone.get(`/items/${programmeId}/1`, from(place))).body);
    expect(await page('500110')).toContain('仅限重庆市綦江区、贵州省遵义市桐梓县之间');
    expect(await page('500110')).not.toContain('暂未开通');
    expect(await page('510107')).toContain('暂未开通“綦江—桐梓点对点通办”不包括四川省成都市武侯区');
    const found = read((await zone.get('/search?q=%E6%9E%97%E6%9C%A8%E9%87%87%E4%BC%90')).body);
    expect(found).toContain('属地可选：重庆市綦江区、贵州省遵义市桐梓县');
  });

  it('what was realised early is published (R-017)', async () => {
    const item = { programmeId: 'southwest-5', number: 1 };
    const record = {
      region: '510000',
      status: 'realised',
      realisedOn: '2021-06-30',
      mode: 'online',
    } as const;
    expect(read((await zone.get('/early')).body)).toContain('还没有提前实现的事项');
    await zone.keeping.goLive.save(administration('510000'), item, record);
    expect(read((await zone.get('/early')).body)).toContain('四川省 · 落地日期：2021-06-30');
    expect((await zone.get('/early?after=x')).statusCode).toBe(400);
  });
});
