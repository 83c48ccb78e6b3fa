import { beforeAll, describe, expect, test } from 'vitest';
import { type Person, sharedSystem, type TestSystem } from '../system.ts';

type Found = { items: { catalogueId: string; number: number; name: string }[]; offList: boolean };
type Misses = { misses: { query: string; times: number }[] };
type Kept = { id: string; word: string; kindText: string };

describe('群众怎么说就怎么查：没查到的说法由省里补上', () => {
  let system: TestSystem;
  let clerk: Person;
  let province: Person;
  let coordinator: Person;
  const find = (q: string) =>
    clerk.get<Found>(`/api/items/search?q=${encodeURIComponent(q)}&catalogue=southwest-5&limit=9`);
  const numbers = async (q: string) => (await find(q)).items.map(({ number }) => number);

  beforeAll(async () => {
    system = await sharedSystem('2021-09-22T09:00:00.000+08:00');
    clerk = await system.as('intake.510107');
    province = await system.as('admin.510000');
    coordinator = await system.as('coordinator');
  });

  test('窗口照群众的原话查：驾照丢了、退休取公积金、开公司、异地看病', async () => {
    expect((await numbers('驾照丢了怎么补'))[0]).toBe(14);
    expect((await numbers('退休取公积金'))[0]).toBe(74);
    expect((await numbers('开公司'))[0]).toBe(97);
    expect((await numbers('异地看病报销'))[0]).toBe(125);
    expect((await numbers('shebaoka'))[0]).toBe(48);
  });

  test('清单里没有的直接说没有，不拿相近的充数', async () => {
    expect(await find('钓鱼证怎么办')).toMatchObject({ items: [], offList: true });
    // In other lists, not in this one.
    expect(await find('结婚登记')).toMatchObject({ items: [], offList: true });
  });

  test('一个没人教过的说法：省里看到它没查到，补上，窗口马上能查', async () => {
    expect((await find('红壳壳小本本')).offList).toBe(true);
    const { misses } = await province.get<Misses>('/api/search-misses');
    expect(misses).toContainEqual(expect.objectContaining({ query: '红壳壳小本本', times: 1 }));
    const added = await province.post<Kept>('/api/synonyms', {
      kind: 'say',
      word: '红壳壳小本本',
      means: ['残疾人证'],
    });
    expect(added).toMatchObject({ word: '红壳壳小本本', kindText: '等于清单里的说法' });
    expect((await numbers('红壳壳小本本丢了'))[0]).toBe(145);
    const after = await coordinator.get<Misses>('/api/search-misses');
    expect(after.misses.map(({ query }) => query)).not.toContain('红壳壳小本本');
    const again = { kind: 'say', word: '红壳壳小本本', means: ['残疾人证'] };
    expect((await coordinator.refused('/api/synonyms', { method: 'POST', body: again })).code).toBe(
      'synonym-exists',
    );
  });

  test('写错的补不上：清单里没有的用语、太长的一句话、窗口人员', async () => {
    const wrong = { kind: 'say', word: '小红本', means: ['残疾人小红证'] };
    expect((await province.refused('/api/synonyms', { method: 'POST', body: wrong })).errors).toEqual([
      { pointer: '/means/0', detail: '清单里没有“残疾人小红证”，请照清单的字写。' },
    ]);
    const long = { kind: 'filler', word: '我想请问一下这个事情到底应该去哪个窗口办理才好呢', means: [] };
    expect((await province.refused('/api/synonyms', { method: 'POST', body: long })).code).toBe(
      'field-invalid',
    );
    expect((await clerk.refused('/api/synonyms', { method: 'POST', body: wrong })).code).toBe(
      'not-authorised',
    );
    const county = await system.as('admin.510107');
    expect(
      (await county.refused('/api/synonyms', { method: 'POST', body: { ...wrong, means: ['残疾人证'] } }))
        .code,
    ).toBe('not-authorised');
  });
});
