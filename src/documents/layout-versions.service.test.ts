import { randomBytes, randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { standingClock } from '../../test/identity-fixture.ts';
import { pdfText } from '../../test/pdf-text.ts';
import type { Database } from '../platform/database.ts';
import { createFiles } from '../platform/files.service.ts';
import { openKeyring } from '../platform/keyring.service.ts';
import type { Instant } from '../regulation/instant.ts';
import { contentDigest } from './content-digest.ts';
import { createDocuments, type Documents, type IssuedForm } from './documents.service.ts';
import type { Form } from './forms.ts';
import { createRenderer, hasLayout } from './renderer.service.ts';
import { sampleReceipt } from './sample-forms.ts';

const shipped = fileURLToPath(new URL('../../data/forms/', import.meta.url));
const caseKey = randomBytes(32);
const caseId = randomUUID();
const copy = { state: 'issued', reprint: true, holder: 'home' } as const;

let database: Database;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tongban-layouts-'));
  await cp(shipped, join(folder, 'forms'), { recursive: true });
  await mkdir(join(folder, 'forms/v2'));
  // The second version of 附件2, as a later release would bring it: its own words under every copy.
  const first = await readFile(join(shipped, 'counter-form.typ'), 'utf8');
  const second = first
    .replace('#import "official.typ"', '#import "../official.typ"')
    .replace('#let columns', '#let added = [第二版样式]\n#let columns')
    .replace('#let head(d) = {', '#let head(d) = {\n  added');
  await writeFile(join(folder, 'forms/v2/counter-form.typ'), second);
});
afterAll(() => database.close());

const form: Form = { kind: 'intakeReceipt', data: sampleReceipt };

test('a new layout is for later documents only; an earlier one is printed again as it was (R-219)', async () => {
  const templates = `${join(folder, 'forms')}/`;
  expect(hasLayout('intakeReceipt', 2, templates)).toBe(true);
  expect([hasLayout('packingList', 2, templates), hasLayout('intakeReceipt', 2)]).toEqual([false, false]);
  const clock = standingClock('2021-09-28T10:00:00.000+08:00');
  const keyring = await openKeyring(database, folder);
  const documents = createDocuments({
    database,
    files: createFiles({ database, keyring, folder, clock }),
    clock,
    renderer: createRenderer(templates),
    layoutOn: (kind, on) => (kind === 'intakeReceipt' && on >= '2021-10-20' ? 2 : 1),
    keyOf: async () => caseKey,
  });
  await documents.loadSampleSeals([
    { id: randomUUID(), regionCode: sampleReceipt.intakeRegionCode, authority: '武侯区' },
  ]);
  const before = await issued(documents, '2021-09-28T10:00:00.000+08:00');
  const [original, reprint] = [await documents.original(before), documents.copy(before, copy).pdf];
  clock.set('2021-10-21T10:00:00.000+08:00');
  const after = await issued(documents, '2021-10-21T10:00:00.000+08:00');

  expect([before.layoutVersion, after.layoutVersion]).toEqual([1, 2]);
  const kept = await found(documents, before.id);
  expect(Buffer.from(reprint).equals(documents.copy(kept, copy).pdf)).toBe(true);
  expect(original.equals(await documents.original(kept))).toBe(true);
  const words = (pdf: Uint8Array) => pdfText(Buffer.from(pdf)).replace(/\s/g, '');
  expect(words(original)).not.toContain('第二版样式');
  expect(words(documents.voidedSet(kept).pdf)).not.toContain('第二版样式');
  expect(words(await documents.original(after))).toContain('第二版样式');
  // Printed together, each keeps its own.
  expect(words(documents.printSet([kept, after])).split('第二版样式').length).toBe(4);
});

async function issued(documents: Documents, at: Instant): Promise<IssuedForm> {
  const id = randomUUID();
  const order = { id, verificationCode: randomUUID(), contentDigest: contentDigest(form), form };
  const prepared = documents.prepare(order);
  await database.transaction((tx) =>
    documents.issue(tx, prepared, { caseId, caseKey, issuedBy: randomUUID(), at }),
  );
  return found(documents, id);
}

async function found(documents: Documents, id: string): Promise<IssuedForm> {
  const document = await documents.find(id);
  if (!document) throw new Error('the document is missing');
  return document;
}
