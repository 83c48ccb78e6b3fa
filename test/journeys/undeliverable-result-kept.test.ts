import { beforeAll, describe, expect, test } from 'vitest';
import { carrierDid, type People, peopleOf } from '../case-steps.ts';
import { calledInVain, placeOf, resultPosted } from '../custody-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const posted = '2021-09-22T10:00:00.000+08:00';
const homeRegion = '500109';
const identified = { identityMethod: 'documentReader', identityPassed: true, signature: 'pad' };

/** 留存待领: nobody answers, the case ends all the same, and the result can still be fetched (R-115, OP-87). */
describe('成都市武侯区收、重庆市北碚区办：结果无法送达，留存待领', () => {
  let system: TestSystem;
  let people: People;

  beforeAll(async () => {
    system = await sharedSystem(posted);
    people = await peopleOf(system, '510107', homeRegion);
  });

  test('联系两次、再等 30 天才能留存；办结以后本人仍可领取', async () => {
    const begun = await resultPosted(people, homeRegion, posted);
    const { parcel } = begun;
    let { now } = begun;
    expect((await people.home.refusedCommand(now, 'keep-for-collection')).code).toBe('result-not-returned');
    now = await carrierDid(people.home, now, parcel, 'returned', posted);
    now = await calledInVain(people.home, now);
    expect((await people.home.refusedCommand(now, 'keep-for-collection')).code).toBe(
      'contact-attempts-missing',
    );
    system.at('2021-10-08T09:00:00.000+08:00');
    now = await calledInVain(people.home, now);
    system.at('2021-11-07T23:59:59.000+08:00');
    expect((await people.home.refusedCommand(now, 'keep-for-collection')).code).toBe('keeping-too-early');
    expect((await people.home.refusedCommand(now, 'complete-case')).code).toBe('result-not-delivered');

    system.at('2021-11-08T09:00:00.000+08:00');
    now = await people.home.command(now, 'keep-for-collection');
    now = await people.home.command(now, 'complete-case');
    const ended = await people.intake.view(now.id);
    expect([ended.state, ended.result?.deliveredAt]).toEqual(['completed', undefined]);
    expect(ended.result).toHaveProperty('keptAt');
    expect(ended.deadlines).toEqual([]);

    system.at('2022-03-01T09:00:00.000+08:00');
    expect((await people.intake.refusedCommand(now, 'hand-over-result', identified)).code).toBe(
      'result-not-here',
    );
    now = await people.home.command(now, 'hand-over-result', identified);
    expect(await placeOf(people.home, now.id)).toBe('returned');
    expect((await people.home.refusedCommand(now, 'hand-over-result', identified)).code).toBe(
      'already-delivered',
    );
  });
});
