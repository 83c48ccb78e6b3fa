import writeXlsxFile from 'write-excel-file/node';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Database } from '../../platform/database.ts';
import { holderNames } from '../../regulation/duties.ts';
import { outcomes } from '../../regulation/states.ts';
import type { CaseRow } from '../core/case-view.ts';
import type { CaseLists, ListQuery } from './case-list.service.ts';

/** Export of a work list as a spreadsheet: what the list shows, masked as it is there, and no more. */
export type CaseExport = {
  /** The first `mostExported` rows in the order of the list; who exported what by which filter is recorded. */
  spreadsheet(actor: Actor, query: Omit<ListQuery, 'limit' | 'after'>, address?: string): Promise<Buffer>;
};

/** Most rows of one spreadsheet. */
const mostExported = 10_000;
const pageSize = 500;

const dayAndHour = (at: string | undefined): string => (at ? at.slice(0, 16).replace('T', ' ') : '');

const columns: readonly { title: string; width: number; value: (row: CaseRow) => string }[] = [
  { title: '业务编号', width: 24, value: ({ businessNumber }) => businessNumber ?? '' },
  { title: '申请人', width: 14, value: ({ applicant }) => applicant },
  { title: '事项序号', width: 9, value: ({ itemNumber }) => String(itemNumber) },
  { title: '事项', width: 32, value: ({ itemName }) => itemName },
  { title: '办理项', width: 32, value: ({ optionName }) => optionName },
  { title: '收件地', width: 22, value: ({ intakeRegionName }) => intakeRegionName },
  { title: '属地', width: 22, value: ({ homeRegionName }) => homeRegionName },
  {
    title: '状态',
    width: 18,
    value: ({ stateLabel, outcome }) => (outcome ? `${stateLabel}（${outcomes[outcome]}）` : stateLabel),
  },
  { title: '渠道', width: 12, value: ({ channel }) => channel },
  { title: '下一步', width: 22, value: ({ next }) => next },
  { title: '由谁办', width: 12, value: ({ holder }) => (holder ? holderNames[holder] : '') },
  { title: '期限（当天 24:00 前）', width: 20, value: ({ dueOn }) => dueOn ?? '' },
  { title: '是否逾期', width: 9, value: ({ overdue }) => (overdue ? '已逾期' : '') },
  { title: '最近变化', width: 18, value: ({ updatedAt }) => dayAndHour(updatedAt) },
];

// Every cell is written as text, so that nothing in it is ever computed as a formula.
const cell = (value: string, head = false) => ({
  value,
  type: String,
  ...(head ? { fontWeight: 'bold' as const } : {}),
});

/** Rows as a spreadsheet. */
export const spreadsheetOf = (rows: readonly CaseRow[]): Promise<Buffer> =>
  writeXlsxFile(
    [
      columns.map(({ title }) => cell(title, true)),
      ...rows.map((row) => columns.map(({ value }) => cell(value(row)))),
    ],
    { sheet: '办件清单', columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 },
  ).toBuffer();

/** Builds the export. */
export function createCaseExport({
  database,
  lists,
  audit,
}: {
  database: Database;
  lists: Pick<CaseLists, 'list'>;
  audit: Pick<Audit, 'record'>;
}): CaseExport {
  return {
    async spreadsheet(actor, query, address) {
      const rows: CaseRow[] = [];
      let after: string | undefined;
      do {
        const limit = Math.min(pageSize, mostExported - rows.length);
        const page = await lists.list(actor, { ...query, after, limit });
        rows.push(...page.cases);
        after = page.next;
      } while (after !== undefined && rows.length < mostExported);
      const { queue, state, mode, itemNumber, dueBefore } = query;
      await audit.record(database.db, {
        action: 'casesExported',
        actor: auditActorOf(actor),
        address,
        detail: {
          queue,
          state: state ?? null,
          mode: mode ?? null,
          item: itemNumber ?? null,
          dueBefore: dueBefore ?? null,
          cases: rows.length,
        },
      });
      return spreadsheetOf(rows);
    },
  };
}
