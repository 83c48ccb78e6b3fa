import writeXlsxFile from 'write-excel-file/node';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Database } from '../platform/database.ts';
import type { Demand } from './demand.service.ts';
import type { DemandGroup } from './demand.ts';

/** The demand list of a month as a spreadsheet: figures only, nothing of a person. */
export type DemandExport = {
  spreadsheet(
    actor: Actor,
    query: { month?: string; province?: string },
    address?: string,
  ): Promise<{ bytes: Buffer; month: string }>;
};

const columns: readonly {
  title: string;
  width: number;
  value: (group: DemandGroup, place: number, provinceName: (code: string) => string) => string;
}[] = [
  { title: '序号', width: 6, value: (_group, place) => String(place) },
  { title: '需求分组', width: 32, value: ({ name }) => name },
  { title: '申请人的说法', width: 44, value: ({ wordings }) => wordings.join('；') },
  { title: '登记数', width: 9, value: ({ requests }) => String(requests) },
  { title: '去重后', width: 9, value: ({ counted }) => String(counted) },
  {
    title: '收件地省份',
    width: 28,
    value: ({ provinces }, _place, provinceName) => provinces.map(provinceName).join('、'),
  },
  { title: '收件地区数', width: 11, value: ({ regions }) => String(regions) },
  { title: '已解释', width: 9, value: ({ explained }) => String(explained) },
  { title: '属地同意', width: 9, value: ({ consented }) => String(consented) },
  { title: '不同意', width: 9, value: ({ refused }) => String(refused) },
  { title: '无答复', width: 9, value: ({ unanswered }) => String(unanswered) },
  { title: '申请人放弃', width: 11, value: ({ withdrawn }) => String(withdrawn) },
  { title: '处理中', width: 9, value: ({ pending }) => String(pending) },
  { title: '已建办件', width: 9, value: ({ cases }) => String(cases) },
  { title: '已准予', width: 9, value: ({ granted }) => String(granted) },
];

// Every cell is written as text, so that nothing in it is ever computed as a formula.
const cell = (value: string, head = false) => ({
  value,
  type: String,
  ...(head ? { fontWeight: 'bold' as const } : {}),
});

/** Builds the export. */
export function createDemandExport(parts: {
  database: Database;
  audit: Pick<Audit, 'record'>;
  demand: Pick<Demand, 'month'>;
  regionName: (code: string) => string;
}): DemandExport {
  const { database, audit, demand, regionName } = parts;
  return {
    async spreadsheet(actor, query, address) {
      const { month, groups } = await demand.month(actor, query);
      await audit.record(database.db, {
        action: 'offListDemandExported',
        actor: auditActorOf(actor),
        address,
        detail: { month, province: query.province ?? null, groups: groups.length },
      });
      const bytes = await writeXlsxFile(
        [
          columns.map(({ title }) => cell(title, true)),
          ...groups.map((group, i) => columns.map(({ value }) => cell(value(group, i + 1, regionName)))),
        ],
        {
          sheet: `清单外需求 ${month}`,
          columns: columns.map(({ width }) => ({ width })),
          stickyRowsCount: 1,
        },
      ).toBuffer();
      return { bytes, month };
    },
  };
}
