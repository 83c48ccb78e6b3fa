import type { Directory } from '../../directory/directory.service.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { isBusinessNumber } from '../core/business-number.ts';
import type { CaseRow } from '../core/case-view.ts';
import { normalized, type SearchKind, searchKey } from '../core/search-keys.ts';
import * as store from './case-list.store.ts';
import { administeredPrefix, regionsOf, windowsOf } from './list-scope.ts';
import type { SearchScope } from './listed.ts';
import { presentRow } from './present-row.ts';

/** What somebody looks for; the last four digits of a phone go with the business number. */
export type CaseSearchQuery = { by: SearchKind; value: string; businessNumber?: string | undefined };

/** 办件查询: cases by number, identity, phone, name or waybill, within what the searcher acts on. */
export type CaseSearch = {
  /** Masked rows, the latest first; `more` when there are others. What is asked with personal data is recorded. */
  find(actor: Actor, query: CaseSearchQuery, address?: string): Promise<{ cases: CaseRow[]; more: boolean }>;
};

const mostFound = 20;

/** Kinds that ask with something personal: who asked, when and by what kind is recorded, never the value. */
const personal: ReadonlySet<SearchKind> = new Set<SearchKind>(['identity', 'identityTail', 'phone', 'name']);

function scopeOf(actor: Actor): SearchScope {
  return {
    windows: windowsOf(actor),
    approverRegions: regionsOf(actor, 'approver'),
    administered: regionsOf(actor, 'serviceAdministration').map(administeredPrefix),
    everywhere: actor.grants.some(({ role }) => role === 'auditor'),
  };
}

const wantsNumber = (text: string): string => {
  if (!isBusinessNumber(text)) throw new Problem('business-number-invalid');
  return text;
};

/** The value in the form in which it is indexed; refuses what cannot be one, before anything is looked up. */
function wanted({ by, value, businessNumber }: CaseSearchQuery): string {
  switch (by) {
    case 'number':
      return wantsNumber(value.replace(/\s/gu, ''));
    case 'identity': {
      const number = normalized.identity(value);
      if (!/^[0-9A-Z()（）-]{6,30}$/.test(number)) throw fieldInvalid('/value', '请输入完整的证件号码。');
      return number;
    }
    case 'identityTail': {
      const tail = normalized.identity(value);
      if (!/^[0-9A-Z]{6}$/.test(tail)) throw fieldInvalid('/value', '请输入证件号码的后 6 位。');
      return tail;
    }
    case 'waybill': {
      const waybill = normalized.waybill(value);
      if (!/^[0-9A-Z]{6,40}$/.test(waybill)) throw fieldInvalid('/value', '请输入完整的运单号。');
      return waybill;
    }
    case 'name': {
      const name = normalized.name(value);
      if (Array.from(name).length < 2) throw fieldInvalid('/value', '请输入完整的姓名或单位名称。');
      return name;
    }
    case 'phone': {
      const digits = value.normalize('NFKC').trim();
      if (!/^\d{4}$/.test(digits)) {
        const phone = normalized.phone(value);
        if (!/^\d[\d-]{6,}$/.test(phone))
          throw fieldInvalid('/value', '请输入完整的电话号码，或后 4 位和业务编号。');
        return phone;
      }
      if (businessNumber === undefined)
        throw fieldInvalid('/businessNumber', '只有后 4 位时，请再填业务编号。');
      return `${wantsNumber(businessNumber.replace(/\s/gu, ''))}:${digits}`;
    }
  }
}

/** Builds the search. */
export function createCaseSearch({
  database,
  keyring,
  directory,
  audit,
  clock,
}: {
  database: Database;
  keyring: Pick<Keyring, 'blindIndex'>;
  directory: Pick<Directory, 'calendarOf' | 'regionName'>;
  audit: Pick<Audit, 'record'>;
  clock: Clock;
}): CaseSearch {
  const blind = (kind: string, value: string): string => keyring.blindIndex(kind, value);

  function keysFor(by: Exclude<SearchKind, 'number'>, value: string, scope: SearchScope): string[] {
    if (by === 'phone' && value.includes(':')) return [searchKey(blind, 'phone-tail', value)];
    if (by !== 'name') return [searchKey(blind, by, value)];
    // A name says little, so it is looked for only where the searcher works.
    return [...scope.windows, ...scope.approverRegions].map((place) =>
      searchKey(blind, 'name', value, place),
    );
  }

  return {
    async find(actor, query, address) {
      const { by } = query;
      const scope = scopeOf(actor);
      const value = wanted(query);
      const places = scope.windows.length + scope.approverRegions.length;
      if (by === 'name' && places === 0)
        throw new Problem('not-authorised', {
          detail: '按姓名只能查本窗口、本地区的办件；请用业务编号或证件号码查。',
        });
      const found =
        by === 'number'
          ? await store.listByNumber(database, value, scope)
          : await store.listFound(database, keysFor(by, value, scope), scope, 2 * (mostFound + 1));
      // Of a case with both sides in reach the first row stands: that of the own window.
      const once = [...new Map(found.toReversed().map((row) => [row.id, row])).values()].toReversed();
      if (personal.has(by)) {
        await audit.record(database.db, {
          action: 'casesSearched',
          actor: auditActorOf(actor),
          address,
          detail: { by, found: Math.min(once.length, mostFound) },
        });
      }
      const around = {
        now: clock.now(),
        calendarOf: (code: string) => directory.calendarOf(code),
        regionName: (code: string) => directory.regionName(code),
      };
      return {
        cases: once.slice(0, mostFound).map((row) => presentRow(row, around)),
        more: once.length > mostFound,
      };
    },
  };
}
