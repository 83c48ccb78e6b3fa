import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { actorWith, as, openTestApp } from '../../test/http-app.ts';
import { largestFile } from '../regulation/file-limits.ts';
import { instantOf } from '../regulation/instant.ts';
import { createClock } from './clock.ts';
import { all, type Database, run, sql } from './database.ts';
import { sha256Hex } from './digest.ts';
import { createFiles, type Files } from './files.service.ts';
import type { App } from './http.ts';
import { createKeyring } from './keyring.service.ts';
import type { ProblemBody } from './problem.ts';
import { uploadRoutes } from './uploads.routes.ts';
import { createUploads, type Uploads } from './uploads.service.ts';

let database: Database;
let folder: string;
let files: Files;
let uploads: Uploads;
let app: App;

const grantIn = (regionCode: string) => [
  { role: 'windowClerk' as const, regionCode, windowId: randomUUID() },
];
const clerk = actorWith('intake.510107', randomUUID(), grantIn('510107'));
const stranger = actorWith('home.500110', randomUUID(), grantIn('500110'));

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tongban-uploads-'));
  const keyring = await createKeyring(folder);
  const clock = createClock();
  files = createFiles({ database, keyring, folder, clock });
  uploads = createUploads({ database, keyring, files, folder, clock });
  app = await openTestApp([clerk, stranger], (http) => uploadRoutes(http, uploads));
});

beforeEach(async () => {
  await run(database.db, sql`delete from files`);
  await run(database.db, sql`delete from upload_sessions`);
  await rm(join(folder, 'uploads'), { recursive: true, force: true });
});

afterAll(async () => {
  await app.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

type Answer = { id: string; name: string; size: number; sha256: string; mediaType: string; pages: number };
type Progress = { id: string; offset: number; size: number };

const pdf = (text = ''): Buffer => Buffer.from(`%PDF-1.7\n1 0 obj <</Type/Page>> endobj\n% ${text}\n%%EOF\n`);
const jpegOf = (size: number): Buffer => {
  const bytes = Buffer.alloc(size, 7);
  // A frame of 2339 × 1654 dots is all that is looked at.
  Buffer.from('ffd8ffc0000b080923067601110000', 'hex').copy(bytes);
  return bytes;
};

const raw = (bytes: Buffer, name: string | undefined, type = 'application/octet-stream', actor = clerk) =>
  app.inject({
    method: 'POST',
    url: '/api/uploads',
    ...(name === undefined ? {} : { query: { name } }),
    headers: { ...as(actor), 'content-type': type },
    payload: bytes,
  });

async function multipart(bytes: Buffer, name: string, type = 'application/pdf') {
  const form = new FormData();
  form.set('note', 'x');
  form.set('file', new Blob([new Uint8Array(bytes)], { type }), name);
  const request = new Request('http://x/', { method: 'POST', body: form });
  return app.inject({
    method: 'POST',
    url: '/api/uploads',
    headers: { ...as(clerk), 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  });
}

const open = async (size: number, name = '扫描.pdf') =>
  app.inject({
    method: 'POST',
    url: '/api/uploads',
    query: { name, size: String(size) },
    headers: as(clerk),
  });
const patch = (id: string, offset: number, bytes: Buffer, actor = clerk) =>
  app.inject({
    method: 'PATCH',
    url: `/api/uploads/${id}`,
    headers: {
      ...as(actor),
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    payload: bytes,
  });
const head = (id: string, actor = clerk) =>
  app.inject({ method: 'HEAD', url: `/api/uploads/${id}`, headers: as(actor) });
const get = (id: string, actor = clerk) =>
  app.inject({ method: 'GET', url: `/api/uploads/${id}`, headers: as(actor) });

const partsLeft = (): Promise<string[]> => readdir(join(folder, 'uploads')).catch(() => []);

describe('a file in one go', () => {
  test.each([
    ['as a form', () => multipart(pdf(), '户口簿.pdf')],
    ['as bytes', () => raw(pdf(), '户口簿.pdf')],
    ['as bytes of its type', () => raw(pdf(), '户口簿.pdf', 'application/pdf')],
    ['as bytes of a wrong type: the content decides', () => raw(pdf(), '户口簿.pdf', 'image/png')],
  ])('%s', async (_how, send) => {
    const response = await send();
    expect(response.statusCode).toBe(201);
    expect(response.json<Answer>()).toEqual({
      id: expect.any(String),
      name: '户口簿.pdf',
      size: pdf().length,
      sha256: sha256Hex(pdf()),
      mediaType: 'application/pdf',
      pages: 1,
    });
    const content = await get(response.json<Answer>().id);
    expect(content.rawPayload.equals(pdf())).toBe(true);
    expect(content.headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('户口簿.pdf')}`,
    });
  });

  test.each([
    ['nothing', () => raw(Buffer.alloc(0), 'a.pdf'), 422, 'file-empty'],
    ['nothing in a form', () => multipart(Buffer.alloc(0), 'a.pdf'), 422, 'file-empty'],
    ['a program called PDF', () => multipart(Buffer.from('MZ...'), 'a.pdf'), 415, 'file-type-refused'],
    [
      'a PDF with a password',
      () => raw(Buffer.concat([pdf(), Buffer.from('trailer <</Encrypt 3 0 R>>')]), 'a.pdf'),
      422,
      'file-encrypted',
    ],
    ['over 20 MB', () => raw(jpegOf(largestFile + 1), 'a.pdf'), 413, 'file-too-large'],
    ['over 20 MB in a form', () => multipart(jpegOf(largestFile + 1), 'a.pdf'), 413, 'file-too-large'],
  ])('is refused with its name: %s', async (_what, send, status, code) => {
    const response = await send();
    expect(response.statusCode).toBe(status);
    expect(response.headers['content-type']).toContain('application/problem+json');
    const problem = response.json<ProblemBody>();
    expect(problem.code).toBe(code);
    expect(problem.detail).toContain('“a.pdf”');
    expect(await all(database.db, sql`select id from files`)).toEqual([]);
  });

  test.each([
    ['no name', () => raw(pdf(), undefined), 400, 'field-invalid'],
    ['an over-long name', () => raw(pdf(), `${'长'.repeat(200)}.pdf`), 400, 'field-invalid'],
    ['a name that turns the direction', () => raw(pdf(), 'gpj.\u202Efdp.pdf'), 400, 'field-invalid'],
    ['an unknown content type', () => raw(pdf(), 'a.pdf', 'text/html'), 415, 'media-type-unsupported'],
    ['JSON', () => raw(Buffer.from('{"a":1}'), 'a.pdf', 'application/json'), 415, 'media-type-unsupported'],
    [
      'a form without a file',
      () => raw(Buffer.from('--x--\r\n'), 'a.pdf', 'multipart/form-data; boundary=x'),
      400,
      'field-invalid',
    ],
    [
      'a broken form',
      () => raw(Buffer.from('--x\r\nnonsense'), 'a.pdf', 'multipart/form-data; boundary=x'),
      400,
      'field-invalid',
    ],
    [
      'a form without a boundary',
      () => raw(Buffer.from('x'), 'a.pdf', 'multipart/form-data'),
      400,
      'field-invalid',
    ],
  ])('is refused: %s', async (_what, send, status, code) => {
    const response = await send();
    expect([response.statusCode, response.json<ProblemBody>().code]).toEqual([status, code]);
    expect(await all(database.db, sql`select id from files`)).toEqual([]);
  });

  test('of exactly 20 MB is taken either way', async () => {
    for (const response of [
      await raw(jpegOf(largestFile), 'a.jpg'),
      await multipart(jpegOf(largestFile), 'a.jpg', 'image/jpeg'),
    ]) {
      expect(response.json<Answer>()).toMatchObject({ size: largestFile, mediaType: 'image/jpeg' });
    }
  });

  test('is only for people who are signed in', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/uploads',
      query: { name: 'a.pdf' },
      payload: pdf(),
    });
    expect(response.statusCode).toBe(401);
  });
});

describe('a file in parts', () => {
  const bytes = pdf('很长的扫描件'.repeat(500));

  test('arrives part by part, tells how far it has come, and becomes a file', async () => {
    const opened = await open(bytes.length);
    expect(opened.statusCode).toBe(202);
    const { id } = opened.json<Progress>();
    expect(opened.headers.location).toBe(`/api/uploads/${id}`);
    expect((await patch(id, 0, bytes.subarray(0, 1000))).json<Progress>()).toEqual({
      id,
      offset: 1000,
      size: bytes.length,
    });
    const far = await head(id);
    expect([far.statusCode, far.headers['upload-offset'], far.headers['upload-length']]).toEqual([
      204,
      '1000',
      String(bytes.length),
    ]);
    const last = await patch(id, 1000, bytes.subarray(1000));
    expect(last.statusCode).toBe(201);
    expect(last.json<Answer>()).toMatchObject({
      id,
      name: '扫描.pdf',
      size: bytes.length,
      sha256: sha256Hex(bytes),
      pages: 1,
    });
    expect((await get(id)).rawPayload.equals(bytes)).toBe(true);
    expect((await head(id)).statusCode).toBe(404);
    expect(await partsLeft()).toEqual([]);
  });

  test.each([0, 999, 1001])('takes no part at %i when 1000 bytes are there', async (offset) => {
    const { id } = (await open(bytes.length)).json<Progress>();
    await patch(id, 0, bytes.subarray(0, 1000));
    const response = await patch(id, offset, bytes.subarray(offset, offset + 10));
    expect([response.statusCode, response.json<ProblemBody>().code]).toEqual([409, 'upload-offset-mismatch']);
    expect((await head(id)).headers['upload-offset']).toBe('1000');
  });

  test('takes one of two parts sent for the same place at the same time', async () => {
    const { id } = (await open(bytes.length)).json<Progress>();
    const both = await Promise.all([
      patch(id, 0, bytes.subarray(0, 1000)),
      patch(id, 0, bytes.subarray(0, 2000)),
    ]);
    expect(both.map(({ statusCode }) => statusCode).toSorted((one, other) => one - other)).toEqual([
      200, 409,
    ]);
    const offset = Number((await head(id)).headers['upload-offset']);
    expect((await patch(id, offset, bytes.subarray(offset))).json<Answer>().sha256).toBe(sha256Hex(bytes));
  });

  test('goes on after the server stopped between the last part and the file', async () => {
    const { id } = (await open(bytes.length)).json<Progress>();
    await patch(id, 0, bytes.subarray(0, 1000));
    const rest = bytes.subarray(1000);
    const broken = createUploads({
      database,
      keyring: await createKeyring(folder),
      files: { ...files, store: () => Promise.reject(new Error('stopped')) },
      folder,
      clock: createClock(),
    });
    await expect(broken.append(clerk.id, id, 1000, rest)).rejects.toThrow('stopped');
    const response = await patch(id, bytes.length, Buffer.alloc(0));
    expect(response.json<Answer>()).toMatchObject({ id, sha256: sha256Hex(bytes) });
  });

  test.each([
    ['more than was announced', 10, bytes.subarray(0, 11), 400, 'field-invalid'],
    ['content that is refused', 5, Buffer.from('MZ...'), 415, 'file-type-refused'],
  ])('refuses %s', async (_what, size, part, status, code) => {
    const { id } = (await open(size)).json<Progress>();
    const response = await patch(id, 0, part);
    expect([response.statusCode, response.json<ProblemBody>().code]).toEqual([status, code]);
  });

  test('leaves nothing of refused content', async () => {
    const { id } = (await open(5)).json<Progress>();
    await patch(id, 0, Buffer.from('MZ...'));
    expect((await head(id)).statusCode).toBe(404);
    expect(await partsLeft()).toEqual([]);
  });

  test.each([
    ['0', 422, 'file-empty'],
    [String(largestFile + 1), 413, 'file-too-large'],
    ['-1', 400, 'field-invalid'],
    ['1e3', 400, 'field-invalid'],
  ])('does not open for a size of %s', async (size, status, code) => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/uploads',
      query: { name: 'a.pdf', size },
      headers: as(clerk),
    });
    expect([response.statusCode, response.json<ProblemBody>().code]).toEqual([status, code]);
  });

  test('without Upload-Offset is refused', async () => {
    const { id } = (await open(bytes.length)).json<Progress>();
    const response = await app.inject({
      method: 'PATCH',
      url: `/api/uploads/${id}`,
      headers: { ...as(clerk), 'content-type': 'application/octet-stream' },
      payload: bytes,
    });
    expect(response.statusCode).toBe(400);
  });
});

describe('uploads of others', () => {
  test('cannot be seen, told apart from unknown ones, or added to', async () => {
    const { id } = (await raw(pdf(), 'a.pdf')).json<Answer>();
    const { id: openId } = (await open(100)).json<Progress>();
    expect((await get(id, stranger)).json()).toEqual((await get(randomUUID(), stranger)).json());
    expect((await head(openId, stranger)).statusCode).toBe(404);
    expect((await patch(openId, 0, pdf(), stranger)).statusCode).toBe(404);
  });

  test('are read through the case once a case has them', async () => {
    const { id } = (await raw(pdf(), 'a.pdf')).json<Answer>();
    await database.transaction((tx) => files.attachToCase(tx, [id], randomUUID(), clerk.id));
    expect((await get(id)).statusCode).toBe(404);
  });
});

describe('what no case takes', () => {
  const inADay = (more: number): string => instantOf(Date.now() + 24 * 60 * 60 * 1000 + more);

  test('is removed after 24 hours, not before, and what a case took stays', async () => {
    const { id: loose } = (await raw(pdf('a'), 'a.pdf')).json<Answer>();
    const { id: taken } = (await raw(pdf('b'), 'b.pdf')).json<Answer>();
    const { id: unfinished } = (await open(100)).json<Progress>();
    await patch(unfinished, 0, pdf().subarray(0, 10));
    await database.transaction((tx) => files.attachToCase(tx, [taken], randomUUID()));
    expect(await uploads.removeStaleUploads(inADay(-60_000))).toBe(0);
    expect((await get(loose)).statusCode).toBe(200);
    expect(await uploads.removeStaleUploads(inADay(60_000))).toBe(2);
    expect((await get(loose)).statusCode).toBe(404);
    expect((await head(unfinished)).statusCode).toBe(404);
    expect((await files.read(taken)).equals(pdf('b'))).toBe(true);
    expect(await partsLeft()).toEqual([]);
  });

  test('may not exceed 500 MB for one person', async () => {
    const { id } = (await raw(pdf(), 'a.pdf')).json<Answer>();
    await run(database.db, sql`update files set size = ${500 * 1024 * 1024 - 40} where id = ${id}`);
    expect((await raw(pdf(), 'b.pdf')).json<ProblemBody>().code).toBe('upload-volume-exceeded');
    expect((await open(41)).json<ProblemBody>().code).toBe('upload-volume-exceeded');
    expect((await open(40)).statusCode).toBe(202);
    expect((await raw(pdf(), 'b.pdf', 'application/pdf', stranger)).statusCode).toBe(201);
  });
});
