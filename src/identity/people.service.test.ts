import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { identityFixture, type Post, windows } from '../../test/identity-fixture.ts';
import type { Actor } from '../platform/actor.ts';
import type { Database } from '../platform/database.ts';
import { csv, spreadsheet } from '../platform/tables/write-table.service.ts';
import { clashOf, type Role, roles, separatePowers } from '../regulation/roles.ts';
import { staffColumns } from './staff-table.ts';

let database: Database;
let fixture: ReturnType<typeof identityFixture>;
let round = 0;
const own = (name: string): string => `${name}.ppl${round}`;
const clerkAt = ({ id, regionCode }: { id: string; regionCode: string }): Post => ({
  role: 'windowClerk',
  regionCode,
  windowId: id,
});
const adminOf = (regionCode: string): Post => ({ role: 'serviceAdministration', regionCode });

async function person(name: string, regionCode: string, ...posts: Post[]): Promise<Actor> {
  await fixture.addStaff(own(name), regionCode, posts);
  return fixture.actorOf(own(name));
}

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  fixture = identityFixture(database);
  round += 1;
});

describe('movers (R-052)', () => {
  test('the old role holds through the day before, the new one from the day, and tasks go to the successor', async () => {
    const admin = await person('admin', '510107', adminOf('510107'));
    const mover = await person('mover', '510107', clerkAt(windows.wuhou));
    const next = await person('next', '510107', clerkAt(windows.wuhou));
    fixture.openTasks.set(mover.id, 4);
    const [old] = (await fixture.identity.getStaff(admin, mover.id)).grants;
    const move = {
      endGrantIds: [old?.id ?? ''],
      grant: { role: 'windowClerk' as const, regionCode: '510107', windowId: windows.wuhouSecond.id },
      from: '2021-10-08',
    };
    await expect(fixture.identity.moveStaff(admin, mover.id, move)).rejects.toMatchObject({
      code: 'successor-missing',
      details: { extensions: { openTasks: 4 } },
    });
    const moved = await fixture.identity.moveStaff(admin, mover.id, { ...move, successorId: next.id });
    const places = moved.grants.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    expect(places.map(({ windowId, validFrom, validTo }) => [windowId, validFrom, validTo])).toEqual([
      [windows.wuhou.id, '2021-09-29', '2021-10-07'],
      [windows.wuhouSecond.id, '2021-10-08', null],
    ]);
    expect(fixture.openTasks.get(next.id)).toBe(4);
    const windowsOn = async (now: string) => {
      fixture.clock.set?.(now);
      return (await fixture.actorOf(own('mover'))).grants.map(({ windowId }) => windowId);
    };
    expect(await windowsOn('2021-10-07T20:00:00.000+08:00')).toEqual([windows.wuhou.id]);
    expect(await windowsOn('2021-10-08T08:00:00.000+08:00')).toEqual([windows.wuhouSecond.id]);
    const changes = await fixture.identity.listChanges(admin, mover.id, { limit: 10 });
    expect(changes.map(({ kind, byName }) => [kind, byName])).toEqual([
      ['staffMoved', admin.name],
      ['roleEnding', admin.name],
    ]);
  });

  test('of another region: 403', async () => {
    const admin = await person('admin', '510107', adminOf('510107'));
    const far = await person('far', '500110', clerkAt(windows.qijiang));
    const move = { endGrantIds: [], grant: clerkAt(windows.wuhou), from: '2021-10-08' };
    await expect(fixture.identity.moveStaff(admin, far.id, move)).rejects.toMatchObject({
      code: 'other-region',
    });
    await expect(
      fixture.identity.moveStaff(admin, far.id, { ...move, grant: clerkAt(windows.qijiang) }),
    ).rejects.toMatchObject({ code: 'other-region' });
  });

  test('not into the past', async () => {
    const admin = await person('admin', '510107', adminOf('510107'));
    const clerk = await person('clerk', '510107', clerkAt(windows.wuhou));
    const move = { endGrantIds: [], grant: clerkAt(windows.wuhouSecond), from: '2021-09-28' };
    await expect(fixture.identity.moveStaff(admin, clerk.id, move)).rejects.toMatchObject({
      code: 'field-invalid',
    });
    const [grant] = (await fixture.identity.getStaff(admin, clerk.id)).grants;
    await expect(
      fixture.identity.endGrant(admin, clerk.id, grant?.id ?? '', '2021-09-28'),
    ).rejects.toMatchObject({ code: 'field-invalid' });
  });
});

describe('system, security and audit are three people (三员分立)', () => {
  const all = Object.keys(roles) as Role[];
  test.each(separatePowers)('%s goes with neither of the others nor with work on cases', (power) => {
    const apart = all.filter((role) => clashOf([power], role) !== undefined);
    expect(apart.toSorted()).toEqual(
      [
        ...separatePowers.filter((other) => other !== power),
        'windowClerk',
        'windowLead',
        'outletClerk',
        'approver',
      ].toSorted(),
    );
    expect(apart.every((role) => clashOf([role], power) === role)).toBe(true);
  });
  test('other roles go together', () => {
    expect(clashOf(['windowClerk', 'windowLead'], 'approver')).toBeUndefined();
    expect(clashOf([], 'auditor')).toBeUndefined();
  });

  test.each<[Role, Role]>([
    ['systemAdministrator', 'auditor'],
    ['auditor', 'securityAdministrator'],
    ['securityAdministrator', 'systemAdministrator'],
  ])('%s is not also given %s, not even for later', async (held, wanted) => {
    const root = await person('root', '000000', { role: 'systemAdministrator', regionCode: '000000' });
    const id = await fixture.addStaff(own('one'), '000000', [{ role: held, regionCode: '000000' }]);
    await expect(
      fixture.identity.grantRole(root, id, { role: wanted, regionCode: '000000', validFrom: '2030-01-01' }),
    ).rejects.toMatchObject({ code: 'roles-apart' });
  });
});

describe('access looked through by list', () => {
  test('the longest not looked at come first, page by page; each is confirmed or ended', async () => {
    const admin = await person('admin', '500110', adminOf('500110'));
    const clerks: Actor[] = [];
    for (const name of ['a', 'b', 'c']) clerks.push(await person(name, '500110', clerkAt(windows.qijiang)));
    fixture.clock.set?.('2022-09-29T10:00:00.000+08:00');
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await fixture.identity.listAccess(admin, {
        onlyDue: true,
        limit: 2,
        ...(after === undefined ? {} : { after }),
      });
      expect(page.lines.every(({ overdue }) => overdue)).toBe(true);
      seen.push(...page.lines.map(({ grantId }) => grantId));
      after = page.next;
    } while (after !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    const { lines } = await fixture.identity.listAccess(admin, { onlyDue: false, limit: 100 });
    const lineOf = (actor: Actor) => lines.find(({ staffId }) => staffId === actor.id);
    const [kept, ended] = clerks;
    if (!kept || !ended) throw new Error('no clerks');
    await fixture.identity.reviewAccess(admin, lineOf(kept)?.grantId ?? '', { decision: 'kept', note: '' });
    await fixture.identity.reviewAccess(admin, lineOf(ended)?.grantId ?? '', {
      decision: 'ended',
      note: '已调离',
    });
    expect((await fixture.actorOf(ended.username)).grants).toEqual([]);
    const due = await fixture.identity.listAccess(admin, { onlyDue: true, limit: 100 });
    expect(due.lines.map(({ staffId }) => staffId)).not.toContain(kept.id);
    const now = await fixture.identity.listAccess(admin, { onlyDue: false, limit: 100 });
    expect(now.lines.find(({ staffId }) => staffId === kept.id)).toMatchObject({
      reviewedByName: admin.name,
      dueOn: '2023-09-29',
      overdue: false,
    });
    await expect(
      fixture.identity.reviewAccess(admin, lineOf(ended)?.grantId ?? '', { decision: 'kept', note: '' }),
    ).rejects.toMatchObject({ code: 'grant-ended' });
    await expect(
      fixture.identity.reviewAccess(admin, lineOf(admin)?.grantId ?? '', { decision: 'kept', note: '' }),
    ).rejects.toMatchObject({ code: 'not-authorised' });
  });

  test('of another region: 403', async () => {
    const admin = await person('admin', '510107', adminOf('510107'));
    await expect(
      fixture.identity.listAccess(admin, { regionCode: '500110', onlyDue: false, limit: 10 }),
    ).rejects.toMatchObject({ code: 'other-region' });
  });

  test('administrations are told a year later, not before', async () => {
    await person('clerk', '510107', clerkAt(windows.wuhou));
    fixture.clock.set?.('2022-09-28T10:00:00.000+08:00');
    await fixture.identity.remindReviews();
    const early = fixture.told.filter(({ kind }) => kind === 'accessReviewDue');
    fixture.clock.set?.('2022-09-29T10:00:00.000+08:00');
    await fixture.identity.remindReviews();
    const due = fixture.told.filter(({ kind }) => kind === 'accessReviewDue');
    expect(early).toEqual([]);
    expect(due.map(({ to }) => to)).toContainEqual({ regionCode: '510107', role: 'serviceAdministration' });
  });
});

describe('the staff of a region as a table', () => {
  const head = '账号,姓名,地区代码,岗位,窗口,开始日期,结束日期\n';
  const table = (...rows: string[]): Buffer => Buffer.from(head + rows.join('\n'));

  test.each(['xlsx', 'csv'])('given out as %s and handed in again changes nothing', async (kind) => {
    const admin = await person('admin', '510000', adminOf('510000'));
    await fixture.addStaff(own('none'), '510000', []);
    await fixture.addStaff(own('appr'), '510000', [
      { role: 'approver', regionCode: '510000', validTo: '2021-12-31' },
    ]);
    const records = await fixture.identity.exportStaff(admin, {});
    const bytes =
      kind === 'xlsx' ? await spreadsheet('人员', staffColumns, records) : csv(staffColumns, records);
    expect(records.length).toBeGreaterThanOrEqual(3);
    const report = await fixture.identity.importStaff(admin, bytes, {});
    expect(report).toMatchObject({ faults: [], added: [], changed: [], unchanged: records.length });
    expect((await fixture.auditOf('staffExported')).at(-1)).toMatchObject({
      detail: { rows: records.length },
    });
  });

  test('is tried first; then new accounts get first passwords and roles, and days are changed', async () => {
    const admin = await person('admin', '510107', adminOf('510107'));
    await fixture.addStaff(own('old'), '510107', [clerkAt(windows.wuhou)]);
    const old = await fixture.identity.listStaff(admin, { q: own('old'), limit: 1 });
    const bytes = table(
      `${own('neu')},新人甲,510107,窗口人员,武侯区窗口,2021-10-08,`,
      `${own('neu')},新人甲,510107,审批人员,,,2021-12-31`,
      `${own('old')},${old[0]?.name},510107,窗口人员,武侯区窗口,,2021-12-31`,
    );
    const tried = await fixture.identity.importStaff(admin, bytes, {});
    expect(tried).toMatchObject({ stored: false, faults: [], firstPasswords: [] });
    expect([tried.added.length, tried.changed.length]).toEqual([2, 1]);
    expect(await fixture.identity.listStaff(admin, { q: own('neu'), limit: 1 })).toEqual([]);
    await expect(
      fixture.identity.importStaff(admin, bytes, { confirm: '0'.repeat(32) }),
    ).rejects.toMatchObject({ code: 'import-stale' });
    const done = await fixture.identity.importStaff(admin, bytes, { confirm: tried.token });
    expect(done.stored).toBe(true);
    const [first] = done.firstPasswords;
    const session = await fixture.identity.signIn({
      username: own('neu'),
      password: first?.oneTimePassword ?? '',
      address: '192.0.2.1',
    });
    expect(session.mustChangePassword).toBe(true);
    const [made] = await fixture.identity.listStaff(admin, { q: own('neu'), limit: 1 });
    const given = made?.grants.map(({ role, validFrom, validTo }) => [role, validFrom, validTo]) ?? [];
    expect(given.toSorted(([a = ''], [b = '']) => ((a ?? '') < (b ?? '') ? -1 : 1))).toEqual([
      ['approver', '2021-09-29', '2021-12-31'],
      ['windowClerk', '2021-10-08', null],
    ]);
    const [kept] = await fixture.identity.listStaff(admin, { q: own('old'), limit: 1 });
    expect(kept?.grants.map(({ validTo }) => validTo)).toEqual(['2021-12-31']);
  });

  test('says row by row what is wrong, and then stores nothing', async () => {
    const admin = await person('admin', '510107', adminOf('510107'));
    await fixture.addStaff(own('known'), '510107', []);
    await fixture.addStaff(own('far'), '500110', []);
    const bytes = table(
      '好,新人甲,510107,审批人员,,,',
      `${own('x1')},新人甲,500110,审批人员,,,`,
      `${own('x2')},新人甲,510107,局长,,,`,
      `${own('x3')},新人甲,510107,窗口人员,没有的窗口,,`,
      `${own('x4')},新人甲,510107,审批人员,武侯区窗口,,`,
      `${own('x5')},新人甲,510107,审批人员,,2021-02-30,`,
      `${own('x6')},新人甲,510107,审批人员,,2021-10-08,2021-10-07`,
      `${own('x7')},新人甲,510107,审计人员,,,`,
      `${own('known')},改了名,510107,审批人员,,,`,
      `${own('x8')},新人甲,510107,审批人员,,,`,
      `${own('x8')},新人甲,510107,审批人员,,,`,
      `${own('x9')},新人甲,510107,审批人员,,,`,
      `${own('x9')},另一人,510107,窗口人员,武侯区窗口,,`,
    );
    const { faults, added, stored } = await fixture.identity.importStaff(admin, bytes, {
      confirm: '0'.repeat(32),
    });
    expect([added, stored]).toEqual([[], false]);
    expect([...new Set(faults.map(({ row }) => row))].toSorted((a, b) => a - b)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14,
    ]);
    expect(await fixture.identity.listStaff(admin, { q: own('x'), limit: 5 })).toEqual([]);
  });

  test('somebody does not give roles to the own account by a table', async () => {
    const admin = await person('admin', '510107', adminOf('510107'));
    const bytes = table(`${admin.username},${admin.name},510107,审批人员,,,`);
    await expect(fixture.identity.importStaff(admin, bytes, {})).rejects.toMatchObject({
      code: 'not-authorised',
    });
  });
});
