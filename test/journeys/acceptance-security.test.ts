import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { all, run, sql } from '../../src/platform/database.ts';
import {
  applicationFor,
  cardGranted,
  cardReceived,
  cardRegistered,
  cardTakenIn,
  carrierDid,
  electronicReceipt,
  luoXiaomei,
  newWaybill,
  opening,
  type People,
  packageSent,
  peopleOf,
} from '../case-steps.ts';
import { openSystem, type TestSystem } from '../system.ts';
import { tamper } from '../tamper.ts';

const start = '2021-06-07T10:00:00.000+08:00';
const home = '520201';
const phone = '13800006021';

type Found = { entries: { action: string; actorName: string; detail: Record<string, unknown> }[] };

/** A system of its own: what is checked is every file, every log line and every record it ever made. */
describe('保密与留痕：逐条验收', () => {
  let system: TestSystem;
  let people: People;
  beforeAll(async () => {
    system = await openSystem(start);
    people = await peopleOf(system, '510113', home);
    return () => system.close();
  });

  const auditOf = async (query: string): Promise<Found['entries']> =>
    (await (await system.as('auditor')).get<Found>(`/api/audit?limit=200&${query}`)).entries;

  /** Every stored file with its path; names on disk tell nothing about content. */
  async function storedFiles(): Promise<string[]> {
    const entries = await readdir(join(system.dataFolder, 'files'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  }

  test('R-236 号码打码显示；看全要有办件岗位，并留下记录；查阅都有记录', async () => {
    const now = await cardRegistered(people, home);
    const masked = await people.intake.view(now.id);
    expect(masked.applicant).toMatchObject({ name: '罗*梅', identityNumber: '110***********002X' });
    expect(masked.contact).toEqual({ name: '罗*梅', phone: '138****6021' });
    expect(masked.delivery?.address).not.toContain('16号');
    const open = await people.intake.get<{ applicant: object; contact: object }>(
      `/api/cases/${now.id}?unmask=1`,
    );
    expect(open.applicant).toMatchObject({
      name: luoXiaomei.name,
      identityNumber: luoXiaomei.identityNumber,
    });
    expect(open.contact).toEqual({ name: '罗晓梅', phone });
    await people.intake.events(now.id);
    const actions = (await auditOf(`case=${now.id}`)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'caseHistoryRead')).toHaveLength(1);
    expect(actions.filter((action) => action === 'personalDataRead')).toHaveLength(1);
    expect(actions.filter((action) => action === 'caseRead')).toHaveLength(1);
    const list = JSON.stringify(await people.intake.get('/api/cases?queue=intake'));
    expect(list).toContain('罗*梅');
    expect(list).not.toContain('罗晓梅');
  });

  test('R-236 审计记录和消息里没有完整号码', async () => {
    const now = await cardReceived(people, home, start);
    await people.home.command(now, 'record-contact', {
      channel: 'phone',
      number: phone,
      reached: true,
      result: `已联系 ${phone}`,
      purpose: 'firstContact',
    });
    await people.intake.ask(`/api/cases/by-number/${luoXiaomei.identityNumber}`);
    await people.intake.refused('/api/cases', opening({ applicant: luoXiaomei }));
    await system.settle();
    const texts = [
      JSON.stringify(await auditOf('')),
      JSON.stringify(await people.intake.get('/api/notices?limit=99')),
      JSON.stringify(await people.home.events(now.id)),
      system.logged(),
    ];
    for (const text of texts) {
      expect(text).not.toContain(luoXiaomei.identityNumber);
      expect(text.replaceAll(/已联系 \d+/g, '')).not.toContain(phone);
    }
  });

  test('R-239 数据库和文件夹里读不到姓名、证件号码、电话、地址和扫描件内容', async () => {
    const now = await cardTakenIn(people, home);
    const draft = await people.intake.post<{ id: string }>(
      '/api/cases',
      { optionId: '048-1', homeRegion: home, mode: 'proxyIntake', contact: { name: '罗晓梅', phone } },
      { 'idempotency-key': 'a-draft-with-names' },
    );
    expect(draft.id).not.toBe(now.id);
    const tables = await all(
      system.database.db,
      sql<{ name: string }>`
        select table_name as name from information_schema.tables
        where table_schema = current_schema() and table_type = 'BASE TABLE'`,
    );
    const secrets = [luoXiaomei.identityNumber, phone, '示例路16号'];
    for (const { name } of tables) {
      const found = await all(
        system.database.db,
        sql<{ found: number }>`
          select count(*)::int as found from ${sql.table(name)} as t
          where ${sql.join(
            secrets.map((secret) => sql`t::text like ${`%${secret}%`}`),
            sql` or `,
          )}`,
      );
      expect(found[0]?.found, name).toBe(0);
    }
    const bytea = await all(
      system.database.db,
      sql<{ plain: boolean }>`
        select position(convert_to(${luoXiaomei.name}, 'utf8') in sealed) > 0 as plain from case_event_contents
        union all select position(convert_to(${luoXiaomei.name}, 'utf8') in content) > 0 from case_drafts`,
    );
    expect(bytea.length).toBeGreaterThan(0);
    expect(bytea.some(({ plain }) => plain)).toBe(false);
    const files = await storedFiles();
    expect(files.length).toBeGreaterThan(0);
    for (const path of files) expect((await readFile(path)).includes('%PDF')).toBe(false);
  });

  test('R-089 盘上改一个字节：确认退回，状态不变；改回来就能确认', async () => {
    let now = await packageSent(people, await cardTakenIn(people, home));
    const receipt = await electronicReceipt(people.home, now.id);
    const [row] = await all(
      system.database.db,
      sql<{ address: string }>`
        select address from files where case_id = ${now.id} and uploaded_by is not null order by created_at limit 1`,
    );
    const path = (await storedFiles()).find((each) => each.endsWith(row?.address ?? '-')) ?? '';
    const whole = await readFile(path);
    const altered = Buffer.from(whole);
    altered[whole.length - 20] = (altered[whole.length - 20] ?? 0) ^ 1;
    await writeFile(path, altered);
    expect((await people.home.refusedCommand(now, 'confirm-receipt', receipt)).code).toBe('hash-mismatch');
    expect((await people.home.view(now.id)).received).toEqual([]);
    await writeFile(path, whole);
    now = await people.home.command(now, 'confirm-receipt', receipt);
    expect((await people.home.view(now.id)).received).toEqual(['electronic']);
  });

  test('R-089 改坏的电子材料不会因为没人确认就视为收到', async () => {
    let now = await packageSent(people, await cardTakenIn(people, home));
    const parcel = newWaybill();
    const { lines } = await people.intake.view(now.id);
    const packed = lines.map(({ id, received }) => ({
      lineId: id,
      originals: received?.originals ?? 0,
      copies: received?.copies ?? 0,
    }));
    now = await people.intake.command(now, 'dispatch-parcel', { waybill: parcel, carrier: 'ems', packed });
    now = await carrierDid(people.intake, now, parcel, 'delivered', start);
    const [row] = await all(
      system.database.db,
      sql<{ address: string }>`
        select address from files where case_id = ${now.id} and uploaded_by is not null order by created_at limit 1`,
    );
    const path = (await storedFiles()).find((each) => each.endsWith(row?.address ?? '-')) ?? '';
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, whole.length - 1));
    await system.waitUntil('2021-06-09T00:10:00.000+08:00');
    expect((await people.home.view(now.id)).state).toBe('inTransit');
    await writeFile(path, whole);
    await system.waitUntil('2021-06-09T00:11:00.000+08:00');
    expect((await people.home.view(now.id)).state).toBe('receivedAtHome');
    system.at(start);
  });

  test('R-160 办件记录改不了；绕过应用改了，校验能发现是哪一条', async () => {
    const now = await cardReceived(people, home, start);
    const change = () =>
      run(
        system.database.db,
        sql`update case_events set effective_at = now() where case_id = ${now.id} and seq = 2`,
      );
    await expect(change()).rejects.toThrow(/append-only|denied|not allowed|permission/i);
    await expect(
      run(system.database.db, sql`delete from case_events where case_id = ${now.id}`),
    ).rejects.toThrow(/append-only|denied|not allowed|permission/i);
    const proof = () =>
      people.home.get<{ intact: boolean; fault?: string }>(`/api/cases/${now.id}/verification`);
    expect((await proof()).intact).toBe(true);
    await tamper(system.database, ['case_events'], (tx) =>
      run(
        tx,
        sql`update case_events set actor = jsonb_set(actor, '{name}', '"别人"') where case_id = ${now.id} and seq = 3`,
      ),
    );
    const broken = await proof();
    expect(broken.intact).toBe(false);
    expect(broken.fault).toMatch(/3/);
  });

  test('R-242 用章记录与盖章的文书一一对应，没有章的装箱单不在内', async () => {
    await cardGranted(people, home, start);
    const uses = await all(
      system.database.db,
      sql<{
        documentId: string;
        sealRegion: string;
        region: string;
        usedBy: string | null;
        issuedBy: string | null;
      }>`
        select u.document_id as "documentId", s.region_code as "sealRegion", d.region_code as region,
          u.used_by as "usedBy", d.issued_by as "issuedBy"
        from seal_uses u join seals s on s.id = u.seal_id join documents d on d.id = u.document_id`,
    );
    const documents = await all(
      system.database.db,
      sql<{ id: string; kind: string }>`select id, kind from documents`,
    );
    const sealed = documents.filter(({ kind }) => kind !== 'packingList').map(({ id }) => id);
    expect(sealed.length).toBeGreaterThan(3);
    expect(documents.length).toBeGreaterThan(sealed.length);
    expect(uses.map(({ documentId }) => documentId).toSorted()).toEqual(sealed.toSorted());
    for (const use of uses) {
      expect(use.sealRegion).toBe(use.region);
      expect(use.usedBy).toBe(use.issuedBy);
      expect(use.usedBy).not.toBeNull();
    }
    await expect(run(system.database.db, sql`delete from seal_uses`)).rejects.toThrow(
      /append-only|denied|not allowed|permission/i,
    );
  });

  test('R-237 登录、查阅、用章、授岗都在审计记录里；只有审计人员能看；改一条就能发现', async () => {
    const { id } = await people.home.get<{ id: string }>('/api/session');
    const admin = await system.as(`admin.${home}`);
    const { id: approverId } = await people.approver.get<{ id: string }>('/api/session');
    await admin.post(`/api/staff/${approverId}/grants`, {
      role: 'approver',
      regionCode: home,
      validTo: '2030-12-31',
    });
    const form = await applicationFor(people.intake, '048-1', home);
    await people.intake.refused('/api/cases', opening({ ...form, homeRegion: '510104' }));
    const actions = new Set((await auditOf('')).map(({ action }) => action));
    for (const action of ['signedIn', 'caseRead', 'personalDataRead', 'roleGranted'])
      expect(actions, action).toContain(action);
    expect((await auditOf(`actor=${id}`)).length).toBeGreaterThan(0);
    for (const person of [
      people.intake,
      people.approver,
      admin,
      await system.as('sysadmin'),
      await system.as('coordinator'),
    ]) {
      expect((await person.refused('/api/audit')).status).toBe(403);
      expect((await person.refused('/api/audit/verification')).status).toBe(403);
    }
    await expect(run(system.database.db, sql`update audit_entries set action = 'nothing'`)).rejects.toThrow(
      /append-only|denied|not allowed|permission/i,
    );
    await expect(run(system.database.db, sql`delete from audit_entries`)).rejects.toThrow(
      /append-only|denied|not allowed|permission/i,
    );

    const auditor = await system.as('auditor');
    type Verification = { sound: boolean; entries: number; faults: { sentence: string }[] };
    const verify = () => auditor.get<Verification>('/api/audit/verification');
    expect(await verify()).toMatchObject({ sound: true, faults: [] });
    await tamper(system.database, ['audit_entries'], (tx) =>
      run(
        tx,
        sql`delete from audit_entries where id = (select id from audit_entries order by id offset 2 limit 1)`,
      ),
    );
    const broken = await verify();
    expect(broken.sound).toBe(false);
    expect(broken.faults).toHaveLength(1);
  });
});
