import { describe, expect, test } from 'vitest';
import type { NumberedRecord, TableRecord } from '../../platform/tables/table.ts';
import { type OptionKey, readOptions, rowsOfOptions, type SplitMatter } from './option-table.ts';

const option = { id: 'sw5-001-1', name: '居民身份证换领', familyId: 'f', versions: [] };
const matters: ReadonlyMap<number, SplitMatter> = new Map([
  [1, { number: 1, name: '居民身份证换领、补领', options: [option] }],
  [2, { number: 2, name: '开具户籍证明', options: [] }],
]);
const empty: TableRecord<OptionKey> = { number: '2', item: '', id: '', name: '', levels: '', situations: '' };
const read = (...records: Partial<TableRecord<OptionKey>>[]) =>
  readOptions(
    records.map(
      (record, at): NumberedRecord<OptionKey> => ({ row: at + 2, record: { ...empty, ...record } }),
    ),
    matters,
  );

describe('办理项的表', () => {
  test('导出再导入什么也不提出', () => {
    const rows = rowsOfOptions([...matters.values()]);
    expect(rows.map(({ id, name }) => [id, name])).toEqual([
      ['sw5-001-1', '居民身份证换领'],
      ['', ''],
    ]);
    expect(read(...rows)).toEqual({ splits: [], added: [], faults: [] });
  });

  test('新写的按事项提出拆分', () => {
    const { splits, faults } = read(
      { name: '本人开具', levels: '县级、市级', situations: '本人办理\n委托办理' },
      { number: '1', name: '居民身份证补领', levels: '县级', situations: '遗失' },
      { name: '亲属开具', levels: '县级', situations: '亲属办理' },
    );
    expect(faults).toEqual([]);
    expect(splits).toEqual([
      {
        number: 2,
        row: 2,
        options: [
          { name: '本人开具', levels: ['prefecture', 'county'], situations: ['本人办理', '委托办理'] },
          { name: '亲属开具', levels: ['county'], situations: ['亲属办理'] },
        ],
      },
      { number: 1, row: 3, options: [{ name: '居民身份证补领', levels: ['county'], situations: ['遗失'] }] },
    ]);
  });

  test.each([
    [{ number: '99' }, '清单里没有第 99 项'],
    [{ item: '别的事项' }, '与这一行不同'],
    [{ number: '1', id: 'sw5-001-9' }, '没有编号为“sw5-001-9”'],
    [{ number: '1', id: 'sw5-001-1', name: '改名' }, '在它的收件标准里改'],
    [{ number: '1', name: '居民身份证 换领', levels: '县级', situations: '换' }, '重复'],
    [{ name: '新', levels: '', situations: '换' }, '没有填“实施层级”'],
    [{ name: '新', levels: '国家级', situations: '换' }, '没有“国家级”'],
    [{ name: '新', levels: '县级' }, '没有填“办理情形”'],
    [{ levels: '县级' }, '没有填“办理项名称”'],
  ])('%o', (record, sentence) => {
    const { faults } = read(record);
    expect(faults[0]).toMatchObject({ row: 2 });
    expect(faults.map((fault) => fault.sentence).join('')).toContain(sentence);
  });
});
