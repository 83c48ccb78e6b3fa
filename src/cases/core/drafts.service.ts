import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { ApplicationContents } from '../intake/case-form.ts';
import type { Case } from './case.ts';
import { reminders } from './case-rows.ts';
import * as drafts from './draft.store.ts';
import type { CaseCalendars } from './due.ts';
import { dueOf } from './due.ts';
import type { Executor } from './executor.service.ts';

/** A draft as its creator gets it back. */
export type Draft = {
  revision: number;
  form: ApplicationContents;
  updatedAt: Instant;
  /** Why it can only be read any more: the matter was withdrawn from the lists; null while it can be written. */
  closedBecause: string | null;
};

/** What is typed before an application is registered: sealed, for its creator alone, never an event. */
export type Drafts = {
  find(caseId: string, actor: Actor): Promise<Draft>;
  /** Keeps what a draft was opened with; a repeated request finds it kept, or registered since, and changes nothing. */
  begin(caseId: string, actor: Actor, form: ApplicationContents): Promise<void>;
  /** Saves over the revision the writer saw; a newer one is not overwritten (`draft-revision-stale`). */
  save(caseId: string, actor: Actor, seen: number, form: ApplicationContents): Promise<{ revision: number }>;
};

/** Refusals that tell a draft was written or registered since. */
const goneOn = new Set(['draft-revision-stale', 'draft-not-found']);

const withdrawn = '这个办理项已从清单撤下，草稿只能查看，不能再改或登记。要办的话，请另选办理项新建。';

const context = (caseId: string): string => `draft:${caseId}`;

/** Builds the keeping of drafts. */
export function createDrafts(parts: {
  database: Database;
  keyring: Keyring;
  clock: Clock;
  executor: Pick<Executor, 'open'>;
  calendarsOf: (kase: Case) => CaseCalendars;
  /** Whether the matter of a draft can still be applied for. */
  isOffered: (kase: Case, at: Instant) => Promise<boolean>;
}): Drafts {
  const { database, keyring, clock, executor, calendarsOf, isOffered } = parts;
  async function own(caseId: string, actor: Actor): Promise<Case> {
    const { loaded } = await executor.open(caseId, actor);
    if (loaded.kase.state !== 'draft') throw new Problem('draft-not-found');
    return loaded.kase;
  }
  async function save(caseId: string, actor: Actor, seen: number, form: ApplicationContents) {
    const kase = await own(caseId, actor);
    const at = clock.now();
    if (!(await isOffered(kase, at))) throw new Problem('option-not-published', { detail: withdrawn });
    const duty = {
      rule: 'draftKept',
      round: 1,
      holder: 'intakeWindow',
      since: at,
      ...(kase.offList ? { endsAt: kase.offList.validUntil } : {}),
    } as const;
    const calendars = calendarsOf(kase);
    const keptUntil = dueOf(duty, kase, calendars).dueAt;
    const saved = await database.transaction((tx) =>
      drafts.saveDraft(tx, {
        caseId,
        seen,
        content: keyring.seal(JSON.stringify(form), context(caseId)),
        at,
        keptUntil,
        remindAt: reminders(duty, keptUntil, calendars).remindAt,
      }),
    );
    if (!saved) throw new Problem('draft-revision-stale');
    return { revision: seen + 1 };
  }
  return {
    async find(caseId, actor) {
      const kase = await own(caseId, actor);
      const closedBecause = (await isOffered(kase, clock.now())) ? null : withdrawn;
      const row = await drafts.findDraft(database.db, caseId);
      if (!row) return { revision: 0, form: {}, updatedAt: clock.now(), closedBecause };
      return {
        revision: row.revision,
        form: JSON.parse(keyring.openText(row.content, context(caseId))) as ApplicationContents,
        updatedAt: row.updatedAt,
        closedBecause,
      };
    },
    save,
    async begin(caseId, actor, form) {
      try {
        await save(caseId, actor, 0, form);
      } catch (error) {
        if (!(error instanceof Problem) || !goneOn.has(error.code)) throw error;
      }
    },
  };
}
