import {
  type ContactField,
  contactFieldKeys,
  contactFieldNames,
} from '../../directory/contact-list/contact-entry.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import type { EntryChangeView } from '../api/directory.ts';
import type { Version } from '../history/changes.ts';
import { directoryText as text } from './text.zh-CN.ts';

/**
 * The versions of an entry or a hall, newest first, from what stands now and the changes on the record: changes that have not
 * begun are laid over it, then each is taken back in turn.
 */
export function versionsOf(
  entry: Readonly<Partial<Record<ContactField, string>>>,
  changes: readonly EntryChangeView[],
  now: string,
): Version[] {
  const keys = contactFieldKeys.filter((key) => entry[key] !== undefined);
  const year = Number(now.slice(0, 4));
  const values: Record<string, string> = Object.fromEntries(keys.map((key) => [key, entry[key] ?? '']));
  for (const { validFrom, fields } of changes.toReversed())
    if (validFrom > now) for (const { key, after } of fields) values[key] = after;
  return changes.map(({ id, kind, validFrom, recordedAt, recordedByName, reason, fields }) => {
    const version: Version = {
      id: `${kind} ${id}`,
      title: text.version(text.changeKinds[kind], shortMoment(validFrom, year)),
      by: recordedByName ?? '',
      at: recordedAt,
      note: validFrom > now ? `${reason}（${text.planned}）` : reason,
      fields: keys.map((key) => ({
        key,
        label: contactFieldNames[key],
        value: values[key] ?? '',
      })),
    };
    for (const { key, before } of fields) values[key] = before;
    return version;
  });
}
