import type pg from 'pg';

type Cell = string | number | boolean | Buffer | null;

/** A row by column; all rows of a table have the same columns in the same order. */
export type CopiedRow = Record<string, Cell>;

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString('hex')}`;
  if (typeof cell !== 'string') return String(cell);
  return /[\\\t\n\r]/.test(cell) ? cell.replaceAll(/[\\\t\n\r]/g, (char) => escapes[char] ?? char) : cell;
}

/** Rows as PostgreSQL's COPY reads them. */
const copyText = (rows: readonly CopiedRow[]): string =>
  rows.map((row) => `${Object.values(row).map(cellText).join('\t')}\n`).join('');

/** What of pg's connection a copy uses; not part of its published types. */
type CopyConnection = {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
};

/** Sends rows into a table in one COPY; answers when they are in. */
export function copyInto(client: pg.Client, table: string, rows: readonly CopiedRow[]): Promise<void> {
  const [first] = rows;
  if (!first) return Promise.resolve();
  const columns = Object.keys(first).join(', ');
  return new Promise((resolve, reject) => {
    let failed: Error | undefined;
    const copy = {
      submit(connection: CopyConnection) {
        connection.query(`copy ${table} (${columns}) from stdin`);
      },
      handleCopyInResponse(connection: CopyConnection) {
        connection.sendCopyFromChunk(Buffer.from(copyText(rows)));
        connection.endCopyFrom();
      },
      handleCommandComplete: () => undefined,
      handleError(error: Error) {
        failed = error;
        reject(error);
      },
      handleReadyForQuery: () => (failed ? undefined : resolve()),
    };
    client.query(copy as unknown as pg.Submittable);
  });
}
