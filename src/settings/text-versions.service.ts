import { randomUUID } from 'node:crypto';
import type { Actor, Grant } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { approvalFault } from '../regulation/four-eyes.ts';
import { type Day, dayOf } from '../regulation/instant.ts';
import { addDays, isDay } from '../regulation/shanghai-time.ts';
import { changeStates } from './setting-view.ts';
import { countSettingsChange } from './settings.store.ts';
import type { RulesInForce, TextKind, TextVersionView } from './text-version-view.ts';
import * as store from './text-versions.store.ts';
import { versionGrant } from './who-sets.ts';

/** What has versions beyond this module: programmes, and printed forms with the layouts that came with the system. */
export type TextSubjects = {
  name(kind: TextKind, subject: string): string | undefined;
  /** Kinds of the printed forms. */
  forms(): readonly string[];
  /** Whether the system has the layout of a form in this version. */
  hasLayout(form: string, number: number): boolean;
};

/** A version as it is proposed. */
export type NewTextVersion = Pick<
  store.TextVersionRow,
  'kind' | 'subject' | 'title' | 'reference' | 'trial' | 'validFrom'
>;

/** Versions of the Rules and of the printed forms; answered from memory. */
export type TextVersions = {
  /** The version of the Rules of a programme that holds on a day; undefined where none is registered. */
  rulesOn(programmeId: string, on: Day): RulesInForce | undefined;
  /** The version of the layout of a form that holds on a day: 1, unless a later one was approved. */
  layoutOn(form: string, on: Day): number;
  list(actor: Actor): TextVersionView[];
  /** Proposes the next version; refuses one that begins no later than the last. */
  propose(actor: Actor, version: NewTextVersion): Promise<TextVersionView>;
  decide(actor: Actor, id: string, approved: boolean): Promise<TextVersionView>;
  reload(): Promise<void>;
};

const shippedLayout = 1;

/** Builds the versions. */
export async function createTextVersions(parts: {
  database: Database;
  clock: Clock;
  audit: Pick<Audit, 'record'>;
  subjects: TextSubjects;
}): Promise<TextVersions> {
  const { database, clock, audit, subjects } = parts;
  let rows: readonly store.TextVersionRow[] = [];
  const reload = async (): Promise<void> => {
    rows = await store.listTextVersions(database.db);
  };
  await reload();

  const approvedOf = (
    known: readonly store.TextVersionRow[],
    kind: TextKind,
    subject: string,
  ): store.TextVersionRow[] =>
    known.filter((row) => row.kind === kind && row.subject === subject && row.approved === true);
  const on = (kind: TextKind, subject: string, day: Day): store.TextVersionRow | undefined =>
    approvedOf(rows, kind, subject).findLast(({ validFrom }) => validFrom <= day);

  function view(row: store.TextVersionRow, actor: Actor): TextVersionView {
    const today = dayOf(clock.now());
    const state = row.approved === null ? 'open' : row.approved ? 'approved' : 'rejected';
    const next = approvedOf(rows, row.kind, row.subject).find(({ validFrom }) => validFrom > row.validFrom);
    const { approved: _approved, proposedBy, ...shown } = row;
    return {
      ...shown,
      subjectName: subjects.name(row.kind, row.subject) ?? row.subject,
      validTo: state === 'approved' && next ? addDays(next.validFrom, -1) : null,
      state,
      stateText: changeStates[state],
      inForce: state === 'approved' && on(row.kind, row.subject, today)?.id === row.id,
      mayDecide:
        state === 'open' &&
        versionGrant(actor.grants) !== undefined &&
        approvalFault(proposedBy ?? '', actor.id) === undefined,
    };
  }

  /** What came with the system stands as the first version of every form. */
  const shippedForms = (): TextVersionView[] =>
    subjects.forms().map((subject) => {
      const first = approvedOf(rows, 'form', subject)[0];
      const name = subjects.name('form', subject) ?? subject;
      return {
        id: '',
        kind: 'form',
        subject,
        subjectName: name,
        number: shippedLayout,
        title: name,
        reference: '随系统提供',
        trial: false,
        validFrom: null,
        validTo: first ? addDays(first.validFrom, -1) : null,
        state: 'approved',
        stateText: changeStates.approved,
        inForce: on('form', subject, dayOf(clock.now())) === undefined,
        proposedByName: null,
        proposedAt: null,
        decidedByName: null,
        decidedAt: null,
        mayDecide: false,
      };
    });

  const granted = (actor: Actor): Grant => {
    const grant = versionGrant(actor.grants);
    if (!grant) throw new Problem('not-authorised', { detail: '规程和文书样式的版本由协调小组登记。' });
    return grant;
  };

  function refuseOverlap(known: readonly store.TextVersionRow[], version: NewTextVersion): void {
    const last = approvedOf(known, version.kind, version.subject).at(-1);
    if (last && version.validFrom <= last.validFrom)
      throw new Problem('version-overlaps', {
        errors: [{ pointer: '/validFrom', detail: `要晚于第 ${last.number} 版的生效日 ${last.validFrom}。` }],
      });
    if (version.validFrom <= dayOf(clock.now()))
      throw new Problem('setting-day-past', {
        errors: [{ pointer: '/validFrom', detail: '生效日最早是明天：已经收的件适用当时的版本。' }],
      });
  }

  const plain = (pointer: string, text: string, max: number): string => {
    const checked = checkPlainText(text, { min: 2, max });
    if (!checked.valid) throw fieldInvalid(pointer, checked.reason);
    return checked.normalized;
  };

  const record = (
    tx: Db,
    action: string,
    actor: Actor,
    grant: Grant,
    row: store.TextVersionRow,
  ): Promise<void> =>
    audit.record(tx, {
      action,
      actor: auditActorOf(actor, grant.role),
      subject: { kind: 'textVersion', id: row.id },
      detail: { kind: row.kind, subject: row.subject, number: row.number, validFrom: row.validFrom },
    });

  return {
    rulesOn(programmeId, day) {
      const found = on('rules', programmeId, day);
      return (
        found && { title: found.title, number: found.number, trial: found.trial, reference: found.reference }
      );
    },
    layoutOn: (form, day) => on('form', form, day)?.number ?? shippedLayout,
    list: (actor) => [...rows.map((row) => view(row, actor)), ...shippedForms()],
    async propose(actor, version) {
      const grant = granted(actor);
      if (subjects.name(version.kind, version.subject) === undefined)
        throw new Problem('setting-scope-unknown');
      if (!isDay(version.validFrom)) throw fieldInvalid('/validFrom', '没有这一天。');
      const title = plain('/title', version.title, 100);
      const reference = plain('/reference', version.reference, 200);
      const id = await database.transaction(async (tx) => {
        await countSettingsChange(tx);
        const known = await store.listTextVersions(tx);
        const own = known.filter(({ kind, subject }) => kind === version.kind && subject === version.subject);
        if (own.some(({ approved }) => approved === null)) throw new Problem('setting-overlaps');
        refuseOverlap(known, version);
        const number =
          1 +
          approvedOf(known, version.kind, version.subject).reduce(
            (last, row) => Math.max(last, row.number),
            version.kind === 'form' ? shippedLayout : 0,
          );
        if (version.kind === 'form' && !subjects.hasLayout(version.subject, number))
          throw new Problem('template-version-missing', {
            detail: `系统里还没有这份文书第 ${number} 版的样式，要先随系统更新装上。`,
          });
        const row = {
          ...version,
          id: randomUUID(),
          number,
          title,
          reference,
          proposedBy: actor.id,
          proposedByName: actor.name,
          proposedAt: clock.now(),
        };
        await store.insertTextVersion(tx, row);
        const undecided = { ...row, approved: null, decidedByName: null, decidedAt: null };
        await record(tx, 'textVersionProposed', actor, grant, undecided);
        return row.id;
      });
      await reload();
      return viewOf(id, actor);
    },
    async decide(actor, id, approved) {
      const grant = granted(actor);
      await database.transaction(async (tx) => {
        await countSettingsChange(tx);
        const known = await store.listTextVersions(tx);
        const row = known.find((each) => each.id === id);
        if (!row) throw new Problem('not-found');
        if (row.approved !== null) throw new Problem('change-decided');
        const fault = approved ? approvalFault(row.proposedBy ?? '', actor.id) : undefined;
        if (fault) throw new Problem(fault);
        if (approved) refuseOverlap(known, row);
        await store.insertTextVersionDecision(tx, {
          id,
          approved,
          by: actor.id,
          byName: actor.name,
          at: clock.now(),
        });
        await record(tx, approved ? 'textVersionApproved' : 'textVersionRejected', actor, grant, row);
      });
      await reload();
      return viewOf(id, actor);
    },
    reload,
  };

  function viewOf(id: string, actor: Actor): TextVersionView {
    const row = rows.find((each) => each.id === id);
    if (!row) throw new Problem('not-found');
    return view(row, actor);
  }
}
