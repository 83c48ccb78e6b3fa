import { type Day, dayOf, type Instant } from '../regulation/instant.ts';
import { type SettingId, type SettingScope, type SettingValue, settingOf } from '../regulation/settings.ts';

/** A value that was approved: it holds from a day on, until the next of its scope; null ends it. */
export type SetValue = {
  readonly setting: SettingId;
  readonly scope: SettingScope;
  readonly value: SettingValue | null;
  readonly validFrom: Day;
};

/** Where a value is asked for. `regions` are the codes from the province down to the region itself. */
export type SettingPlace = {
  readonly programmeId?: string | undefined;
  readonly regions?: readonly string[];
  readonly optionId?: string | undefined;
};

/** A value that holds, and for whom and since when it was set. */
export type Holding = { readonly value: SettingValue; readonly scope: SettingScope; readonly since: Day };

/** Approved values, sorted by scope, the earliest first. */
export type SettingBook = ReadonlyMap<string, readonly SetValue[]>;

const keyOf = (setting: SettingId, { kind, code }: SettingScope): string => `${setting} ${kind} ${code}`;

/** Puts approved values in order. */
export function bookOf(values: readonly SetValue[]): SettingBook {
  const book = new Map<string, SetValue[]>();
  for (const value of values.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
    const key = keyOf(value.setting, value.scope);
    const known = book.get(key);
    if (known) known.push(value);
    else book.set(key, [value]);
  }
  return book;
}

/** What was set for exactly one scope and holds on a day; undefined where nothing was, or it was ended. */
export function heldBy(
  book: SettingBook,
  setting: SettingId,
  scope: SettingScope,
  on: Day,
): Holding | undefined {
  const held = book.get(keyOf(setting, scope))?.findLast(({ validFrom }) => validFrom <= on);
  return held && held.value !== null ? { value: held.value, scope, since: held.validFrom } : undefined;
}

/** Scopes from the most specific to the widest: option, county, prefecture, province, programme, everybody. */
const scopesOf = ({ programmeId, regions = [], optionId }: SettingPlace): SettingScope[] => [
  ...(optionId === undefined ? [] : [{ kind: 'option' as const, code: optionId }]),
  ...regions.toReversed().map((code) => ({ kind: 'region' as const, code })),
  ...(programmeId === undefined ? [] : [{ kind: 'programme' as const, code: programmeId }]),
  { kind: 'all', code: '' },
];

/**
 * What was set and holds for what began at a moment: of the most specific scope that has a value on that day.
 * Undefined where nothing was set; then the usual value holds.
 */
export function findHolding(
  book: SettingBook,
  setting: SettingId,
  place: SettingPlace,
  at: Instant,
): Holding | undefined {
  if (book.size === 0) return undefined;
  const on = dayOf(at);
  for (const scope of scopesOf(place)) {
    const held = heldBy(book, setting, scope, on);
    if (held) return held;
  }
  return undefined;
}

/** What holds where nothing was set: that of the province, where it differs from the usual. */
export function usualFor(setting: SettingId, { regions = [] }: SettingPlace): SettingValue {
  const { usual, usualIn = {} } = settingOf(setting);
  return usualIn[regions[0] ?? ''] ?? usual;
}
