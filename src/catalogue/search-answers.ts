import { type Asked, askedBy } from './search-fit.ts';
import type { SearchIndex } from './search-index.ts';
import { bigramsOf, partsOf } from './search-text.ts';
import type { SearchToken } from './search-tokens.ts';

/** An entry found, by its position, with how well it fits. */
export type Found = { position: number; score: number };

/** Whether an entry belongs to the lists that are searched. */
export type InScope = (position: number) => boolean;

/** How answers are weighed; found with `npm run bench:search`. */
const weighing = {
  /** A question fits when so much of what speaks for and against it speaks for it. */
  enough: 0.51,
  /** Hits far behind the best are left out. */
  nearBest: 0.55,
  /** A thing fits when its name, or an everyday one, stands there whole. */
  surelyThing: 0.75,
  /** What stands nowhere counts against a hit up to so much of the weight of the things that fit. */
  strangersPerThing: 0.45,
  /** A question that ends with what stands nowhere asks for that: 退役军人安置. */
  strangerAtEnd: 2,
  /** What another item answers speaks so little against this one being in the lists. */
  otherThing: 0.3,
  /** What a question names first is oftener how it came about than what is asked for. */
  earlierThing: 0.75,
  /** What is done says less than what it is done with. */
  act: 1.2,
  otherAct: 0.6,
  /** So many of the best are compared by how much of their names was spoken of. */
  comparedAtMost: 150,
};

/**
 * Entries that answer enough of what is asked, and how much the best of them does. A question is in the lists when what
 * it names there outweighs what it names elsewhere and what stands nowhere; the hits are ordered by how much of the
 * whole question they answer.
 */
export function answers(
  index: SearchIndex,
  tokens: readonly SearchToken[],
  inScope: InScope,
): { best: number; found: Found[] } {
  const asked = weighed(tokens.flatMap((token) => askedBy(token, index)));
  const size = index.entries.length;
  const got = new Float64Array(size);
  const things = new Float64Array(size);
  // What speaks against an entry being meant at all: all that counts against, less what it answers of it.
  const against = new Float64Array(size);
  let [known, strange, opposed] = [0, 0, 0];
  for (const one of asked) {
    const { role, weight } = one;
    const { positions, fits } = one.fits;
    if (role === 'stranger') {
      strange += weight;
      continue;
    }
    known += weight;
    const opposes = weight * oppositionOf(one, inScope);
    opposed += opposes;
    for (let i = 0; i < positions.length; i += 1) {
      const position = positions[i] ?? 0;
      const fit = fits[i] ?? 0;
      got[position] = (got[position] ?? 0) + weight * fit;
      against[position] = (against[position] ?? 0) - opposes * fit;
      if (role === 'thing' && fit >= weighing.surelyThing)
        things[position] = (things[position] ?? 0) + weight;
    }
  }
  if (known === 0) return { best: 0, found: [] };
  const shares: { position: number; share: number }[] = [];
  let [best, surest] = [0, 0];
  for (let position = 0; position < size; position += 1) {
    const own = got[position] ?? 0;
    if (own === 0 || !inScope(position)) continue;
    const named = things[position] ?? 0;
    // Of what is told beside a thing that was named, only so much counts against it.
    const told = named > 0 ? Math.min(strange, weighing.strangersPerThing * named) : strange;
    const share = own / (known + told);
    surest = Math.max(surest, own / (own + opposed + (against[position] ?? 0) + told));
    best = Math.max(best, share);
    shares.push({ position, share });
  }
  if (surest < weighing.enough) return { best, found: [] };
  const reached = shares.filter(({ share }) => share >= weighing.nearBest * best);
  // How much of a name is spoken of is worked out for the best; it only decides between neighbours.
  const sorted =
    reached.length > weighing.comparedAtMost ? reached.toSorted((a, b) => b.share - a.share) : reached;
  const found = sorted.map(({ position, share }, i): Found => {
    const spoken = i < weighing.comparedAtMost ? covered(index, position, asked) : 0;
    return { position, score: 0.72 * share * (0.88 + 0.12 * spoken) };
  });
  return { best, found };
}

/** Acts weigh more, what was named before the last thing less, and what stands nowhere more at the end. */
function weighed(asked: readonly Asked[]): Asked[] {
  const last = asked.findLastIndex(({ role }) => role === 'thing');
  const lastKnown = asked.findLastIndex(({ role }) => role !== 'stranger');
  return asked.map((one, i) => {
    if (one.role === 'act') return { ...one, weight: one.weight * weighing.act };
    if (one.role === 'stranger' && i > lastKnown)
      return { ...one, weight: one.weight * weighing.strangerAtEnd };
    return one.role === 'thing' && i < last ? { ...one, weight: one.weight * weighing.earlierThing } : one;
  });
}

/** How much of a part of the question speaks against entries that do not answer it. */
function oppositionOf({ role, fits: { positions, fits } }: Asked, inScope: InScope): number {
  if (role === 'act') return weighing.otherAct;
  if (role !== 'thing') return 1;
  const isHere = positions.some((position, i) => (fits[i] ?? 0) >= weighing.surelyThing && inScope(position));
  return isHere ? weighing.otherThing : 1;
}

/** Part of an entry's best fitting name that the question speaks of. */
function covered({ entries }: SearchIndex, position: number, asked: readonly Asked[]): number {
  let best = 0;
  for (const { text, counts } of entries[position]?.texts ?? []) {
    if (counts < 0.9) continue;
    const pairs = bigramsOf(text);
    const spoken = new Set(
      asked.flatMap(({ terms }) => terms.filter((term) => text.includes(term)).flatMap(partsOf)),
    );
    const said = pairs.filter((pair) => spoken.has(pair)).length;
    best = Math.max(best, (counts * said) / Math.max(1, pairs.length));
  }
  return best;
}
