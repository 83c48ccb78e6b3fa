import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import { stateGroups } from '../../regulation/states.ts';
import type { Case } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import { ruleDueAt } from '../core/rule-due.ts';
import { parcelWith } from '../custody/parcels.ts';
import { openPaperTasks } from './paper-tasks.ts';

const DemandInput = object({
  purpose: oneOf(['review', 'archive']),
  lineIds: Type.Array(Type.String({ minLength: 1, maxLength: 80 }), {
    minItems: 1,
    maxItems: 50,
    uniqueItems: true,
  }),
});

/** States after the decision, in which paper can only be asked for to be filed (OP-88). */
const forArchiveOnly = new Set<string>([...stateGroups.decided, 'resultDelivering']);

/** Where paper that was asked for too late already is, as a sentence with its waybill. */
function sentAlready(kase: Case, lineIds: readonly string[]): string | undefined {
  const sent = kase.lines.find(
    ({ id, paper }) => lineIds.includes(id) && (paper === 'onTheWay' || paper === 'home'),
  );
  if (!sent) return undefined;
  const waybill = parcelWith(kase, sent)?.waybill;
  return sent.paper === 'home'
    ? `${sent.name}的纸质材料已经在本窗口。`
    : `${sent.name}的纸质材料已经寄出${waybill ? `，运单号 ${waybill}` : ''}。`;
}

/**
 * The home window asks for paper, to examine or to file it (C.1, 15; R-086). Known by the first working day, it is due
 * 2 working days after the acceptance, else after the demand (OP-06). What the applicant took home is asked back.
 */
export const demandPaper = command<'demandPaper', Static<typeof DemandInput>, { firstDayEnds: Instant }>({
  name: 'demandPaper',
  input: DemandInput,
  summary: '要求收件窗口寄送纸质材料',
  example: { purpose: 'review', lineIds: ['048-1-m-form'] },
  facts: async (sources, kase) => ({
    // One working day of the intake window after the acceptance.
    firstDayEnds: await ruleDueAt(
      sources,
      kase,
      'electronicTransfer',
      kase.intakeAcceptedAt ?? kase.openedAt,
    ),
  }),
  decide(kase, { purpose, lineIds }, { firstDayEnds }, context) {
    const { now } = context;
    if (kase.outcome === 'notAccepted') {
      return refuse('decision-made', { detail: '已不予受理，属地不存档，不再要求纸质材料。' });
    }
    if (purpose === 'review' && forArchiveOnly.has(kase.state)) return refuse('decision-made');
    const lines = kase.lines.filter(({ id }) => lineIds.includes(id));
    if (lines.length !== lineIds.length) return refuse('line-unknown');
    const none = lines.find((line) => line.received === undefined);
    if (none) return refuse('line-unknown', { detail: `${none.name}没有收过材料，需要的请用属地补正。` });
    if (openPaperTasks(kase).some((task) => task.lineIds.some((id) => lineIds.includes(id)))) {
      return refuse('already-taken', { detail: '这一项已经要求过，正等收件窗口寄来。' });
    }
    const detail = sentAlready(kase, lineIds);
    if (detail) return refuse('paper-already-sent', { detail });
    return {
      events: [
        {
          type: 'paperDemanded',
          data: {
            id: context.newId(),
            purpose,
            lineIds: [...lineIds],
            recall: lines.some(({ paper }) => paper !== 'intake'),
            countsFrom: now < firstDayEnds ? (kase.intakeAcceptedAt ?? now) : now,
          },
        },
      ],
    };
  },
});
