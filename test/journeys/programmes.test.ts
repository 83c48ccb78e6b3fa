import { beforeAll, describe, expect, test } from 'vitest';
import { type Application, applicationFor, opening, type Person } from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

/** 武隆区 and 城口县 lie both in 重庆; 巴中市巴州区 lies in 四川. */
const [wulong, chengkou, bazhou] = ['500156', '500229', '511902'];

describe('两地算不算跨区域，看通办范围（R-056）', () => {
  let system: TestSystem;
  let clerk: Person;
  beforeAll(async () => {
    system = await sharedSystem('2021-12-01T10:00:00.000+08:00');
    clerk = await system.as(`intake.${wulong}`);
  });

  const asked = async (changes: Partial<Application>) =>
    clerk.refused('/api/cases', opening({ ...(await applicationFor(clerk, '048-1', wulong)), ...changes }));

  test('同一省（市）的两个区县，不是跨省办件', async () => {
    for (const homeRegion of [wulong, chengkou, '500000']) {
      const refused = await asked({ homeRegion });
      expect(refused.code).toBe('same-region');
      expect(refused.detail).toContain('非跨区域办件，请按本地流程办理');
    }
  });

  test('跨区县通办范围里没有这个办理项：选了也不行', async () => {
    for (const programme of ['chongqing-2', 'chongqing-3']) {
      expect((await asked({ homeRegion: chengkou, programme })).code).toBe('region-not-in-programme');
    }
  });

  test('不在同一范围的两地：川渝通办不含贵州', async () => {
    expect((await asked({ homeRegion: '520102', programme: 'sichuan-chongqing' })).code).toBe(
      'region-not-in-programme',
    );
    expect((await asked({ homeRegion: bazhou, programme: 'no-such-programme' })).code).toBe(
      'region-not-in-programme',
    );
  });

  test('通办范围生效之前不能用', async () => {
    system.at('2021-05-20T10:00:00.000+08:00');
    const form = { optionId: '048-1', homeRegion: '520102', mode: 'proxyIntake', programme: 'southwest-5' };
    const refused = await clerk.refused('/api/cases', opening(form));
    system.at('2021-12-01T10:00:00.000+08:00');
    expect(refused.code).toBe('option-not-published');
  });

  test('预览里先说清交到哪里、带什么、多久（R-056）；同省的一样说明为什么不行', async () => {
    type Preview = {
      route: Record<string, unknown>;
      sentence: string;
      materials: { name: string }[];
      openSituations: string[];
    };
    const preview = (homeRegion: string) =>
      clerk.post<Preview>('/api/intake-preview', { optionId: '048-1', homeRegion });
    const good = await preview(bazhou);
    expect(good.route).toMatchObject({
      ok: true,
      regionName: '四川省巴中市巴州区',
      phone: expect.stringMatching(/\d/),
    });
    expect(good.route['address']).toBeTruthy();
    expect(good.openSituations).toHaveLength(3);
    expect((await preview(chengkou)).route).toMatchObject({ ok: false, refusal: 'same-region' });
  });

  test('实施层级没有明确到区县的，由最高一级接收（规程第七条）', async () => {
    const form = await applicationFor(clerk, '061-1', '510000');
    const opened = await clerk.post<{ id: string }>(
      '/api/cases',
      { ...form, submit: false },
      { 'idempotency-key': 'province-level-1' },
    );
    expect((await clerk.view(opened.id)).home.regionCode).toBe('510000');
  });
});
