import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DutyId, dutyRules, ruleOf } from './duties.ts';
import { groupRegionsOf, isLadder, isWithinHierarchy, secondLevelOf } from './ladder.ts';

type Shipped = { id: string; status: string; ladder?: string };
const shipped = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/catalogue/programmes.json'), 'utf8'),
) as Shipped[];

test('每个随系统提供的通办范围都有协调层级（R-157）', () => {
  expect(shipped.length).toBeGreaterThan(5);
  expect(shipped.filter(({ ladder }) => !isLadder(ladder))).toEqual([]);
  expect(Object.fromEntries(shipped.map(({ id, ladder }) => [id, ladder]))).toMatchObject({
    'southwest-5': 'southwest',
    'sichuan-chongqing': 'bothProvinces',
    'chongqing-2': 'municipal',
    'chongqing-3': 'municipal',
  });
});

describe('2 级由谁调度', () => {
  test('西南五省：贵州牵头，两省成员抄送（R-156）', () => {
    expect(secondLevelOf('southwest', '510107', '530302')).toEqual({
      lead: [{ regionCode: '520000', role: 'coordinationGroup' }],
      copies: [
        { regionCode: '510000', role: 'serviceAdministration' },
        { regionCode: '530000', role: 'serviceAdministration' },
        { regionCode: '510000', role: 'coordinationGroup' },
        { regionCode: '530000', role: 'coordinationGroup' },
      ],
    });
  });

  test('贵州自己是一方时，牵头的不再抄送自己', () => {
    const { copies } = secondLevelOf('southwest', '520102', '530302');
    expect(copies.filter(({ role }) => role === 'coordinationGroup')).toEqual([
      { regionCode: '530000', role: 'coordinationGroup' },
    ]);
  });

  test('市辖通办到重庆市，川渝到两地省级，都不到西南五省协调小组（R-157）', () => {
    expect(secondLevelOf('municipal', '500107', '500110').lead).toEqual([
      { regionCode: '500000', role: 'serviceAdministration' },
    ]);
    expect(secondLevelOf('bothProvinces', '510107', '500110').lead).toEqual([
      { regionCode: '510000', role: 'serviceAdministration' },
      { regionCode: '500000', role: 'serviceAdministration' },
    ]);
    expect(groupRegionsOf('municipal', '500107', '500110')).toEqual([]);
    expect(groupRegionsOf('southwest', '520102', '530302')).toEqual(['520000', '530000']);
  });
});

test('期限总表里该报 1 级的都报（C.9）', () => {
  const escalating = (Object.keys(dutyRules) as DutyId[]).filter(
    (rule) => ruleOf(rule).escalates !== undefined,
  );
  expect(escalating).toEqual(
    expect.arrayContaining([
      'homeAnswer',
      'firstOpening',
      'receiptConfirmation',
      'discrepancyAnswer',
      'homeAcceptance',
      'homeSupplementDecision',
      'promisedLimit',
      'statutoryLimit',
      'formalReviewEnd',
      'postalDispatch',
    ]),
  );
  expect(escalating).not.toContain('draftKept');
  expect(escalating).not.toContain('supplementDue');
});

test.each([
  ['510000', '510107', true],
  ['510100', '510107', true],
  ['510107', '510107', true],
  ['510100', '510303', false],
  ['500000', '510107', false],
  ['510107', '510000', false],
  ['500000', '500110', true],
])('%s 管不管得着 %s：%s（R-161）', (own, region, within) => {
  expect(isWithinHierarchy(own, region)).toBe(within);
});
