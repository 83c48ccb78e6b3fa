import { contentDigest } from '../../documents/content-digest.ts';
import type { Form } from '../../documents/forms.ts';
import type { Audit } from '../../platform/audit.service.ts';
import type { Database } from '../../platform/database.ts';
import { openWith, SealBroken } from '../../platform/envelope.ts';
import type { Feed } from '../../platform/feed.service.ts';
import type { Files } from '../../platform/files.service.ts';
import { listFilesAfter } from '../../platform/files.store.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import { decodeCase, type LoadedCase, verifyCase } from './case-codec.service.ts';
import * as store from './records.store.ts';

/** What was gone through, by what it is. */
export type RecordsVerification = {
  cases: number;
  events: number;
  drafts: number;
  documents: number;
  files: number;
  fileBytes: number;
  /** Uploads that no case took and whose content is gone: left over from a moment of copying, of no account. */
  uploadsGone: number;
  feed: { batches: number; entries: number; lastHash: string };
  audit: { seals: number; entries: number; unsealed: number; lastHash: string };
  contradictionsSought: number;
};

/** The first difference that was found; its sentence says where. */
class RecordsDiffer extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'RecordsDiffer';
  }
}

const casesAtOnce = 50;
const filesAtOnce = 100;
const draftsAtOnce = 100;

/** What verifying stands on. */
export type RecordsParts = {
  database: Database;
  keyring: Keyring;
  files: Files;
  feed: Pick<Feed, 'verify'>;
  audit: Pick<Audit, 'verify'>;
};

/** Goes through pages of rows in the order of their key. */
async function eachPage<Row>(
  list: (after: string | undefined) => Promise<Row[]>,
  keyOf: (row: Row) => string,
  work: (rows: Row[]) => Promise<void>,
): Promise<void> {
  for (let page = await list(undefined); page.length > 0; page = await list(keyOf(page.at(-1) as Row))) {
    await work(page);
  }
}

/** Why an issued document is not the one its case tells of; nothing can be said of its content once erased. */
function documentFault(stored: store.StoredDocument, { kase, key }: LoadedCase): string | undefined {
  const told = kase.documents.find(({ id }) => id === stored.id);
  if (!told) return '办件记录里没有这份文书';
  if (told.contentDigest !== stored.contentDigest || told.verificationCode !== stored.verificationCode)
    return '与办件记录里的摘要或核验码不一致';
  if (!key) return undefined;
  try {
    const form = JSON.parse(openWith(key, stored.form, `document:${stored.id}`).toString('utf8')) as Form;
    return contentDigest(form) === stored.contentDigest ? undefined : '内容与摘要不符';
  } catch (error) {
    if (error instanceof SealBroken) return '内容打不开';
    throw error;
  }
}

/**
 * Goes through everything that proves something and throws RecordsDiffer at the first difference: the chain of every
 * case, its snapshot against the fold of its events, its documents against their digests; every draft; every file read
 * and hashed anew; feed and audit seals; and what must never be found (R-247, 规程第二十八条).
 */
export async function verifyRecords({
  database,
  keyring,
  files,
  feed,
  audit,
}: RecordsParts): Promise<RecordsVerification> {
  const { db } = database;
  const counts = { cases: 0, events: 0, drafts: 0, documents: 0, files: 0, fileBytes: 0, uploadsGone: 0 };

  async function verifyCases(rows: store.WholeCaseRow[]): Promise<void> {
    const ids = rows.map(({ id }) => id);
    const events = Map.groupBy(await store.listEventsOf(db, ids), ({ caseId }) => caseId);
    const documents = Map.groupBy(await store.listDocumentsOf(db, ids), ({ caseId }) => caseId);
    for (const row of rows) {
      const loaded = decodeCase(row, keyring);
      const { kase } = loaded;
      const of = `办件 ${kase.businessNumber ?? kase.id}`;
      const chain = verifyCase(loaded, events.get(row.id) ?? []);
      if (!chain.intact) throw new RecordsDiffer(`${of}：${chain.fault}`);
      if (
        row.version !== kase.version ||
        row.state !== kase.state ||
        row.businessNumber !== (kase.businessNumber ?? null)
      )
        throw new RecordsDiffer(`${of}：列表中的状态、版本或编号与办件不一致`);
      const stored = documents.get(row.id) ?? [];
      for (const document of stored) {
        const fault = documentFault(document, loaded);
        if (fault) throw new RecordsDiffer(`${of}的文书 ${document.id}：${fault}`);
      }
      if (stored.length !== kase.documents.length) throw new RecordsDiffer(`${of}：缺少已出具的文书`);
      counts.cases += 1;
      counts.events += chain.events;
      counts.documents += stored.length;
    }
  }

  await eachPage(
    (after) => store.listCasesAfter(db, after, casesAtOnce),
    ({ id }) => id,
    verifyCases,
  );
  await eachPage(
    (after) => store.listDraftsAfter(db, after, draftsAtOnce),
    ({ caseId }) => caseId,
    async (drafts) => {
      for (const { caseId, content } of drafts) keyring.open(content, `draft:${caseId}`);
      counts.drafts += drafts.length;
    },
  );
  await eachPage(
    (after) => listFilesAfter(db, after, filesAtOnce),
    ({ id }) => id,
    async (page) => {
      for (const { id, sha256, size, caseId } of page) {
        const found = await files.rehash(id);
        if (found === undefined && caseId === null) counts.uploadsGone += 1;
        else if (found !== sha256) throw new RecordsDiffer(`文件 ${id}：缺失，或内容与摘要不符`);
        else {
          counts.files += 1;
          counts.fileBytes += size;
        }
      }
    },
  );
  const contradiction = await store.findContradiction(db);
  if (contradiction) throw new RecordsDiffer(contradiction);
  const [fed, audited] = [await feed.verify(), await audit.verify()];
  const fault = fed.faults[0];
  if (fault) throw new RecordsDiffer(`事件流第 ${fault.batchNo} 批：${fault.sentence}`);
  const entry = audited.faults[0];
  if (entry) throw new RecordsDiffer(`审计记录第 ${entry.sealNo} 个封签：${entry.sentence}`);
  return {
    ...counts,
    feed: { batches: fed.batches, entries: fed.entries, lastHash: fed.lastHash },
    audit: {
      seals: audited.seals,
      entries: audited.entries,
      unsealed: audited.unsealed,
      lastHash: audited.lastHash,
    },
    contradictionsSought: store.contradictionCount,
  };
}
