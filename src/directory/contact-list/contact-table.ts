import type { NumberedRecord, RowFault, TableColumn, TableRecord } from '../../platform/tables/table.ts';
import { dayOf } from '../../regulation/instant.ts';
import { officeHoursFrom, officeHoursText } from '../window.ts';
import {
  type ContactEntry,
  type ContactField,
  type ContactFields,
  checkedField,
  contactFieldNames,
  type EntryKind,
  entryKindNames,
  entryLevelName,
} from './contact-entry.ts';

/** Columns of the contact list as a table. */
export type ContactColumn =
  | 'kind'
  | 'regionCode'
  | 'regionName'
  | 'level'
  | 'hallName'
  | ContactField
  | 'status'
  | 'confirmedOn';

const statusNames = { open: '开放', suspended: '暂停', closed: '关闭' } as const;
const told = '只供查看，导入时不看。';

/** The table: what identifies an entry, what can be changed, what is only shown. */
export const contactColumns: readonly TableColumn<ContactColumn>[] = [
  { key: 'kind', title: '类别', hint: '管理部门 或 窗口。', required: true, width: 10 },
  { key: 'regionCode', title: '行政区划代码', hint: '六位数字，如 510107。', required: true, width: 14 },
  { key: 'regionName', title: '地区', hint: told, width: 26 },
  { key: 'level', title: '级别', hint: told, width: 10 },
  { key: 'hallName', title: '大厅', hint: '窗口所在的政务服务大厅；管理部门不填。', width: 30 },
  {
    key: 'name',
    title: '名称',
    hint: '窗口按“代码、大厅、名称”认；清单里没有的名称作为新窗口登记。',
    required: true,
    width: 34,
  },
  { key: 'contactPerson', title: '联系人', hint: '至少两个字。', required: true, width: 12 },
  {
    key: 'phone',
    title: '电话',
    hint: '数字、空格、括号、加号和短横线，如 023-5550 0110。',
    required: true,
    width: 18,
  },
  { key: 'address', title: '地址', hint: '办公地址；管理部门的邮寄地址也是它。', required: true, width: 40 },
  { key: 'addressee', title: '收件人', hint: '寄到窗口的邮件写给谁；管理部门不填。', width: 30 },
  { key: 'postalAddress', title: '邮寄地址', hint: '寄到窗口的邮件写什么地址；管理部门不填。', width: 40 },
  { key: 'postcode', title: '邮政编码', hint: '6 位数字。', required: true, width: 10 },
  {
    key: 'officeHours',
    title: '办公时间',
    hint: '如 工作日 09:00–12:00、13:00–17:00；周三 09:00–12:00。不填为 09:00–12:00、13:00–17:00。',
    width: 40,
  },
  { key: 'status', title: '状态', hint: told, width: 8 },
  { key: 'confirmedOn', title: '最近确认', hint: told, width: 12 },
];

/** An entry as a row. */
export const contactRecord = (entry: ContactEntry, regionName: string): TableRecord<ContactColumn> => ({
  kind: entryKindNames[entry.kind],
  regionCode: entry.regionCode,
  regionName,
  level: entryLevelName(entry),
  hallName: entry.hallName,
  name: entry.name,
  contactPerson: entry.contactPerson,
  phone: entry.phone,
  address: entry.address,
  addressee: entry.kind === 'window' ? entry.addressee : '',
  postalAddress: entry.kind === 'window' ? entry.postalAddress : '',
  postcode: entry.postcode,
  officeHours: officeHoursText(entry.officeHours),
  status: entry.status ? statusNames[entry.status] : '',
  confirmedOn: dayOf(entry.confirmedAt),
});

/** Names one entry in a table: an administration by its region, a window by region, hall and name. */
export const contactKey = ({ kind, regionCode, hallName, name }: TableRecord<ContactColumn>): string =>
  kind === entryKindNames.window ? `${kind} ${regionCode} ${hallName} ${name}` : `${kind} ${regionCode}`;

/** A row as it is understood. */
export type ContactRow = {
  row: number;
  record: TableRecord<ContactColumn>;
  kind: EntryKind;
  regionCode: string;
  hallName: string;
  fields: Partial<ContactFields>;
};

const kindOf = (word: string): EntryKind | undefined =>
  (Object.keys(entryKindNames) as EntryKind[]).find((kind) => entryKindNames[kind] === word);

/** A row with everything that is wrong with it. */
export function contactRowOf(
  { row, record }: NumberedRecord<ContactColumn>,
  isRegion: (code: string) => boolean,
): { read: ContactRow } | { faults: RowFault[] } {
  const faults: RowFault[] = [];
  const wrong = (column: string, sentence: string) => void faults.push({ row, column, sentence });
  const kind = kindOf(record.kind);
  if (!kind) wrong('类别', '类别只能写“管理部门”或“窗口”。');
  if (!isRegion(record.regionCode)) wrong('行政区划代码', `没有行政区划代码为 ${record.regionCode} 的地区。`);
  if (kind === 'window' && record.hallName === '') wrong('大厅', '没有填“大厅”。');
  const own: ContactField[] =
    kind === 'window'
      ? ['name', 'contactPerson', 'phone', 'address', 'addressee', 'postalAddress', 'postcode']
      : ['name', 'contactPerson', 'phone', 'address', 'postcode'];
  const fields: Record<string, unknown> = {};
  for (const field of own) {
    const checked = checkedField(field, record[field]);
    if ('fault' in checked) wrong(contactFieldNames[field], checked.fault);
    else fields[field] = checked.value;
  }
  if (record.officeHours !== '') {
    const hours = officeHoursFrom(record.officeHours);
    const checked = hours
      ? checkedField('officeHours', hours)
      : { fault: '办公时间应写成 工作日 09:00–12:00、13:00–17:00。' };
    if ('fault' in checked) wrong('办公时间', checked.fault);
    else fields['officeHours'] = checked.value;
  }
  if (faults.length > 0 || !kind) return { faults };
  return { read: { row, record, kind, regionCode: record.regionCode, hallName: record.hallName, fields } };
}
