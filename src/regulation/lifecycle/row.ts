import type { ArticleId } from '../articles.ts';
import type { RefusalCode } from '../refusals.ts';
import type { Capacity } from '../roles.ts';
import type { CaseState } from '../states.ts';

/**
 * One way a command may take: from these states to that one. `nothing` stands for a case that does not yet
 * exist, `same` for no change of state.
 */
export type Move = { from: readonly CaseState[] | 'nothing'; to: CaseState | 'same' };

/** One row of the life-cycle table (lifecycle.md C.13): who may do what, when, and what becomes of it. */
export type CommandRow = {
  /** The act in a clerk's words, for buttons and timelines. */
  title: string;
  article: ArticleId;
  actors: readonly Capacity[];
  moves: readonly Move[];
  /** Facts the command may record; those in brackets in C.13 included. */
  events: readonly string[];
  /** What it may be refused for, beside the refusals common to all commands. */
  refusals: readonly RefusalCode[];
};

/** Rows of one phase, checked and kept literal. */
export const phase = <const Rows extends Record<string, CommandRow>>(rows: Rows): Rows => rows;
