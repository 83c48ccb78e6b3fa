/** A piece of text the fonts can draw, or the code point of a character to be written by hand into a drawn box. */
type PrintedRun = string | { readonly box: string };

/** Text ready to print: as it is, or in runs where some character has no glyph. */
export type PrintedText = string | readonly PrintedRun[];

/** Any JSON value with its texts planned for printing. */
type Planned<T> = T extends string ? PrintedText : { readonly [K in keyof T]: Planned<T[K]> };

/** Whether one of the fonts can draw a whole character (a grapheme, which may be several code points). */
export type CanDraw = (grapheme: string) => boolean;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const longWord = /[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]{25,}/gu;
const zeroWidthSpace = '\u200b';

/**
 * A text as typed, brought into what a line of a form can hold: line breaks and tabs become a blank, control signs,
 * direction marks and other invisible signs are left out, half surrogates become U+FFFD, very long words may break.
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, (blank) => (/^[ \u3000]+$/.test(blank) ? blank : ' '))
    .replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu, '')
    .replace(longWord, (word) => word.replace(/.{8}/gu, `$&${zeroWidthSpace}`));
}

const codePointName = (sign: string): string =>
  `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Splits one text into what the fonts can draw and boxes for what none of them has. */
export function planText(text: string, canDraw: CanDraw): PrintedText {
  const clean = printable(text);
  const runs: PrintedRun[] = [];
  let drawn = '';
  for (const { segment } of graphemes.segment(clean)) {
    const shape = [segment, segment.normalize('NFC')].find(
      (form) => form === zeroWidthSpace || canDraw(form),
    );
    if (shape !== undefined) {
      drawn += shape;
      continue;
    }
    if (drawn !== '') runs.push(drawn);
    runs.push({ box: codePointName(segment) });
    drawn = '';
  }
  if (runs.length === 0) return drawn;
  return drawn === '' ? runs : [...runs, drawn];
}

/** Plans every text of a page; `missing` names the characters to be written by hand, each once, in order. */
export function planPage<T>(page: T, canDraw: CanDraw): { page: Planned<T>; missing: string[] } {
  const missing = new Set<string>();
  const plan = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const text = planText(value, canDraw);
      if (typeof text !== 'string') for (const run of text) if (typeof run !== 'string') missing.add(run.box);
      return text;
    }
    if (Array.isArray(value)) return value.map(plan);
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plan(inner)]));
    }
    return value;
  };
  return { page: plan(page) as Planned<T>, missing: [...missing] };
}
