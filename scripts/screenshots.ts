/**
 * Makes the pictures of the README and, with `--all FOLDER`, the same pages at 1440 and 390 pixels for looking at.
 * Plays a few cases on a server of its own, with the demo clock on Wednesday 2021-09-29. Further arguments name the
 * pages wanted.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import type { CaseView } from '../src/cases/core/case-view.ts';
import { openBrowser } from '../test/browser/browser.ts';
import { signIn } from './client/client.ts';
import { startOwnServer } from './client/own-server.ts';
import { demoPassword } from './client/story.ts';
import { paletted } from './pictures/palette.ts';
import { intakeRegion, play, type Scans } from './pictures/play.ts';
import { type Shot, shots } from './pictures/shots.ts';

const pictures = join(import.meta.dirname, '../docs/pictures');
const all = process.argv[2] === '--all';
const folder = all ? (process.argv[3] ?? pictures) : pictures;
const wanted = process.argv.slice(all ? 4 : 2);

/** Materials as a scanner would see them, of nobody real: a filled-in form, and sheets that say what they are. */
function scanner(browser: Browser): Scans {
  const kept = new Map<string, Buffer>();
  return async (material, applicant) => {
    const known = kept.get(material + applicant);
    if (known) return known;
    const page = await browser.newPage({ viewport: { width: 1000, height: 1300 } });
    const row = (label: string, value: string): string => `<tr><th>${label}</th><td>${value}</td></tr>`;
    const rows = [
      row('姓名', applicant),
      row('性别', '女'),
      row('证件有效期止', '2035-01-01'),
      row('合作银行', '工商银行'),
      row('邮寄地址', '四川省成都市武侯区示例路16号'),
      row('申请人声明', `本人所填内容真实，同意用于社会保障卡制作与发放。<br>签名：${applicant}　2021年9月`),
    ];
    const isForm = material.includes('登记表');
    await page.setContent(`<style>body{font:22px serif;padding:70px;background:#fffdf6;color:#222}h1{text-align:center;font-size:34px}
    table{width:100%;border-collapse:collapse}th,td{border:1.5px solid #333;padding:18px;text-align:left}th{width:230px;font-weight:400}
    td{color:#1c3f7a;font-style:italic}p{text-align:center;border:1.5px dashed #888;padding:160px 40px}</style><h1>${material}</h1>
    ${isForm ? `<table>${rows.join('')}</table>` : `<p>${applicant}<br>示例</p>`}`);
    const picture = await page.screenshot({ type: 'png' });
    await page.close();
    kept.set(material + applicant, picture);
    return picture;
  };
}

const sizes = all
  ? [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]
  : [{ width: 1440, height: 900 }];

async function photograph(
  browser: Browser,
  origin: string,
  shot: Shot,
  size: (typeof sizes)[number],
): Promise<Buffer> {
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
      if (message.type() === 'error')
        console.error(`  ${shot.name}: ${message.text()} ${message.location().url}`);
    });
    await page.goto(`${origin}${shot.path}`);
    await page.locator('h1, .swagger-ui h2').first().waitFor({ timeout: 20_000 });
    await page.waitForTimeout(900);
    await shot.before?.(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > size.width) console.error(`  ${shot.name} at ${size.width}: content is ${width} wide`);
    if (all || shot.tall) {
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: size.width, height: Math.max(height, size.height) });
      await page.waitForTimeout(300);
    }
    return await page.screenshot();
  } finally {
    await context.close();
  }
}

/** The first page of a document of a case. */
async function documentPicture(origin: string, caseId: string, kind: string): Promise<Buffer> {
  const clerk = await signIn(origin, `intake.${intakeRegion}`, demoPassword);
  const { documents } = await clerk.get<CaseView>(`/api/cases/${caseId}`);
  const found = documents.find((each) => each.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  const place = await mkdtemp(join(tmpdir(), 'tongban-document-'));
  try {
    const pdf = join(place, 'document.pdf');
    await writeFile(pdf, await clerk.bytes(found.href));
    const asked = ['-r', '90', '-png', '-f', '1', '-l', '1', '-singlefile', pdf, join(place, 'page')];
    await promisify(execFile)('pdftoppm', asked);
    return await readFile(join(place, 'page.png'));
  } finally {
    await rm(place, { recursive: true });
  }
}

/** The pictures look alike on every machine: Chinese in the typeface that the documents are set in. */
async function useOwnFonts(place: string): Promise<void> {
  const fonts = join(import.meta.dirname, '../node_modules/@expo-google-fonts/noto-sans-sc');
  const file = join(place, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${fonts}</dir><cachedir>${place}</cachedir></fontconfig>`,
  );
  process.env['FONTCONFIG_FILE'] = file;
}

const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

await mkdir(folder, { recursive: true });
const server = await startOwnServer();
const fontPlace = await mkdtemp(join(tmpdir(), 'tongban-fonts-'));
await useOwnFonts(fontPlace);
const browser = await openBrowser();
try {
  const shown = await play(server.origin, scanner(browser));
  for (const [name, kase, kind] of [
    ['intake-receipt', shown.accepted, 'intakeReceipt'],
    ['one-time-notice', shown.notified, 'oneTimeNotice'],
    ['withdrawal-record', shown.withdrawn, 'withdrawalRecord'],
    ['procedure-notice', shown.suspended, 'procedureNotice'],
  ] as const) {
    if (!isWanted(name)) continue;
    const picture = await documentPicture(server.origin, kase.id, kind);
    await writeFile(join(folder, `${name}.png`), await paletted(browser, picture));
    console.log(name);
  }
  for (const shot of shots(shown).filter(({ name }) => isWanted(name))) {
    for (const size of sizes) {
      const picture = await photograph(browser, server.origin, shot, size);
      const name = all ? `${shot.name}-${size.width}.png` : `${shot.name}.png`;
      await writeFile(join(folder, name), all ? picture : await paletted(browser, picture));
    }
    console.log(shot.name);
  }
} finally {
  await browser.close();
  await server.stop();
  await rm(fontPlace, { recursive: true, force: true });
}
