import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseDesk, type DeskStory, openDesk, people } from '../../../test/case-desk.ts';
import { nationalCalendars } from '../../../test/case-facts.ts';
import type { Problem } from '../../platform/problem.ts';
import * as store from './case.store.ts';
import { findDraft } from './draft.store.ts';

let desk: CaseDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const start = '2021-09-22T09:00:00.000+08:00';
const firings = async (
  caseId: string,
  type: string,
): Promise<{ effectiveAt: string; recordedAt: string; command: string }[]> =>
  (await store.listEvents(desk.database.db, caseId))
    .filter((event) => event.type === type)
    .map(({ effectiveAt, recordedAt, command }) => ({ effectiveAt, recordedAt, command }));

/** Everything arrived on Wednesday 09-22, and nobody confirmed it: deemed received at the end of Thursday. */
async function arrivedUnconfirmed(): Promise<DeskStory> {
  desk.clock.set(start);
  const story = await desk.caseIn('inTransit');
  await story.take('dispatchParcel');
  await story.take('recordCarrierEvent');
  await story.take('recordCarrierEvent');
  return story;
}

describe('what the clock does', () => {
  test('逾期未确认，视为收到：到期时生效，晚写也不改日期', async () => {
    const { kase } = await arrivedUnconfirmed();
    desk.clock.set('2021-09-24T00:04:59.999+08:00');
    expect(await desk.sweep.run()).toBe(0);
    // The server stood still for two days.
    desk.clock.set('2021-09-26T10:00:00.000+08:00');
    expect(await desk.sweep.run()).toBe(1);
    const after = await desk.load(kase.id);
    expect([after.state, after.receivedAtHomeAt]).toEqual([
      'receivedAtHome',
      '2021-09-24T00:00:00.000+08:00',
    ]);
    expect(await firings(kase.id, 'receiptDeemed')).toEqual([
      {
        effectiveAt: '2021-09-24T00:00:00.000+08:00',
        recordedAt: '2021-09-26T10:00:00.000+08:00',
        command: 'deemReceived',
      },
    ]);
    expect((await desk.verify(kase.id)).intact).toBe(true);
  });

  test('exactly once: two sweeps at the same time, in two processes, and again after a restart', async () => {
    const stories = [await arrivedUnconfirmed(), await arrivedUnconfirmed(), await arrivedUnconfirmed()];
    desk.clock.set('2021-09-24T01:00:00.000+08:00');
    const others = [desk.another(), desk.another(), desk.another()];
    const done = await Promise.all([desk.sweep.run(), ...others.map(({ sweep }) => sweep.run())]);
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(stories.length);
    expect(await desk.another().sweep.run()).toBe(0);
    for (const { kase } of stories) {
      expect(await firings(kase.id, 'receiptDeemed')).toHaveLength(1);
      expect((await desk.verify(kase.id)).intact).toBe(true);
    }
  });

  test('逾期视为受理：第 5 个工作日 24:00，受理日为收到之日；此后不能再不予受理', async () => {
    desk.clock.set(start);
    const story = await desk.caseIn('receivedAtHome');
    const received = story.kase.receivedAtHomeAt?.slice(0, 10);
    desk.clock.set('2021-09-29T00:05:00.000+08:00');
    // The decision comes after the due time, before the clock wrote anything: late all the same.
    const late = await desk
      .request([{ command: 'rejectAtHome', input: story.usual('rejectAtHome') }], {
        caseId: story.kase.id,
        as: people.home,
      })
      .catch((error: unknown) => error as Problem);
    expect(late).toMatchObject({ code: 'deemed-accepted' });
    await desk.sweep.run();
    const kase = await desk.load(story.kase.id);
    expect([kase.state, kase.homeAcceptedOn, received]).toEqual(['homeAccepted', '2021-09-22', '2021-09-22']);
    expect(await firings(kase.id, 'homeAcceptanceDeemed')).toMatchObject([
      { effectiveAt: '2021-09-29T00:00:00.000+08:00' },
    ]);
  });

  test('what was decided in time is left alone', async () => {
    desk.clock.set(start);
    const story = await desk.caseIn('receivedAtHome');
    await story.take('rejectAtHome', undefined, { at: '2021-09-28T23:59:59.000+08:00' });
    desk.clock.set('2021-09-29T00:05:00.000+08:00');
    await desk.sweep.run();
    expect((await desk.load(story.kase.id)).state).toBe('homeRejected');
  });

  test('nothing is fired on a provisional date, and it is once the notice is there (OP-93)', async () => {
    desk.clock.set('2026-12-30T09:00:00.000+08:00');
    await desk.sweep.run();
    const story = await desk.caseIn('receivedAtHome');
    const acceptance = await store.findDuty(desk.database.db, story.kase.id, {
      rule: 'homeAcceptance',
      round: 1,
    });
    expect(acceptance).toMatchObject({ provisional: true });
    desk.clock.set('2027-03-01T09:00:00.000+08:00');
    expect(await desk.another().sweep.run()).toBe(0);
    expect((await desk.load(story.kase.id)).state).toBe('receivedAtHome');
    const { coveredUntil: _until, ...before } = nationalCalendars.home;
    const noticed = { ...before, coveredUntil: '2027-12-31' };
    const { sweep } = desk.another({
      calendarsOf: () => ({ ...nationalCalendars, intake: noticed, home: noticed }),
    });
    await sweep.run();
    expect((await desk.load(story.kase.id)).state).toBe('homeAccepted');
  });

  test('a day off that was entered later moves the due time, and it is fired then', async () => {
    desk.clock.set(start);
    const story = await desk.caseIn('receivedAtHome');
    const holidays = new Map([...nationalCalendars.home.holidays, ['2021-09-28', '地方节日']]);
    const { sweep } = desk.another({
      calendarsOf: () => ({ ...nationalCalendars, home: { ...nationalCalendars.home, holidays } }),
    });
    desk.clock.set('2021-09-29T00:05:00.000+08:00');
    await sweep.run();
    expect((await desk.load(story.kase.id)).state).toBe('receivedAtHome');
    desk.clock.set('2021-09-30T00:05:00.000+08:00');
    await sweep.run();
    expect((await desk.load(story.kase.id)).state).toBe('homeAccepted');
    expect(await firings(story.kase.id, 'homeAcceptanceDeemed')).toMatchObject([
      { effectiveAt: '2021-09-30T00:00:00.000+08:00' },
    ]);
  });
});

describe('drafts (R-069, OP-63)', () => {
  const save = (story: DeskStory, seen: number) =>
    desk.drafts.save(story.kase.id, people.intake, seen, {
      contact: { name: '罗晓梅', phone: '13800006021' },
    });

  test('kept for 30 days after the last change, then cleared with their content, once', async () => {
    desk.clock.set(start);
    const story = await desk.caseIn('draft');
    await save(story, 0);
    desk.clock.set('2021-10-02T15:00:00.000+08:00');
    await save(story, 1);
    desk.clock.set('2021-10-30T09:00:00.000+08:00');
    await desk.sweep.run();
    expect((await desk.load(story.kase.id)).state).toBe('draft');
    desk.clock.set('2021-11-01T23:59:59.000+08:00');
    await desk.sweep.run();
    expect((await desk.load(story.kase.id)).state).toBe('draft');
    desk.clock.set('2021-11-02T00:05:00.000+08:00');
    await desk.sweep.run();
    await desk.sweep.run();
    expect((await desk.load(story.kase.id)).state).toBe('discarded');
    expect(await findDraft(desk.database.db, story.kase.id)).toBeUndefined();
    expect(await firings(story.kase.id, 'draftDiscarded')).toEqual([
      {
        effectiveAt: '2021-11-02T00:00:00.000+08:00',
        recordedAt: '2021-11-02T00:05:00.000+08:00',
        command: 'discardDraft',
      },
    ]);
    await expect(desk.drafts.find(story.kase.id, people.intake)).rejects.toMatchObject({
      code: 'draft-not-found',
    });
  });

  test('given up by the creator: the content is gone at once', async () => {
    desk.clock.set(start);
    const story = await desk.caseIn('draft');
    await save(story, 0);
    await story.take('discardDraft');
    expect(await findDraft(desk.database.db, story.kase.id)).toBeUndefined();
  });

  test('registered: the draft is gone, its content stands in the case', async () => {
    desk.clock.set(start);
    const story = await desk.caseIn('draft');
    await save(story, 0);
    await story.take('submitCase');
    expect(await findDraft(desk.database.db, story.kase.id)).toBeUndefined();
  });

  test('a newer revision is not written over, and nobody else sees it', async () => {
    desk.clock.set(start);
    const story = await desk.caseIn('draft');
    await save(story, 0);
    await expect(save(story, 0)).rejects.toMatchObject({ code: 'draft-revision-stale' });
    await expect(desk.drafts.find(story.kase.id, people.colleague)).rejects.toMatchObject({
      code: 'case-not-found',
    });
    expect(await desk.drafts.find(story.kase.id, people.intake)).toMatchObject({ revision: 1 });
  });
});
