import { checkPlainText } from '../../platform/plain-text.ts';
import { type Instant, later } from '../../regulation/instant.ts';
import { type OfficeHours, officeHoursFault } from '../../regulation/office-hours.ts';
import type { WindowService } from '../../regulation/window-services.ts';
import { levelNames, type RegionLevel } from '../region.ts';
import { officeHoursText, officePhoneFault, postcodeFault, type WindowStatus } from '../window.ts';

/** An entry is a service administration (政务服务管理部门) or a window (规程第十三条). */
export type EntryKind = 'administration' | 'window';

/** Somebody of an administration. */
export type RecordedBy = { id: string | null; name: string };

/** What can be changed of an entry, from a moment on. Post goes to the address of an administration itself. */
export type ContactFields = {
  name: string;
  contactPerson: string;
  phone: string;
  address: string;
  addressee: string;
  postalAddress: string;
  postcode: string;
  officeHours: OfficeHours;
};
export type ContactField = keyof ContactFields;

/** An entry of the contact list (联络清单) as it holds at a moment. */
export type ContactEntry = ContactFields & {
  id: string;
  kind: EntryKind;
  regionCode: string;
  level: RegionLevel;
  /** The hall of a window; empty for an administration. */
  hallName: string;
  /** Its id; empty for an administration. */
  hallId: string;
  /** Null for an administration. */
  status: WindowStatus | null;
  /** What a window offers beyond the usual; empty for an administration. */
  services: readonly WindowService[];
  /** Why nothing can be sent to the postal address in force; null where it is right. */
  addressFault: string | null;
  sample: boolean;
  listedSince: Instant;
  /** When somebody last found it right; its registration counts. */
  confirmedAt: Instant;
};

/** A change of an entry on the record. */
export type EntryChange = {
  id: number;
  entryId: string;
  kind: 'registered' | 'changed' | 'suspended' | 'opened' | 'relocated' | 'closed';
  validFrom: Instant;
  recordedAt: Instant;
  recordedByName: string | null;
  reason: string;
  before: Partial<ContactFields>;
  after: Partial<ContactFields>;
};

/** Chinese names of the fields, in the order in which they are shown. */
export const contactFieldNames: Readonly<Record<ContactField, string>> = {
  name: '名称',
  contactPerson: '联系人',
  phone: '电话',
  address: '地址',
  addressee: '收件人',
  postalAddress: '邮寄地址',
  postcode: '邮政编码',
  officeHours: '办公时间',
};

/** The fields in that order. */
export const contactFieldKeys = Object.keys(contactFieldNames) as ContactField[];

/** Chinese names of the kinds. */
export const entryKindNames: Readonly<Record<EntryKind, string>> = {
  administration: '管理部门',
  window: '窗口',
};

/** The level of an entry: 省级, 市级, 县级, or 窗口 (four levels, R-038). */
export const entryLevelName = ({ kind, level }: Pick<ContactEntry, 'kind' | 'level'>): string =>
  kind === 'window' ? `${levelNames[level]}窗口` : levelNames[level];

/** An entry is looked through once a month. */
const confirmEveryDays = 30;
/** After so many days without confirmation an entry is 待核实. */
export const doubtfulAfterDays = 90;
/** A change may begin at most so long before it is recorded. */
const mostBackDays = 1;
const mostAheadDays = 366;
const dayMs = 24 * 60 * 60 * 1000;

/** Whether an entry is to be looked through again. */
export const isDue = ({ confirmedAt }: Pick<ContactEntry, 'confirmedAt'>, now: Instant): boolean =>
  later(confirmedAt, confirmEveryDays * dayMs) <= now;

/** Whether an entry is 待核实: nobody confirmed it for 90 days. */
export const isDoubtful = ({ confirmedAt }: Pick<ContactEntry, 'confirmedAt'>, now: Instant): boolean =>
  later(confirmedAt, doubtfulAfterDays * dayMs) <= now;

/** What is wrong with the moment from which a change shall hold. */
export function effectiveFault(from: Instant, now: Instant): string | undefined {
  if (from < later(now, -mostBackDays * dayMs)) return '生效时间不能早于一天以前。';
  return from > later(now, mostAheadDays * dayMs) ? '生效时间不能晚于一年以后。' : undefined;
}

const usualLength = 200;
const longest: Readonly<Partial<Record<ContactField, number>>> = {
  name: 100,
  contactPerson: 50,
  addressee: 100,
};

/** A field as it is kept, or what is wrong with it. */
export function checkedField<Field extends ContactField>(
  field: Field,
  value: ContactFields[Field],
): { value: ContactFields[Field] } | { fault: string } {
  if (field === 'officeHours') {
    const fault = officeHoursFault(value as OfficeHours);
    return fault === undefined ? { value } : { fault };
  }
  if (field === 'phone' || field === 'postcode') {
    const text = (value as string).trim();
    if (text === '') return { fault: `没有填“${contactFieldNames[field]}”。` };
    const fault = field === 'phone' ? officePhoneFault(text) : postcodeFault(text);
    return fault === undefined ? { value: text as ContactFields[Field] } : { fault };
  }
  const text = value as string;
  if (text.trim() === '') return { fault: `没有填“${contactFieldNames[field]}”。` };
  const checked = checkPlainText(text, { max: longest[field] ?? usualLength, min: 2 });
  return checked.valid
    ? { value: checked.normalized as ContactFields[Field] }
    : { fault: `${contactFieldNames[field]}${checked.reason}` };
}

/** A field in words. */
export const fieldText = (field: ContactField, value: ContactFields[ContactField] | undefined): string =>
  value === undefined
    ? ''
    : field === 'officeHours'
      ? officeHoursText(value as OfficeHours)
      : (value as string);

/** Whether two values of a field say the same. */
const sameField = (
  field: ContactField,
  a: ContactFields[ContactField] | undefined,
  b: ContactFields[ContactField] | undefined,
): boolean => fieldText(field, a) === fieldText(field, b);

/** The fields of a wish that differ from what stands; null when none does. */
export function changedFields(
  standing: ContactFields,
  wished: Partial<ContactFields>,
): { before: Partial<ContactFields>; after: Partial<ContactFields> } | null {
  const fields = contactFieldKeys.filter(
    (field) => wished[field] !== undefined && !sameField(field, standing[field], wished[field]),
  );
  if (fields.length === 0) return null;
  const pick = (from: Partial<ContactFields>) =>
    Object.fromEntries(fields.map((field) => [field, from[field]]));
  return { before: pick(standing), after: pick(wished) };
}

/** A change in words: 电话 023-… → 023-…；… */
export const changeText = ({ before, after }: Pick<EntryChange, 'before' | 'after'>): string =>
  contactFieldKeys
    .filter((field) => after[field] !== undefined)
    .map(
      (field) =>
        `${contactFieldNames[field]} ${fieldText(field, before[field])} → ${fieldText(field, after[field])}`,
    )
    .join('；');

/** Whether an entry answers a search: part of a name, of the region's name, or digits of a telephone number. */
export function matchesEntry(entry: ContactEntry, regionName: string, wanted: string): boolean {
  const asked = wanted.normalize('NFKC').trim();
  if (asked === '') return true;
  const digits = asked.replaceAll(/[ ()+-]/g, '');
  if (/^\d{3,}$/.test(digits))
    return entry.phone.replaceAll(/\D/g, '').includes(digits) || entry.regionCode.startsWith(digits);
  return asked
    .split(/\s+/)
    .every((part) => `${regionName} ${entry.name} ${entry.hallName} ${entry.contactPerson}`.includes(part));
}

/** The order of a list: by region, the administration first; also the key from which the next page goes on. */
export const entryKey = ({
  regionCode,
  kind,
  id,
}: Pick<ContactEntry, 'regionCode' | 'kind' | 'id'>): string => `${regionCode} ${kind} ${id}`;
