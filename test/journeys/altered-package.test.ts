import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { all, sql } from '../../src/platform/database.ts';
import { cardTakenIn, electronicReceipt, type People, packageSent, peopleOf } from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';
import { card, noticesOf, scannedAgain } from '../transfer-steps.ts';

describe('电子材料在盘上变了一个字节：整包不能确认，收件窗口重新扫描再发（R-089）', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  beforeAll(async () => {
    system = await sharedSystem('2021-07-05T09:00:00.000+08:00');
    people = await peopleOf(system, '510107', '500110');
  });

  /** Where the first scan of the case lies on the disk. */
  const scanOnDisk = async (): Promise<string> => {
    const { lines } = await people.intake.view(now.id);
    const scan = lines.flatMap(({ fileIds }) => fileIds)[0] ?? '';
    const [file] = await all(
      system.database.db,
      sql<{ address: string }>`select address from files where id = ${scan}`,
    );
    if (!file) throw new Error('no scan');
    return join(system.dataFolder, 'files', file.address.slice(0, 2), file.address);
  };

  test('没有变的包不重复发送；发出后登记表的扫描件坏了一个字节', async () => {
    now = await cardTakenIn(people, '500110');
    now = await packageSent(people, now);
    expect((await people.intake.refusedCommand(now, 'send-package', { declaration: true })).code).toBe(
      'channel-already-arrived',
    );
    // One of the three scans; which line it belongs to, the refusal says.
    const path = await scanOnDisk();
    const bytes = await readFile(path);
    const last = bytes.length - 20;
    bytes[last] = (bytes[last] ?? 0) ^ 1;
    await writeFile(path, bytes);
  });

  test('三次核对都退回：收件窗口每次得到通知，第三次两地窗口都得到', async () => {
    const receipt = await electronicReceipt(people.home, now.id);
    for (let times = 0; times < 3; times += 1) {
      const refused = await people.home.refusedCommand(now, 'confirm-receipt', receipt);
      expect(refused.code).toBe('hash-mismatch');
      expect(refused.detail).toContain('与发出时不一致');
    }
    const atIntake = await noticesOf(people.intake, now.id);
    expect(atIntake.filter((text) => text.includes('重新扫描'))).toHaveLength(2);
    expect(atIntake.filter((text) => text.includes('3 次核对'))).toHaveLength(1);
    const atHome = await noticesOf(people.home, now.id);
    expect(atHome.filter((text) => text.includes('3 次核对'))).toHaveLength(1);
    expect(atHome.filter((text) => text.includes('重新扫描'))).toHaveLength(0);
    expect((await people.home.view(now.id)).received).toEqual([]);
  });

  test('坏了的不能再发；重新扫描后整包再发一次，属地核对一致', async () => {
    const spoilt = await people.intake.refusedCommand(now, 'send-package', { declaration: true });
    expect(spoilt.code).toBe('scan-incomplete');
    expect(spoilt.detail).toContain('请重新扫描');
    const { lines } = await people.intake.view(now.id);
    const line = lines.find(({ name }) => spoilt.detail?.includes(name));
    expect(Object.values(card)).toContain(line?.id);
    now = await scannedAgain(people, now, line?.id ?? '');
    const digest = (await people.home.view(now.id)).package?.manifestDigest;
    now = await packageSent(people, now);
    const kase = await people.home.view(now.id);
    expect(kase.package).toMatchObject({ files: 3 });
    expect(kase.package?.manifestDigest).not.toBe(digest);
    const old = { ...(await electronicReceipt(people.home, now.id)), manifestDigest: digest };
    expect((await people.home.refusedCommand(now, 'confirm-receipt', old)).code).toBe('manifest-mismatch');
    now = await people.home.command(now, 'confirm-receipt', await electronicReceipt(people.home, now.id));
    expect((await people.home.view(now.id)).received).toEqual(['electronic']);
  });
});
