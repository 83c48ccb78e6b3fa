import { randomBytes } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a folder's entries survive a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file whole or not at all (mode 600): beside its place, synced, then moved there. With `onlyNew` an
 * existing file stays as it is; answers whether this call made the file.
 */
export async function writeWhole(
  path: string,
  content: Uint8Array | string,
  options: { onlyNew?: boolean } = {},
): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = await open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    if (options.onlyNew) await link(temporary, path);
    else await rename(temporary, path);
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    if (options.onlyNew && (error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}
