import { beforeAll, describe, expect, test } from 'vitest';
import type { TemplateDetails, TemplateView } from '../../src/notifications/messages/template-view.ts';
import { cardTakenIn, type Person, packageSent, peopleOf } from '../case-steps.ts';
import { sharedWithSuppliers, toldOf, type WithSuppliers } from '../message-steps.ts';

const start = '2021-09-29T10:00:00.000+08:00';

describe('通知模板：写、预览、版本（R-172、R-174）', () => {
  let around: WithSuppliers;
  let group: Person;
  let sichuan: Person;
  const path = '/api/message-templates/sent';

  const save = (person: Person, text: string, more: object = {}) =>
    person.ask<TemplateDetails & { code: string; detail?: string }>(path, {
      method: 'POST',
      body: { text, reason: '改短一些', regionCode: '', lastVersion: 1, ...more },
    });

  beforeAll(async () => {
    around = await sharedWithSuppliers(start);
    group = await around.system.as('coordinator');
    sichuan = await around.system.as('admin.510000');
  });

  test('列表里每个事件一条，都能预览', async () => {
    const { templates } = await group.get<{ templates: TemplateView[] }>('/api/message-templates');
    expect(templates.length).toBeGreaterThan(30);
    for (const { preview } of templates) expect(preview).toMatch(/^【跨省通办】[^{}]+$/);
    const clerk = await around.system.as('intake.510107');
    expect((await clerk.refused('/api/message-templates')).code).toBe('not-authorised');
    expect((await group.refused('/api/message-templates/nothing')).code).toBe('not-found');
  });

  test.each([
    ['不认识的变量', '{称呼}：{身份证号}已登记', 'template-variable-unknown'],
    ['别的事件才有的变量', '{称呼}：还要补 {材料}', 'template-variable-unknown'],
    ['完整的身份证号', '{称呼}（11010519491231002X）已登记', 'template-text-invalid'],
    ['超过 300 字', `{称呼}${'长'.repeat(296)}`, 'template-text-invalid'],
  ])('保存和预览都不收：%s', async (_what, text, code) => {
    const saved = await save(group, text);
    expect([saved.status, saved.body.code]).toEqual([422, code]);
    expect((await group.refused(`${path}/preview`, { method: 'POST', body: { text } })).code).toBe(code);
    expect((await group.get<TemplateDetails>(path)).lastVersion).toBe(1);
  });

  test('协调小组写各地通用的，省级写本省的；发出的消息记着用的哪一版', async () => {
    const people = await peopleOf(around.system, '510107', '500110');
    const guizhou = await peopleOf(around.system, '520103', '500110');
    const texts = async () => {
      const here = await packageSent(people, await cardTakenIn(people, '500110'));
      const there = await packageSent(guizhou, await cardTakenIn(guizhou, '500110'));
      await around.settle();
      const [own] = await toldOf(people.intake, here.id, 'sent');
      const [other] = await toldOf(guizhou.intake, there.id, 'sent');
      return [own, other].map((message) => [message?.version, message?.text?.slice(0, 12)]);
    };
    expect((await texts()).map(([version]) => version)).toEqual([1, 1]);

    const general = await save(group, '{称呼}：已登记，编号 {业务编号}');
    expect(general.body).toMatchObject({ version: 2, lastVersion: 2, scopes: [''] });
    expect(
      general.body.versions.map(({ version, madeByName, reason }) => [version, madeByName !== '', reason]),
    ).toEqual([
      [2, true, '改短一些'],
      [1, false, '随系统提供'],
    ]);
    expect(await texts()).toEqual([
      [2, '【跨省通办】罗女士：已登'],
      [2, '【跨省通办】罗女士：已登'],
    ]);

    // 省级不能写各地通用的，也不能写别省的；版本旧了不能盖掉别人的。
    expect((await save(sichuan, '{称呼}：已登记', { lastVersion: 2 })).body.code).toBe(
      'template-other-region',
    );
    expect((await save(sichuan, '{称呼}：已登记', { regionCode: '500000', lastVersion: 2 })).body.code).toBe(
      'template-other-region',
    );
    const county = await around.system.as('admin.510107');
    expect((await save(county, '{称呼}：已登记', { regionCode: '510000', lastVersion: 2 })).status).toBe(403);
    expect((await save(sichuan, '{称呼}：已登记', { regionCode: '510000' })).body.code).toBe(
      'template-version-stale',
    );
    expect(
      (await save(sichuan, '四川提醒{称呼}：已登记', { regionCode: '510000', lastVersion: 2 })).status,
    ).toBe(200);
    expect(await texts()).toEqual([
      [3, '【跨省通办】四川提醒罗女'],
      [2, '【跨省通办】罗女士：已登'],
    ]);
  });
});
