import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openWith, SealBroken, type SecretKey, sealWith } from './envelope.ts';

/** Bytes of plain content in one piece; no more than one piece is ever held. */
const pieceBytes = 4 * 1024 * 1024;
const lengthBytes = 4;

const contextOf = (id: string, index: number, last: boolean): string =>
  `file:${id}:${index}${last ? ':last' : ''}`;

/** Regroups content into pieces of one length, the last one shorter; an empty content is one empty piece. */
async function* piecesOf(
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of content) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    while (length + rest.length > pieceBytes) {
      const taken = rest.subarray(0, pieceBytes - length);
      yield { bytes: Buffer.concat([...held, taken]), last: false };
      rest = rest.subarray(taken.length);
      held = [];
      length = 0;
    }
    held.push(rest);
    length += rest.length;
  }
  yield { bytes: Buffer.concat(held), last: true };
}

/**
 * Writes content to a new file, sealed piece by piece under one key; each piece tells its place and the last one that
 * it is the last, so that none can be moved or cut off. Answers digest and length of the plain content; on a failure
 * the file is removed.
 */
export async function writePieces(
  path: string,
  key: SecretKey,
  id: string,
  content: AsyncIterable<Uint8Array>,
): Promise<{ sha256: string; size: number }> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let size = 0;
  let index = 0;
  const handle = await open(path, 'wx', 0o600);
  try {
    for await (const { bytes, last } of piecesOf(content)) {
      hash.update(bytes);
      size += bytes.length;
      const sealed = sealWith(key, bytes, contextOf(id, index, last));
      const length = Buffer.alloc(lengthBytes);
      length.writeUInt32BE(sealed.length);
      await handle.write(length);
      await handle.write(sealed);
      index += 1;
    }
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(path, { force: true });
    throw error;
  }
  await handle.close();
  return { sha256: hash.digest('hex'), size };
}

/** The plain content of a file of pieces, one piece after another; throws SealBroken where one was altered or is gone. */
export async function* readPieces(path: string, key: SecretKey, id: string): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    let at = 0;
    for (let index = 0; ; index += 1) {
      const length = Buffer.alloc(lengthBytes);
      const { bytesRead } = await handle.read(length, 0, lengthBytes, at);
      if (bytesRead < lengthBytes) throw new SealBroken();
      const sealedLength = length.readUInt32BE();
      if (at + lengthBytes + sealedLength > size) throw new SealBroken();
      const sealed = Buffer.alloc(sealedLength);
      await handle.read(sealed, 0, sealedLength, at + lengthBytes);
      at += lengthBytes + sealedLength;
      const last = at === size;
      yield openWith(key, sealed, contextOf(id, index, last));
      if (last) return;
    }
  } finally {
    await handle.close();
  }
}

/** A name beside a file for what is still being written. */
export const unfinished = (path: string): string => `${path}.${randomBytes(6).toString('hex')}.tmp`;
