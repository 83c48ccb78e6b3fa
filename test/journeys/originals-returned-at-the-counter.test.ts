import { beforeAll, describe, expect, test } from 'vitest';
import {
  cardGranted,
  cardReceived,
  cardRegistered,
  carrierDid,
  dueDays,
  newWaybill,
  type People,
  peopleOf,
} from '../case-steps.ts';
import { form, idCard, placeOf } from '../custody-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-06-21T10:00:00.000+08:00';
const homeRegion = '500112';
const handed = { lineIds: [idCard], way: 'counter', receiver: '罗晓梅', signature: 'pad' };

/** Originals go back at the counter against a signature, as soon as nobody needs them (C.1, 32c; OP-61). */
describe('成都市武侯区收、重庆市渝北区办：原件当面退还', () => {
  let system: TestSystem;
  let people: People;

  beforeAll(async () => {
    system = await sharedSystem(start);
    people = await peopleOf(system, '510107', homeRegion);
  });

  test('审查还要用时不能退；决定以后由保管的窗口退还', async () => {
    let now = await cardReceived(people, homeRegion, start);
    expect((await people.home.refusedCommand(now, 'return-originals', handed)).code).toBe(
      'original-still-needed',
    );
    now = await cardGranted(people, homeRegion, start);
    expect((await people.intake.refusedCommand(now, 'return-originals', handed)).code).toBe(
      'original-not-in-custody',
    );
    expect(
      (await people.home.refusedCommand(now, 'return-originals', { ...handed, receiver: '' })).code,
    ).toBe('receiver-missing');
    expect(
      (await people.home.refusedCommand(now, 'return-originals', { ...handed, lineIds: [form] })).code,
    ).toBe('original-still-needed');
    now = await people.home.command(now, 'return-originals', handed);
    expect(await placeOf(people.intake, now.id)).toBe('returned');
    const [last] = (await people.intake.events(now.id)).slice(-1);
    expect([last?.type, last?.detail]).toEqual([
      'originalsReturned',
      expect.stringContaining('窗口当面退还，已签名'),
    ]);
  });

  test('申请人要求窗口保管，登记交接；没有退还就不能办结（R-116）', async () => {
    let now = await cardRegistered(people, homeRegion);
    now = await people.intake.command(now, 'record-custody', {
      lineIds: [idCard],
      from: 'applicant',
      to: 'intake',
      giver: '罗晓梅',
      signature: 'paper',
    });
    expect(await placeOf(people.intake, now.id)).toBe('intake');
    now = await people.intake.command(now, 'return-originals', handed);
    expect(await placeOf(people.intake, now.id)).toBe('returned');

    system.at(start);
    now = await cardGranted(people, homeRegion, start);
    const parcel = newWaybill();
    now = await people.home.command(now, 'dispatch-result', { way: 'mail', waybill: parcel, carrier: 'ems' });
    now = await carrierDid(people.home, now, parcel, 'delivered', start);
    now = await people.intake.command(now, 'record-custody', {
      lineIds: [idCard],
      from: 'applicant',
      to: 'intake',
      giver: '罗晓梅',
      signature: 'paper',
    });
    expect((await people.home.refusedCommand(now, 'complete-case')).code).toBe('original-open');
    expect(dueDays(await people.intake.view(now.id))).toMatchObject({ originalsBack: '2021-06-23' });
    now = await people.intake.command(now, 'return-originals', handed);
    now = await people.home.command(now, 'complete-case');
    expect(now.state).toBe('completed');
    expect((await people.home.refusedCommand(now, 'dispatch-result', { way: 'mail' })).code).toBe(
      'illegal-transition',
    );
  });
});
