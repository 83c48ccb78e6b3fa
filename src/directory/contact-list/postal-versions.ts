import type { Instant } from '../../regulation/instant.ts';
import type { PostalAddress } from '../window.ts';
import type { ContactFields } from './contact-entry.ts';

/** A version of a postal address with its number. */
export type NumberedAddress = {
  windowId: string;
  version: number;
  addressee: string;
  phone: string;
  address: string;
  postcode: string;
  validFrom: Instant;
};

/** Versions of a window's postal address that follow from a change: at once, and anew for those planned for later. */
export function postalVersions(
  standing: readonly PostalAddress[],
  windowId: string,
  after: Partial<ContactFields>,
  from: Instant,
): NumberedAddress[] {
  const { phone, addressee, postalAddress, postcode } = after;
  const changed = {
    ...(phone === undefined ? {} : { phone }),
    ...(addressee === undefined ? {} : { addressee }),
    ...(postalAddress === undefined ? {} : { address: postalAddress }),
    ...(postcode === undefined ? {} : { postcode }),
  };
  const base = standing.find(({ validFrom }) => validFrom <= from);
  if (!base || Object.keys(changed).length === 0) return [];
  const kept = ({ addressee: to, phone: by, address, postcode: code }: PostalAddress) => ({
    windowId,
    addressee: to,
    phone: by,
    address,
    postcode: code,
  });
  const later = standing
    .filter(
      ({ validFrom, version }, _at, all) =>
        validFrom > from && !all.some((other) => other.version > version && other.validFrom <= validFrom),
    )
    .toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const next = (standing[0]?.version ?? 0) + 1;
  return [
    { ...kept(base), ...changed, validFrom: from },
    ...later.map((planned) => {
      const untouched = Object.entries(changed).filter(
        ([field]) => planned[field as keyof typeof changed] === base[field as keyof typeof changed],
      );
      return { ...kept(planned), ...Object.fromEntries(untouched), validFrom: planned.validFrom };
    }),
  ].map((row, i) => ({ ...row, version: next + i }));
}
