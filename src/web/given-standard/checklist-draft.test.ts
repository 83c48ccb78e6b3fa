import { describe, expect, test } from 'vitest';
import { checkGivenStandard, type GivenStandardInput } from '../../catalogue/given-standard-form.ts';
import {
  bodyOf,
  type ChecklistDraft,
  draftOf,
  emptyChecklist,
  faultsOf,
  newMaterial,
} from './checklist-draft.ts';

const giving = {
  id: 'x',
  source: 'standardRequest',
  itemName: '查询打印权益记录单',
  homeRegion: '500110',
  givenAt: '2021-07-05T10:00:00.000+08:00',
  givenBy: { staffId: 's', name: '李强', windowId: null },
} as const;

const filled = (): ChecklistDraft => ({
  ...emptyChecklist('人力社保局'),
  promisedDays: '5',
  statutoryDays: '20',
  legalBasis: '《社会保险法》第七十四条\n\n',
  materials: [
    { ...newMaterial(), name: '居民身份证', copies: 1, points: '在有效期内？\n\n照片清楚？' },
    newMaterial(),
  ],
});

const pointers = (change: Partial<ChecklistDraft>): string[] =>
  faultsOf({ ...filled(), ...change }).map(({ pointer }) => pointer);

describe('属地填写的清单', () => {
  test('空着的行不算材料，空行不算要点；服务器收得下', () => {
    expect(faultsOf(filled())).toEqual([]);
    const body: GivenStandardInput = bodyOf(filled());
    expect(body.materials).toEqual([
      {
        name: '居民身份证',
        required: true,
        originals: 1,
        copies: 1,
        sendOriginal: false,
        points: ['在有效期内？', '照片清楚？'],
      },
    ]);
    expect(body.legalBasis).toEqual(['《社会保险法》第七十四条']);
    expect(checkGivenStandard(body, giving, '')).toHaveProperty('standard');
  });

  test.each<[string, Partial<ChecklistDraft>, string[]]>([
    ['一项材料也没有', { materials: [newMaterial()] }, ['/materials']],
    [
      '没有份数',
      { materials: [{ ...newMaterial(), name: '身份证', originals: 0 }] },
      ['/materials/0/originals'],
    ],
    ['没有主管部门', { department: ' ' }, ['/department']],
    ['没有承诺时限', { promisedDays: '' }, ['/promisedDays']],
    ['承诺时限不是数', { promisedDays: '五天' }, ['/promisedDays']],
    ['承诺比法定长', { promisedDays: '21' }, ['/promisedDays']],
    ['法定时限不是数', { statutoryDays: '约20' }, ['/statutoryDays']],
  ])('%s', (_what, change, expected) => expect(pointers(change)).toEqual(expected));

  test('没有法定时限的不填', () => {
    expect(pointers({ statutoryDays: '' })).toEqual([]);
    expect(bodyOf({ ...filled(), statutoryDays: '' }).statutoryDays).toBeNull();
  });

  test('上次的答复原样填回来，再送出去还是它', () => {
    const checked = checkGivenStandard(bodyOf(filled()), giving, '');
    if (!('standard' in checked)) throw new Error('refused');
    const again = checkGivenStandard(bodyOf(draftOf(checked.standard)), giving, '');
    expect(again).toEqual(checked);
  });

  test('不要原件了，就不要求寄', () => {
    const materials = [{ ...newMaterial(), name: '身份证', originals: 0, copies: 1, sendOriginal: true }];
    expect(bodyOf({ ...filled(), materials }).materials[0]?.sendOriginal).toBe(false);
  });
});
