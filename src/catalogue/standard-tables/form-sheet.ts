import {
  type Binding,
  bindingNames,
  type FieldType,
  type FormField,
  type RegionalDifference,
  type StandardContent,
} from '../standard.ts';
import { fieldTypeNames } from '../standard-words.ts';
import { linesCell, type RowCells, yesCell } from './cells.ts';
import { withAdded } from './material-sheet.ts';
import { idColumn, type PartSheet, partColumns } from './part-sheet.ts';
import { type Own, ownCells, ownColumns, ownOf, readOwn } from './region-cells.ts';

const columns = [
  ...partColumns,
  idColumn,
  {
    key: 'label',
    title: '表单项',
    hint: '表上怎么写；这个办理项不填表的，写“无”',
    required: true,
    width: 26,
  },
  { key: 'type', title: '类型', hint: Object.values(fieldTypeNames).join(' / '), width: 20 },
  { key: 'required', title: '必填', hint: '是 / 否；不填为是', width: 8 },
  { key: 'options', title: '选项', hint: '类型是“选择”的才填，一行一个', width: 24 },
  { key: 'maxLength', title: '最多字数', hint: '1 到 1000；不填为不限', width: 10 },
  {
    key: 'binding',
    title: '自动填写',
    hint: `办件里已有的不再问：${Object.values(bindingNames).join(' / ')}；要填的不写`,
    width: 20,
  },
  { key: 'help', title: '填写帮助', hint: '写在这一项旁边；没有就不填', width: 40 },
  ...ownColumns,
] as const;

type FieldColumn = (typeof columns)[number]['key'];

/** A form field of all, or of one province. */
type SheetField = { readonly id: string; readonly field: FormField; readonly own: Own };

const isOwn = (
  difference: RegionalDifference,
): difference is Extract<RegionalDifference, { change: 'add-field' }> => difference.change === 'add-field';

function readField(
  cells: RowCells<FieldColumn>,
  id: string,
  old: SheetField | undefined,
  _content: StandardContent,
): SheetField {
  const type = cells.word<FieldType>('type', fieldTypeNames) ?? 'text';
  const options = cells.lines('options', 100, 100);
  const maxLength = cells.count('maxLength', 1000, null);
  const binding = cells.text('binding') === '' ? undefined : cells.word<Binding>('binding', bindingNames);
  const help = cells.text('help', 300);
  const own = readOwn(cells, old?.own);
  if (type === 'select' && options.length === 0) cells.wrong('options', '类型是“选择”的，必须写选项。');
  if (type !== 'select' && options.length > 0) cells.wrong('options', '只有类型是“选择”的才写选项。');
  if (maxLength === 0) cells.wrong('maxLength', '“最多字数”应为 1 到 1000。');
  if (own && binding) cells.wrong('binding', '只限一个省的表单项不能自动填写。');
  return {
    id,
    own,
    field: {
      id,
      label: cells.needed('label', 100),
      type,
      required: cells.yes('required', true),
      ...(help === '' ? {} : { help }),
      ...(options.length > 0 ? { options } : {}),
      ...(maxLength ? { maxLength } : {}),
      ...(binding ? { binding } : {}),
    },
  };
}

/** 申请表单: the fields of all, and those that one province asks for beyond them. */
export const formSheet: PartSheet<SheetField, FieldColumn> = {
  sheet: { title: '申请表单', columns },
  called: '表单项',
  nameKey: 'label',
  nameOf: ({ field }) => field.label,
  prefix: () => 'field',
  mayBeNew: (id) => /^\w{1,40}$/.test(id),
  entriesOf: ({ form, regionalDifferences }) => [
    ...form.map((field) => ({ id: field.id, field, own: null })),
    ...regionalDifferences
      .filter(isOwn)
      .map((difference) => ({ id: difference.field.id, field: difference.field, own: ownOf(difference) })),
  ],
  put: (content, entries) => ({
    ...content,
    form: entries.filter(({ own }) => own === null).map(({ field }) => field),
    regionalDifferences: withAdded(
      content,
      entries.flatMap(({ field, own }) => (own ? [{ ...own, change: 'add-field' as const, field }] : [])),
      'add-field',
    ),
  }),
  recordOf: ({ field, own }) => ({
    id: field.id,
    label: field.label,
    type: fieldTypeNames[field.type],
    required: yesCell(field.required),
    options: linesCell(field.options ?? []),
    maxLength: field.maxLength === undefined ? '' : `${field.maxLength}`,
    binding: field.binding === undefined ? '' : bindingNames[field.binding],
    help: field.help ?? '',
    ...ownCells(own),
  }),
  read: readField,
};
