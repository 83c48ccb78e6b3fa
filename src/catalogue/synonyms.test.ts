import { describe, expect, test } from 'vitest';
import { faultsOfSynonym, mergedWords, withoutPersonal } from './synonyms.ts';

const finds = (term: string) => '机动车行驶证补发'.includes(term);

describe('a word before it is kept', () => {
  test.each([
    ['say', '行车执照', ['机动车行驶证'], []],
    ['say', '证', ['机动车行驶证'], ['/word']],
    ['say', '一二三四五六七八九十一二三四五六七八九十一', ['机动车行驶证'], ['/word']],
    ['say', '编号510110199001', ['机动车行驶证'], ['/word']],
    ['say', '行车执照', [], ['/means']],
    ['say', '行车执照', ['机动车飞行证'], ['/means/0']],
    ['say', '行驶证', ['行驶证'], ['/means/0']],
    ['word', '钓鱼证', [], []],
    ['word', '钓鱼证', ['机动车行驶证'], ['/means']],
    ['filler', '我想问一下', [], []],
    ['say', '行车+补/换', ['机动车行驶证'], []],
    ['say', '行车+', ['机动车行驶证'], ['/word']],
    ['act', '行车+补', ['机动车行驶证'], ['/word']],
  ] as const)('%s %s %j', (kind, word, means, pointers) => {
    expect(faultsOfSynonym({ kind, word, means }, finds).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

test('the word of an administration goes before the shipped one, however it is written', () => {
  const shipped = { kind: 'say' as const, word: 'ETC卡', means: ['甲'], reading: [] };
  const own = { kind: 'word' as const, word: 'etc卡', means: [], reading: [] };
  expect(mergedWords([shipped], [own])).toEqual([own]);
});

describe('what found nothing is remembered without what may belong to a person', () => {
  test.each([
    ['钓鱼证', '钓鱼证'],
    ['  钓鱼证怎么办？ ', '钓鱼证怎么办'],
    ['钓鱼证 13800006021', '钓鱼证'],
    ['身份证51011019900101123X钓鱼', '身份证 钓鱼'],
    ['我叫罗晓梅，想办钓鱼证', '我叫 想办钓鱼证'],
    ['姓名：王芳 钓鱼证', '姓名 钓鱼证'],
    ['wang@example.com 钓鱼证', '钓鱼证'],
    ['１３８００００６０２１', undefined],
    ['证', undefined],
    ['钓'.repeat(80), '钓'.repeat(30)],
  ])('%s → %s', (query, kept) => {
    expect(withoutPersonal(query)).toBe(kept);
  });
});
