import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import { dayOf, type Instant } from '../../regulation/instant.ts';
import { command, refuse } from '../core/command.ts';
import { notYetOver } from './overdue.ts';
import { openSupplement, pauseEnd, supplementDueAt } from './supplement.ts';
import { offeredTo, refusedTo } from './who-acts.ts';

const ContinueInput = object({
  note: Type.Optional(Type.String({ maxLength: 500, description: '为什么可以按现有材料继续办理' })),
});

/** The due date passed, and the home region goes on with what there is: the open points are dropped (C.1, 24). */
export const continueWithoutSupplement = command<
  'continueWithoutSupplement',
  Static<typeof ContinueInput>,
  { dueAt: Instant }
>({
  name: 'continueWithoutSupplement',
  input: ContinueInput,
  summary: '逾期没有补正，按现有材料继续办理',
  example: { note: '缺的照片可由本区系统调取，不影响办理' },
  facts: async (sources, kase) => ({ dueAt: await supplementDueAt(sources, kase) }),
  offered: offeredTo,
  decide(kase, { note }, { dueAt }, { now, capacities }) {
    const open = openSupplement(kase);
    if (!open) return refuse('illegal-transition');
    const refused = refusedTo(open.returnTo, capacities) ?? notYetOver(kase, dueAt, now);
    if (refused) return refused;
    const text = checkPlainText(note ?? '', { min: 4, max: 500, lines: true });
    if (!text.valid) return refuse('reason-missing');
    return {
      events: [
        {
          type: 'homeSupplementEnded',
          data: {
            id: open.id,
            openPoints: open.points.filter((point) => !point.arrivedAt).map(({ id }) => id),
            endedOn: pauseEnd(open, dayOf(now)),
          },
          personal: { note: text.normalized },
        },
      ],
      to: open.returnTo,
    };
  },
});
