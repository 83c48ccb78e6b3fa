import { articles } from '../../regulation/articles.ts';
import type { Instant } from '../../regulation/instant.ts';
import { commandsFor, kebab, rowOf } from '../../regulation/lifecycle/index.ts';
import { type RefusalCode, refusals } from '../../regulation/refusals.ts';
import type { Capacity } from '../../regulation/roles.ts';
import type { Case } from './case.ts';
import type { ActionView } from './case-view.ts';
import type { OfferedAt } from './command.ts';
import type { EventActor } from './events.ts';
import { commands } from './registry.ts';

/**
 * What the reader may do now, and what not yet and why: read from the same table and the same functions that
 * judge the command when it comes.
 */
export const presentActions = (
  kase: Case,
  capacities: ReadonlySet<Capacity>,
  { now, intake, home }: OfferedAt & { now: Instant },
  actor: EventActor,
): ActionView[] =>
  commandsFor(kase.state, capacities)
    .filter((name) => commands[name].offered?.(kase, capacities, { intake, home }) ?? true)
    .map((name) => {
      const row = rowOf(name);
      const code = commands[name].blocked?.(kase, { now, actor }) as RefusalCode | undefined;
      return {
        command: name,
        title: row.title,
        href: `/api/cases/${kase.id}/${kebab(name)}`,
        article: articles[row.article].citation,
        ...(code ? { blocked: { code, sentence: refusals[code].sentence } } : {}),
      };
    });
