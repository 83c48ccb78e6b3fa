import type { Story } from './case-builder.ts';

/** What the carrier says of the last parcel. */
export async function carrierSays(
  story: Story,
  kind: 'collected' | 'moved' | 'delivered' | 'failed' | 'returned' | 'lost',
  at?: string,
): Promise<void> {
  const parcel = story.kase.parcels.at(-1);
  await story.take(
    'recordCarrierEvent',
    {
      waybill: parcel?.waybill,
      kind,
      occurredAt: at ?? story.now,
      ...(kind === 'moved' ? { place: '重庆处理中心' } : { proof: '寄递企业书面回复 01' }),
    },
    { as: parcel?.from === 'home' ? 'homeClerk' : 'intakeClerk', ...(at ? { at } : {}) },
  );
}

/** The materials are with the carrier. */
export async function posted(story: Story): Promise<void> {
  await story.take('dispatchParcel');
  await carrierSays(story, 'collected');
}

/** The carrier lost the parcel with the materials. */
export async function lost(story: Story): Promise<void> {
  await posted(story);
  await carrierSays(story, 'lost');
}

/** A parcel of which nothing is heard; the sender opens an incident on the sixth day. */
export async function silent(story: Story): Promise<void> {
  await posted(story);
  await story.take('openIncident', undefined, {
    as: 'intakeClerk',
    at: '2021-09-27T09:00:00.000+08:00',
  });
}

/** The result came back to the home window. */
export async function resultReturned(story: Story): Promise<void> {
  await carrierSays(story, 'collected');
  await carrierSays(story, 'returned');
}

/** The result could not be delivered two times. */
export async function twiceReturned(story: Story): Promise<void> {
  await resultReturned(story);
  const { waybill } = story.usual('dispatchResult') as { waybill: string };
  await story.take('redeliverResult', { way: 'mail', waybill, carrier: 'ems' });
  await resultReturned(story);
}

/** The home window tried to reach the applicant, in vain. */
export const tried = (story: Story, at?: string): Promise<unknown> =>
  story.take(
    'recordContact',
    { ...story.usual('recordContact'), purpose: 'pickUp', reached: false, result: '无人接听' },
    { as: 'homeClerk', ...(at ? { at } : {}) },
  );

/** The result came back and nobody answers. */
export async function unreachable(story: Story): Promise<void> {
  await resultReturned(story);
  await tried(story);
  await tried(story, '2021-10-08T09:00:00.000+08:00');
}

/** The day after the 30 days since the last attempt. */
export const afterWaiting = '2021-11-08T09:00:00.000+08:00';
