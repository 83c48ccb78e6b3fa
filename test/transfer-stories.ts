import type { Capacity } from '../src/regulation/roles.ts';
import { idOf } from './case-acts.ts';
import { personIn, type Story } from './case-builder.ts';
import { uploadOf } from './case-facts.ts';

/** A parcel with all the paper, collected by the carrier. */
export async function sendParcel(story: Story): Promise<void> {
  await story.take('dispatchParcel');
  await story.take('recordCarrierEvent');
}

/** The home window asks for the first paper at the intake window. */
export const demandPaperTask = (story: Story): Promise<unknown> => story.take('demandPaper');

/** The home window finds a page that it cannot read. */
export const report = (story: Story): Promise<unknown> => story.take('reportDiscrepancy');

/** A photo that somebody has just uploaded, with the facts that say so. */
export const photoOf = (capacity: Capacity): { photoId: string; facts: object } => {
  const photoId = idOf(700_001);
  return { photoId, facts: { files: async () => [uploadOf(photoId, personIn(capacity))] } };
};

/** The usual confirmation of a parcel with one line that differs. */
export function confirmWith(
  story: Story,
  lineId: string,
  result: string,
  more: Record<string, unknown> = {},
): unknown {
  const parcel = story.kase.parcels.findLast(({ confirmedAt }) => !confirmedAt);
  return {
    channel: 'postal',
    waybill: parcel?.waybill,
    lines: (parcel?.packed ?? []).map((piece) =>
      piece.lineId === lineId ? { lineId, result, ...more } : { lineId: piece.lineId, result: 'matches' },
    ),
  };
}

/** Form and identity card travel, the photo stays at the intake window. */
export async function sendWithoutPhoto(story: Story): Promise<void> {
  const packed = ['048-1-m-form', '048-1-m-id'].map((lineId) => ({ lineId, originals: 1, copies: 0 }));
  await story.take('dispatchParcel', { ...story.usual('dispatchParcel'), packed });
  await story.take('recordCarrierEvent');
}

/** An opinion is given while the photo still lies at the intake window. */
export async function reviewWithoutPhoto(story: Story): Promise<void> {
  await sendWithoutPhoto(story);
  await story.take('confirmReceipt');
  await story.take('confirmReceipt');
  await story.take('acceptAtHome');
  await story.take('assignHandler');
  await story.take('startReview');
  await story.take('recordOpinion');
}

/** The case is decided while the photo still lies at the intake window. */
export async function decideWithoutPhoto(story: Story): Promise<void> {
  await reviewWithoutPhoto(story);
  await story.take('grantApplication');
}

/** A paper task for the photo after the decision. */
export async function demandForArchive(story: Story): Promise<void> {
  await decideWithoutPhoto(story);
  await story.take('demandPaper', { purpose: 'archive', lineIds: ['048-1-m-photo'] });
}
