/**
 * Makes the pictures of the README and, with `--all FOLDER`, of every main page at 1440 and 390 pixels for looking
 * at. Plays a few cases on a server of its own, with the demo clock on Wednesday 2021-09-29.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import type { CaseView } from '../src/cases/core/case-view.ts';
import { openBrowser } from '../test/browser/browser.ts';
import { type Client, type Receipt, signIn } from './client/client.ts';
import { startOwnServer } from './client/own-server.ts';
import {
  acceptAndSend,
  decide,
  deliver,
  demoPassword,
  meet,
  type People,
  receiveAndAccept,
  register,
  review,
} from './client/story.ts';

const pictures = join(import.meta.dirname, '../docs/pictures');
const allFolder = process.argv[2] === '--all' ? process.argv[3] : undefined;
const intakeRegion = '510107';
const homeRegion = '500110';

/** Cases at the stages that the pages show. */
type Shown = {
  reviewing: Receipt;
  sent: Receipt;
  received: Receipt;
  accepted: Receipt;
  decided: Receipt;
  done: Receipt;
  phoneLast4: string;
  code: string;
};

async function setClock(admin: Client, now: string): Promise<void> {
  await admin.put('/api/demo/clock', { now });
}

async function receive({ home }: People, start: Receipt): Promise<Receipt> {
  let now = await home.command(start, 'record-first-opening');
  const seen = await home.get<CaseView>(`/api/cases/${now.id}`);
  const lines = (ids: string[]) => ids.map((lineId) => ({ lineId, result: 'matches' }));
  now = await home.command(now, 'confirm-receipt', {
    channel: 'electronic',
    manifestDigest: seen.package?.manifestDigest,
    lines: lines(seen.lines.filter(({ fileIds }) => fileIds.length > 0).map(({ id }) => id)),
  });
  const parcel = seen.parcels[0];
  if (!parcel) return now;
  return home.command(now, 'confirm-receipt', {
    channel: 'postal',
    waybill: parcel.waybill,
    lines: lines(parcel.packed.map(({ lineId }) => lineId)),
  });
}

/** A filled-in form as a scanner would see it; made here, of nobody real. */
async function scannedForm(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1300 } });
  const row = (label: string, value: string): string => `<tr><th>${label}</th><td>${value}</td></tr>`;
  const rows = [
    row('姓名', '罗晓梅'),
    row('公民身份号码', '110105********002X'),
    row('性别', '女'),
    row('证件有效期止', '2035-01-01'),
    row('联系电话', '138****6021'),
    row('合作银行', '工商银行'),
    row('邮寄地址', '四川省成都市武侯区示例路16号'),
    row('申请人声明', '本人所填内容真实，同意用于社会保障卡制作与发放。<br>签名：罗晓梅　2021年9月29日'),
  ];
  await page.setContent(`<style>body{font:22px serif;padding:70px;background:#fffdf6;color:#222}h1{text-align:center;font-size:34px}
    table{width:100%;border-collapse:collapse}th,td{border:1.5px solid #333;padding:18px;text-align:left}th{width:230px;font-weight:400}
    td{color:#1c3f7a;font-style:italic}</style><h1>社会保障卡申领登记表</h1><table>${rows.join('')}</table>`);
  const picture = await page.screenshot({ type: 'png' });
  await page.close();
  return picture;
}

async function play(origin: string, scan: Buffer): Promise<Shown> {
  const admin = await signIn(origin, 'sysadmin', demoPassword);
  await setClock(admin, '2021-09-24T09:12:00+08:00');
  const people = await meet(origin, intakeRegion, homeRegion);
  let serial = 20_210_924;
  const next = (): number => {
    serial += 1;
    return serial;
  };
  const sendOne = async (): Promise<Receipt> => {
    const { now: at } = (await (await fetch(`${origin}/api/health`)).json()) as { now: string };
    return acceptAndSend(people, await review(people, await register(people, homeRegion)), next(), at);
  };
  let done = await sendOne();
  let decided = await sendOne();
  await setClock(admin, '2021-09-26T10:05:00+08:00');
  done = await decide(people, await receiveAndAccept(people, done));
  done = await deliver(people, done, next(), '2021-09-26T10:05:00+08:00');
  let accepted = await sendOne();
  decided = await receiveAndAccept(people, decided);
  await setClock(admin, '2021-09-28T14:02:00+08:00');
  decided = await decide(people, decided);
  accepted = await receiveAndAccept(people, accepted);
  accepted = await people.approver.command(accepted, 'start-review');
  const received = await receive(people, await sendOne());
  const sent = await sendOne();
  await setClock(admin, '2021-09-29T10:24:00+08:00');
  let reviewing = await register(people, homeRegion);
  const { lines } = await people.intake.get<CaseView>(`/api/cases/${reviewing.id}`);
  const [first] = lines;
  if (first) {
    const { id } = await people.intake.upload('登记表.png', scan);
    reviewing = await people.intake.command(reviewing, 'attach-file', { lineId: first.id, uploadIds: [id] });
    reviewing = await people.intake.command(reviewing, 'mark-material', {
      lineId: first.id,
      verdict: 'passed',
    });
  }
  const view = await people.intake.get<CaseView>(`/api/cases/${accepted.id}`);
  return {
    reviewing,
    sent,
    received,
    accepted,
    decided,
    done,
    phoneLast4: '6021',
    code: view.documents.find(({ kind }) => kind === 'intakeReceipt')?.verificationCode ?? '',
  };
}

/** A page to photograph: its name, who looks, where, and what to do before. */
type Shot = { name: string; user?: string; path: string; before?: (page: Page) => Promise<void> };

function shots(shown: Shown): Shot[] {
  const intake = `intake.${intakeRegion}`;
  const home = `home.${homeRegion}`;
  const approver = `approver.${homeRegion}`;
  return [
    { name: 'desk-sign-in', path: '/desk/' },
    { name: 'desk-work-list', user: intake, path: '/desk/' },
    {
      name: 'desk-new-case',
      user: intake,
      path: '/desk/new',
      before: async (page) => {
        await page.keyboard.press('1');
        await page.getByLabel('姓名').first().fill('罗晓梅');
        await page.getByLabel('证件号码').first().fill('11010519491231002X');
        await page.getByPlaceholder('输入地名或拼音').fill('qijiang');
        await page.waitForTimeout(700);
        await page.keyboard.press('Enter');
        await page.waitForTimeout(1500);
      },
    },
    { name: 'desk-formal-review', user: intake, path: `/desk/cases/${shown.reviewing.id}/review` },
    { name: 'desk-case', user: intake, path: `/desk/cases/${shown.accepted.id}` },
    { name: 'desk-home-list', user: home, path: '/desk/' },
    { name: 'desk-home-receive', user: home, path: `/desk/cases/${shown.sent.id}/receive` },
    { name: 'desk-home-accept', user: home, path: `/desk/cases/${shown.received.id}/accept` },
    { name: 'desk-decide', user: approver, path: `/desk/cases/${shown.accepted.id}/decide` },
    { name: 'desk-deliver', user: home, path: `/desk/cases/${shown.decided.id}/deliver` },
    { name: 'desk-case-done', user: home, path: `/desk/cases/${shown.done.id}` },
    { name: 'zone-home', path: '/' },
    { name: 'zone-search', path: '/search?q=%E7%A4%BE%E4%BF%9D%E5%8D%A1' },
    { name: 'zone-item', path: `/items/southwest-5/48?region=${homeRegion}` },
    {
      name: 'zone-progress',
      path: '/progress',
      before: async (page) => {
        const fields = page.locator('main input:not([type=hidden])');
        await fields.nth(0).fill(shown.accepted.businessNumber ?? '');
        await fields.nth(1).fill(shown.phoneLast4);
        await page.locator('main form button').first().click();
        await page.waitForLoadState('networkidle');
      },
    },
    { name: 'zone-verify', path: `/verify/${shown.code}` },
    { name: 'api-docs', path: '/api/docs/' },
  ];
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

async function photograph(
  browser: Browser,
  origin: string,
  shot: Shot,
  size: (typeof sizes)[number],
  path: string,
): Promise<void> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  try {
    if (shot.user) {
      const answer = await context.request.post(`${origin}/api/session`, {
        data: { username: shot.user, password: demoPassword },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      if (!answer.ok()) throw new Error(`${shot.user} could not sign in: ${answer.status()}`);
    }
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`  ${shot.name}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`  ${shot.name}: ${message.text()}`);
    });
    await page.goto(`${origin}${shot.path}`);
    await page.locator('h1, .swagger-ui h2').first().waitFor({ timeout: 20_000 });
    await page.waitForTimeout(900);
    await shot.before?.(page);
    await page.screenshot({ path, fullPage: !shot.user });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > size.width) console.error(`  ${shot.name} at ${size.width}: content is ${width} wide`);
  } finally {
    await context.close();
  }
}

async function receiptPicture(origin: string, shown: Shown): Promise<void> {
  const clerk = await signIn(origin, `intake.${intakeRegion}`, demoPassword);
  const { documents } = await clerk.get<CaseView>(`/api/cases/${shown.accepted.id}`);
  const receipt = documents.find(({ kind }) => kind === 'intakeReceipt');
  if (!receipt) return;
  const folder = await mkdtemp(join(tmpdir(), 'tongban-receipt-'));
  const pdf = join(folder, 'receipt.pdf');
  await writeFile(pdf, await clerk.bytes(receipt.href));
  await promisify(execFile)('pdftoppm', [
    '-r',
    '90',
    '-png',
    '-f',
    '1',
    '-l',
    '1',
    '-singlefile',
    pdf,
    join(pictures, 'intake-receipt'),
  ]);
  await rm(folder, { recursive: true });
}

const inReadme = new Set([
  'desk-work-list',
  'desk-new-case',
  'desk-formal-review',
  'desk-case',
  'desk-home-accept',
  'desk-decide',
  'zone-home',
  'zone-item',
  'zone-progress',
  'zone-verify',
]);

await mkdir(pictures, { recursive: true });
const server = await startOwnServer();
const browser = await openBrowser();
try {
  const shown = await play(server.origin, await scannedForm(browser));
  for (const shot of shots(shown)) {
    if (allFolder) {
      await mkdir(allFolder, { recursive: true });
      for (const size of sizes) {
        await photograph(
          browser,
          server.origin,
          shot,
          size,
          join(allFolder, `${shot.name}-${size.width}.png`),
        );
      }
    } else if (inReadme.has(shot.name)) {
      await photograph(
        browser,
        server.origin,
        shot,
        { width: 1440, height: 900 },
        join(pictures, `${shot.name}.png`),
      );
    }
    console.log(shot.name);
  }
  if (!allFolder) await receiptPicture(server.origin, shown);
} finally {
  await browser.close();
  await server.stop();
}
