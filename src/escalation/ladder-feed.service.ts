import { listMovesAmong } from '../cases/window-move/window-move.store.ts';
import type { Db } from '../platform/database.ts';
import type { FeedEntry } from '../platform/feed.ts';
import { type DutyId, dutyRules, ruleOf } from '../regulation/duties.ts';
import { type CaseState, isTerminal } from '../regulation/states.ts';
import { listLogged, listOpenDuties } from './case-facts.store.ts';
import type { LoggedEvent } from './case-facts.ts';
import * as store from './escalation.store.ts';
import { clockActor, type Escalation, type EscalationActor } from './escalation.ts';
import { closed, isByHolder, meaningOf, type ReplyEvent } from './escalation-flow.ts';
import type { LadderMoves } from './ladder-moves.service.ts';

const replyOf = ({ command, actor }: LoggedEvent): ReplyEvent => ({
  command,
  capacity: actor.capacity,
  kind: actor.kind,
});

/** Who replied, as the history of the escalation names them; applicants only as such. */
const actorOf = ({ actor }: LoggedEvent): EscalationActor =>
  actor.kind === 'staff'
    ? {
        kind: 'staff',
        id: actor.id,
        name: actor.name,
        role: actor.capacity,
        regionCode: actor.regionCode,
        windowId: actor.windowId,
      }
    : clockActor;

const fires = (rule: string): string | undefined =>
  Object.hasOwn(dutyRules, rule) ? ruleOf(rule as DutyId).fires : undefined;

/** Acts that are not the reply that was missing: they end the case, or give it to another window. */
const noReply = new Set(['withdrawCase', 'confirmWithdrawal', 'moveToWindow']);

/**
 * Follows the cases: the missing reply closes level 1 and asks for confirmation at level 2, whoever gave it; a case that
 * ends closes its escalations. It never changes a case.
 */
export function createLadderFeed(moves: LadderMoves): {
  handle(tx: Db, entries: readonly FeedEntry[]): Promise<void>;
} {
  async function follow(
    tx: Db,
    one: Escalation,
    events: readonly LoggedEvent[],
    isOpen: boolean,
  ): Promise<void> {
    const rule = fires(one.rule);
    const ended = events.find(({ state }) => isTerminal(state as CaseState) && state !== 'completed');
    const byHolder = events.find(
      (event) =>
        isByHolder(replyOf(event), one.holder) && event.command !== rule && !noReply.has(event.command),
    );
    if (!ended && (isOpen || one.state === 'answered')) return;
    const decisive = (one.state === 'answered' ? undefined : byHolder) ?? ended ?? events.at(-1);
    if (!decisive) return;
    const how = { at: decisive.effectiveAt, actor: actorOf(decisive) };
    if (decisive !== byHolder && ended) {
      await moves.apply(tx, one, { ...how, type: 'caseEnded', set: closed(how.at, 'caseEnded') });
      return;
    }
    if (one.deemedAt !== null && !byHolder) return;
    const meaning = meaningOf(replyOf(decisive), { holder: one.holder, fires: rule });
    if (meaning === 'answered') await moves.answered(tx, one, how);
    else if (meaning === 'withdrawn')
      await moves.apply(tx, one, { ...how, type: 'requestEnded', set: closed(how.at, 'requestEnded') });
    else await moves.apply(tx, one, { ...how, type: 'deemed', set: { deemedAt: how.at } });
  }

  /** Where a case goes over to another window, its escalations do as well, the ended ones with them. */
  async function followWindows(tx: Db, entries: readonly FeedEntry[]): Promise<void> {
    const keys = entries.filter(({ type }) => type === 'movedToWindow');
    if (keys.length === 0) return;
    for (const { caseId, by, reason, ...move } of await listMovesAmong(tx, keys)) {
      const actor: EscalationActor = {
        ...clockActor,
        kind: 'staff',
        id: by.id,
        name: by.name,
        role: by.capacity,
        regionCode: by.regionCode,
      };
      for (const one of await store.lockAllOf(tx, { caseId }))
        await moves.moveWindow(tx, one, { ...move, actor, text: reason });
    }
  }

  return {
    async handle(tx, entries) {
      await followWindows(tx, entries);
      const caseIds = [...new Set(entries.map(({ caseId }) => caseId))];
      const open = await store.lockOpenOfCases(tx, caseIds);
      if (open.length === 0) return;
      const wanted = new Set(open.map(({ caseId }) => caseId));
      const concerned = entries.filter(({ caseId }) => wanted.has(caseId));
      const events = Map.groupBy(
        (
          await listLogged(
            tx,
            concerned.map(({ caseId, seq }) => ({ caseId, seq })),
          )
        ).toSorted((a, b) => a.seq - b.seq),
        ({ caseId }) => caseId,
      );
      const duties = new Set(
        (
          await listOpenDuties(
            tx,
            [...wanted].flatMap((id) => id ?? []),
          )
        ).map(({ caseId, rule, round }) => `${caseId} ${rule} ${round}`),
      );
      for (const one of open) {
        const happened = (events.get(one.caseId ?? '') ?? []).filter(
          ({ recordedAt }) => recordedAt >= one.openedAt,
        );
        if (happened.length === 0) continue;
        await follow(tx, one, happened, duties.has(`${one.caseId} ${one.rule} ${one.round}`));
      }
    },
  };
}
