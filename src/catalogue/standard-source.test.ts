import { expect, test } from 'vitest';
import { sourceOf } from './standard-source.ts';

const standard = (where: string | null) =>
  ({ stage: 2, differences: [], provenance: [{ kind: 'published', where }] }) as const;

test.each([
  ['https://www.cq.gov.cn/a?b=1', 'https://www.cq.gov.cn/a?b=1'],
  ['xiaoshebao.com/a/64081a.html（云南文山）', 'https://xiaoshebao.com/a/64081a.html'],
  ['人社部发〔2011〕47号', null],
  ['第3.2条', null],
])('%s is read at %s', (where, href) => {
  expect(sourceOf(standard(where), undefined, '510107')).toEqual({ text: where, href });
});

test('in the first stage it is the guide that the province names, else its portal; outside the five there is none', () => {
  const set = { guideLink: 'https://www.xzzwfw.gov.cn/24' };
  expect(sourceOf(undefined, set, '540102')?.href).toBe(set.guideLink);
  expect(sourceOf(undefined, { guideLink: null }, '540102')).toMatchObject({
    text: '西藏政务服务网的办事指南',
    href: 'https://www.xzzwfw.gov.cn/',
  });
  expect(sourceOf(undefined, undefined, '110000')).toBeNull();
  expect(sourceOf(standard(null), undefined, '510107')).toBeNull();
});

test('what the province gives for its own differences goes before the rest', () => {
  const own = { id: 'd', detail: '', provenance: { kind: 'published', where: '川人社〔2021〕1号' } };
  expect(sourceOf({ ...standard('x.cn/a'), differences: [own] }, undefined, '510107')?.text).toBe(
    '川人社〔2021〕1号',
  );
});
