import type { KeptMigration, KeptSequence, KeptTable } from './backup.store.ts';

/** A file of the backup with its digest. */
export type Part = { path: string; bytes: number; sha256: string };

/** A table with its part; `content` is the digest of its rows, whichever database they lay in. */
export type TablePart = KeptTable & { part: Part; rows: number; content: string };

/** What a backup holds: `manifest.json`. */
export type Manifest = {
  format: typeof backupFormat;
  /** When the reading began, by the machine's clock. */
  madeAt: string;
  database: 'postgres' | 'pglite';
  migrations: KeptMigration[];
  tables: TablePart[];
  sequences: KeptSequence[];
  /** List of the files beside the tables: a part whose lines are `[path, bytes, sha256]`. */
  files: { part: Part; count: number; bytes: number };
};

/** Names the notation of this and no other version. */
export const backupFormat = 'tongban-backup-1';

/** Something about a backup, its place or the passphrase that forbids going on; the sentence says what to do. */
export class KeepingRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'KeepingRefused';
  }
}

const altered = (path: string): KeepingRefused =>
  new KeepingRefused(`备份里的 ${path} 与清单不符，可能被改动或没有存完整。没有写入任何内容，请换一份备份。`);

/** Refuses a part that is not as the manifest says. */
export function checkPart(expected: Part, found: { bytes: number; sha256: string } | undefined): void {
  if (!found) throw new KeepingRefused(`备份里缺少 ${expected.path}。没有写入任何内容，请换一份备份。`);
  if (found.bytes !== expected.bytes || found.sha256 !== expected.sha256) throw altered(expected.path);
}

/** The manifest as it was read; refuses what is none, or one of another notation. */
export function parseManifest(text: string): Manifest {
  const manifest = read(text);
  if (manifest === undefined) throw altered('manifest.json');
  if (manifest.format !== backupFormat) {
    throw new KeepingRefused(`不认识的备份格式“${String(manifest.format)}”，请用做出这份备份的版本恢复。`);
  }
  return manifest;
}

function read(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

/** Refuses a backup of a newer version, which this one cannot read. */
export function checkMigrations(migrations: readonly KeptMigration[], known: readonly string[]): void {
  if (migrations.length === 0) throw new KeepingRefused('数据库里没有通办的数据。');
  const newer = migrations.filter(({ name }) => !known.includes(name)).map(({ name }) => name);
  if (newer.length > 0) {
    throw new KeepingRefused(
      `数据出自更新的版本（本版本没有 ${newer.join('、')}）。没有写入任何内容，请先更新程序。`,
    );
  }
}
