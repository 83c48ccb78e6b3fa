import { expect, test } from 'vitest';
import { lackingIn } from './reasons.ts';
import { acceptPageText } from './text.zh-CN.ts';

const whole = {
  reasons: '该事项不属于本机关职权',
  legalBasis: '行政许可法第三十二条',
  remedies: acceptPageText.remediesUsual,
};

test('three whole texts lack nothing; the usual remedies are whole', () => {
  expect(lackingIn(whole)).toEqual([]);
});

test.each([
  [{ reasons: '不行' }, ['reasons']],
  [{ reasons: '  　 ' }, ['reasons']],
  [{ legalBasis: '法' }, ['legalBasis']],
  [{ remedies: '可以向上级反映这一情况' }, ['remedies']],
  [{ remedies: '可复议' }, ['remedies']],
  [{ reasons: '', legalBasis: '', remedies: '' }, ['reasons', 'legalBasis', 'remedies']],
] as const)('%j lacks %j', (change, lacking) => {
  expect(lackingIn({ ...whole, ...change })).toEqual(lacking);
});
