import { object, type Static, Type } from '../../platform/schema.ts';
import { dayOf, type Instant } from '../../regulation/instant.ts';
import type { Case, HomeSupplement } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import { openDiscrepancies } from '../discrepancy/open-discrepancies.ts';
import { plainWaybill } from '../transfer/waybill.ts';
import { arrivedAt, openSupplement, pauseEnd } from './supplement.ts';

const ConfirmInput = object({
  waybills: Type.Optional(
    Type.Array(Type.String({ maxLength: 40 }), {
      maxItems: 20,
      description: '已经拆开的转送邮件；寄递企业没有投递记录也算到达',
    }),
  ),
});
type ConfirmInput = Static<typeof ConfirmInput>;

/** Relayed packages of the open supplement, as they were frozen. */
const relayed = (kase: Case): Case['morePackages'] =>
  kase.morePackages.filter(({ refId }) => refId === openSupplement(kase)?.id);

/** Why arrival cannot be confirmed, whatever is typed: a parcel sent on may lie here without any scan of the carrier. */
function obstacle(kase: Case): 'point-open' | 'discrepancy-open' | undefined {
  const open = openSupplement(kase);
  if (!open || open.points.some((point) => !point.arrivedAt && !point.waybill)) return 'point-open';
  return openDiscrepancies(kase).length > 0 ? 'discrepancy-open' : undefined;
}

/** The supplement with the points of opened parcels arrived. */
const withOpened = (
  supplement: HomeSupplement,
  waybills: readonly string[],
  at: Instant,
): HomeSupplement => ({
  ...supplement,
  points: supplement.points.map((point) =>
    point.arrivedAt || !point.waybill || !waybills.includes(point.waybill)
      ? point
      : { ...point, arrivedAt: at },
  ),
});

/**
 * The home window confirms that every point has arrived, or the clock does after a working day (C.1, 23a). The stored
 * bytes of what was relayed are read and hashed anew; a relayed parcel that lies here has arrived, scanned or not. The
 * pause ends with the day of arrival; before 受理 the 5 working days start anew from it (OP-77).
 */
export const confirmHomeSupplement = command<
  'confirmHomeSupplement',
  ConfirmInput,
  { digests: Map<string, string | undefined> }
>({
  name: 'confirmHomeSupplement',
  input: ConfirmInput,
  summary: '确认补正材料全部到达',
  example: {},
  facts: async (sources, kase) => ({
    digests: await sources.rehash(
      obstacle(kase) ? [] : relayed(kase).flatMap(({ manifest }) => manifest.map(({ fileId }) => fileId)),
    ),
  }),
  blocked: obstacle,
  decide(kase, { waybills = [] }, { digests }, { now, actor }) {
    const code = obstacle(kase);
    const before = openSupplement(kase);
    if (code || !before) return refuse(code ?? 'point-open');
    const opened = waybills.map(plainWaybill);
    const carrying = new Set(before.points.map(({ waybill }) => waybill));
    const strange = opened.findIndex((waybill) => !carrying.has(waybill));
    if (strange >= 0) {
      const detail = '没有这个装着补正材料的邮件，请照面单再核对一遍。';
      return refuse('field-invalid', { errors: [{ pointer: `/waybills/${strange}`, detail }] });
    }
    const open = withOpened(before, opened, now);
    const last = arrivedAt(open);
    if (!last) return refuse('point-open');
    const altered = relayed(kase).some(({ manifest }) =>
      manifest.some(({ fileId, sha256 }) => digests.get(fileId) !== sha256),
    );
    if (altered) return refuse('hash-mismatch');
    const arrivedOn = dayOf(last);
    return {
      events: [
        {
          type: 'homeSupplementReceived',
          data: {
            id: open.id,
            arrivedOn,
            endedOn: pauseEnd(open, arrivedOn),
            waybills: opened,
            byClock: actor.kind === 'system',
          },
        },
      ],
      to: open.returnTo,
    };
  },
});
