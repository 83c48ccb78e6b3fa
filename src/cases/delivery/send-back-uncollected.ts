import { object, type Static, Type } from '../../platform/schema.ts';
import { dayOf, type Instant } from '../../regulation/instant.ts';
import { addDays } from '../../regulation/shanghai-time.ts';
import type { Case } from '../core/case.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { checkNewWaybill } from '../transfer/new-waybill.ts';
import { parcelFields } from './sending.ts';

/** Days a result waits at the intake window before it goes back. */
export const keptDays = 60;

const SendBackInput = object({ ...parcelFields, waybill: Type.String({ minLength: 1, maxLength: 40 }) });

/** Why a result cannot go back now: handed over, elsewhere, or still within the days it is kept. */
function notYet(
  { result }: Case,
  now: Instant,
): 'already-delivered' | 'result-not-here' | 'keeping-time-running' | undefined {
  if (result?.deliveredAt) return 'already-delivered';
  if (result?.place !== 'intake' || !result.arrivedAt) return 'result-not-here';
  return dayOf(now) <= addDays(dayOf(result.arrivedAt), keptDays) ? 'keeping-time-running' : undefined;
}

/** A result that nobody collected for 60 days goes back to the home window (C.1, 32). */
export const sendBackUncollected = command<'sendBackUncollected', Static<typeof SendBackInput>, undefined>({
  name: 'sendBackUncollected',
  input: SendBackInput,
  summary: '把未领取的结果退回属地',
  example: { waybill: 'RR473124829US', carrier: 'ems' },
  facts: noFacts,
  blocked: (kase, { now }) => notYet(kase, now),
  decide(kase, { waybill, carrier }, _facts, { now }) {
    const blocked = notYet(kase, now);
    if (blocked) return refuse(blocked);
    const checked = checkNewWaybill(kase, waybill);
    if (!checked.valid) return refuse('waybill-invalid', { detail: checked.reason });
    return {
      events: [{ type: 'resultSentBack', data: { waybill: checked.normalized, carrier: carrier ?? 'ems' } }],
    };
  },
});
