import { expect, test } from 'vitest';
import { salutationOf } from './salutation.ts';

test.each([
  ['罗晓梅', '11010519491231002X', '罗女士'],
  ['王刚', '110105194912310011', '王先生'],
  ['王刚', '110105194912310012', '王先生/女士'],
  ['王刚', undefined, '王先生/女士'],
  ['欧阳娜娜', undefined, '欧阳先生/女士'],
  ['欧阳', undefined, '欧先生/女士'],
  ['德吉·卓玛', undefined, '德吉先生/女士'],
  ['Anna Li', undefined, '您好'],
  ['', undefined, '您好'],
])('%s（%s）称 %s，不用全名', (name, number, called) => {
  expect(salutationOf(name, number)).toBe(called);
});
