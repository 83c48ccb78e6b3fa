import { randomUUID } from 'node:crypto';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { type DutyId, dutyRules, ruleOf } from '../regulation/duties.ts';
import { type Day, dayOf } from '../regulation/instant.ts';
import type { Capacity } from '../regulation/roles.ts';
import { endOfDay, isDay } from '../regulation/shanghai-time.ts';
import { listMatters } from './case-facts.store.ts';
import * as store from './escalation.store.ts';
import { type Escalation, standingsOf } from './escalation.ts';
import { type EscalationAct, objectionTo } from './escalation-acts.ts';
import { closed } from './escalation-flow.ts';
import { actorIn, type LadderMoves, type LadderParts } from './ladder-moves.service.ts';

/** An instruction of level 2 (调度): who, what, by when. */
export type Instruction = { regions: readonly string[]; what: string; dueOn: Day };

/** What people do in the ladder. */
export type LadderActs = {
  /** One act without fields of its own beyond a text. */
  act(
    actor: Actor,
    id: string,
    act: Exclude<EscalationAct, 'instruct'>,
    text: string | undefined,
  ): Promise<Escalation>;
  instruct(actor: Actor, id: string, instruction: Instruction): Promise<Escalation>;
  /** A region reports that its task is done; when all are, the waiting side is asked. */
  reportTask(actor: Actor, id: string, taskId: string, report: string): Promise<Escalation>;
  /** Level 1 before the due time, as 急件, by the lead of the window that waits. */
  openUrgently(
    actor: Actor,
    capacities: ReadonlySet<Capacity>,
    caseId: string,
    request: { rule: string; round: number; reason?: string | undefined; level?: number | undefined },
  ): Promise<Escalation>;
};

const longest = 1000;

/** A text that must say something, in its normal form. */
export function written(text: string | undefined, pointer: string, sentence: string): string {
  const checked = checkPlainText(text ?? '', { min: 2, max: longest, lines: true });
  if (!checked.valid) throw fieldInvalid(pointer, (text ?? '').trim() === '' ? sentence : checked.reason);
  return checked.normalized;
}

const asked: Record<Exclude<EscalationAct, 'instruct'>, string | undefined> = {
  answer: '请写明答复：原因和措施。',
  declareUnable: '请写明为什么无法协调。',
  raise: '请写明为什么直接提到 2 级。',
  confirm: undefined,
  object: '请写明还有什么没有解决。',
  conclude: '请写明联席会议怎样处理。',
};

/** Builds what people do in the ladder. */
export function createLadderActs(
  parts: LadderParts & { audit: Pick<Audit, 'record'> },
  moves: LadderMoves,
): LadderActs {
  const { database, clock, directory, audit } = parts;

  const record = (tx: Db, actor: Actor, one: Escalation, action: string): Promise<void> =>
    audit.record(tx, {
      action,
      actor: auditActorOf(actor),
      subject: { kind: 'escalation', id: one.id },
      ...(one.caseId === null ? {} : { caseId: one.caseId }),
    });

  /** The escalation, locked, if it exists for this person and the act can be done. */
  async function take(tx: Db, actor: Actor, id: string, act: EscalationAct): Promise<Escalation> {
    const one = await store.lockEscalation(tx, id);
    const standings = one ? standingsOf(actor, one) : new Set<never>();
    if (!one || !standings.has('reader')) throw new Problem('not-found');
    const objection = objectionTo(act, one, standings);
    if (objection !== undefined) throw new Problem(objection, { article: 'rules-13' });
    return one;
  }

  async function carryOut(
    tx: Db,
    one: Escalation,
    act: Exclude<EscalationAct, 'instruct'>,
    how: Parameters<LadderMoves['answered']>[2],
  ): Promise<Escalation> {
    switch (act) {
      case 'answer':
        return moves.answered(tx, one, how);
      case 'declareUnable':
        return moves.toLevelTwo(tx, one, { ...how, type: 'unable' });
      case 'raise':
        return moves.toLevelTwo(tx, one, { ...how, type: 'raisedByGroup' });
      case 'confirm':
        return moves.apply(tx, one, { ...how, type: 'confirmed', set: closed(how.at, 'answered') });
      case 'conclude':
        return moves.apply(tx, one, { ...how, type: 'concluded', set: closed(how.at, 'concluded') });
      case 'object':
        return moves.toLevelTwo(tx, one, { ...how, type: 'objected' });
    }
  }

  return {
    act: (actor, id, act, text) =>
      database.transaction(async (tx) => {
        const one = await take(tx, actor, id, act);
        const sentence = asked[act];
        const words = sentence === undefined ? null : written(text, '/text', sentence);
        const next = await carryOut(tx, one, act, {
          at: clock.now(),
          actor: actorIn(actor, one),
          text: words,
        });
        await record(tx, actor, one, `escalation${act[0]?.toUpperCase() ?? ''}${act.slice(1)}`);
        return next;
      }),

    instruct: (actor, id, { regions, what, dueOn }) =>
      database.transaction(async (tx) => {
        const one = await take(tx, actor, id, 'instruct');
        const words = written(what, '/what', '请写明办什么。');
        const now = clock.now();
        const wanted = [...new Set(regions)];
        const concerned = new Set([one.intakeRegion, one.homeRegion]);
        const outside = wanted.find(
          (code) =>
            ![...concerned].some((region) =>
              directory.findRegion(code) === undefined ? false : region.startsWith(significant(code)),
            ),
        );
        if (wanted.length === 0 || outside !== undefined)
          throw new Problem('instruction-incomplete', {
            detail: '请选由哪一方办：收件地、属地，或它们上级的管理部门。',
            errors: [{ pointer: '/regions', detail: '只能选与这件事有关的地区。' }],
          });
        if (!isDay(dueOn) || dueOn < dayOf(now))
          throw new Problem('instruction-incomplete', {
            detail: '办理期限不能早于今天。',
            errors: [{ pointer: '/dueOn', detail: '办理期限不能早于今天。' }],
          });
        const dueAt = endOfDay(dueOn);
        await store.insertTasks(
          tx,
          one.id,
          wanted.map((regionCode) => ({ id: randomUUID(), regionCode, what: words, dueAt, madeAt: now })),
        );
        const next = await moves.apply(tx, one, {
          type: 'instructed',
          at: now,
          actor: actorIn(actor, one),
          text: words,
          data: { regions: wanted, dueOn },
          set: { instructedAt: now, dueAt },
        });
        await record(tx, actor, one, 'escalationInstructed');
        return next;
      }),

    reportTask: (actor, id, taskId, report) =>
      database.transaction(async (tx) => {
        const one = await store.lockEscalation(tx, id);
        if (!one || !standingsOf(actor, one).has('reader')) throw new Problem('not-found');
        const tasks = await store.listTasks(tx, id);
        const task = tasks.find((each) => each.id === taskId);
        if (!task) throw new Problem('not-found');
        const own = actor.grants.some(
          ({ role, regionCode }) => role === 'serviceAdministration' && regionCode === task.regionCode,
        );
        if (!own) throw new Problem('not-authorised', { article: 'rules-25' });
        if (one.state === 'closed') throw new Problem('escalation-closed');
        if (task.doneAt !== null) throw new Problem('escalation-moved-on');
        const words = written(report, '/report', '请写明办了什么、结果怎样。');
        const at = clock.now();
        await store.finishTask(tx, { id: taskId, doneAt: at, doneBy: actor.name, report: words });
        const how = { at, actor: actorIn(actor, one), text: words };
        const reported = await moves.apply(tx, one, {
          ...how,
          type: 'taskReported',
          data: { taskId, regionCode: task.regionCode },
        });
        await record(tx, actor, one, 'escalationTaskReported');
        const rest = tasks.some((each) => each.id !== taskId && each.doneAt === null);
        // Of an off-list request only consent or refusal is a reply.
        return rest || reported.state !== 'level2' || reported.rule === 'offListConsent'
          ? reported
          : moves.answered(tx, reported, { ...how, text: null });
      }),

    openUrgently: (actor, capacities, caseId, { rule, round, reason, level = 1 }) =>
      database.transaction(async (tx) => {
        if (!capacities.has('intakeLead') && !capacities.has('homeLead')) throw new Problem('not-authorised');
        const [matter] = Object.hasOwn(dutyRules, rule)
          ? await listMatters(tx, [{ caseId, rule, round }])
          : [];
        if (!matter || ruleOf(rule as DutyId).escalates === undefined) throw new Problem('duty-not-open');
        const lead: Capacity = matter.holder === 'intakeWindow' ? 'homeLead' : 'intakeLead';
        if (!capacities.has(lead)) throw new Problem('duty-not-open');
        if (level !== 1) throw new Problem('level-one-first', { article: 'rules-13' });
        const checked = checkPlainText(reason ?? '', { min: 2, max: longest, lines: true });
        if (!checked.valid)
          throw new Problem('urgent-reason-missing', {
            errors: [{ pointer: '/reason', detail: '请写明为什么等不到期限。' }],
            article: 'rules-13',
          });
        const { dueAt, catalogueId, itemNumber, ...parties } = matter;
        const named = {
          ...parties,
          offListId: null,
          subject: moves.subjectOf({ catalogueId, itemNumber }),
          missedAt: dueAt,
        };
        const [one] = await moves.open(tx, [named], {
          actor: actorIn(actor, { ...named, ladder: 'southwest' }),
          urgentReason: checked.normalized,
        });
        if (!one) throw new Problem('already-escalated');
        await record(tx, actor, one, 'escalationOpenedUrgently');
        return one;
      }),
  };
}

/** Digits of a code that name the region itself. */
const significant = (code: string): string => code.replace(/(?:00){1,2}$/, '');
