import { expect, test } from 'vitest';
import { buildLexicon } from './search-lexicon.ts';
import { faultOfPattern, keyOfWord, patternsOf, withPatterns } from './search-patterns.ts';

const patterns = patternsOf([
  { kind: 'say', word: '户口+老婆/丈夫+-离婚', means: ['夫妻投靠户口迁移'], reading: [] },
  { kind: 'word', word: '结婚证+丢/补', means: [], reading: [] },
  { kind: 'say', word: '老婆', means: ['不是词组'], reading: [] },
]);
const lexicon = buildLexicon(
  [{ kind: 'say', word: '铁丈夫', means: ['排污许可'], reading: [], isOwn: true }],
  new Map(),
);
const said = (query: string) =>
  withPatterns(query, [], { patterns, lexicon }).map((token) => [
    token.kind,
    'means' in token ? token.means : [],
  ]);

test('words that stand apart mean something together, in any order', () => {
  expect(said('我老婆是云南的想迁户口')).toEqual([['known', ['夫妻投靠户口迁移']]]);
  expect(said('户口随丈夫')).toEqual([['known', ['夫妻投靠户口迁移']]]);
  expect(said('老婆')).toEqual([]);
});

test('what must not be there keeps a pattern silent', () => {
  expect(said('离婚了户口怎么从丈夫家迁走')).toEqual([]);
});

test('a pattern can name a matter of no list', () => {
  expect(said('结婚证搬家时丢了')).toEqual([['elsewhere', []]]);
});

test('no pattern is heard in a word that an administration keeps', () => {
  const own = { kind: 'known', word: '铁丈夫', means: ['排污许可'], sure: 1, isAct: false } as const;
  expect(withPatterns('铁丈夫的户口', [own], { patterns, lexicon })).toEqual([own]);
});

test('a matter of no list that belongs to a pattern does not speak against it', () => {
  const tokens = withPatterns('老婆的户口本', [{ kind: 'elsewhere', word: '户口本' }], {
    patterns,
    lexicon,
  });
  expect(tokens).toEqual([expect.objectContaining({ kind: 'known' })]);
});

test.each([
  ['户口+老婆', undefined],
  ['户口+', '“+”两边都要有字，例如“户口+老婆/丈夫”。'],
  ['户口+-老婆', '用“+”要连接至少两个词。'],
])('%s', (word, fault) => {
  expect(faultOfPattern(word)).toBe(fault);
});

test('the marks of a pattern count when two words are compared', () => {
  expect(keyOfWord('户口 + 老婆')).toBe('户口+老婆');
  expect(keyOfWord('户口老婆')).toBe('户口老婆');
});
