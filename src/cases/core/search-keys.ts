import { checkPhone } from '../../identity/phone.ts';
import type { Case } from './case.ts';
import type { BlindIndex } from './case-rows.ts';

/** By what a case is looked up (办件查询, R-107). */
export const searchKinds = ['number', 'identity', 'identityTail', 'phone', 'name', 'waybill'] as const;
export type SearchKind = (typeof searchKinds)[number];

/** A blind key as `case_search` holds it: the first 16 bytes of the index, in hex. */
export type SearchKey = string;

const keyLength = 32;

/** The one written form under which a value is indexed and looked for. */
export const normalized = {
  identity: (text: string) => text.normalize('NFKC').replace(/\s/gu, '').toUpperCase(),
  waybill: (text: string) => text.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase(),
  name: (text: string) =>
    text
      .normalize('NFKC')
      .replace(/\s+/gu, ' ')
      .trim()
      .replaceAll(/[•・‧∙･]/gu, '·'),
  phone(text: string) {
    const checked = checkPhone(text);
    return checked.valid ? checked.normalized : text;
  },
} as const;

/** The key of one value. A name is looked for within one window or region only, so its place is part of it. */
export const searchKey = (
  blind: BlindIndex,
  kind: Exclude<SearchKind, 'number'> | 'phone-tail',
  value: string,
  place = '',
): SearchKey =>
  blind(
    kind === 'identityTail' ? 'identity-tail' : kind,
    kind === 'name' ? `${place}\n${value}` : value,
  ).slice(0, keyLength);

/** Every key under which a registered case is found; none for a draft, which belongs to its creator alone. */
export function searchKeys(kase: Case, blind: BlindIndex): Set<SearchKey> {
  const { personal, businessNumber, parcels } = kase;
  const keys = new Set<SearchKey>();
  if (!businessNumber) return keys;
  for (const { waybill } of parcels) keys.add(searchKey(blind, 'waybill', normalized.waybill(waybill)));
  if (!personal) return keys;
  const { applicant, agent, contact } = personal;
  for (const party of [applicant, ...(agent ? [agent] : [])]) {
    const number = normalized.identity(party.identityNumber);
    keys.add(searchKey(blind, 'identity', number));
    keys.add(searchKey(blind, 'identityTail', number.slice(-6)));
    for (const place of [kase.intake.windowId, kase.home.windowId, kase.home.regionCode])
      keys.add(searchKey(blind, 'name', normalized.name(party.name), place));
  }
  for (const phone of [contact.phone, applicant.phone, agent?.phone]) {
    if (phone) keys.add(searchKey(blind, 'phone', normalized.phone(phone)));
  }
  keys.add(searchKey(blind, 'phone-tail', `${businessNumber}:${contact.phone.slice(-4)}`));
  return keys;
}

/** What a step changes of them; a step that changes none writes none. */
export function searchChanges(
  before: Case | undefined,
  after: Case,
  blind: BlindIndex,
): { added: SearchKey[]; removed: SearchKey[] } {
  if (before && keyedParts(before) === keyedParts(after)) return { added: [], removed: [] };
  const [old, now] = [before ? searchKeys(before, blind) : new Set<SearchKey>(), searchKeys(after, blind)];
  return {
    added: [...now].filter((key) => !old.has(key)),
    removed: [...old].filter((key) => !now.has(key)),
  };
}

/** What the keys are made of; comparing it is cheaper than making them. */
const keyedParts = ({ businessNumber, personal, parcels, home }: Case): string =>
  JSON.stringify([
    businessNumber,
    personal?.applicant,
    personal?.agent,
    personal?.contact,
    parcels.map(({ waybill }) => waybill),
    home,
  ]);
