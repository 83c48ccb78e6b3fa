import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyDatabase } from '../../../scripts/keeping/verify-place.ts';
import { type CaseDesk, openDesk } from '../../../test/case-desk.ts';
import { tamper } from '../../../test/tamper.ts';
import { createAudit } from '../../platform/audit.service.ts';
import { type Db, first, run, sql } from '../../platform/database.ts';
import { createFeed } from '../../platform/feed.service.ts';

let desk: CaseDesk;
let caseId: string;
beforeAll(async () => {
  desk = await openDesk();
  caseId = (await desk.caseIn('inTransit')).kase.id;
  await createFeed(desk).sealPending();
  const audit = createAudit(desk);
  await audit.record(desk.database.db, { action: 'signedIn', actor: null });
  await audit.record(desk.database.db, { action: 'signedOut', actor: null });
  await audit.seal();
});
afterAll(() => desk.close());

const verify = () => verifyDatabase(desk.database, desk.folder);

test('记录完整时逐项计数', async () => {
  expect(await verify()).toMatchObject({
    cases: 1,
    events: await desk.count('case_events'),
    documents: await desk.count('documents'),
    files: await desk.count('files'),
    feed: { entries: await desk.count('case_events') },
    audit: { seals: 1, entries: 2, unsealed: 0 },
  });
});

/** Something that only somebody with the database in hand could do, how it is undone, and what is said of it. */
const harms: [string, string, (tx: Db) => Promise<unknown>, (tx: Db) => Promise<unknown>, string][] = [
  [
    'an event that was changed',
    'case_events',
    (tx) => run(tx, sql`update case_events set article = article || ' ' where seq = 3`),
    (tx) => run(tx, sql`update case_events set article = rtrim(article) where seq = 3`),
    '第 3 条记录：摘要不符',
  ],
  [
    'a snapshot that tells another story',
    'cases',
    (tx) => run(tx, sql`update cases set snapshot = jsonb_set(snapshot, '{optionId}', '"x"')`),
    (tx) => run(tx, sql`update cases set snapshot = jsonb_set(snapshot, '{optionId}', '"048-1"')`),
    '办件快照与记录不一致',
  ],
  [
    'a column that differs from the case',
    'cases',
    (tx) => run(tx, sql`update cases set state = 'completed'`),
    (tx) => run(tx, sql`update cases set state = snapshot ->> 'state'`),
    '状态、版本或编号与办件不一致',
  ],
  [
    'a document with another digest',
    'documents',
    (tx) => run(tx, sql`update documents set content_digest = reverse(content_digest)`),
    (tx) => run(tx, sql`update documents set content_digest = reverse(content_digest)`),
    '与办件记录里的摘要或核验码不一致',
  ],
  [
    'a feed entry with another hash',
    'feed_entries',
    (tx) => run(tx, sql`update feed_entries set event_hash = event_hash || 'x' where feed_no = 2`),
    (tx) => run(tx, sql`update feed_entries set event_hash = rtrim(event_hash, 'x') where feed_no = 2`),
    '有事件没有进入事件流',
  ],
  [
    'an audit entry that was changed',
    'audit_entries',
    (tx) => run(tx, sql`update audit_entries set action = action || 'x'`),
    (tx) => run(tx, sql`update audit_entries set action = rtrim(action, 'x')`),
    '有记录的内容被改过',
  ],
  [
    'a sequence number behind the numbers given',
    'business_number_days',
    (tx) => run(tx, sql`update business_number_days set day = day - 1`),
    (tx) => run(tx, sql`update business_number_days set day = day + 1`),
    '业务编号超出当日已用的顺序号',
  ],
];

test.each(harms)('%s is found', async (_name, table, harm, undo, sentence) => {
  await tamper(desk.database, [table], harm);
  try {
    await expect(verify()).rejects.toThrow(sentence);
  } finally {
    await tamper(desk.database, [table], undo);
  }
  expect((await verify()).cases).toBe(1);
});

test('a trigger that is out of force is found', async () => {
  const owner = (statement: string) =>
    desk.database.transaction(async (tx) => {
      await run(tx, sql`set local role none`);
      await run(tx, sql.raw(statement));
    });
  await owner('alter table feed_batches disable trigger append_only_row');
  await expect(verify()).rejects.toThrow('只增不改的表缺少保护（feed_batches）');
  await owner('alter table feed_batches enable trigger append_only_row');
  await owner('grant update on audit_seals to tongban_app');
  await expect(verify()).rejects.toThrow('只增不改的表缺少保护（audit_seals）');
  await owner('revoke update on audit_seals from tongban_app');
});

test('an altered file is found', async () => {
  const row = await first(
    desk.database.db,
    sql<{ address: string }>`select address from files where case_id = ${caseId} limit 1`,
  );
  const path = join(desk.folder, 'files', row?.address.slice(0, 2) ?? '', row?.address ?? '');
  const bytes = await readFile(path);
  await writeFile(path, Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]));
  await expect(verify()).rejects.toThrow('缺失，或内容与摘要不符');
  await writeFile(path, bytes);
  expect((await verify()).cases).toBe(1);
});
