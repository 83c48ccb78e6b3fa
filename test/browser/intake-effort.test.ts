import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { signIn as signInAsProgram } from '../../scripts/client/client.ts';
import type { CaseView } from '../../src/cases/core/case-view.ts';
import { demoPassword } from '../../src/identity/demo-staff.ts';
import { sql } from '../../src/platform/database.ts';
import { openBrowser } from './browser.ts';
import { choose, clerkAt, inspect, press, scan, scannedSheets, sees, sign, tap, type } from './desk.ts';
import { type ServedSystem, servedSystem } from './server.ts';

let browser: Browser;
let system: ServedSystem;
let desk: Page;

beforeAll(async () => {
  [browser, system] = await Promise.all([openBrowser(), servedSystem()]);
});
afterAll(() => browser?.close());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') console.error(await desk.locator('body').innerText());
  await desk.context().close();
});

const phone = '13800006021';

/** People of 渝北 by their identity cards, one for each application: two of one person would need a reason. */
const cards = [
  '500112198805122044',
  '500112198805122247',
  '50011219880512244X',
  '500112198805122642',
  '500112198805122845',
] as const;

/** Opens an empty form at a window, with everything there that the clerk can choose. */
async function beginAt(username: string): Promise<void> {
  desk = await clerkAt(browser, system, username);
  await desk.goto('/desk/');
  await desk.getByRole('heading', { level: 1, name: '工作台', exact: true }).waitFor();
  await press(desk, 'F2');
  await sees(desk, '本窗口常办（按数字键选）');
}

/** Types what the identity document does not say; none of it counts. */
async function typeContact(): Promise<void> {
  await sees(desk, '在联络清单内');
  await desk.getByLabel('姓名', { exact: true }).fill('罗晓梅');
  await desk.getByLabel('联系电话', { exact: true }).fill(phone);
  await desk.getByLabel('邮寄地址').fill('四川省成都市示例路16号');
  await desk.getByLabel('证件有效期止').fill('20350101');
  await choose(desk, '合作银行', '工商银行');
}

const reviewShown = () =>
  desk.getByRole('heading', { level: 1, name: '形式审查 · 社会保障卡申领' }).waitFor();

describe('一件普通的收件', () => {
  let strokes = 0;
  const counted = async (act: Promise<unknown>): Promise<void> => {
    strokes += 1;
    await act;
  };
  /** The page counts as we do. */
  const agrees = () => sees(desk, `本件已用 ${strokes} 次按键与扫描`);

  async function reviewAndAccept(): Promise<void> {
    await reviewShown();
    await agrees();
    await counted(tap(desk, '人证一致'));
    await sees(desk, /人工核对证件通过/);
    const names = ['社会保障卡申领登记表', '申请人有效身份证件', '电子照片'];
    const sheets = await scannedSheets(desk, names);
    const chooser = desk.waitForEvent('filechooser');
    await counted(press(desk, 'F8'));
    await (await chooser).setFiles(sheets);
    for (const name of names) {
      await sees(desk.getByRole('listitem').filter({ hasText: name }), /扫描件 1 份/);
    }
    for (const left of [2, 1, 0]) {
      await counted(press(desk, '1'));
      await sees(desk, left > 0 ? new RegExp(`还有 ${left} 项没判定`) : '已全部判定：3 项合格');
    }
    await agrees();
    await counted(press(desk, 'Control+Enter'));
    await sign(desk, desk.getByRole('img', { name: /签字区/ }));
    await sees(desk, '按“收件”即为经办人签名。');
    await agrees();
    await counted(press(desk, 'Control+Enter'));
    await sees(desk, /收件通知书已生成。/);
  }

  test('先选事项，再扫证件：至多 12 次', async () => {
    strokes = 1;
    await beginAt('intake.510104');
    await counted(press(desk, '1'));
    await sees(desk, '成年人申领社会保障卡');
    await counted(scan(desk, cards[0]));
    await sees(desk, '号码核对无误', '按证件号码推算，有误再改');
    await agrees();
    await typeContact();
    await counted(press(desk, 'Control+Enter'));
    await reviewAndAccept();
    expect(strokes).toBeLessThanOrEqual(12);
  });

  test('先扫申请人，再选事项：至多 12 次；扫描不会当成数字键', async () => {
    strokes = 1;
    await beginAt('intake.510105');
    await counted(scan(desk, cards[1]));
    await sees(desk, '号码核对无误', '本窗口常办（按数字键选）');
    expect(await desk.getByLabel('查找事项').inputValue()).toBe('');
    expect(await desk.getByLabel('证件号码').inputValue()).toBe(cards[1]);
    await counted(press(desk, '1'));
    await agrees();
    await typeContact();
    await counted(press(desk, 'Control+Enter'));
    await reviewAndAccept();
    expect(strokes).toBeLessThanOrEqual(12);
  });
});

describe('填写时', () => {
  test('刷新以后，登记前的和存成草稿的内容都还在；草稿可以再打开、放弃', async () => {
    await beginAt('intake.510106');
    await desk.getByLabel('姓名', { exact: true }).fill('罗晓梅');
    await desk.reload();
    await sees(desk, '本窗口常办（按数字键选）');
    expect(await desk.getByLabel('姓名', { exact: true }).inputValue()).toBe('罗晓梅');

    await press(desk, '1');
    await scan(desk, cards[2]);
    await typeContact();
    await desk.getByLabel('姓名', { exact: true }).focus();
    await sees(desk, '草稿已于 10:24 自动保存，关页不丢');
    await desk.waitForURL(/\/desk\/drafts\//);
    await desk.reload();
    await sees(desk, '重庆市渝北区“跨省通办”窗口');
    expect(await desk.getByLabel('证件号码').inputValue()).toBe(cards[2]);
    expect(await desk.getByLabel('联系电话', { exact: true }).inputValue()).toBe(phone);
    expect(await desk.getByLabel('邮寄地址').inputValue()).toBe('四川省成都市示例路16号');

    await desk.goto('/desk/?tab=drafts');
    await desk.getByRole('row', { selected: true }).filter({ hasText: '社会保障卡申领' }).waitFor();
    await press(desk, 'Enter');
    await sees(desk, '重庆市渝北区“跨省通办”窗口');
    await tap(desk, '放弃草稿');
    await tap(desk.getByRole('dialog', { name: '放弃这份草稿？' }), '放弃草稿');
    await desk.getByRole('heading', { level: 1, name: '工作台', exact: true }).waitFor();
    await desk.goto('/desk/?tab=drafts');
    await sees(desk, '没有草稿');
  });

  test('证件号码最后一位不对：离开这一栏就在这一栏说', async () => {
    await beginAt('intake.510106');
    const field = desk.getByLabel('证件号码');
    await field.focus();
    await type(desk, '500112198805122646');
    expect(await desk.getByRole('alert').count()).toBe(0);
    await press(desk, 'Tab');
    await sees(desk.getByRole('alert'), '身份证号最后一位对不上，请照证件再核对一遍。');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await inspect(desk);
    await field.fill(cards[3]);
    await sees(desk, '号码核对无误');
  });

  test('收件地和属地在同一个省：说明不是跨区域办件，登记不了', async () => {
    await beginAt('intake.510106');
    await press(desk, '1');
    await choose(desk, '省（区、市）', '四川省');
    await sees(desk, '非跨区域办件，请按本地流程办理：收件地和属地都在四川省（规程第二条）。');
    await inspect(desk);
    await press(desk, 'Control+Enter');
    await sees(desk, /还有 \d+ 处要改：/);
    await desk.getByRole('heading', { level: 1, name: '新建收件' }).waitFor();
  });

  test('属地未纳入联络清单：给出可以打印的说明', async () => {
    const { windowId } = system.directory.entryOf('530124');
    await sql`delete from administrations where region_code = '530124'`.execute(system.database.db);
    await sql`update windows set status = 'closed' where id = ${windowId}`.execute(system.database.db);
    await system.directory.reload();
    await beginAt('intake.510106');
    await press(desk, '1');
    await desk.getByLabel('属地', { exact: true }).fill('富民');
    await desk.getByRole('button', { name: '云南省昆明市富民县 530124' }).waitFor();
    await press(desk, 'Enter');
    await sees(desk, '云南省昆明市富民县未纳入联络清单，本窗口不能收件（规程第十三条）。');
    await tap(desk, '打印说明交给申请人');
    const dialog = desk.getByRole('dialog', { name: '给申请人的说明' });
    await sees(dialog, '不能收件的说明', /云南省昆明市富民县管，该地区未纳入联络清单。/, /也没有业务编号。/);
    await inspect(desk);
    await desk.emulateMedia({ media: 'print' });
    await sees(dialog, /云南省昆明市富民县的政务服务大厅/);
    await desk.emulateMedia({ media: 'screen' });
    const printed = desk.evaluate(() => new Promise((resolve) => (window.print = () => resolve('printed'))));
    await tap(dialog, '打印');
    expect(await printed).toBe('printed');
  });
});

test('同一件同时在另一处改过：说明谁改了什么，写的补正意见还在', async () => {
  await beginAt('intake.510108');
  // The live connection would bring the change before the key is pressed.
  await desk.route('**/api/stream', (route) => route.abort());
  await press(desk, '1');
  await scan(desk, cards[4]);
  await typeContact();
  await press(desk, 'Control+Enter');
  await reviewShown();
  await desk.reload();
  await reviewShown();
  await press(desk, '2');
  const words = '登记表第二页没有签名，请补签。';
  await desk.getByLabel('补正意见').fill(words);

  const colleague = await signInAsProgram(system.origin, 'lead.510108', demoPassword);
  const [, caseId = ''] = /cases\/([^/]+)\//.exec(desk.url()) ?? [];
  const { id, version, lines } = await colleague.get<CaseView>(`/api/cases/${caseId}`);
  await colleague.command({ id, version }, 'mark-material', { lineId: lines[1]?.id, verdict: 'passed' });

  await press(desk, 'Enter');
  await sees(desk, /^\S+ 10:\d\d 办了“判定材料”。页面已更新，您写的内容还在，请看过再按一次。$/);
  await sees(desk.getByRole('listitem').filter({ hasText: '申请人有效身份证件' }), '合格');
  await tap(desk, /^社会保障卡申领登记表/);
  expect(await desk.getByLabel('补正意见').inputValue()).toBe(words);
  await desk.getByLabel('补正意见').focus();
  await press(desk, 'Enter');
  await sees(desk.getByRole('listitem').filter({ hasText: '社会保障卡申领登记表' }), '不合格');
});
