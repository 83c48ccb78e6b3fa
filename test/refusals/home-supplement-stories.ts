import type { Capacity } from '../../src/regulation/roles.ts';
import { idOf, waybillOf } from '../case-acts.ts';
import type { Story } from '../case-builder.ts';

/** The approver acts. */
export const byApprover = { as: 'approver' as Capacity };

/** The moment at which the due date of the usual supplement (10 working days from 22 September) is over. */
export const overdue = { at: '2021-10-12T00:00:00.000+08:00' };

/** A supplement is asked for in the review. */
export const fromReview = (story: Story): Promise<unknown> =>
  story.take('requestHomeSupplement', undefined, byApprover);

/** Every point is handed in at the home window. */
export const handedInAtHome = (story: Story): Promise<unknown> =>
  story.take('handInHomeSupplement', undefined, { as: 'homeClerk' });

/** Every point is handed in at the intake window, on paper. */
export const handedInAtIntake = (story: Story): Promise<unknown> => story.take('handInHomeSupplement');

/** Scans are handed in at the intake window and relayed. */
export async function relayed(story: Story): Promise<void> {
  const open = story.kase.homeSupplements.at(-1);
  const pointIds = open?.points.map(({ id }) => id) ?? [];
  await story.take('handInHomeSupplement', {
    way: 'counter',
    pieces: pointIds.map((pointId, index) => ({ pointId, uploadIds: [idOf(700 + index)] })),
  });
  await story.take('sendPackage', { declaration: true, for: { supplementId: open?.id, pointIds } });
}

/** Paper is handed in at the intake window and registered as a parcel to the home window. */
export async function relayParcel(story: Story): Promise<void> {
  await handedInAtIntake(story);
  const open = story.kase.homeSupplements.at(-1);
  const points = open?.points ?? [];
  await story.take('dispatchParcel', {
    waybill: waybillOf(77),
    carrier: 'ems',
    packed: points.map(({ id, lineId }) => ({ lineId: lineId ?? id, originals: 0, copies: 1 })),
    for: { supplementId: open?.id, pointIds: points.map(({ id }) => id) },
  });
}
