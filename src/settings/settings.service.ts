import { randomUUID } from 'node:crypto';
import type { Directory } from '../directory/directory.service.ts';
import { isValidOn } from '../directory/region.ts';
import type { Actor, Grant } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import type { DutyId } from '../regulation/duties.ts';
import { approvalFault } from '../regulation/four-eyes.ts';
import { type Day, dayOf, type Instant } from '../regulation/instant.ts';
import type { QuietHours } from '../regulation/message-rules.ts';
import {
  isSetting,
  type SettingId,
  type SettingScope,
  type SettingValue,
  settingFault,
  settingIds,
  settingOf,
  settingWords,
} from '../regulation/settings.ts';
import { chineseDate, isDay } from '../regulation/shanghai-time.ts';
import {
  bookOf,
  findHolding,
  type Holding,
  heldBy,
  type SettingBook,
  type SettingPlace,
  type SetValue,
  usualFor,
} from './effective.ts';
import {
  type ChangeView,
  changeStates,
  describeSetting,
  type HeldView,
  type SettingView,
  valueWords,
} from './setting-view.ts';
import * as store from './settings.store.ts';
import { decidingGrant, proposingGrant } from './who-sets.ts';

/** Names of what lies above this module: programmes and handling options, undefined for an unknown id. */
export type ScopeNames = {
  programme(id: string): string | undefined;
  option(id: string): string | undefined;
};

/** A change as it is proposed; `value` null: from the day on nothing is set for the scope any more. */
export type Proposal = {
  scopeKind: SettingScope['kind'];
  scopeCode: string;
  value: SettingValue | null;
  validFrom: Day;
  reason: string;
};

/** Where somebody asks for a value; the region stands for all above it too. */
export type Where = {
  programmeId?: string | undefined;
  regionCode?: string | undefined;
  optionId?: string | undefined;
};

/** Dated values of limits and options: answered from memory, changed with four eyes and history. */
export type Settings = {
  /** What was set and holds for what began at a moment; undefined where nothing was set. */
  findSet(setting: SettingId, where: Where, at: Instant): Holding | undefined;
  /** The length of a duty that was set and holds for what began at a moment, with by whom and since when. */
  findLength(rule: DutyId, where: Where, since: Instant): { amount: number; words: string } | undefined;
  /** What holds for what began at a moment. */
  valueOf(setting: SettingId, where: Where, at: Instant): SettingValue;
  /** The same, of a setting in numbers. */
  numberOf(setting: SettingId, where: Where, at: Instant): number;
  /** The night of a region in which nobody is woken by a message. */
  quietHoursOf(regionCode: string, at: Instant): QuietHours;
  /** All settings with what holds, comes next and waits. */
  list(actor: Actor): Promise<SettingView[]>;
  /** What holds now at one place, setting by setting. */
  valuesAt(where: Where): { setting: SettingId; value: SettingValue; valueText: string; from: string }[];
  /** Changes of one setting, the latest first. */
  history(
    actor: Actor,
    setting: SettingId,
    page: { after?: string | undefined; limit: number },
  ): Promise<ChangeView[]>;
  /** Proposes a change; an option (no rule) is in force with it. */
  propose(actor: Actor, setting: SettingId, proposal: Proposal): Promise<ChangeView>;
  /** Approves a change or turns it down; refuses `own-proposal`. */
  decide(
    actor: Actor,
    id: string,
    decision: { approved: boolean; note?: string | undefined },
  ): Promise<ChangeView>;
  reload(): Promise<void>;
};

/** Most scopes with a value of their own that the table shows for one setting. */
const shownScopes = 30;

/** Builds the settings; memory is renewed by every change, and by `watchSettings` after changes of other processes. */
export async function createSettings(parts: {
  database: Database;
  clock: Clock;
  audit: Pick<Audit, 'record'>;
  directory: Pick<Directory, 'regionPath' | 'findRegion' | 'regionName'>;
  names: ScopeNames;
}): Promise<Settings> {
  const { database, clock, audit, directory, names } = parts;
  let values: readonly SetValue[] = [];
  let book: SettingBook = new Map();
  const reload = async (): Promise<void> => {
    values = await store.listSetValues(database.db);
    book = bookOf(values);
  };
  await reload();

  const today = (): Day => dayOf(clock.now());
  const placeOf = ({ programmeId, regionCode, optionId }: Where): SettingPlace => ({
    programmeId,
    optionId,
    ...(regionCode === undefined
      ? {}
      : { regions: directory.regionPath(regionCode).map(({ code }) => code) }),
  });
  const findSet: Settings['findSet'] = (setting, where, at) =>
    book.size === 0 ? undefined : findHolding(book, setting, placeOf(where), at);
  const valueOf: Settings['valueOf'] = (setting, where, at) =>
    findSet(setting, where, at)?.value ?? usualFor(setting, placeOf(where));

  const findLength: Settings['findLength'] = (rule, where, since) => {
    if (book.size === 0 || !isSetting(rule)) return undefined;
    const set = findSet(rule, where, since);
    return (
      set && {
        amount: Number(set.value),
        words: `${scopeName(set.scope)}自 ${chineseDate(set.since)}起规定为 ${settingWords(rule, set.value)}`,
      }
    );
  };

  function findScopeName({ kind, code }: SettingScope): string | undefined {
    if (kind === 'all') return code === '' ? '各地' : undefined;
    if (kind === 'programme') return names.programme(code);
    if (kind === 'option') return names.option(code);
    const region = directory.findRegion(code);
    return region && isValidOn(region, today()) ? directory.regionName(code) : undefined;
  }
  const scopeName = (scope: SettingScope): string => findScopeName(scope) ?? scope.code;

  function view(row: store.ChangeRow, actor: Actor): ChangeView {
    const scope = { kind: row.scopeKind, code: row.scopeCode };
    const state = row.approved === null ? 'open' : row.approved ? 'approved' : 'rejected';
    const grant = state === 'open' ? decidingGrant(actor.grants, scope) : undefined;
    const own = grant !== undefined && approvalFault(row.proposedBy, actor.id) !== undefined;
    return {
      id: row.id,
      setting: row.setting,
      title: settingOf(row.setting).title,
      scopeKind: row.scopeKind,
      scopeCode: row.scopeCode,
      scopeName: scopeName(scope),
      value: row.value,
      valueText: valueWords(row.setting, row.value),
      validFrom: row.validFrom,
      reason: row.reason,
      proposedByName: row.proposedByName,
      proposedAt: row.proposedAt,
      state,
      stateText: changeStates[state],
      decidedByName: row.decidedByName,
      decidedAt: row.decidedAt,
      note: row.note,
      mayDecide: grant !== undefined && !own,
      notDecide: own ? '这是您提出的，要由另一个人同意。' : null,
    };
  }

  const held = (setting: SettingId, { value, scope, since }: Holding): HeldView => ({
    scopeKind: scope.kind,
    scopeCode: scope.code,
    scopeName: scopeName(scope),
    value,
    valueText: settingWords(setting, value),
    since,
  });

  /** What is in the way of a proposal, before anything is written. */
  function checked(actor: Actor, setting: SettingId, proposal: Proposal): { grant: Grant; reason: string } {
    const scope = { kind: proposal.scopeKind, code: proposal.scopeCode };
    if (!settingOf(setting).scopes.includes(scope.kind) || findScopeName(scope) === undefined)
      throw new Problem('setting-scope-unknown', {
        errors: [{ pointer: '/scopeCode', detail: '没有这个适用范围，或这一项不能按它单独定。' }],
      });
    const grant = proposingGrant(actor.grants, scope);
    if (!grant)
      throw new Problem('not-authorised', {
        detail: '各地、通办范围和办理项的由协调小组改；地区的由本省管理部门改。',
      });
    if (!isDay(proposal.validFrom)) throw fieldInvalid('/validFrom', '没有这一天。');
    refusePast(proposal.validFrom);
    const reason = checkPlainText(proposal.reason, { min: 2, max: 200 });
    if (!reason.valid) throw fieldInvalid('/reason', reason.reason);
    refuseFaulty(setting, proposal.value, scope);
    return { grant, reason: reason.normalized };
  }

  function refusePast(validFrom: Day): void {
    if (validFrom > today()) return;
    throw new Problem('setting-day-past', {
      errors: [{ pointer: '/validFrom', detail: '生效日最早是明天。' }],
    });
  }

  function refuseFaulty(setting: SettingId, value: SettingValue | null, scope: SettingScope): void {
    const fault = value === null ? undefined : settingFault(setting, value, scope);
    if (fault)
      throw new Problem(fault.code, {
        detail: fault.sentence,
        errors: [{ pointer: '/value', detail: fault.sentence }],
      });
  }

  const record = (tx: Db, action: string, actor: Actor, grant: Grant, row: store.ChangeRow): Promise<void> =>
    audit.record(tx, {
      action,
      actor: auditActorOf(actor, grant.role),
      subject: { kind: 'settingChange', id: row.id },
      detail: {
        setting: row.setting,
        scope: `${row.scopeKind} ${row.scopeCode}`.trim(),
        value: row.value,
        validFrom: row.validFrom,
      },
    });

  return {
    findSet,
    findLength,
    valueOf,
    numberOf: (setting, where, at) => Number(valueOf(setting, where, at)),
    quietHoursOf: (regionCode, at) => ({
      from: String(valueOf('quietFrom', { regionCode }, at)),
      until: String(valueOf('quietUntil', { regionCode }, at)),
    }),
    async list(actor) {
      const open = await store.listOpenChanges(database.db);
      const on = today();
      const bySetting = Map.groupBy(values, ({ setting }) => setting);
      return settingIds.map((id) => {
        const own = bySetting.get(id) ?? [];
        const scopes = [...new Map(own.map(({ scope }) => [`${scope.kind} ${scope.code}`, scope])).values()];
        const current = scopes.flatMap((scope) => heldBy(book, id, scope, on) ?? []);
        const next = own
          .filter(({ validFrom }) => validFrom > on)
          .map(({ scope, value, validFrom }) => ({
            scopeKind: scope.kind,
            scopeCode: scope.code,
            scopeName: scopeName(scope),
            value: value ?? settingOf(id).usual,
            valueText: valueWords(id, value),
            since: validFrom,
          }));
        return {
          ...describeSetting(id),
          current: current.slice(0, shownScopes).map((each) => held(id, each)),
          more: Math.max(0, current.length - shownScopes),
          next: next.slice(0, shownScopes),
          open: open.filter(({ setting }) => setting === id).map((row) => view(row, actor)),
        };
      });
    },
    valuesAt(where) {
      const at = clock.now();
      return settingIds.map((setting) => {
        const set = findSet(setting, where, at);
        const value = set?.value ?? usualFor(setting, placeOf(where));
        return {
          setting,
          value,
          valueText: settingWords(setting, value),
          from: set ? scopeName(set.scope) : '通常',
        };
      });
    },
    async history(actor, setting, page) {
      return (await store.listChanges(database.db, { setting, ...page })).map((row) => view(row, actor));
    },
    async propose(actor, setting, proposal) {
      const { grant, reason } = checked(actor, setting, proposal);
      const now = clock.now();
      const { fourEyes } = settingOf(setting);
      const id = randomUUID();
      const stored = await database.transaction(async (tx) => {
        await store.countSettingsChange(tx);
        const change = {
          id,
          setting,
          ...proposal,
          reason,
          proposedBy: actor.id,
          proposedByName: actor.name,
          proposedAt: now,
        };
        if (await store.overlaps(tx, change)) throw new Problem('setting-overlaps');
        refuseUnchanged(await store.listSetValues(tx), change);
        await store.insertChange(tx, change);
        const decision = { id, approved: true, by: actor.id, byName: actor.name, at: now, note: null };
        if (!fourEyes) await store.insertDecision(tx, decision);
        const row = await store.findChange(tx, id);
        if (!row) throw new Problem('not-found');
        await record(tx, 'settingProposed', actor, grant, row);
        return row;
      });
      await reload();
      return view(stored, actor);
    },
    async decide(actor, id, { approved, note }) {
      const decided = await database.transaction(async (tx) => {
        await store.countSettingsChange(tx);
        const row = await store.findChange(tx, id);
        if (!row) throw new Problem('not-found');
        const scope = { kind: row.scopeKind, code: row.scopeCode };
        const grant = decidingGrant(actor.grants, scope);
        if (!grant) throw new Problem('not-authorised');
        if (row.approved !== null) throw new Problem('change-decided');
        const fault = approved ? approvalFault(row.proposedBy, actor.id) : undefined;
        if (fault) throw new Problem(fault);
        if (approved) {
          refusePast(row.validFrom);
          refuseFaulty(row.setting, row.value, scope);
        }
        const text = checkPlainText(note ?? '', { max: 200 });
        if (!text.valid) throw fieldInvalid('/note', text.reason);
        const by = { id, by: actor.id, byName: actor.name, at: clock.now() };
        await store.insertDecision(tx, { ...by, approved, note: text.normalized || null });
        await record(tx, approved ? 'settingApproved' : 'settingRejected', actor, grant, row);
        return (await store.findChange(tx, id)) ?? row;
      });
      await reload();
      return view(decided, actor);
    },
    reload,
  };
}

/** A change must differ from what the scope has on that day. */
function refuseUnchanged(
  known: readonly SetValue[],
  {
    setting,
    scopeKind,
    scopeCode,
    value,
    validFrom,
  }: Pick<store.ChangeRow, 'setting' | 'scopeKind' | 'scopeCode' | 'value' | 'validFrom'>,
): void {
  const scope = { kind: scopeKind, code: scopeCode };
  const before = heldBy(bookOf(known), setting, scope, validFrom)?.value ?? null;
  if (before === value) throw new Problem('setting-unchanged');
}

/** Notices what other processes change; answers the function that stops it. PGlite belongs to one process. */
export function watchSettings(
  database: Database,
  reload: () => Promise<unknown>,
  everyMs: number,
  onError: (error: unknown) => void,
): () => void {
  if (database.kind === 'pglite') return () => undefined;
  let known: number | undefined;
  let busy = false;
  const look = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      const version = await store.settingsVersion(database.db);
      if (known !== version) await reload();
      known = version;
    } catch (error) {
      onError(error);
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
