import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip, createGzip } from 'node:zlib';
import type { Part } from './manifest.ts';

/** Counts and digests what flows through. */
class Meter extends Transform {
  bytes = 0;
  readonly #hash = createHash('sha256');
  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.bytes += chunk.length;
    this.#hash.update(chunk);
    done(null, chunk);
  }
  get measure(): { bytes: number; sha256: string } {
    return { bytes: this.bytes, sha256: this.#hash.digest('hex') };
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Writes lines as a compressed part under a folder; answers the part, how many lines, and the digest of the lines. */
export async function writePart(
  folder: string,
  path: string,
  batches: AsyncIterable<readonly string[]>,
): Promise<{ part: Part; rows: number; content: string }> {
  await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
  const gzip = createGzip({ level: 3 });
  const meter = new Meter();
  const written = pipeline(
    gzip,
    meter,
    createWriteStream(join(folder, path), { flags: 'wx', mode: 0o600, flush: true }),
  );
  // A failure shows where the lines are written, or at the end.
  written.catch(() => undefined);
  const { rows, content } = await digestLines(batches, async (text) => {
    if (!gzip.write(text)) await Promise.race([once(gzip, 'drain'), written]);
  });
  gzip.end();
  await written;
  return { part: { path, ...meter.measure }, rows, content };
}

/** Number and digest of lines; `each` may write them as they pass. */
export async function digestLines(
  batches: AsyncIterable<readonly string[]>,
  each: (text: string) => Promise<void> = () => Promise.resolve(),
): Promise<{ rows: number; content: string }> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const lines of batches) {
    const text = `${lines.join('\n')}\n`;
    hash.update(text);
    rows += lines.length;
    await each(text);
  }
  return { rows, content: hash.digest('hex') };
}

const largestBatch = 2 * 1024 * 1024;
const mostLines = 500;

/** Lines of a compressed part, in batches that fit into memory. */
export async function* readPart(folder: string, path: string): AsyncGenerator<string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let batch: string[] = [];
  let size = 0;
  const source = createReadStream(join(folder, path));
  const text = createGunzip();
  source.on('error', (error) => text.destroy(error));
  for await (const chunk of source.pipe(text)) {
    const lines = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      batch.push(line);
      size += line.length;
      if (batch.length < mostLines && size < largestBatch) continue;
      yield batch;
      batch = [];
      size = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

/** Size and digest of a file; undefined when there is none. */
export async function measureFile(path: string): Promise<{ bytes: number; sha256: string } | undefined> {
  const meter = new Meter();
  meter.resume();
  try {
    await pipeline(createReadStream(path), meter);
    return meter.measure;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Copies a file to a place where there is none; answers what was copied, undefined when the source is gone. */
export async function copyMeasured(
  from: string,
  to: string,
): Promise<{ bytes: number; sha256: string } | undefined> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const meter = new Meter();
  const source = createReadStream(from);
  try {
    await once(source, 'open');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  await pipeline(source, meter, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }));
  return meter.measure;
}

/** Works on the items of batches, some at a time. */
export async function forEachOf<Item>(
  batches: AsyncIterable<readonly Item[]> | Iterable<readonly Item[]>,
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  for await (const batch of batches) {
    const left = [...batch];
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
      }),
    );
  }
}
