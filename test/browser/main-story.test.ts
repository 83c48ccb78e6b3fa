import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waybill } from '../../scripts/client/story.ts';
import { expectNoAxeViolations, openBrowser } from './browser.ts';
import {
  choose,
  inspect,
  openDesk,
  press,
  readPdf,
  scan,
  scannedSheets,
  sees,
  sign,
  signIn,
  tap,
  type,
} from './desk.ts';
import { type ServedSystem, servedSystem } from './server.ts';
import { tellInSteps } from './story.ts';

const materials = [
  '社会保障卡申领登记表',
  '申请人有效身份证件',
  '电子照片（白底免冠，358×441像素）',
] as const;

let browser: Browser;
let system: ServedSystem;
let intake: Page;
let home: Page;
let approver: Page;
let businessNumber = '';

beforeAll(async () => {
  [browser, system] = await Promise.all([openBrowser(), servedSystem()]);
  intake = await openDesk(browser, system);
  home = await openDesk(browser, system);
  approver = await openDesk(browser, system);
});
afterAll(() => browser?.close());
tellInSteps(() => [intake, home, approver]);

/** The days on which what happened. */
const told = [
  ['9月29日', '新建收件', '登记申请', '登记身份核验', '当场补正', '当场补正', '收件'],
  ['9月29日', '电子材料发出', '登记寄出', '邮件已揽收'],
  ['9月30日', '首次打开', '确认收到', '确认收到', '材料全部到达', '登记联系申请人', '受理', '交办'],
  ['10月8日', '开始实质性审查', '填写审查意见', '准予'],
  ['10月9日', '登记联系申请人', '发出结果', '邮件已揽收', '邮件已投递', '结果已送达', '办结'],
].flatMap(([day, ...titles]) => titles.map((title) => `${day} ${title}`));

/** What the timeline of a case page says, entry by entry: `9月29日 收件`. */
async function timelineOf(page: Page): Promise<string[]> {
  const entries = page.getByRole('listitem').filter({ hasText: /^\d\d:\d\d/ });
  await entries.first().waitFor();
  const texts = await entries.allInnerTexts();
  return texts.map((text) => text.split('\n').slice(1, 3).join(' '));
}

const line = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

/** Opens the case of the story out of the list that stands on the page, by the row the keyboard is on. */
async function openFromList(page: Page): Promise<void> {
  await page.goto('/desk/');
  await page.getByRole('row', { selected: true }).filter({ hasText: businessNumber }).waitFor();
  await press(page, 'Enter');
  await sees(page, businessNumber);
}

test('收件窗口登录，看到自己的窗口和空的待办', async () => {
  await intake.goto('/desk/');
  await intake.getByRole('heading', { name: '登录工作台' }).waitFor();
  await inspect(intake);
  await signIn(intake, 'intake.510107');
  await sees(intake, /周敏/, '没有待办', /9月29日 周三/);
  await inspect(intake);
});

test('新建收件：扫证件，拼音首字母找事项，拼音选属地，登记后进入形式审查', async () => {
  await press(intake, 'F2');
  await intake.getByRole('heading', { level: 1, name: '新建收件' }).waitFor();
  await sees(intake, '本窗口常办（按数字键选）');
  await scan(intake, '110105198805122048');
  await sees(intake, '号码核对无误');
  await type(intake, 'sbk');
  await intake.getByRole('option', { name: /社会保障卡申领/, selected: true }).waitFor();
  await press(intake, 'Enter');
  await sees(intake, '成年人申领社会保障卡');

  await intake.getByLabel('属地', { exact: true }).focus();
  await type(intake, 'qj');
  await intake.getByRole('button', { name: '重庆市綦江区 500110' }).waitFor();
  await intake.getByLabel('属地', { exact: true }).fill('qijiang');
  const regionsFound = intake.getByRole('button', { name: / \d{6}$/ });
  await expect.poll(() => regionsFound.allInnerTexts()).toEqual(['重庆市綦江区 500110']);
  await press(intake, 'Enter');
  await sees(intake, '重庆市綦江区“跨省通办”窗口', '在联络清单内');
  await sees(intake, '今天就能在这里交件，带 3 样材料，属地受理后 10 个工作日内办好，不收费，结果寄到家。');
  for (const name of materials) await sees(intake, name);
  const asked = intake.getByRole('group', { name: '是否由申请人本人办理？' });
  expect(await asked.getByLabel('是').isChecked()).toBe(true);

  await press(intake, 'Control+Enter');
  await sees(intake, /还有 \d 处要改：/, '还没有填姓名。');
  await intake.getByLabel('姓名', { exact: true }).fill('罗晓梅');
  await intake.getByLabel('联系电话', { exact: true }).fill('13800006021');
  await intake.getByLabel('邮寄地址').fill('四川省成都市武侯区示例路16号');
  await intake.getByLabel('证件有效期止').fill('20350101');
  await choose(intake, '合作银行', '工商银行');
  await inspect(intake);
  await press(intake, 'Control+Enter');
  await intake.getByRole('heading', { level: 1, name: '形式审查 · 社会保障卡申领' }).waitFor();
  const [, number = ''] = /业务编号 (\d{20})/.exec(await intake.locator('body').innerText()) ?? [];
  expect(number).toMatch(/^51010720210929\d{6}$/);
  businessNumber = number;
});

test('形式审查：核验身份，一次扫描各归各项，按键判定，当场补正', async () => {
  await choose(intake, '核验方式', '读卡器');
  await tap(intake, '人证一致');
  await sees(intake, /读卡器通过/);

  const chooser = intake.waitForEvent('filechooser');
  await press(intake, 'F8');
  await (await chooser).setFiles(await scannedSheets(intake, materials));
  for (const name of materials) await sees(line(intake, name), /扫描件 1 份/);
  await inspect(intake);

  await press(intake, '1');
  await sees(line(intake, materials[0]), '合格');
  await press(intake, '3');
  await sees(line(intake, materials[1]), '未提交');
  await press(intake, '2');
  await intake.getByLabel('补正意见').fill('不清');
  await press(intake, 'Enter');
  await sees(intake, '请写清要换成什么样，至少 5 个字。');
  await intake.getByLabel('补正意见').fill('照片背景应为白色，请在窗口免费重拍。');
  await press(intake, 'Enter');
  await sees(line(intake, materials[2]), '不合格');
  await sees(intake, /1 项合格，1 项不合格，1 项未提交/);

  await press(intake, 'F9');
  await intake.getByRole('dialog', { name: `当场补正：${materials[2]}` }).waitFor();
  await intake.getByLabel('改了什么').fill('已在窗口重拍白底照片');
  await inspect(intake);
  await press(intake, 'Control+Enter');
  await sees(line(intake, materials[2]), '当场补正');
  await press(intake, 'ArrowUp');
  await press(intake, 'F9');
  await intake.getByRole('dialog', { name: `当场补正：${materials[1]}` }).waitFor();
  await press(intake, 'Control+Enter');
  await sees(intake, '已全部判定：3 项合格');
});

test('收件：申请人在签字板上签名，收件通知书打得开', async () => {
  await press(intake, 'Control+Enter');
  const dialog = intake.getByRole('dialog', { name: '收件', exact: true });
  await sees(dialog, '请申请人在签字区签名；没有签字板时，选纸上签名。', /收件不是受理/);
  await inspect(intake);
  await sign(intake, dialog.getByRole('img', { name: /签字区/ }));
  await sees(dialog, '按“收件”即为经办人签名。');
  await press(intake, 'Control+Enter');
  await sees(intake, '收件通知书已生成。材料转往重庆市綦江区，是否受理由属地决定。');
  const opened = intake.context().waitForEvent('page');
  await press(intake, 'p');
  await (await opened).close();
  await press(intake, 'Control+Enter');
  await sees(intake, '已收件', '现在在谁手里', '若无人处理，系统会');
  await readPdf(intake, await intake.getByRole('link', { name: '收件通知书' }).getAttribute('href'));
});

test('材料流转：发送电子材料，扫面单登记寄出，登记揽收', async () => {
  await signIn(home, 'home.500110');
  await sees(home, '没有待办');

  await press(intake, 'Control+Enter');
  await intake.getByRole('dialog', { name: '发送电子材料' }).waitFor();
  await sees(intake, '请先核对并勾选。');
  await intake.getByLabel('我已核对：扫描件与原件一致。').check();
  await inspect(intake);
  await press(intake, 'Control+Enter');
  await sees(intake, /9月29日 .*发出，\d 个文件，指纹已登记/);

  await press(intake, 'Control+Enter');
  await intake.getByRole('dialog', { name: '登记寄出纸质材料' }).waitFor();
  await scan(intake, waybill(4711));
  expect(await intake.getByLabel('运单号').inputValue()).toBe(waybill(4711));
  await inspect(intake);
  await press(intake, 'Control+Enter');
  await sees(intake, '材料寄往属地窗口', /登记寄出，待揽收/);
  await tap(intake, '登记揽收');
  await intake.getByLabel('凭证').fill('揽收交接单 01');
  await press(intake, 'Control+Enter');
  await sees(intake, /9月29日 .*揽收/);
  await readPdf(intake, await intake.getByRole('link', { name: '打印装箱单' }).getAttribute('href'));
  await inspect(intake);
});

test('属地窗口：更新自己出现，逐项核对电子材料和邮件', async () => {
  await sees(home, '有 1 件更新');
  await tap(home, '显示');
  await home.getByRole('row', { selected: true }).filter({ hasText: businessNumber }).waitFor();
  await sees(home, '成都市武侯区', '重庆市綦江区', '罗*梅', '社会保障卡申领');
  await inspect(home);
  await system.at('2021-09-30T09:05:00.000+08:00');
  await openFromList(home);
  await home.getByRole('heading', { level: 1, name: /^接收核对/ }).waitFor();
  await sees(home, '还有 3 项没有核对。', /发来，\d 个文件。确认时系统重新计算每个文件的指纹。/);
  await inspect(home);
  for (const name of materials) {
    await press(home, '1');
    await sees(home.getByRole('row').filter({ hasText: name }), '相符');
  }
  await press(home, 'Control+Enter');
  await sees(home, `邮件 ${waybill(4711)}，照装箱单逐项核对。`);
  await press(home, '3');
  await sees(home, /1 项有差异：确认其余的，同时请收件窗口 1 个工作日内答复。/, '缺少');
  // The identity card was looked at and given back: it is not in the parcel.
  for (const name of materials.filter((each) => !each.includes('身份证件'))) {
    await press(home, '1');
    await sees(home.getByRole('row').filter({ hasText: name }), '相符');
  }
  await press(home, 'Control+Enter');
  await home.getByRole('heading', { level: 1, name: /^属地办理/ }).waitFor();
});

test('属地窗口：首次联系，受理并交给审批人员', async () => {
  await sees(home, '属地已收到', '受理决定');
  await tap(home, '登记首次联系');
  await home.getByLabel('说了什么').fill('已告知材料到达和预计办结日期');
  await inspect(home);
  await press(home, 'Control+Enter');
  await sees(home, '再联系申请人');
  const handler = home.getByLabel('交给谁审查');
  const options = await handler.locator('option').allInnerTexts();
  await handler.selectOption({ label: options.find((name) => name.includes('陈立')) ?? '' });
  await inspect(home);
  await press(home, 'Control+Enter');
  await sees(home, '现在在谁手里', /陈立/, '已受理');
});

test('审批人员：逐点写意见，准予', async () => {
  await system.at('2021-10-08T09:05:00.000+08:00');
  await signIn(approver, 'approver.500110');
  await sees(approver, businessNumber);
  await inspect(approver);
  await press(approver, 'Enter');
  await sees(approver, '已受理并交给您。开始后逐点写审查意见，再作决定。');
  await inspect(approver);
  await press(approver, 'Control+Enter');
  await sees(approver, /还有 \d+ 个审查点没有意见。/);
  const points = await approver.getByRole('button', { name: '符合', exact: true }).count();
  expect(points).toBeGreaterThan(materials.length);
  for (let left = points - 1; left >= 0; left -= 1) {
    await press(approver, '1');
    if (left > 0) await sees(approver, `还有 ${left} 个审查点没有意见。`);
  }
  await approver.getByLabel('证照或批文编号').fill('渝A00178');
  await inspect(approver);
  await press(approver, 'Control+Enter');
  await sees(approver, '作出准予决定？', /决定作出后不能撤回。/);
  await inspect(approver);
  await press(approver, 'Enter');
  await sees(approver, '现在在谁手里', '准予');
  await readPdf(approver, await approver.getByRole('link', { name: '准予许可决定书' }).getAttribute('href'));
});

test('属地窗口：告知申请人，邮寄结果，登记送达，办结', async () => {
  await system.at('2021-10-09T14:30:00.000+08:00');
  await openFromList(home);
  await home.getByRole('heading', { level: 1, name: /^送达/ }).waitFor();
  await tap(home, '登记告知申请人');
  await home.getByLabel('说了什么').fill('已电话告知准予，结果邮寄');
  await press(home, 'Control+Enter');
  await sees(home, /告知决定 · 电话 · 联系上了/);
  await inspect(home);
  await press(home, 'Control+Enter');
  await home.getByRole('dialog', { name: '发出结果' }).waitFor();
  await scan(home, waybill(4712));
  await inspect(home);
  await press(home, 'Control+Enter');
  await sees(home, '结果已发出。', `运单号 ${waybill(4712)}`);
  for (const [title, proof] of [
    ['登记揽收', '揽收交接单 02'],
    ['登记送达', '本人签收'],
  ] as const) {
    await press(home, 'Control+Enter');
    const dialog = home.getByRole('dialog', { name: '登记寄递进展' });
    await dialog.getByRole('button', { name: title }).waitFor();
    await home.getByLabel('凭证').fill(proof);
    await press(home, 'Control+Enter');
    await home.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await sees(home, /送达申请人/);
  await press(home, 'Control+Enter');
  await home.getByRole('dialog', { name: '办结这一件？' }).waitFor();
  await press(home, 'Enter');
  await sees(home, '已办结。', '已办结（准予）');
});

test('两地都看到同一条时间线，记录校验完整，收件窗口看到已办结', async () => {
  await home.goto('/desk/?tab=closed');
  await home.getByRole('link', { name: businessNumber }).click();
  for (const page of [home, intake]) {
    await sees(page, '一条时间线，两地共见', '已办结（准予）');
    await sees(page, '收件地 四川省成都市武侯区', '属地 重庆市綦江区');
    expect(await timelineOf(page)).toEqual(told);
    await tap(page, '校验记录完整');
    await sees(page, /\d+ 条记录前后相接，没有改动。/);
    await inspect(page);
  }
  await intake.goto('/desk/?tab=closed');
  await sees(intake, businessNumber, '已办结（准予）');
  await intake.goto('/desk/?tab=drafts');
  await sees(intake, '没有草稿');
});

test('通知、查找、快捷键和高对比显示', async () => {
  await intake.goto('/desk/notices');
  await sees(intake, /已办结（尾号 \d{4}）/);
  await inspect(intake);
  await press(intake, 'F4');
  await type(intake, businessNumber.slice(0, 19));
  await press(intake, 'Enter');
  await sees(intake, '业务编号应为 20 位数字，现在有 19 位。');
  await intake.keyboard.press('Escape');
  await press(intake, 'Control+/');
  await sees(intake.getByRole('dialog', { name: '本页快捷键' }), '新建收件', '办件查询');
  await inspect(intake);
  await press(intake, 'Escape');

  await tap(intake, /账号与设置/);
  await tap(intake, '高对比显示');
  await intake.keyboard.press('Escape');
  await scan(intake, businessNumber);
  await sees(intake, '一条时间线，两地共见');
  await expectNoAxeViolations(intake);
  for (const [page, path] of [
    [intake, '/desk/?tab=closed'],
    [intake, '/desk/new'],
    [intake, '/desk/find'],
  ] as const) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectNoAxeViolations(page);
  }
});
