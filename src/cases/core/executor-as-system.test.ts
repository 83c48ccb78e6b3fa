import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseDesk, openDesk, people } from '../../../test/case-desk.ts';
import { codeOf, contact, countsOf } from '../../../test/executor-steps.ts';
import { all, sql } from '../../platform/database.ts';
import type { Act } from './case-request.ts';

let desk: CaseDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const counts = (): Promise<number[]> => countsOf(desk);

describe('what arrives from outside is recorded by the system', () => {
  const onTheWay = async () => {
    const story = await desk.caseIn('inTransit');
    await story.take('dispatchParcel');
    const parcel = story.kase.parcels.at(-1);
    if (!parcel) throw new Error('no parcel');
    return { id: story.kase.id, version: story.kase.version, waybill: parcel.waybill };
  };
  const delivered = (waybill: string): Act => ({
    command: 'recordCarrierEvent',
    input: { waybill, kind: 'delivered', occurredAt: desk.clock.now(), proof: '寄递企业报告' },
  });

  test('once by its key, as the system, whoever of several comes first', async () => {
    const { id, version, waybill } = await onTheWay();
    const act = delivered(waybill);
    const done = await Promise.all(
      [1, 2, 3].map(() => desk.executor.executeAsSystem(id, act, `told-${waybill}`)),
    );
    expect(done.filter(Boolean)).toHaveLength(1);
    const events = await all<{ type: string; actor: { kind: string } }>(
      desk.database.db,
      sql`select type, actor from case_events where case_id = ${id}::uuid and seq > ${version} order by seq`,
    );
    expect(events).toMatchObject([
      { type: 'parcelDelivered', actor: { kind: 'system', capacity: 'system' } },
    ]);
    expect(await desk.verify(id)).toMatchObject({ intact: true });
    expect(
      await codeOf(desk.executor.executeAsSystem(id, delivered('EA000000001CN'), `told-${waybill}`)),
    ).toBe('request-key-reused');
  });

  test('what the case does not take, and what is not the system’s to do, is refused and writes nothing', async () => {
    const { id, waybill } = await onTheWay();
    const before = await counts();
    const strange = {
      ...delivered(waybill),
      input: { waybill: 'EA000000001CN', kind: 'lost', occurredAt: desk.clock.now(), proof: '报告' },
    };
    expect(await codeOf(desk.executor.executeAsSystem(id, strange, randomUUID()))).toBe('waybill-unknown');
    expect(await codeOf(desk.executor.executeAsSystem(id, contact, randomUUID()))).toBe('not-authorised');
    expect(await codeOf(desk.executor.executeAsSystem(randomUUID(), contact, randomUUID()))).toBe(
      'case-not-found',
    );
    expect(await counts()).toEqual(before);
  });

  test('acts are judged beforehand without writing anything', async () => {
    const { id, waybill } = await onTheWay();
    const before = await counts();
    await desk.executor.check(id, [delivered(waybill)], people.intake);
    expect(await codeOf(desk.executor.check(id, [delivered('EA000000001CN')], people.intake))).toBe(
      'waybill-unknown',
    );
    expect(await counts()).toEqual(before);
  });
});
