import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import type { CaseFileView, TraceView } from '../../src/cases/archive/case-file-view.ts';
import { all, first, sql } from '../../src/platform/database.ts';
import { sha256Hex } from '../../src/platform/digest.ts';
import { cardGranted, cardReceived, type People, peopleOf } from '../case-steps.ts';
import { attachmentsOf } from '../pdf-attachments.ts';
import { openSystem, type TestSystem } from '../system.ts';

const granted = '2021-06-07T10:00:00.000+08:00';
const handover = { identityMethod: 'face', identityPassed: true, signature: 'fingerprint' };

describe('办结归档：一件一份 PDF，两个窗口都能取，摘要逐份对得上（R-082、R-160）', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  const fileOf = (person = people.intake): Promise<CaseFileView> => person.get(`/api/cases/${now.id}/file`);
  const make = async (): Promise<void> => {
    while ((await system.caseFiles.run()) > 0);
  };

  beforeAll(async () => {
    system = await openSystem(granted);
    people = await peopleOf(system, '540102', '510104');
    now = await cardGranted(people, '510104', granted, { delivery: { way: 'pickUpAtHome' } });
    now = await people.home.command(now, 'dispatch-result', { way: 'pickUpAtHome' });
    now = await people.home.command(now, 'hand-over-result', handover);
    return () => system.close();
  });

  test('没有办结的不归档', async () => {
    expect(
      (await people.intake.refused(`/api/cases/${now.id}/file`, { method: 'POST', body: {} })).code,
    ).toBe('case-not-ended');
    expect((await people.intake.refused(`/api/cases/${now.id}/file.pdf`)).code).toBe('case-file-missing');
  });

  test('一办结，系统自己归档；目录里的每一份都在附件里，重新计算的摘要相同', async () => {
    now = await people.home.command(now, 'complete-case');
    await system.settle();
    expect((await fileOf()).order).toMatchObject({ reason: '办件结束，系统归档' });
    await make();
    const file = await fileOf();
    expect(file).toMatchObject({ ended: true, newer: 0, order: null });
    expect(file.keptAt.map(({ regionName }) => regionName)).toEqual([
      '西藏自治区拉萨市城关区',
      '四川省成都市锦江区',
    ]);
    const [version] = file.versions;
    expect(version).toMatchObject({ version: 1, faults: 0, caseVersion: now.version, madeByName: null });

    const answer = await people.intake.ask(`/api/cases/${now.id}/file.pdf`);
    expect(answer.headers['content-type']).toBe('application/pdf');
    const pdf = answer.bytes;
    expect(pdf.length).toBe(version?.size);
    expect(sha256Hex(pdf)).toBe(version?.sha256);
    expect(Number(version?.pages)).toBeGreaterThan(file.parts.length);

    const attached = attachmentsOf(pdf);
    expect([...attached.keys()].toSorted()).toEqual(
      ['00 目录.json', ...file.parts.map(({ name }) => name)].toSorted(),
    );
    for (const { name, sha256, size } of file.parts) {
      expect(attached.get(name)?.length, name).toBe(size);
      expect(sha256Hex(attached.get(name) ?? ''), name).toBe(sha256);
    }
    const manifest = attached.get('00 目录.json') ?? Buffer.alloc(0);
    expect(sha256Hex(manifest)).toBe(version?.manifestDigest);
    const told = JSON.parse(manifest.toString('utf8')) as {
      chain: { whole: boolean; head: string };
      proof: { entry: { caseId: string } };
      history: unknown[];
    };
    expect(told.chain).toMatchObject({ whole: true, head: version?.chainHead });
    expect(told.proof.entry.caseId).toBe(now.id);
    expect(told.history).toHaveLength(now.version);

    const { documents, lines } = await people.home.view(now.id);
    const titles = file.parts.map(({ title }) => title).join('\n');
    for (const { title } of documents) expect(titles).toContain(title);
    expect(file.parts.filter(({ section }) => section === '申请材料')).toHaveLength(
      lines.flatMap(({ fileIds }) => fileIds).length,
    );
  });

  test('属地窗口取到同一份；别的窗口、审计人员和申请人以外的人取不到', async () => {
    const [mine, theirs] = await Promise.all(
      [people.intake, people.home].map(async (person) => person.bytes(`/api/cases/${now.id}/file.pdf`)),
    );
    expect(theirs?.equals(mine ?? Buffer.alloc(0))).toBe(true);
    for (const username of ['intake.510105', 'auditor', 'admin.540102']) {
      const person = await system.as(username);
      expect((await person.ask(`/api/cases/${now.id}/file.pdf`)).status, username).toBe(404);
    }
    const reads = await all(
      system.database.db,
      sql<{
        n: number;
      }>`select 1 as n from audit_entries where action = 'caseFileRead' and case_id = ${now.id}`,
    );
    expect(reads.length).toBe(3);
  });

  test('再归档一次：内容没变就还是那一份；有了新记录，写明原因另成一版，旧版还在', async () => {
    const again = (reason?: string) =>
      people.home.ask(`/api/cases/${now.id}/file`, { method: 'POST', body: reason ? { reason } : {} });
    expect((await again()).body).toMatchObject({ code: 'reason-missing' });
    await again('核对');
    await make();
    expect((await fileOf()).versions).toHaveLength(1);

    now = await people.home.command(now, 'record-contact', {
      channel: 'phone',
      number: '13800006021',
      reached: true,
      result: '申请人来电询问，已答复',
      purpose: 'other',
    });
    expect((await fileOf()).newer).toBe(1);
    await again('补入办结后的联系记录');
    await make();
    const { versions, newer } = await fileOf();
    expect(newer).toBe(0);
    expect(versions.map(({ version, reason }) => [version, reason])).toEqual([
      [2, '补入办结后的联系记录'],
      [1, '办件结束，系统归档'],
    ]);
    const old = await people.intake.bytes(`/api/cases/${now.id}/file.pdf?version=1`);
    expect(sha256Hex(old)).toBe(versions[1]?.sha256);
  });

  test('责任追溯：每一步有人、有窗口、有时间，办完的事写着期限，序号不缺', async () => {
    const trace = await people.home.get<TraceView>(`/api/cases/${now.id}/trace`);
    expect(trace).toMatchObject({ whole: true, gaps: [] });
    expect(trace.entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: now.version }, (_, index) => index + 1),
    );
    for (const { actor, capacity, effectiveAt } of trace.entries)
      expect([actor, capacity, effectiveAt].every((each) => each !== '')).toBe(true);
    const sent = trace.entries.find(({ type }) => type === 'packageSent');
    expect(sent?.duties.find(({ rule }) => rule === 'electronicTransfer')).toMatchObject({
      dueAt: '2021-06-09T00:00:00.000+08:00',
      ended: 'done',
      late: false,
    });
    const decided = trace.entries.find(({ type }) => type === 'applicationGranted');
    expect(decided?.duties.map(({ rule }) => rule)).toContain('promisedLimit');
  });

  test('删文书、删材料、改记录都办不到，尝试留痕；数据库也不让改', async () => {
    const { documents, lines } = await people.intake.view(now.id);
    const fileId = lines.flatMap(({ fileIds }) => fileIds)[0] ?? '';
    for (const [method, path] of [
      ['DELETE', `/api/documents/${documents[0]?.id}`],
      ['DELETE', `/api/cases/${now.id}/files/${fileId}`],
      ['DELETE', `/api/cases/${now.id}/file`],
      ['PUT', `/api/cases/${now.id}/events/3`],
      ['DELETE', `/api/cases/${now.id}/events/3`],
    ] as const) {
      const question = { method, ...(method === 'PUT' ? { body: { detail: '改' } } : {}) };
      expect((await people.intake.refused(path, question)).code, path).toBe('record-kept');
    }
    const noted = await all(
      system.database.db,
      sql<{
        id: number;
      }>`select id from audit_entries where action = 'recordChangeRefused' and case_id = ${now.id}`,
    );
    expect(noted).toHaveLength(5);
    for (const change of [
      sql`update case_events set actor = '{}' where case_id = ${now.id}`,
      sql`delete from case_events where case_id = ${now.id}`,
      sql`update case_files set sha256 = '' where case_id = ${now.id}`,
      sql`delete from case_files where case_id = ${now.id}`,
    ]) {
      await expect(change.execute(system.database.db)).rejects.toThrow(/append-only|permission denied/);
    }
    expect((await people.intake.get<{ intact: boolean }>(`/api/cases/${now.id}/verification`)).intact).toBe(
      true,
    );
  });
});

describe('原文件坏了：档案里写明是哪一份，不悄悄漏掉', () => {
  test('一份扫描件的字节没了，归档照样成，第几份缺写在封面和目录', async () => {
    const system = await openSystem(granted);
    try {
      const people = await peopleOf(system, '540102', '510104');
      let now = await cardReceived(people, '510104', granted, { delivery: { way: 'pickUpAtHome' } });
      now = await people.home.command(now, 'reject-at-home', {
        reasons: '申请人不在本地参保。',
        legalBasis: '《社会保险法》第五十八条',
        remedies: '可以自收到本通知书之日起六十日内申请行政复议，或者六个月内向人民法院提起行政诉讼。',
      });
      const { lines } = await people.intake.view(now.id);
      const lost = lines.flatMap(({ fileIds }) => fileIds)[0] ?? '';
      const row = await first(
        system.database.db,
        sql<{ address: string }>`select address from files where id = ${lost}`,
      );
      const folder = join(system.dataFolder, 'files', (row?.address ?? '').slice(0, 2));
      await rm(join(folder, row?.address ?? ''));
      expect(await readdir(folder)).not.toContain(row?.address);
      now = await people.home.command(now, 'dispatch-result', { way: 'pickUpAtHome' });
      now = await people.home.command(now, 'hand-over-result', handover);
      const kase = await people.home.view(now.id);
      expect(kase.state).toBe('resultDelivering');
      // What is missing keeps nobody from finishing: the originals were only shown.
      now = await people.home.command(now, 'complete-case');
      await system.settle();
      while ((await system.caseFiles.run()) > 0);
      const file = await people.intake.get<CaseFileView>(`/api/cases/${now.id}/file`);
      expect(file.versions[0]).toMatchObject({ faults: 1 });
      const faulty = file.parts.filter(({ fault }) => fault !== undefined);
      expect(faulty).toHaveLength(1);
      expect(faulty[0]?.fault).toContain('没有收入');
      const pdf = await people.home.bytes(`/api/cases/${now.id}/file.pdf`);
      expect([...attachmentsOf(pdf).keys()]).not.toContain(faulty[0]?.name);
    } finally {
      await system.close();
    }
  });
});
