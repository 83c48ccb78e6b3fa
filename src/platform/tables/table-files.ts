import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../http.ts';
import { answerProblem } from '../http-problems.ts';
import { fieldInvalid, Problem } from '../problem.ts';
import { object, oneOf, Type } from '../schema.ts';
import { largestTable } from './read-table.service.ts';
import type { RowFault, TableChanges, TableColumn, TableRecord } from './table.ts';
import { csv, spreadsheet, template } from './write-table.service.ts';

/** Content types in which a table is handed in: its bytes, as they are. */
export const tableTypes = ['application/octet-stream'];

/** Formats in which a list is given out. */
export const tableFormats = ['xlsx', 'csv'] as const;
export type TableFormat = (typeof tableFormats)[number];

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Routes that take a table as their body: the bytes of the file, at most 10 MB. */
export function withTableFiles(app: App, addRoutes: (scope: App) => void): void {
  app.register(async (scope: App) => {
    scope.addContentTypeParser(
      tableTypes,
      { parseAs: 'buffer', bodyLimit: largestTable },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    scope.setErrorHandler((error: { code?: string } & Error, request, reply) =>
      answerProblem(
        error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
          ? fieldInvalid('/file', '文件超过 10 MB，请分几次导入。')
          : (error as never),
        request,
        reply,
      ),
    );
    addRoutes(scope);
  });
}

/** The bytes handed in. */
export function tableOf(request: { body: unknown }): Buffer {
  if (!Buffer.isBuffer(request.body)) throw new Problem('media-type-unsupported');
  return request.body;
}

/** Names a file and what it would be laid over; a confirmation must name the same. */
export const importToken = (bytes: Buffer, standing: unknown): string =>
  createHash('sha256').update(bytes).update('\n').update(JSON.stringify(standing)).digest('hex').slice(0, 32);

/** Refuses a confirmation of what was not looked at: another file, or other rows underneath. */
export function checkToken(token: string, confirmed: string): void {
  if (token !== confirmed) throw new Problem('import-stale');
}

const Row = Type.Record(Type.String(), Type.String());

const reportHead = {
  stored: Type.Boolean({ description: '是否已经存入；试读时总是 false' }),
  token: Type.String({ description: '确认时原样带回；文件或现有内容变了就不再有效' }),
  rows: Type.Integer(),
  faults: Type.Array(
    object({
      sheet: Type.Optional(Type.String({ description: '有几张表的，在哪张表里' })),
      row: Type.Integer({ description: '表里的第几行，表头是第 1 行' }),
      column: Type.Optional(Type.String()),
      sentence: Type.String(),
    }),
    { description: '有一条就整份不存' },
  ),
  questions: Type.Array(
    object({
      row: Type.Integer(),
      kind: Type.String(),
      sentence: Type.String(),
      suggestion: Type.Optional(Type.Array(Type.String(), { description: '建议的拆分，可改' })),
    }),
    { description: '要人工逐条确认的' },
  ),
};
const changes = {
  columns: Type.Array(object({ key: Type.String(), title: Type.String() })),
  added: Type.Array(Row),
  changed: Type.Array(object({ before: Row, after: Row })),
  missing: Type.Array(Row),
  unchanged: Type.Integer(),
};

/** What an import would do, row by row; nothing is stored unless it was confirmed. */
export const ImportReportAnswer = object({ ...reportHead, ...changes });

/** The same of a file with several sheets: what it would do to each. */
export const SheetsReportAnswer = object({
  ...reportHead,
  sheets: Type.Array(object({ title: Type.String(), ...changes })),
});

/** A row that somebody has to confirm; `suggestion` are the texts it would become. */
export type RowQuestion = {
  readonly row: number;
  readonly kind: string;
  readonly sentence: string;
  readonly suggestion?: readonly string[];
};

type ReportHead = {
  readonly stored: boolean;
  readonly token: string;
  readonly rows: number;
  readonly faults: readonly RowFault[];
  readonly questions: readonly RowQuestion[];
};

/** What a table changes of what stands, with the columns it is shown under. */
export type ShownChanges = TableChanges<TableRecord> & {
  readonly columns: readonly { key: string; title: string }[];
};

/** What an import would do. */
export type ImportReport = ReportHead & ShownChanges;

/** What an import of several sheets would do. */
export type SheetsReport = ReportHead & { readonly sheets: readonly (ShownChanges & { title: string })[] };

const headAnswer = ({ stored, token, rows, faults, questions }: ReportHead) => ({
  stored,
  token,
  rows,
  faults: faults.map((fault) => ({ ...fault })),
  questions: questions.map(({ suggestion, ...question }) => ({
    ...question,
    ...(suggestion ? { suggestion: [...suggestion] } : {}),
  })),
});

const changesAnswer = ({ columns, added, changed, missing, unchanged }: ShownChanges) => ({
  columns: columns.map(({ key, title }) => ({ key, title })),
  added: added.map((row) => ({ ...row })),
  changed: changed.map(({ before, after }) => ({ before: { ...before }, after: { ...after } })),
  missing: missing.map((row) => ({ ...row })),
  unchanged,
});

/** An import's report as it is answered. */
export const importAnswer = (report: ImportReport) => ({ ...headAnswer(report), ...changesAnswer(report) });

/** The report of several sheets as it is answered. */
export const sheetsAnswer = (report: SheetsReport) => ({
  ...headAnswer(report),
  sheets: report.sheets.map(({ title, ...rest }) => ({ title, ...changesAnswer(rest) })),
});

/** Query of a download: which format, or the empty template. */
export const TableQuery = object({
  format: Type.Optional(oneOf(tableFormats, { description: '默认 xlsx' })),
  template: Type.Optional(oneOf(['1'], { description: '只要空表和填写说明' })),
});

/** Answers a list as a file to download; with `template`, the empty table with what belongs in each column. */
export async function sendTable<Key extends string>(
  reply: FastifyReply,
  list: { name: string; columns: readonly TableColumn<Key>[]; records: () => Promise<TableRecord<Key>[]> },
  query: { format?: TableFormat; template?: '1' },
): Promise<FastifyReply> {
  const asTemplate = query.template !== undefined;
  const format = asTemplate ? 'xlsx' : (query.format ?? 'xlsx');
  const name = asTemplate ? `${list.name}（模板）` : list.name;
  const sheet = list.name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);
  const bytes = asTemplate
    ? await template(sheet, list.columns)
    : format === 'csv'
      ? csv(list.columns, await list.records())
      : await spreadsheet(sheet, list.columns, await list.records());
  return sendFile(reply, name, format, bytes);
}

/** Answers a file to download. */
export const sendFile = (
  reply: FastifyReply,
  name: string,
  format: TableFormat,
  bytes: Buffer,
): FastifyReply =>
  reply
    .header('content-type', format === 'csv' ? 'text/csv; charset=utf-8' : xlsxType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`)
    .header('cache-control', 'no-store')
    .send(bytes);
