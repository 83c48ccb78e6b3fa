import type { Instant } from '../../regulation/instant.ts';
import { type ContactFields, contactFieldKeys, contactFieldNames } from '../contact-list/contact-entry.ts';

/** A 政务服务大厅 as it holds at a moment (规程第九条): its region is the region of its windows. */
export type Hall = { id: string; regionCode: string; name: string; address: string; sample: boolean };

/** What can be changed of a hall, from a moment on. */
export type HallFields = Pick<Hall, 'name' | 'address'>;

/** A change of a hall on the record. */
export type HallChange = {
  id: number;
  validFrom: Instant;
  recordedAt: Instant;
  recordedByName: string;
  reason: string;
  before: Partial<HallFields>;
  after: Partial<HallFields>;
};

/** The fields of a hall in the order in which they are shown, with their names. */
export const hallFields = contactFieldKeys
  .filter((key): key is keyof HallFields => key === 'name' || key === 'address')
  .map((key) => ({ key, label: contactFieldNames[key] }));

/** The fields of a wish that differ from what stands; null when none does. */
export function changedHall(
  standing: HallFields,
  wished: Partial<HallFields>,
): { before: Partial<HallFields>; after: Partial<HallFields> } | null {
  const keys = hallFields
    .map(({ key }) => key)
    .filter((key) => wished[key] !== undefined && wished[key] !== standing[key]);
  if (keys.length === 0) return null;
  return {
    before: Object.fromEntries(keys.map((key) => [key, standing[key]])),
    after: Object.fromEntries(keys.map((key) => [key, wished[key]])),
  };
}

/** Addresses of a window that begin with that of its hall, with the new one in its place; null where none does. */
export function followedAddresses(
  { address, postalAddress }: Pick<ContactFields, 'address' | 'postalAddress'>,
  from: string,
  to: string,
): Partial<Pick<ContactFields, 'address' | 'postalAddress'>> | null {
  const moved = {
    ...(address.startsWith(from) ? { address: `${to}${address.slice(from.length)}` } : {}),
    ...(postalAddress.startsWith(from) ? { postalAddress: `${to}${postalAddress.slice(from.length)}` } : {}),
  };
  return Object.keys(moved).length === 0 ? null : moved;
}
