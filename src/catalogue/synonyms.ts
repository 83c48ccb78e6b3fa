import type { Instant } from '../regulation/instant.ts';
import type { SearchWord } from './search-index.ts';
import { faultOfPattern, isPattern, keyOfWord } from './search-patterns.ts';
import { plain } from './search-text.ts';

/** What a word kept by an administration is, as people read it. */
export const synonymKinds = {
  say: '等于清单里的说法',
  act: '要办的动作',
  word: '不在清单的事',
  filler: '不影响查找的词',
} as const satisfies Record<SearchWord['kind'], string>;

/** Most characters of a word and of several joined by “+”, terms of a word, and characters of a term. */
export const synonymLimits = { word: 20, joined: 60, terms: 10, term: 60 } as const;

/** A word kept by an administration, in force. */
export type Synonym = {
  readonly id: string;
  readonly kind: SearchWord['kind'];
  readonly word: string;
  readonly means: readonly string[];
  readonly addedByName: string;
  readonly addedAt: Instant;
};

/** A word as it is to be added. */
export type NewSynonym = Pick<Synonym, 'kind' | 'word' | 'means'>;

/** One wrong part of a word with its sentence; the pointer is that of the request. */
export type SynonymFault = { readonly pointer: string; readonly detail: string };

/** What is wrong with a word before it is kept. `finds` says whether a term stands in an item of the lists. */
export function faultsOfSynonym(
  { kind, word, means }: NewSynonym,
  finds: (term: string) => boolean,
): SynonymFault[] {
  const faults: SynonymFault[] = [];
  const length = [...plain(word)].length;
  if (length < 2) faults.push({ pointer: '/word', detail: '说法至少要有两个字。' });
  else if (length > (isPattern(word) ? synonymLimits.joined : synonymLimits.word))
    faults.push({
      pointer: '/word',
      detail: `说法最多 ${synonymLimits.word} 个字，一句话请拆成词；用“+”连接的几个词最多 ${synonymLimits.joined} 个字。`,
    });
  else if (isPattern(word)) {
    const fault =
      kind === 'act' || kind === 'filler' ? '这一类说法不能用“+”连接几个词。' : faultOfPattern(word);
    if (fault !== undefined) faults.push({ pointer: '/word', detail: fault });
  }
  if (/\d{6}/.test(word.normalize('NFKC'))) faults.push({ pointer: '/word', detail: '说法里不要写号码。' });
  if (kind === 'filler' || kind === 'word') {
    if (means.length > 0) faults.push({ pointer: '/means', detail: '这一类说法不用写对应的清单用语。' });
    return faults;
  }
  if (means.length === 0)
    faults.push({ pointer: '/means', detail: '请写清单里的用语，例如“机动车驾驶证”。' });
  if (means.length > synonymLimits.terms)
    faults.push({ pointer: '/means', detail: `一个说法最多对应 ${synonymLimits.terms} 个用语。` });
  for (const [i, term] of means.entries()) {
    if (plain(term) === plain(word))
      faults.push({ pointer: `/means/${i}`, detail: '对应的用语和说法一样，不用添加。' });
    else if (!finds(plain(term)))
      faults.push({ pointer: `/means/${i}`, detail: `清单里没有“${term}”，请照清单的字写。` });
  }
  return faults;
}

/** Shipped words with those of the administrations, which go before. */
export function mergedWords(shipped: readonly SearchWord[], own: readonly SearchWord[]): SearchWord[] {
  const named = new Set(own.map(({ word }) => keyOfWord(word)));
  return [...own, ...shipped.filter(({ word }) => !named.has(keyOfWord(word)))];
}

/** Most characters of a question that are remembered when it found nothing. */
const rememberedLength = 30;

/**
 * A question without what may belong to a person: no digits, no address of e-mail, no name after 我叫 or 姓名. Undefined
 * where too little is left to learn from.
 */
export function withoutPersonal(query: string): string | undefined {
  const text = query
    .normalize('NFKC')
    .replaceAll(/\S+@\S+/gu, ' ')
    .replaceAll(/(我叫|我是|名叫|姓名|名字叫|名字是|本人叫)[:\s是]*\p{Script=Han}{2,4}/gu, '$1')
    .replaceAll(/[\p{N}〇]+[xX]?/gu, ' ')
    .replaceAll(/[^\p{L}\s]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const kept = [...text].slice(0, rememberedLength).join('').trim();
  return [...plain(kept)].length < 2 ? undefined : kept;
}
