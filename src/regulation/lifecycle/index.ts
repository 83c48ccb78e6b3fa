import type { Capacity } from '../roles.ts';
import type { CaseState } from '../states.ts';
import { custody } from './custody.ts';
import { delivery } from './delivery.ts';
import { home } from './home.ts';
import { homeSupplement } from './home-supplement.ts';
import { intake } from './intake.ts';
import { notice } from './notice.ts';
import { priority } from './priority.ts';
import { requests } from './requests.ts';
import { review } from './review.ts';
import type { CommandRow } from './row.ts';
import { transfer } from './transfer.ts';
import { windowMove } from './window-move.ts';
import { withdrawal } from './withdrawal.ts';

export type { CommandRow } from './row.ts';

/** The life-cycle table of a case: one row for every command (lifecycle.md C.13). */
export const lifecycle = {
  ...intake,
  ...review,
  ...requests,
  ...notice,
  ...transfer,
  ...custody,
  ...home,
  ...homeSupplement,
  ...withdrawal,
  ...delivery,
  ...windowMove,
  ...priority,
};

/** Name of a command on a case. */
export type CommandName = keyof typeof lifecycle;

/** Name of a fact that a command records. */
export type EventType = (typeof lifecycle)[CommandName]['events'][number];

/** Refusals that one command may give of its own. */
export type RefusalOf<Name extends CommandName> = (typeof lifecycle)[Name]['refusals'][number];

/** Facts that one command may record. */
export type EventOf<Name extends CommandName> = (typeof lifecycle)[Name]['events'][number];

/** All command names in the order of the table. */
export const commandNames = Object.keys(lifecycle) as CommandName[];

/** The row of a command. */
export const rowOf = (name: CommandName): CommandRow => lifecycle[name];

/** States a command may lead to from the given one; none means it is not allowed there. */
export function targetsOf(name: CommandName, from: CaseState | undefined): CaseState[] {
  return rowOf(name).moves.flatMap((move) => {
    if (from === undefined) return move.from === 'nothing' && move.to !== 'same' ? [move.to] : [];
    if (move.from === 'nothing' || !move.from.includes(from)) return [];
    return [move.to === 'same' ? from : move.to];
  });
}

/** Commands that somebody in the given capacities may use in a state. */
export function commandsFor(state: CaseState, capacities: ReadonlySet<Capacity>): CommandName[] {
  return commandNames.filter(
    (name) =>
      rowOf(name).actors.some((capacity) => capacities.has(capacity)) && targetsOf(name, state).length > 0,
  );
}

/** `issueOneTimeNotice` as it stands in an address: `issue-one-time-notice`. */
export const kebab = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
