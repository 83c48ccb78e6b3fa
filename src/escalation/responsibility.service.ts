import { randomUUID } from 'node:crypto';
import type { Executor } from '../cases/core/executor.service.ts';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import { canonical } from '../platform/canonical.ts';
import type { Db } from '../platform/database.ts';
import { sha256Hex } from '../platform/digest.ts';
import type { StaffNotice } from '../platform/messages-port.ts';
import { Problem } from '../platform/problem.ts';
import { type Instant, later } from '../regulation/instant.ts';
import { isWithinHierarchy } from '../regulation/ladder.ts';
import type { Capacity } from '../regulation/roles.ts';
import { workingDaysDue } from '../regulation/working-days.ts';
import { listLog, listReminders } from './case-facts.store.ts';
import { written } from './ladder-acts.service.ts';
import type { LadderParts } from './ladder-moves.service.ts';
import { decodePlace, encodePlace } from './list-place.ts';
import * as store from './responsibility.store.ts';
import {
  type Candidate,
  candidatesOf,
  type EvidenceLine,
  evidenceBySeq,
  type RecordOutcome,
  type RecordStep,
  type RecordView,
  type ResponsibilityKind,
  type ResponsibilityRecord,
  recordOutcomes,
  recordStepTitles,
  responsibilityKinds,
} from './responsibility.ts';

/** What is to be recorded: a candidate by its key, in one step; or facts with article and evidence. */
export type NewRecord = {
  key?: string | undefined;
  facts?: string | undefined;
  article?: string | undefined;
  partySide?: 'intake' | 'home' | undefined;
  /** Numbers of events of the case. */
  evidence?: readonly number[] | undefined;
};

/** Responsibility records (责任记录, R-159). */
export type Responsibility = {
  /** What the log of a case says against a party. */
  candidates(actor: Actor, caseId: string): Promise<Candidate[]>;
  open(actor: Actor, caseId: string, wish: NewRecord): Promise<RecordView>;
  /** The party concerned explains. */
  state(actor: Actor, id: string, text: string): Promise<RecordView>;
  /** Either side objects. */
  contest(actor: Actor, id: string, text: string): Promise<RecordView>;
  close(actor: Actor, id: string, closing: { outcome: RecordOutcome; note: string }): Promise<RecordView>;
  list(
    actor: Actor,
    page: { caseId?: string | undefined; after?: string | undefined; limit: number },
  ): Promise<{ records: RecordView[]; next?: string }>;
  /** Records against each window within the last year. */
  statistics(actor: Actor): Promise<
    {
      windowName: string;
      kind: ResponsibilityKind;
      kindLabel: string;
      open: number;
      upheld: number;
      total: number;
    }[]
  >;
};

/** Working days within which the party concerned is waited for. */
const statementDays = 2;
const yearMs = 365 * 24 * 60 * 60 * 1000;

/** Who may record: leads and administrations of either side. */
const recorders: readonly Capacity[] = [
  'intakeLead',
  'homeLead',
  'intakeAdministration',
  'homeAdministration',
];

/** Builds the responsibility records. */
export function createResponsibility(
  parts: LadderParts & { audit: Pick<Audit, 'record'>; executor: Pick<Executor, 'open'> },
): Responsibility {
  const { database, clock, directory, tell, audit, executor } = parts;
  const { db } = database;

  const windowsOf = (actor: Actor): string[] =>
    actor.grants.flatMap(({ role, windowId }) =>
      windowId && (role === 'windowClerk' || role === 'windowLead') ? [windowId] : [],
    );
  const scopeOf = (actor: Actor): store.RecordScope => ({
    windows: windowsOf(actor),
    prefixes: actor.grants.flatMap(({ role, regionCode }) => {
      if (role === 'serviceAdministration') return [regionCode.replace(/(?:00){1,2}$/, '')];
      return role === 'auditor' || role === 'coordinationGroup' ? [''] : [];
    }),
  });
  const administers = (actor: Actor, region: string): boolean =>
    actor.grants.some(
      ({ role, regionCode }) => role === 'serviceAdministration' && isWithinHierarchy(regionCode, region),
    );
  const isParty = (actor: Actor, windowId: string, region: string): boolean =>
    windowsOf(actor).includes(windowId) ||
    actor.grants.some(({ role, regionCode }) => role === 'serviceAdministration' && regionCode === region);
  const sees = (actor: Actor, record: ResponsibilityRecord): boolean => {
    const { windows, prefixes } = scopeOf(actor);
    return (
      windows.includes(record.partyWindow) ||
      windows.includes(record.otherWindow) ||
      prefixes.some(
        (prefix) => record.partyRegion.startsWith(prefix) || record.otherRegion.startsWith(prefix),
      )
    );
  };

  const statementUntil = ({ partyRegion, openedAt }: ResponsibilityRecord): Instant =>
    workingDaysDue(directory.calendarOf(partyRegion), openedAt, statementDays).dueAt;
  const administrationName = (code: string): string =>
    directory.findAdministration(code)?.name ?? `${directory.regionName(code)}政务服务管理部门`;

  function view(actor: Actor, record: ResponsibilityRecord, steps: readonly RecordStep[]): RecordView {
    const { businessNumber, outcome, closedAt, closingNote } = record;
    const open = record.state === 'open';
    const party = isParty(actor, record.partyWindow, record.partyRegion);
    const other = isParty(actor, record.otherWindow, record.otherRegion);
    return {
      id: record.id,
      caseId: record.caseId,
      ...(businessNumber === null ? {} : { businessNumber }),
      kind: record.kind,
      kindLabel: responsibilityKinds[record.kind],
      article: record.article,
      facts: record.facts,
      evidence: record.evidence,
      partySide: record.partySide,
      partyName: directory.findWindow(record.partyWindow)?.name ?? '',
      otherName: directory.findWindow(record.otherWindow)?.name ?? '',
      reportedTo: administrationName(record.partyRegion),
      copyTo: administrationName(record.otherRegion),
      openedByName: record.openedByName,
      openedAt: record.openedAt,
      state: record.state,
      ...(outcome === null ? {} : { outcome, outcomeLabel: recordOutcomes[outcome] }),
      ...(closedAt === null ? {} : { closedAt }),
      ...(closingNote === null ? {} : { closingNote }),
      statementUntil: statementUntil(record),
      steps: steps.map(({ at, type, actor: by, text }) => ({
        at,
        title: recordStepTitles[type],
        by: [by.name, by.regionCode ? directory.regionName(by.regionCode) : '']
          .filter((part) => part !== '')
          .join(' · '),
        ...(text === null ? {} : { text }),
      })),
      acts: [
        ...(open && party ? (['statement'] as const) : []),
        ...(open && (party || other) ? (['contest'] as const) : []),
        ...(open && administers(actor, record.partyRegion) ? (['close'] as const) : []),
      ],
    };
  }

  async function shown(tx: Db, actor: Actor, record: ResponsibilityRecord): Promise<RecordView> {
    return view(actor, record, await store.listRecordSteps(tx, [record.id]));
  }

  const by = (actor: Actor, record: ResponsibilityRecord): RecordStep['actor'] => ({
    id: actor.id,
    name: actor.name,
    regionCode:
      actor.grants.find(
        ({ windowId, regionCode }) =>
          windowId === record.partyWindow ||
          windowId === record.otherWindow ||
          regionCode === record.partyRegion ||
          regionCode === record.otherRegion,
      )?.regionCode ??
      actor.grants[0]?.regionCode ??
      null,
  });

  /** The administration of the party concerned, a copy to the other, and both windows (OP-50). */
  function notices(record: ResponsibilityRecord, kind: string, text: string): StaffNotice[] {
    const to = [
      { regionCode: record.partyRegion, role: 'serviceAdministration' as const },
      { regionCode: record.otherRegion, role: 'serviceAdministration' as const },
      { windowId: record.partyWindow },
      { windowId: record.otherWindow },
    ];
    return to.map((address) => ({
      to: address,
      kind,
      text: `${text}（尾号 ${record.businessNumber?.slice(-4) ?? '—'}）`,
      caseId: record.caseId,
      ...(record.businessNumber === null ? {} : { businessNumber: record.businessNumber }),
      link: '/responsibility',
      onceKey: `responsibility ${record.id} ${kind} ${clock.now()}`,
    }));
  }

  const note = (tx: Db, actor: Actor, record: ResponsibilityRecord, action: string): Promise<void> =>
    audit.record(tx, {
      action,
      actor: auditActorOf(actor),
      subject: { kind: 'responsibilityRecord', id: record.id },
      caseId: record.caseId,
    });

  /** The case, its log, and what it says, for somebody who may record. */
  async function judged(actor: Actor, caseId: string) {
    const { loaded, capacities } = await executor.open(caseId, actor);
    if (!recorders.some((capacity) => capacities.has(capacity))) throw new Problem('not-authorised');
    const { kase } = loaded;
    const [log, reminders] = await Promise.all([listLog(db, caseId), listReminders(db, caseId)]);
    const candidates = candidatesOf(
      { log, reminders },
      {
        sideOf: (windowId) => (windowId === kase.intake.windowId ? 'intake' : 'home'),
        lineName: (id) => kase.lines.find((line) => line.id === id)?.name ?? id,
      },
    );
    return { kase, log, candidates };
  }

  /** One step on a record that this person sees. */
  const change = (
    actor: Actor,
    id: string,
    act: RecordView['acts'][number],
    work: (tx: Db, record: ResponsibilityRecord) => Promise<ResponsibilityRecord>,
  ): Promise<RecordView> =>
    database.transaction(async (tx) => {
      const record = await store.lockRecord(tx, id);
      if (!record || !sees(actor, record)) throw new Problem('not-found');
      if (record.state === 'closed') throw new Problem('record-closed');
      if (!view(actor, record, []).acts.includes(act)) throw new Problem('not-authorised');
      const next = await work(tx, record);
      await note(tx, actor, next, `responsibility${act[0]?.toUpperCase() ?? ''}${act.slice(1)}`);
      return shown(tx, actor, next);
    });

  const say = (
    actor: Actor,
    id: string,
    text: string,
    { act, type, words }: { act: 'statement' | 'contest'; type: 'statement' | 'contested'; words: string },
  ): Promise<RecordView> =>
    change(actor, id, act, async (tx, record) => {
      await store.insertRecordStep(tx, id, {
        type,
        at: clock.now(),
        actor: by(actor, record),
        text: written(text, '/text', '请写明情况。'),
      });
      await tell(tx, notices(record, type, words));
      return record;
    });

  return {
    candidates: async (actor, caseId) => (await judged(actor, caseId)).candidates,

    async open(actor, caseId, { key, facts, article, partySide, evidence = [] }) {
      const { kase, log, candidates } = await judged(actor, caseId);
      const found = key === undefined ? undefined : candidates.find((each) => each.key === key);
      const lines: EvidenceLine[] = found?.evidence ?? evidenceBySeq(log, evidence);
      const basis = (article ?? found?.article ?? '').trim();
      const missing = [
        ...(basis === '' ? [{ pointer: '/article', detail: '请写明依据的条款。' }] : []),
        ...(lines.length === 0 ? [{ pointer: '/evidence', detail: '请附上办件记录里的证据。' }] : []),
      ];
      if (missing.length > 0 || (key !== undefined && !found))
        throw new Problem('article-or-evidence-missing', { errors: missing, article: 'rules-28' });
      const words = written(facts ?? found?.facts, '/facts', '请写明事实。');
      const side = found?.partySide ?? partySide ?? 'home';
      const [party, other] = side === 'intake' ? [kase.intake, kase.home] : [kase.home, kase.intake];
      const at = clock.now();
      const record: ResponsibilityRecord = {
        id: randomUUID(),
        caseId,
        businessNumber: kase.businessNumber ?? null,
        kind: found?.kind ?? 'other',
        article: basis.slice(0, 200),
        facts: words,
        evidence: lines,
        evidenceDigest: sha256Hex(canonical(lines)),
        partySide: side,
        partyWindow: party.windowId,
        partyRegion: party.regionCode,
        otherWindow: other.windowId,
        otherRegion: other.regionCode,
        openedBy: actor.id,
        openedByName: actor.name,
        openedRegion: actor.grants[0]?.regionCode ?? party.regionCode,
        openedAt: at,
        state: 'open',
        outcome: null,
        closedAt: null,
        closingNote: null,
      };
      return database.transaction(async (tx) => {
        if (!(await store.insertRecord(tx, record))) throw new Problem('responsibility-recorded');
        await store.insertRecordStep(tx, record.id, {
          type: 'opened',
          at,
          actor: by(actor, record),
          text: words,
        });
        await tell(
          tx,
          notices(record, 'responsibilityOpened', `责任记录：${responsibilityKinds[record.kind]}`),
        );
        await note(tx, actor, record, 'responsibilityOpened');
        return shown(tx, actor, record);
      });
    },

    state: (actor, id, text) =>
      say(actor, id, text, { act: 'statement', type: 'statement', words: '责任记录：当事方已说明' }),
    contest: (actor, id, text) =>
      say(actor, id, text, { act: 'contest', type: 'contested', words: '责任记录：有异议' }),

    close: (actor, id, { outcome, note: closing }) =>
      change(actor, id, 'close', async (tx, record) => {
        const at = clock.now();
        const steps = await store.listRecordSteps(tx, [id]);
        const stated = steps.some(({ type }) => type === 'statement');
        if (!stated && at < statementUntil(record))
          throw new Problem('statement-time-running', { article: 'rules-28' });
        const words = written(closing, '/note', '请写明怎样处理。');
        const ended: ResponsibilityRecord = {
          ...record,
          state: 'closed',
          outcome,
          closedAt: at,
          closingNote: words,
        };
        await store.closeRecord(tx, ended);
        await store.insertRecordStep(tx, id, { type: 'closed', at, actor: by(actor, record), text: words });
        await tell(tx, notices(ended, 'responsibilityClosed', `责任记录已了结：${recordOutcomes[outcome]}`));
        return ended;
      }),

    async list(actor, { caseId, after, limit }) {
      const records = await store.listRecords(db, scopeOf(actor), caseId, decodePlace(after), limit);
      const steps = await store.listRecordSteps(
        db,
        records.map(({ id }) => id),
      );
      const last = records.at(-1);
      return {
        records: records.map((record) =>
          view(
            actor,
            record,
            steps.filter(({ recordId }) => recordId === record.id),
          ),
        ),
        ...(last && records.length === limit
          ? { next: encodePlace({ at: last.openedAt, id: last.id }) }
          : {}),
      };
    },

    async statistics(actor) {
      const rows = await store.countRecords(db, scopeOf(actor), later(clock.now(), -yearMs));
      return rows.map(({ windowId, kind, ...figures }) => ({
        windowName: directory.findWindow(windowId)?.name ?? '',
        kind,
        kindLabel: responsibilityKinds[kind],
        ...figures,
      }));
    },
  };
}
