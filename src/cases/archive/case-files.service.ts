import type { CaseFilePart, CaseFileSection } from '../../documents/case-file.ts';
import type { CaseFileRenderer } from '../../documents/case-file-renderer.service.ts';
import type { Documents } from '../../documents/documents.service.ts';
import { attachmentsAfter, endOfPdf, type PdfAttachment } from '../../documents/pdf-attachments.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import { canonical } from '../../platform/canonical.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Database, type Db, within } from '../../platform/database.ts';
import { sha256Hex } from '../../platform/digest.ts';
import { openWith, sealWith } from '../../platform/envelope.ts';
import type { Feed } from '../../platform/feed.service.ts';
import type { InclusionProof } from '../../platform/feed.ts';
import type { Files } from '../../platform/files.service.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import type { Subscriber } from '../../platform/subscribers.service.ts';
import { largestShown } from '../../regulation/file-limits.ts';
import { later } from '../../regulation/instant.ts';
import type { Capacity } from '../../regulation/roles.ts';
import { isTerminal, stateGroups } from '../../regulation/states.ts';
import { seesPersonal } from '../core/capacities.ts';
import * as caseStore from '../core/case.store.ts';
import type { Case } from '../core/case.ts';
import { decodeCase, decodeEvent, type LoadedCase } from '../core/case-codec.service.ts';
import type { CaseEvent } from '../core/events.ts';
import type { Executor } from '../core/executor.service.ts';
import type { Surroundings } from '../core/surroundings.ts';
import { presentCustody } from '../custody/present-custody.ts';
import { caseFilePages } from './case-file-contents.ts';
import { wantedParts } from './case-file-parts.ts';
import type { CaseFileEntry, CaseFileVersion, CaseFileView } from './case-file-view.ts';
import * as store from './case-files.store.ts';
import type { Traces } from './traces.service.ts';

/** Tables that modules above add to a case file: messages sent, tracking of carriers, coordination. */
export type CaseFileSupplier = (db: Db, caseId: string) => Promise<CaseFileSection[]>;

/** A case file that is read: its bytes come piece by piece. */
export type CaseFileContent = { name: string; size: number; sha256: string; bytes: AsyncGenerator<Buffer> };

/** Electronic case files (R-082). */
export type CaseFiles = {
  /** What there is of the file of a case; 404 for those who may not fetch it. */
  view(caseId: string, actor: Actor): Promise<CaseFileView>;
  /** The file as stored, the latest version by default; refuses `case-file-missing`. Every reading is recorded. */
  read(caseId: string, actor: Actor, version?: number): Promise<CaseFileContent>;
  /**
   * Has the file made, or made again; refuses a case that has not ended (`case-not-ended`), and a second version
   * without a reason (`reason-missing`).
   */
  order(caseId: string, actor: Actor, reason: string | undefined): Promise<void>;
  /** Makes the next file that was ordered; answers how many were made or put off. */
  run(): Promise<number>;
  /** Orders the file of every case that ends. */
  subscriber: Subscriber;
  startWorker(everyMs: number, onError: (error: unknown) => void): () => Promise<void>;
};

/** What case files stand on. */
export type CaseFilesParts = {
  database: Database;
  keyring: Keyring;
  clock: Clock;
  files: Files;
  documents: Pick<Documents, 'find'>;
  feed: Pick<Feed, 'sealPending' | 'inclusionProof'>;
  audit: Pick<Audit, 'record'>;
  executor: Pick<Executor, 'open'>;
  traces: Pick<Traces, 'ofCase'>;
  around(kase: Case): Promise<Surroundings>;
  renderer: CaseFileRenderer;
  suppliers: readonly CaseFileSupplier[];
};

const leaseMs = 30 * 60 * 1000;
const retryMs = 60 * 1000;
const mostTries = 5;
const byItself = '办件结束，系统归档';
const altered = '原文件缺失，或内容与摘要不符，没有收入';

const manifestContext = (caseId: string, digest: string): string => `case-file:${caseId}:${digest}`;

/** Who may fetch a case file: the two windows and the approvers, as far as they see the case's papers. */
const mayFetch = (kase: Case, capacities: ReadonlySet<Capacity>): boolean =>
  seesPersonal(kase, capacities) &&
  (['intakeClerk', 'homeClerk', 'approver'] as const).some((own) => capacities.has(own));

const endings = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;
const fileName = (no: number, title: string, mediaType: keyof typeof endings): string =>
  `${String(no).padStart(2, '0')} ${title.replaceAll(/[\\/:*?"<>|]/g, '-').slice(0, 80)}.${endings[mediaType]}`;

async function* joined(...contents: (AsyncIterable<Uint8Array> | Iterable<Uint8Array>)[]) {
  for (const content of contents) yield* content;
}

/** Builds the keeping of case files. */
export function createCaseFiles(parts: CaseFilesParts): CaseFiles {
  const { database, keyring, clock, files, documents, feed, audit, executor, traces, renderer } = parts;
  const { db } = database;

  async function fetchable(caseId: string, actor: Actor): Promise<LoadedCase> {
    const { loaded, capacities } = await executor.open(caseId, actor);
    if (!mayFetch(loaded.kase, capacities)) throw new Problem('not-found');
    return loaded;
  }

  async function load(caseId: string): Promise<{ loaded: LoadedCase; events: CaseEvent[] }> {
    const row = await caseStore.findCase(within(db), caseId);
    if (!row) throw new Problem('case-not-found');
    const loaded = decodeCase(row, keyring);
    const rows = await caseStore.listEvents(db, caseId);
    return { loaded, events: rows.map((each) => decodeEvent(caseId, each, loaded.key)) };
  }

  /** Bytes of a part if they still are what the case remembers; undefined where they are missing or altered. */
  async function genuine(part: Pick<CaseFilePart, 'fileId' | 'sha256'>): Promise<Buffer | undefined> {
    try {
      const bytes = await files.read(part.fileId);
      return sha256Hex(bytes) === part.sha256 ? bytes : undefined;
    } catch {
      // Missing bytes, bytes that no longer open, erased: what matters is that they are not the ones promised.
      return undefined;
    }
  }

  /** The parts in order, each read and compared with its digest; bytes are kept only of what is to be shown. */
  async function gather(
    kase: Case,
    events: readonly CaseEvent[],
    note: (done: number, all: number) => Promise<void>,
  ): Promise<{ parts: CaseFilePart[]; bytes: Map<number, Uint8Array> }> {
    const wanted = wantedParts(kase, events);
    const gathered: CaseFilePart[] = [];
    const bytes = new Map<number, Uint8Array>();
    let shown = 0;
    for (const [at, each] of wanted.entries()) {
      const no = at + 1;
      const fileId = 'fileId' in each ? each.fileId : ((await documents.find(each.documentId))?.fileId ?? '');
      const [stored] = fileId === '' ? [] : await files.describe([fileId]);
      const { mediaType = 'application/pdf' as const, sha256 = '', size = 0, pages = 0 } = stored ?? {};
      const { section, title } = each;
      const part = { no, section, title, fileId, mediaType, sha256, size, pages };
      const name = fileName(no, title, mediaType);
      const found = stored ? await genuine(part) : undefined;
      if (!found) gathered.push({ ...part, name, fault: altered });
      else {
        gathered.push({ ...part, name });
        if (shown + found.length <= largestShown) {
          bytes.set(no, found);
          shown += found.length;
        }
      }
      await note(no, wanted.length);
    }
    return { parts: gathered, bytes };
  }

  async function proofOf(kase: Case): Promise<InclusionProof | null> {
    await feed.sealPending();
    const found = await store.findFeedNo(db, kase.id, kase.version);
    return found ? feed.inclusionProof(found.feedNo) : null;
  }

  const attachment = ({ name, title, mediaType, size, sha256, fileId }: CaseFilePart): PdfAttachment => ({
    name,
    description: `${title}；SHA-256 ${sha256}`,
    mediaType,
    size,
    async bytes() {
      const bytes = await genuine({ fileId, sha256 });
      if (!bytes) throw new Error(`file ${fileId} changed while its case file was made`);
      return bytes;
    },
  });

  async function make(order: store.OrderRow): Promise<void> {
    const { caseId } = order;
    const { loaded, events } = await load(caseId);
    const { kase, key } = loaded;
    if (!key) throw new Problem('not-found', { detail: '办件内容已依法删除，不能再归档。' });
    const around = await parts.around(kase);
    const proof = await proofOf(kase);
    const trace = await traces.ofCase(loaded, new Set<Capacity>(['intakeClerk']));
    const more = (await Promise.all(parts.suppliers.map((supply) => supply(db, caseId)))).flat();
    const gathered = await gather(kase, events, (done, all) => store.notePart(db, caseId, done, all + 1));
    const entries: CaseFileEntry[] = gathered.parts.map(({ fileId: _id, ...entry }) => entry);
    const manifest = canonical({
      format: 'tongban-case-file/1',
      caseId,
      businessNumber: kase.businessNumber ?? null,
      caseVersion: kase.version,
      state: kase.state,
      outcome: kase.outcome ?? null,
      keptAt: [around.intake, around.home],
      chain: { whole: trace.whole, events: trace.entries.length, head: trace.head },
      proof,
      history: trace.entries.map(({ duties, ...entry }) => ({ ...entry, duties })),
      sections: more,
      parts: entries,
    });
    const manifestDigest = sha256Hex(manifest);
    const pages = caseFilePages({
      kase,
      programmeName: around.programmeName,
      regionNames: { intake: around.intake.regionName, home: around.home.regionName },
      windowNames: { intake: around.intake.windowName, home: around.home.windowName },
      trace,
      custody: presentCustody(kase, [], around),
      proof,
      entries,
      manifestDigest,
      more,
    });
    const { pdf, pageCount } = await renderer.layOut({ pages, ...gathered });
    const contents = Buffer.from(manifest);
    const attached = [
      {
        name: '00 目录.json',
        description: `目录；SHA-256 ${manifestDigest}`,
        mediaType: 'application/json',
        size: contents.length,
        bytes: async () => contents,
      },
      ...gathered.parts.filter(({ fault }) => fault === undefined).map(attachment),
    ];
    const [last] = await store.listVersions(db, caseId);
    // What is equal to the last version is not kept twice.
    if (last?.manifestDigest === manifestDigest && (await files.rehash(last.fileId)) === last.sha256) {
      await store.deleteOrder(db, caseId);
      return;
    }
    await files.storeLarge(
      joined([pdf], attachmentsAfter(endOfPdf(pdf), attached)),
      { name: `${pages.name}.pdf`, caseId, pages: pageCount },
      async (tx, file) => {
        await store.insertVersion(tx, {
          caseId,
          fileId: file.id,
          sha256: file.sha256,
          size: file.size,
          pages: pageCount,
          manifestDigest,
          manifest: sealWith(key, manifest, manifestContext(caseId, manifestDigest)),
          parts: entries.length,
          faults: entries.filter(({ fault }) => fault !== undefined).length,
          caseVersion: kase.version,
          chainHead: trace.head,
          reason: order.reason,
          madeAt: clock.now(),
          madeBy: order.orderedBy,
          madeByName: order.orderedByName,
        });
        await store.deleteOrder(tx, caseId);
      },
    );
  }

  async function run(): Promise<number> {
    const now = clock.now();
    const order = await store.takeOrder(db, now, later(now, leaseMs));
    if (!order) return 0;
    try {
      await make(order);
    } catch (error) {
      const failure = error instanceof Problem ? error.message : '归档没有完成，系统会再试';
      const final = error instanceof Problem || order.tries >= mostTries;
      await store.putOff(
        db,
        order.caseId,
        final ? failure.replace('，系统会再试', '，请联系系统管理员') : failure,
        final ? null : later(clock.now(), retryMs * order.tries),
      );
      if (!(error instanceof Problem)) throw error;
    }
    return 1;
  }

  return {
    async view(caseId, actor) {
      const { kase, key } = await fetchable(caseId, actor);
      const versions = await store.listVersions(db, caseId);
      const [last] = versions;
      const order = await store.findOrder(db, caseId);
      const { intake, home } = await parts.around(kase);
      const manifest =
        last && key
          ? (JSON.parse(
              openWith(key, last.manifest, manifestContext(caseId, last.manifestDigest)).toString('utf8'),
            ) as { parts: CaseFileEntry[] })
          : { parts: [] };
      return {
        ended: isTerminal(kase.state),
        newer: last ? kase.version - last.caseVersion : 0,
        versions: versions.map(
          ({ fileId: _file, manifest: _manifest, ...version }): CaseFileVersion => version,
        ),
        order: order
          ? {
              reason: order.reason,
              orderedAt: order.orderedAt,
              doneParts: order.doneParts,
              allParts: order.allParts,
              failure: order.failure,
            }
          : null,
        keptAt: [intake, home].map(({ regionName, windowName }) => ({ regionName, windowName })),
        parts: manifest.parts,
      };
    },
    async read(caseId, actor, version) {
      const { kase } = await fetchable(caseId, actor);
      const versions = await store.listVersions(db, caseId);
      const found = version === undefined ? versions[0] : versions.find((each) => each.version === version);
      if (!found) throw new Problem('case-file-missing');
      await audit.record(db, {
        action: 'caseFileRead',
        actor: auditActorOf(actor),
        subject: { kind: 'caseFile', id: found.fileId },
        caseId,
        detail: { version: found.version },
      });
      return {
        name: `电子档案 ${kase.businessNumber ?? ''}${versions.length > 1 ? ` 第${found.version}版` : ''}.pdf`,
        size: found.size,
        sha256: found.sha256,
        bytes: files.readLarge(found.fileId),
      };
    },
    async order(caseId, actor, given) {
      const { kase } = await fetchable(caseId, actor);
      if (!isTerminal(kase.state)) throw new Problem('case-not-ended');
      const [last] = await store.listVersions(db, caseId);
      const checked = checkPlainText(given ?? '', { max: 200 });
      if (!checked.valid) throw fieldInvalid('/reason', checked.reason);
      const reason = checked.normalized.trim();
      if (last && reason === '') {
        throw new Problem('reason-missing', { detail: '已有电子档案，重新形成一版请写明原因。' });
      }
      const by = { by: actor.id, byName: actor.name };
      await store.insertOrders(db, [caseId], { reason: reason || '窗口归档', at: clock.now(), ...by });
    },
    run,
    subscriber: {
      name: 'case-files',
      title: '办件结束时形成电子档案',
      from: 'now',
      async handle(tx, entries) {
        const ids = [...new Set(entries.map(({ caseId }) => caseId))];
        const ended = await store.listWithoutFile(tx, ids, stateGroups.terminal);
        if (ended.length === 0) return;
        await store.insertOrders(
          tx,
          ended.map(({ id }) => id),
          { reason: byItself, at: clock.now(), by: null, byName: null },
        );
      },
    },
    startWorker(everyMs, onError) {
      let running = Promise.resolve();
      const timer = setInterval(() => {
        running = running
          .then(async () => {
            while ((await run()) > 0);
          })
          .catch(onError);
      }, everyMs);
      return async () => {
        clearInterval(timer);
        await running;
      };
    },
  };
}
