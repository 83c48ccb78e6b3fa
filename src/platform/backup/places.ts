import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../database.ts';
import { lockFolder } from '../folder-lock.ts';
import { openPgliteAsOwner } from '../pglite.ts';
import { openPostgresAsOwner } from '../postgres.ts';
import { KeepingRefused } from './manifest.ts';

/** Where a Tongban keeps its data: the folder, and the address of PostgreSQL if it uses one. */
export type Place = Pick<Config, 'dataFolder' | 'databaseUrl'>;

/** What a system keeps in its folder beside the embedded database. */
export const keptBeside = ['files', 'uploads', 'keys.json'] as const;
const everything = [...keptBeside, 'database'];

/** Opens what is there, as owner and unchanged; an embedded database must not be in use. */
export async function openPlace({ dataFolder, databaseUrl }: Place): Promise<Database> {
  if (databaseUrl) return openPostgresAsOwner(databaseUrl);
  const dataDir = join(dataFolder, 'database');
  if (!existsSync(dataDir))
    throw new KeepingRefused(`${dataFolder} 里没有数据库。请用 TONGBAN_DATA 指明数据文件夹。`);
  const unlock = await lockFolder(dataFolder);
  try {
    const database = await openPgliteAsOwner(dataDir);
    return {
      ...database,
      async close() {
        await database.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

const stagingOf = (dataFolder: string): string => join(dataFolder, 'restoring');

/** A folder that is being filled: everything comes to its place at once, or nothing. */
export type Staging = {
  /** Where things are put for now. */
  folder: string;
  /** Brings things to their place; `database` among them for an embedded one. */
  settle(names: readonly string[]): Promise<void>;
  /** Takes back what was settled, and what was not. */
  undo(): Promise<void>;
  close(): Promise<void>;
};

/** Takes a data folder that must hold nothing yet. What a broken-off attempt left behind is removed. */
export async function stageFolder(dataFolder: string): Promise<Staging> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const there = everything.filter((name) => existsSync(join(dataFolder, name)));
  if (there.length > 0) {
    throw new KeepingRefused(
      `数据文件夹 ${dataFolder} 不是空的（已有 ${there.join('、')}）。没有写入任何内容，请用 TONGBAN_DATA 另选文件夹。`,
    );
  }
  const unlock = await lockFolder(dataFolder);
  const folder = stagingOf(dataFolder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  const settled: string[] = [];
  return {
    folder,
    async settle(names) {
      for (const name of names) {
        if (!existsSync(join(folder, name))) continue;
        await rename(join(folder, name), join(dataFolder, name));
        settled.push(name);
      }
    },
    async undo() {
      for (const name of settled) await rm(join(dataFolder, name), { recursive: true, force: true });
      settled.length = 0;
    },
    async close() {
      await rm(folder, { recursive: true, force: true });
      await unlock();
    },
  };
}

/** Refuses a folder for a backup that is there and not empty. */
export async function checkNewFolder(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length > 0) throw new KeepingRefused(`${folder} 不是空的，请为每份备份另取一个文件夹。`);
}

/** Whether two addresses of folders mean the same. */
export const isSameFolder = (one: string, other: string): boolean => resolve(one) === resolve(other);
