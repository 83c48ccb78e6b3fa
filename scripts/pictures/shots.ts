import type { Page } from 'playwright-core';
import { homeRegion, intakeRegion, type Shown } from './play.ts';

/** A page to photograph: its name, who looks, where, and what to do before. */
export type Shot = {
  name: string;
  user?: string;
  path: string;
  before?: (page: Page) => Promise<void>;
  /** The whole page, not only what a window shows. */
  tall?: boolean;
};

const pause = 900;

/** Opens a dialog by its button. */
const opening = (button: string) => async (page: Page) => {
  await page.getByRole('button', { name: button }).first().click();
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(pause);
};

/** Every page, in the order of the life of a case. */
export function shots(shown: Shown): Shot[] {
  const intake = `intake.${intakeRegion}`;
  const home = `home.${homeRegion}`;
  const approver = `approver.${homeRegion}`;
  const at = (kase: { id: string }, page = ''): string => `/desk/cases/${kase.id}${page}`;
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
        await page.waitForTimeout(pause);
        await page.keyboard.press('Enter');
        await page.waitForTimeout(pause * 2);
      },
    },
    { name: 'desk-formal-review', user: intake, path: at(shown.reviewing, '/review') },
    { name: 'desk-awaiting-supplement', user: intake, path: at(shown.notified) },
    { name: 'desk-case', user: intake, path: at(shown.accepted) },
    { name: 'desk-lost-parcel', user: intake, path: at(shown.lost) },
    { name: 'desk-incident', user: intake, path: at(shown.lost), before: opening('了结事故') },
    { name: 'desk-withdraw', user: intake, path: at(shown.sent), before: opening('撤回申请') },
    { name: 'desk-withdrawn', user: intake, path: at(shown.withdrawn) },
    { name: 'desk-difference', user: intake, path: at(shown.differing) },
    { name: 'desk-home-list', user: home, path: '/desk/' },
    { name: 'desk-home-receive', user: home, path: at(shown.sent, '/receive') },
    { name: 'desk-home-accept', user: home, path: at(shown.received, '/accept') },
    { name: 'desk-home-supplement', user: home, path: at(shown.supplemented) },
    { name: 'desk-decide', user: approver, path: at(shown.accepted, '/decide') },
    {
      name: 'desk-suspend',
      user: approver,
      path: at(shown.accepted, '/decide'),
      before: opening('转入特别程序'),
    },
    { name: 'desk-special-procedure', user: approver, path: at(shown.suspended, '/decide') },
    { name: 'desk-deliver', user: home, path: at(shown.decided, '/deliver') },
    { name: 'desk-case-done', user: home, path: at(shown.done) },
    { name: 'desk-custody', user: intake, path: '/desk/custody' },
    {
      name: 'desk-find',
      user: intake,
      path: '/desk/find',
      before: async (page) => {
        await page.getByRole('textbox').last().fill('罗晓梅');
        await page.keyboard.press('Enter');
        await page.waitForTimeout(pause);
      },
    },
    { name: 'desk-overdue', user: home, path: '/desk/?tab=late' },
    { name: 'desk-notices', user: intake, path: '/desk/notices' },
    { name: 'desk-escalations', user: `admin.${homeRegion}`, path: '/desk/escalations' },
    { name: 'desk-escalations-group', user: 'coordinator', path: '/desk/escalations' },
    { name: 'desk-feedback', user: intake, path: '/desk/feedback' },
    { name: 'desk-responsibility', user: `admin.${homeRegion}`, path: '/desk/responsibility' },
    { name: 'desk-offlist', user: intake, path: '/desk/offlist' },
    { name: 'desk-offlist-new', user: intake, path: '/desk/offlist/new' },
    { name: 'desk-demand', user: 'coordinator', path: '/desk/demand' },
    { name: 'desk-shipments', user: intake, path: '/desk/shipments' },
    { name: 'desk-phone-tasks', user: home, path: '/desk/phone-tasks' },
    { name: 'desk-templates', user: 'coordinator', path: '/desk/templates' },
    { name: 'desk-synonyms', user: 'coordinator', path: '/desk/synonyms' },
    { name: 'desk-windows', user: `admin.${intakeRegion}`, path: '/desk/windows' },
    { name: 'desk-matrix', user: 'coordinator', path: '/desk/matrix/southwest-5/48' },
    { name: 'desk-settings', user: 'coordinator', path: '/desk/settings' },
    { name: 'desk-roll-out', user: 'admin.510000', path: '/desk/rollout' },
    { name: 'desk-lists', user: 'coordinator', path: '/desk/catalogue-admin' },
    { name: 'desk-standards', user: 'coordinator', path: '/desk/standards' },
    {
      name: 'desk-standard-editor',
      user: 'admin.510000',
      path: '/desk/standards/048-1?draft=unified',
    },
    { name: 'desk-programmes', user: 'coordinator', path: '/desk/programmes' },
    { name: 'desk-consultation', user: intake, path: '/desk/consultation' },
    { name: 'desk-directory', user: 'admin.510000', path: '/desk/directory' },
    { name: 'desk-people', user: `admin.${intakeRegion}`, path: '/desk/people' },
    { name: 'desk-operations', user: 'sysadmin', path: '/desk/operations' },
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
