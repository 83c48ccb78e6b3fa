import { randomUUID } from 'node:crypto';
import { syllablesOf } from '../catalogue/pinyin.service.ts';
import type { Db } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import { alike, comparedWording, likeness } from './wording.ts';
import * as store from './wording-groups.store.ts';

const mostCompared = 300;

/** A wording made ready to be compared, with its sound. */
export const readyWording = (wording: string) => comparedWording(wording, syllablesOf);

/** The most alike of some known wordings; undefined when none is near enough. */
export function nearest(
  wording: ReturnType<typeof readyWording>,
  known: readonly store.KnownWording[],
): store.KnownWording | undefined {
  const scored = known
    .map((one) => ({ one, score: likeness(wording, { ...one, parts: [] }) }))
    .filter(({ score }) => score >= alike)
    .toSorted((a, b) => b.score - a.score || (a.one.plain < b.one.plain ? -1 : 1));
  return scored[0]?.one;
}

/**
 * The group a wording belongs to, in the caller's transaction: that of the same wording, else of the one most alike by
 * characters or sound, else a new one under this wording.
 */
export async function joinGroup(
  tx: Db,
  joining: { wording: string; requestId: string; at: Instant; by: { id: string | null; name: string } },
): Promise<string> {
  const ready = readyWording(joining.wording);
  const change = { at: joining.at, byId: joining.by.id, byName: joining.by.name };
  const same = await store.findGroupOfWording(tx, ready.plain);
  const near = same ?? nearest(ready, await store.listNearWordings(tx, ready, mostCompared));
  let groupId = near?.groupId;
  if (groupId === undefined) {
    groupId = randomUUID();
    await store.addGroup(tx, { id: groupId, name: joining.wording, at: joining.at });
    await store.addGroupChange(tx, {
      ...change,
      groupId,
      kind: 'opened',
      detail: { after: joining.wording },
    });
  }
  // Whoever records the same wording at the same moment may have been first: the group it got holds.
  if (!same) {
    groupId = await store.putWording(tx, { ...ready, wording: joining.wording, groupId, move: false });
  }
  await store.addGroupChange(tx, {
    ...change,
    groupId,
    kind: 'joined',
    requestId: joining.requestId,
    detail: { wording: joining.wording },
  });
  return groupId;
}
