import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from './digest.ts';
import { SealBroken } from './envelope.ts';
import { readPieces, writePieces } from './sealed-pieces.service.ts';

const key = randomBytes(32);
const mebibyte = 1024 * 1024;

describe('large files lie in sealed pieces', () => {
  let folder: string;
  let path: string;
  const content = randomBytes(9 * mebibyte);

  async function* inChunks(bytes: Buffer, length: number) {
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  }
  async function read(id = 'one'): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of readPieces(path, key, id)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pieces-'));
    path = join(folder, 'file');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('what is written is read again, whatever the length of the chunks; nobody reads it on the disk', async () => {
    const written = await writePieces(path, key, 'one', inChunks(content, 700_001));
    expect(written).toEqual({ sha256: sha256Hex(content), size: content.length });
    expect((await read()).equals(content)).toBe(true);
    expect((await readFile(path)).includes(content.subarray(0, 64))).toBe(false);
  });

  test('pieces are held one at a time: none is longer than 4 MB', async () => {
    for await (const piece of readPieces(path, key, 'one'))
      expect(piece.length).toBeLessThanOrEqual(4 * mebibyte);
  });

  test('an altered byte, a piece cut off and the name of another file are noticed', async () => {
    const sealed = await readFile(path);
    const altered = Buffer.from(sealed);
    altered[5 * mebibyte] = (altered[5 * mebibyte] ?? 0) ^ 1;
    await writeFile(path, altered);
    await expect(read()).rejects.toThrow(SealBroken);
    const second = 4 + sealed.readUInt32BE(0);
    await writeFile(path, sealed.subarray(0, second));
    await expect(read()).rejects.toThrow(SealBroken);
    await writeFile(path, sealed);
    await expect(read('two')).rejects.toThrow(SealBroken);
    expect((await read()).equals(content)).toBe(true);
  });

  test('an empty content is one empty piece; a failed writing leaves nothing', async () => {
    path = join(folder, 'empty');
    expect((await writePieces(path, key, 'one', inChunks(Buffer.alloc(0), 1))).size).toBe(0);
    expect((await read()).length).toBe(0);
    const broken = join(folder, 'broken');
    async function* breaksOff() {
      yield Buffer.from('begun');
      throw new Error('the disk is full');
    }
    await expect(writePieces(broken, key, 'one', breaksOff())).rejects.toThrow('the disk is full');
    await expect(stat(broken)).rejects.toThrow('ENOENT');
  });
});
