import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { inPortions, type TellProgress } from '../../platform/tables/import-progress.ts';
import { readTable } from '../../platform/tables/read-table.service.ts';
import {
  type RowFault,
  repeatedKeys,
  type TableColumn,
  type TableRecord,
} from '../../platform/tables/table.ts';
import { checkToken, type ImportReport, importToken } from '../../platform/tables/table-files.ts';
import { csv, spreadsheet, template } from '../../platform/tables/write-table.service.ts';
import { articles } from '../../regulation/articles.ts';
import { dayOf, type Instant } from '../../regulation/instant.ts';
import type { Directory } from '../directory.service.ts';
import type { ContactDesk, EntryQuery, SeenEntry } from './contact-desk.service.ts';
import { changedFields } from './contact-entry.ts';
import type { EntryWish, NewEntries } from './contact-list.service.ts';
import {
  type ContactColumn,
  type ContactRow,
  contactColumns,
  contactKey,
  contactRecord,
  contactRowOf,
} from './contact-table.ts';

/** A table to be saved under a name. */
export type GivenTable = { name: string; mediaType: string; bytes: Buffer; rows: number };

/** Who trusts whom, since when, on what ground. */
export type Trust = {
  regionCode: string;
  regionName: string;
  since: Instant;
  /** When the region was taken off the list; null while it is on it. */
  until: Instant | null;
  basis: string;
  scope: string;
  entries: number;
};

/** The contact list as tables: given out with version and day, and taken in. */
export type ContactTables = {
  /** Every export is logged with the number of rows. */
  give(actor: Actor, query: EntryQuery, format: 'xlsx' | 'csv', address?: string): Promise<GivenTable>;
  template(): Promise<GivenTable>;
  /**
   * Reads a table and answers what it would change; stored only when that was looked at (`confirm`, the report's token)
   * and nothing is wrong. Entries that the table does not name stay.
   */
  take(
    actor: Actor,
    bytes: Buffer,
    more: { confirm?: string | undefined; validFrom?: Instant | undefined; reason: string },
    tell: TellProgress,
  ): Promise<ImportReport>;
  trust(region: string | undefined): Trust[];
  giveTrust(
    actor: Actor,
    region: string | undefined,
    format: 'xlsx' | 'csv',
    address?: string,
  ): Promise<GivenTable>;
};

const mostRows = 10_000;
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const trustColumns: readonly TableColumn<
  'regionCode' | 'regionName' | 'since' | 'until' | 'basis' | 'scope'
>[] = [
  { key: 'regionCode', title: '行政区划代码', hint: '', width: 14 },
  { key: 'regionName', title: '地区', hint: '', width: 30 },
  { key: 'since', title: '自', hint: '', width: 12 },
  { key: 'until', title: '至', hint: '', width: 12 },
  { key: 'basis', title: '依据', hint: '', width: 40 },
  { key: 'scope', title: '范围', hint: '', width: 60 },
];

const trustScope =
  '“收、寄、转、办”统一公布的事项，以及经属地同意的清单外事项；与清单所列各地互认，不另签协议';

/** Builds the tables of the contact list. */
export function createContactTables(parts: {
  database: Database;
  clock: Clock;
  directory: Directory;
  desk: ContactDesk;
  audit: Pick<Audit, 'record'>;
  /** How often the directory changed: the version of the list. */
  version: () => number;
}): ContactTables {
  const { database, clock, directory, desk, audit, version } = parts;

  const made = async <Key extends string>(
    title: string,
    format: 'xlsx' | 'csv',
    columns: readonly TableColumn<Key>[],
    records: readonly TableRecord<Key>[],
  ): Promise<GivenTable> => {
    const stem = `${title}-第${version()}版-${dayOf(clock.now())}`;
    return {
      name: `${stem}.${format}`,
      mediaType: format === 'xlsx' ? xlsxType : 'text/csv; charset=utf-8',
      bytes:
        format === 'xlsx' ? await spreadsheet(stem.slice(0, 31), columns, records) : csv(columns, records),
      rows: records.length,
    };
  };
  const logged = async (
    actor: Actor,
    action: string,
    region: string | undefined,
    table: GivenTable,
    address?: string,
  ) => {
    await audit.record(database.db, {
      action,
      actor: auditActorOf(actor),
      address,
      detail: { region: region ?? null, version: version(), rows: table.rows },
    });
    return table;
  };
  const recordOf = (entry: SeenEntry) => contactRecord(entry, entry.regionName);
  const placeOf = (region: string | undefined): string =>
    region === undefined ? '西南五省' : directory.regionName(region);

  /** Rows against what stands: new ones, changes, and what the reader may not touch. */
  function compared(actor: Actor, rows: readonly ContactRow[]) {
    const standing = new Map(desk.find(actor, {}).map((entry) => [contactKey(recordOf(entry)), entry]));
    const wishes: EntryWish[] = [];
    const administrations: NewEntries['administrations'][number][] = [];
    const windows: NewEntries['windows'][number][] = [];
    const faults: RowFault[] = [];
    const added: TableRecord<ContactColumn>[] = [];
    const changed: { before: TableRecord<ContactColumn>; after: TableRecord<ContactColumn> }[] = [];
    for (const { row, record, kind, regionCode, hallName, fields } of rows) {
      if (!desk.mayEdit(actor, regionCode)) {
        faults.push({ row, column: '行政区划代码', sentence: '这个地区的条目不归您维护。' });
        continue;
      }
      const { name = '', contactPerson = '', phone = '', address = '', postcode = '', officeHours } = fields;
      const hours = officeHours === undefined ? {} : { officeHours };
      const entry = standing.get(contactKey(record));
      if (entry) {
        const differing = changedFields(entry, fields);
        if (!differing) continue;
        wishes.push({ entryId: entry.id, fields: differing.after });
        const after = contactRecord({ ...entry, ...differing.after }, entry.regionName);
        changed.push({ before: recordOf(entry), after });
        continue;
      }
      added.push(record);
      if (kind === 'administration')
        administrations.push({ regionCode, name, contactPerson, phone, address, postcode, ...hours });
      else {
        const postal = {
          addressee: fields.addressee ?? name,
          phone,
          address: fields.postalAddress ?? address,
          postcode,
        };
        const hall = { name: hallName, address };
        windows.push({ regionCode, hall, name, contactPerson, address, phone, postal, ...hours });
      }
    }
    return { wishes, entered: { administrations, windows }, faults, added, changed };
  }

  const trust = (region: string | undefined): Trust[] =>
    [...Map.groupBy(directory.listEntries(), ({ regionCode }) => regionCode)]
      .filter(
        ([code]) => region === undefined || directory.regionPath(code).some((each) => each.code === region),
      )
      .map(([regionCode, entries]) => {
        const first = entries.map(({ listedSince }) => listedSince).toSorted()[0] ?? '';
        const { removed, anew } = directory.decisionsOn(regionCode);
        return {
          regionCode,
          regionName: directory.regionName(regionCode),
          since: !removed && anew !== undefined ? anew : first,
          until: removed ? (anew ?? null) : null,
          basis: articles['rules-13'].citation,
          scope: trustScope,
          entries: entries.length,
        };
      })
      .toSorted((a, b) => (a.regionCode < b.regionCode ? -1 : 1));

  return {
    trust,
    async give(actor, query, format, address) {
      const records = desk.find(actor, query).map(recordOf);
      const table = await made(`联络清单-${placeOf(query.region)}`, format, contactColumns, records);
      return logged(actor, 'directoryExported', query.region, table, address);
    },
    async giveTrust(actor, region, format, address) {
      const records = trust(region).map(({ since, until, entries: _entries, ...row }) => ({
        ...row,
        since: dayOf(since),
        until: until === null ? '' : dayOf(until),
      }));
      const table = await made(`互信清单-${placeOf(region)}`, format, trustColumns, records);
      return logged(actor, 'trustExported', region, table, address);
    },
    template: async () => ({
      name: '联络清单-模板.xlsx',
      mediaType: xlsxType,
      bytes: await template('联络清单', contactColumns),
      rows: 0,
    }),
    async take(actor, bytes, { confirm, validFrom, reason }, tell) {
      await tell('reading', 0, 0);
      const read = await readTable(bytes, contactColumns, mostRows);
      const faults = [...read.faults, ...repeatedKeys(read.records, contactKey, '这一条')];
      const rows: ContactRow[] = [];
      await inPortions(read.records, 'checking', tell, (part) => {
        for (const record of part) {
          const row = contactRowOf(record, (code) => directory.findRegion(code) !== undefined);
          if ('read' in row) rows.push(row.read);
          else faults.push(...row.faults);
        }
      });
      const found = compared(actor, rows);
      faults.push(...found.faults);
      const { wishes, entered, added, changed } = found;
      const token = importToken(bytes, [version(), validFrom ?? '', changed, added]);
      const stored = confirm !== undefined && faults.length === 0;
      if (stored) {
        checkToken(token, confirm);
        await tell('storing', 0, added.length + changed.length);
        if (added.length + changed.length > 0)
          await directory.takeOver(
            { wishes, entered, validFrom },
            { id: actor.id, name: actor.name, reason },
            desk.onChanged,
            tell,
          );
        await audit.record(database.db, {
          action: 'directoryImported',
          actor: auditActorOf(actor, 'serviceAdministration'),
          detail: { rows: read.records.length, added: added.length, changed: changed.length },
        });
      }
      return {
        stored,
        token,
        rows: read.records.length,
        columns: contactColumns,
        faults: faults.toSorted((a, b) => a.row - b.row),
        questions: [],
        added,
        changed,
        missing: [],
        unchanged: rows.length - added.length - changed.length - found.faults.length,
      };
    },
  };
}
