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
  /** What stands right before a word like 补贴 says which of them; in no list, it is another one: 高温补贴. */
  modifier: 1.6,
  /** A question of which no thing is named has to fit better, and so has one that was only understood by its sound. */
  enoughOfPieces: 0.65,
  enoughBySound: 0.62,
  /** What is done, where no list has it of the thing: 注销 of 驾驶证. */
  actNowhere: 2,
  /** What is done alone names nothing: so much of what fits has to be something else. */
  besideActs: 0.2,
  /** What is done says less than what it is done with. */
  act: 1.2,
  otherAct: 0.6,
  /** So many of the best are compared by how much of their names was spoken of. */
  comparedAtMost: 80,
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
  bySound = false,
): { best: number; found: Found[] } {
  const asked = weighed(askedOf(tokens, index));
  const size = index.entries.length;
  const got = new Float64Array(size);
  const things = new Float64Array(size);
  const gotLoose = new Float64Array(size);
  const gotActs = new Float64Array(size);
  // What speaks against an entry being meant at all: all that counts against, less what it answers of it.
  const against = new Float64Array(size);
  let [known, loose, strange, other, opposed] = [0, 0, 0, 0, 0];
  const onlyActs = asked.every(({ role }) => role === 'act');
  for (const one of asked) {
    const { role, weight } = one;
    const { positions, fits } = one.fits;
    if (role === 'stranger') {
      if (one.modifies) other += weight;
      else strange += weight;
      continue;
    }
    known += weight;
    if (one.loose && !one.modifies) loose += weight;
    const opposes =
      weight * oppositionOf(one, inScope) * (isNowhere(one, asked, inScope) ? weighing.actNowhere : 1);
    opposed += opposes;
    for (let i = 0; i < positions.length; i += 1) {
      const position = positions[i] ?? 0;
      const fit = fits[i] ?? 0;
      got[position] = (got[position] ?? 0) + weight * fit;
      against[position] = (against[position] ?? 0) - opposes * fit;
      if (role === 'act') gotActs[position] = (gotActs[position] ?? 0) + weight * fit;
      if (one.loose && !one.modifies) gotLoose[position] = (gotLoose[position] ?? 0) + weight * fit;
      if (role === 'thing' && fit >= weighing.surelyThing)
        things[position] = (things[position] ?? 0) + weight;
    }
  }
  if (known === 0) return { best: 0, found: [] };
  const shares: { position: number; share: number }[] = [];
  let [best, surest] = [0, 0];
  let isNamed = false;
  for (let position = 0; position < size; position += 1) {
    const own = got[position] ?? 0;
    if (own === 0 || !inScope(position)) continue;
    const named = things[position] ?? 0;
    // Of what is told beside a thing that was named, only so much counts against it.
    const idle = strange + loose - (gotLoose[position] ?? 0);
    const most = weighing.strangersPerThing * named;
    const spared = named > 0 ? Math.max(0, idle - most) : 0;
    const share = own / (known + strange + other - spared);
    isNamed ||= named > 0;
    if (own - (gotActs[position] ?? 0) < weighing.besideActs * own && !onlyActs) {
      shares.push({ position, share });
      continue;
    }
    surest = Math.max(
      surest,
      own / Math.max(own, own + opposed + (against[position] ?? 0) + strange + other - spared),
    );
    best = Math.max(best, share);
    shares.push({ position, share });
  }
  const enough = Math.max(
    weighing.enough,
    bySound ? weighing.enoughBySound : 0,
    isNamed || onlyActs ? 0 : weighing.enoughOfPieces,
  );
  if (surest < enough) return { best, found: [] };
  const reached = shares.filter(({ share }) => share >= weighing.nearBest * best);
  // How much of a name is spoken of is worked out for the best; it only decides between neighbours.
  const sorted =
    reached.length > weighing.comparedAtMost ? reached.toSorted((a, b) => b.share - a.share) : reached;
  const terms = [...new Set(asked.flatMap((one) => one.terms))];
  const found = sorted.map(({ position, share }, i): Found => {
    const spoken = i < weighing.comparedAtMost ? covered(index, position, terms) : 0;
    return { position, score: 0.72 * share * (0.88 + 0.12 * spoken) };
  });
  return { best, found };
}

/** What the parts of a question ask for, and which of it says more of a word behind it. */
function askedOf(tokens: readonly SearchToken[], index: SearchIndex): (Asked & { modifies?: boolean })[] {
  const each = tokens.map((token) => askedBy(token, index));
  return each.flatMap((asked, i) => {
    const modifies = tokens[i]?.kind === 'rest' && each[i + 1]?.some(({ isHead }) => isHead) === true;
    return modifies
      ? asked.map((one) => ({ ...one, weight: one.weight * weighing.modifier, modifies }))
      : asked;
  });
}

/** Whether what is done is done in no list with any of the things. */
function isNowhere({ role, fits }: Asked, asked: readonly Asked[], inScope: InScope): boolean {
  if (role !== 'act') return false;
  const acted = new Set<number>();
  for (const [i, position] of fits.positions.entries()) if ((fits.fits[i] ?? 0) >= 0.6) acted.add(position);
  return !asked.some(
    (one) =>
      one.role === 'thing' &&
      one.fits.positions.some(
        (position, i) =>
          (one.fits.fits[i] ?? 0) >= weighing.surelyThing && acted.has(position) && inScope(position),
      ),
  );
}

/** Acts weigh more, what was named before the last thing less, and what stands nowhere more at the end. */
function weighed<One extends Asked>(asked: readonly One[]): One[] {
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
function covered({ entries }: SearchIndex, position: number, terms: readonly string[]): number {
  let best = 0;
  for (const { text, counts } of entries[position]?.texts ?? []) {
    if (counts < 0.9) continue;
    const pairs = bigramsOf(text);
    const spoken = new Set(terms.filter((term) => text.includes(term)).flatMap(partsOf));
    if (spoken.size === 0) continue;
    const said = pairs.filter((pair) => spoken.has(pair)).length;
    best = Math.max(best, (counts * said) / Math.max(1, pairs.length));
  }
  return best;
}
