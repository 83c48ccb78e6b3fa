import { expect, test } from 'vitest';
import type { ItemRow } from '../item.ts';
import { familiesOfDraft } from './draft-families.ts';
import { differenceOfLists, matchItems } from './item-match.ts';

const item = (number: number, name: string, localNames: Record<string, string> = {}): ItemRow => ({
  number,
  name,
  localNames,
  leadDepartments: [{ region: null, name: '公安部门' }],
  cooperatingDepartments: [],
  implementers: [],
  source: null,
  batch: null,
  numberInBatch: null,
  scenario: null,
  scenarioAsPublished: null,
  dueText: null,
});
const before = [item(1, '甲'), item(2, '乙'), item(3, '丙类许可'), item(4, '同名'), item(5, '同名')];

test('rows are continued by name, then — renamed — by number', () => {
  const after = [item(1, '新'), item(2, '甲'), item(3, '丙类许可试点'), item(4, '同名'), item(5, '同名')];
  const matched = matchItems(before, after);
  expect(
    [...matched].map(([number, { number: old }]) => [number, old] as const).toSorted(([a], [b]) => a - b),
  ).toEqual([
    [2, 1],
    [3, 3],
    [4, 4],
    [5, 5],
  ]);
});

test('a local name continues a row as well', () => {
  expect(
    matchItems(
      [item(7, '开具户籍证明', { '500000': '开具临时身份证明' })],
      [item(1, '开具临时身份证明')],
    ).get(1)?.number,
  ).toBe(7);
});

test('the difference names what is new, gone and changed', () => {
  const shown = ({ number, name }: ItemRow) => ({ number: `${number}`, name });
  expect(differenceOfLists(before, [item(1, '甲'), item(2, '丙类许可'), item(3, '丁')], shown)).toEqual({
    added: [{ number: '3', name: '丁' }],
    changed: [{ before: { number: '3', name: '丙类许可' }, after: { number: '2', name: '丙类许可' } }],
    missing: [
      { number: '2', name: '乙' },
      { number: '4', name: '同名' },
      { number: '5', name: '同名' },
    ],
    unchanged: 1,
  });
});

test('families: linked, continued, by an equal name elsewhere, else new; never one twice', () => {
  const { members, fresh } = familiesOfDraft(
    [item(1, '甲'), item(2, '别处有'), item(3, '全新'), item(4, '同名'), item(5, '同名'), item(6, '手工')],
    {
      linked: new Map([[6, 'by-hand']]),
      before,
      beforeFamilies: new Map([
        [1, 'f-甲'],
        [4, '同名'],
      ]),
      byName: new Map([['别处有', 'elsewhere']]),
      known: new Set(['同名']),
    },
  );
  expect(members.map(({ familyId }) => familyId)).toEqual([
    'f-甲',
    'elsewhere',
    '全新',
    '同名',
    '同名#5',
    'by-hand',
  ]);
  expect(fresh).toEqual([
    { id: '全新', name: '全新' },
    { id: '同名#5', name: '同名' },
  ]);
});
