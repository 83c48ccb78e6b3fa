import { expect, test } from 'vitest';
import { detailsOfChange } from './change-words.ts';

const nameOf = (code: string) => ({ '500000': '重庆市', '510000': '四川省' })[code] ?? code;

test('what a change of the lists changed stands in words, regions by name, what stayed is left out', () => {
  const before = {
    name: '渝桂通办',
    status: 'open',
    ladder: 'bothProvinces',
    members: [{ region: '500000', validFrom: '2022-01-01', validTo: null }],
  };
  const after = {
    ...before,
    status: 'closed',
    members: [
      { region: '500000', validFrom: '2022-01-01', validTo: '2023-01-01' },
      { region: '510000', validFrom: '2022-06-01' },
    ],
  };
  expect(detailsOfChange({ before, after }, nameOf)).toEqual([
    { label: '状态', before: '已公布', after: '已停止' },
    {
      label: '成员地区',
      before: '重庆市（2022-01-01 起）',
      after: '重庆市（2022-01-01 起，2023-01-01 前）、四川省（2022-06-01 起）',
    },
  ]);
  expect(detailsOfChange({ after: { regions: ['500000'], familyId: 'x' } }, nameOf)).toEqual([
    { label: '地区', before: '', after: '重庆市' },
  ]);
  expect(detailsOfChange({ before: { name: '甲' }, after: null }, nameOf)).toEqual([
    { label: '名称', before: '甲', after: '' },
  ]);
});
