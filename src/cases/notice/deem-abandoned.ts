import { object } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import { command, type Nothing, refuse } from '../core/command.ts';
import { currentNotice, endOf, lastDayOf, parcelsUnderWay, toldOfLoss } from './notice.ts';
import { asOpen, parcelDuty, supplementDuty } from './notice-duties.ts';

type AbandonFacts = {
  /** End of the notice's period, with a day on which the service stood still left out (OP-71). */
  endsAt: Instant | undefined;
  /** When the wait for each of the applicant's parcels that were under way in time is over. */
  over: Instant[];
};

/**
 * The due date of a notice passed and a named line has no piece: the application counts as given up (C.1, 12). Nothing
 * handed in or collected in time is lost by it, and no hour on which nothing could be handed in (C.12).
 */
export const deemAbandoned = command<'deemAbandoned', Nothing, AbandonFacts>({
  name: 'deemAbandoned',
  input: object({}),
  summary: '逾期未补正，视为放弃本次申请',
  example: {},
  async facts(sources, kase) {
    const notice = currentNotice(kase);
    if (!notice) return { endsAt: undefined, over: [] };
    const { dueAt: endsAt } = await sources.due(kase, asOpen(supplementDuty(kase, notice)));
    const over = parcelsUnderWay(kase, endsAt).map(
      async (parcel) => (await sources.due(kase, asOpen(parcelDuty(kase, notice, parcel)))).dueAt,
    );
    return { endsAt, over: await Promise.all(over) };
  },
  decide(kase, _input, { endsAt, over }, { now }) {
    const notice = currentNotice(kase);
    if (!notice || !endsAt || now < endOf(notice)) return refuse('due-not-passed');
    if (now < endsAt) return refuse('service-interrupted');
    const waiting = parcelsUnderWay(kase, endsAt);
    const untold = waiting.some((parcel) => parcel.lostAt !== undefined && !toldOfLoss(kase, parcel));
    if (untold) {
      return refuse('supplement-under-way', { detail: '补正邮件遗失，还没有告知申请人，不能视为放弃。' });
    }
    if (over.some((at) => now < at)) return refuse('supplement-under-way');
    return {
      events: [{ type: 'caseDeemedAbandoned', data: { by: 'notice', dueOn: lastDayOf(notice) } }],
    };
  },
});
