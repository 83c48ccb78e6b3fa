import { randomBytes } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { signatureOf, signedHeaders } from '../../src/notifications/messages/supplier-signature.ts';
import { all, sql } from '../../src/platform/database.ts';
import type { Instant } from '../../src/regulation/instant.ts';
import { cardGranted, cardRegistered, type People, peopleOf } from '../case-steps.ts';
import { callsOf, recordOf, sharedWithSuppliers, toldOf, type WithSuppliers } from '../message-steps.ts';
import { sharedSystem } from '../system.ts';

const [intakeRegion, homeRegion] = ['510107', '500110'];
const start = '2021-09-29T10:00:00.000+08:00';

describe('短信供应商出错时（R-173、OP-95）', () => {
  let around: WithSuppliers;
  let people: People;
  let hour = 0;

  /** Each story on a day of its own: what one leaves waiting does not disturb the next. */
  const nextMorning = (): Instant => {
    hour += 1;
    const at = `2021-11-${String(hour).padStart(2, '0')}T10:00:00.000+08:00`;
    around.system.at(at);
    return at;
  };
  const at = (time: string): Instant => `2021-11-${String(hour).padStart(2, '0')}T${time}.000+08:00`;
  const registered = async () => {
    const now = await cardRegistered(people, homeRegion);
    await around.settle();
    return now;
  };
  const told = async (id: string) => {
    const [message] = await toldOf(people.intake, id, 'registered');
    if (!message) throw new Error('no message');
    return message;
  };
  const handsets = (number: string | undefined) =>
    [...around.first.taken, ...around.second.taken].filter(({ text }) => text.includes(number ?? '—'));

  beforeAll(async () => {
    around = await sharedWithSuppliers(start);
    people = await peopleOf(around.system, intakeRegion, homeRegion);
  });
  afterEach(() => {
    around.first.setMode('ok');
    around.second.setMode('ok');
    around.pace.awayForMs = 0;
  });

  test('三次都报“没有送达”：5 分钟、30 分钟后各重发一次，再不成就请窗口打电话；打过电话就了结', async () => {
    nextMorning();
    around.first.setMode('failed');
    const now = await registered();
    expect(await told(now.id)).toMatchObject({ status: 'queued', attempts: 2 });
    await around.until(at('10:04:59'));
    expect(handsets(now.businessNumber)).toHaveLength(1);
    await around.until(at('10:05:00'));
    expect(handsets(now.businessNumber)).toHaveLength(2);
    expect(await callsOf(people.intake, now.id)).toEqual([]);
    await around.until(at('10:35:00'));
    expect(handsets(now.businessNumber)).toHaveLength(3);
    expect(await told(now.id)).toMatchObject({ status: 'failed', attempts: 3 });
    const [task] = await callsOf(people.intake, now.id);
    expect(task).toMatchObject({
      topics: [{ title: '登记并给出业务编号', reason: '短信三次没有送达' }],
      numberMasked: '138****6021',
    });
    const { notices } = await people.intake.get<{
      notices: { kind: string; caseId: string; link: string }[];
    }>('/api/notices?limit=20');
    expect(notices.find(({ kind, caseId }) => kind === 'phoneTask' && caseId === now.id)?.link).toBe(
      `/phone-tasks?task=${task?.id}`,
    );
    await people.intake.post(`/api/phone-tasks/${task?.id}/calls`, {
      number: '13800006021',
      person: '本人',
      reached: true,
      content: '已告知业务编号',
    });
    expect(await callsOf(people.intake, now.id)).toEqual([]);
    expect((await told(now.id)).call?.closure).toBe('已电话告知');
    await around.until(at('20:00:00'));
    expect(handsets(now.businessNumber)).toHaveLength(3);
  });

  test('当场说是空号：同样重发两次再打电话', async () => {
    nextMorning();
    around.first.setMode('reject');
    around.second.setMode('reject');
    const now = await registered();
    await around.until(at('10:05:00'));
    await around.until(at('10:35:00'));
    expect(await told(now.id)).toMatchObject({ status: 'failed', attempts: 3 });
    expect(await callsOf(people.intake, now.id)).toMatchObject([
      { topics: [{ reason: '短信三次没有送达' }] },
    ]);
    expect(handsets(now.businessNumber)).toEqual([]);
  });

  test('第一家说没有收下：马上改走第二家，不重发', async () => {
    nextMorning();
    around.first.setMode('busy');
    const now = await registered();
    expect(await told(now.id)).toMatchObject({ status: 'delivered', supplier: 'sms-2', attempts: 1 });
    expect(handsets(now.businessNumber)).toHaveLength(1);
  });

  test('第一家答 500：这一条收没收说不准，只再问它；新的短信改走第二家', async () => {
    nextMorning();
    around.pace.awayForMs = 60_000;
    around.first.setMode('500');
    const unclear = await registered();
    expect(await told(unclear.id)).toMatchObject({ status: 'inDoubt', supplier: 'sms-1' });
    const others = [await registered(), await registered(), await registered()];
    const states = await Promise.all(others.map(({ id }) => told(id)));
    expect(states.at(-1)).toMatchObject({ status: 'delivered', supplier: 'sms-2' });
    expect(handsets(unclear.businessNumber)).toEqual([]);

    // 4 个小时没有说法：请窗口打电话，短信照样接着试。
    await around.until(at('14:00:00'));
    expect(await callsOf(people.intake, unclear.id)).toMatchObject([
      { topics: [{ reason: '短信通道没有答复' }] },
    ]);
  });

  test('收下了不答复：不会发两条；回执到了就是送达', async () => {
    nextMorning();
    around.first.setMode('silent');
    const now = await registered();
    expect(handsets(now.businessNumber)).toHaveLength(1);
    expect(await told(now.id)).toMatchObject({ status: 'delivered', supplier: 'sms-1' });
    around.first.setMode('ok');
    await around.until(at('16:00:00'));
    expect(handsets(now.businessNumber)).toMatchObject([{ asked: 1 }]);
  });

  test('挂起、没有收下：只再问它，恢复后发出一条', async () => {
    nextMorning();
    around.first.setMode('hang');
    const now = await registered();
    expect(await told(now.id)).toMatchObject({ status: 'inDoubt', supplier: 'sms-1' });
    around.first.setMode('ok');
    await around.until(at('10:01:00'));
    expect(await told(now.id)).toMatchObject({ status: 'delivered', supplier: 'sms-1', attempts: 1 });
    expect(handsets(now.businessNumber)).toHaveLength(1);
  });

  test('回执重复、先送达后失败：都是送达，不再发，也不打电话', async () => {
    nextMorning();
    around.first.setMode('twice');
    around.second.setMode('twice');
    const twice = await registered();
    expect((await told(twice.id)).steps.filter(({ name }) => name === '已送达')).toHaveLength(1);
    around.first.setMode('backwards');
    around.second.setMode('backwards');
    const backwards = await registered();
    expect(await told(backwards.id)).toMatchObject({ status: 'delivered', attempts: 1 });
    await around.until(at('12:00:00'));
    expect(await callsOf(people.intake, backwards.id)).toEqual([]);
    expect(handsets(backwards.businessNumber)).toHaveLength(1);
  });

  test('先报失败，打电话以前又报送达：电话不用打了；决定的电话照打', async () => {
    nextMorning();
    around.first.setMode('noReport');
    around.second.setMode('noReport');
    const [plain, decision] = [
      await registered(),
      await cardGranted(people, homeRegion, around.system.clock.now()),
    ];
    await around.settle();
    const granted = async () => {
      const [message] = await toldOf(people.home, decision.id, 'granted');
      if (!message) throw new Error('no message');
      return message;
    };
    const both = [() => told(plain.id), granted];
    for (const time of ['10:00:00', '10:05:00', '10:40:00']) {
      await around.until(at(time));
      for (const current of both) {
        const { id, attempts, supplier } = await current();
        const body = { id: `${id}:${attempts}`, status: 'failed' };
        expect((await report(supplier ?? '', body)).status).toBe(200);
      }
    }
    expect(await callsOf(people.intake, plain.id)).toHaveLength(1);
    for (const current of both) {
      const { id, attempts, supplier } = await current();
      expect(attempts).toBe(3);
      await report(supplier ?? '', { id: `${id}:3`, status: 'delivered' });
    }
    expect(await callsOf(people.intake, plain.id)).toEqual([]);
    expect((await told(plain.id)).call?.closure).toBe('短信后来已送达');
    expect((await callsOf(people.home, decision.id)).map(({ audience }) => audience)).toContain('applicant');
  });

  /** A report as the supplier would send it, or as somebody else would. */
  async function report(
    supplier: string,
    body: object,
    change: { secret?: string; nonce?: string; timestamp?: string; sign?: boolean; sent?: object } = {},
  ): Promise<{ status: number; body: { code?: string; reason?: string } }> {
    const known = supplier === 'sms-2' ? around.second.secret : around.first.secret;
    const path = `/api/supplier-reports/${supplier}`;
    const signed = {
      timestamp: change.timestamp ?? String(Date.now()),
      nonce: change.nonce ?? randomBytes(16).toString('hex'),
      path,
      body,
    };
    return around.system.visitor('192.0.2.77').ask(path, {
      method: 'POST',
      body: change.sent ?? body,
      headers: {
        [signedHeaders.timestamp]: signed.timestamp,
        [signedHeaders.nonce]: signed.nonce,
        ...(change.sign === false
          ? {}
          : { [signedHeaders.signature]: signatureOf(change.secret ?? known, signed) }),
      },
    });
  }

  test('伪造、没有签名、改过、过时、重放的回执都不采信，并留痕', async () => {
    nextMorning();
    around.first.setMode('noReport');
    around.second.setMode('noReport');
    const now = await registered();
    const before = await told(now.id);
    const supplier = before.supplier ?? '';
    expect(before.status).toBe('handedOver');
    const body = { id: `${before.id}:1`, status: 'delivered' };
    const nonce = randomBytes(16).toString('hex');
    const bad = [
      await report(supplier, body, { sign: false }),
      await report(supplier, body, { secret: 'another-secret-altogether' }),
      await report(supplier, { ...body, status: 'failed' }, { sent: body }),
      await report(supplier, body, { timestamp: String(Date.now() - 10 * 60_000) }),
      await report('sms-9', body),
    ];
    expect(bad.map(({ status, body: problem }) => [status, problem.reason])).toEqual([
      [401, 'unsigned'],
      [401, 'forged'],
      [401, 'forged'],
      [401, 'stale'],
      [401, 'forged'],
    ]);
    expect((await told(now.id)).status).toBe('handedOver');
    // 别家没有经手的，签名对也不认。
    const other = supplier === 'sms-1' ? 'sms-2' : 'sms-1';
    expect((await report(other, body)).status).toBe(404);
    expect(
      (await report(supplier, { id: '00000000-0000-4000-8000-000000000001:1', status: 'delivered' })).status,
    ).toBe(404);
    expect((await report(supplier, { id: 'x', status: 'delivered' })).status).toBe(400);
    expect((await report(supplier, body, { nonce })).status).toBe(200);
    expect((await report(supplier, body, { nonce })).body.reason).toBe('replayed');
    expect((await told(now.id)).status).toBe('delivered');
    const refused = await all(
      around.system.database.db,
      sql<{ reason: string }>`select detail->>'reason' as reason from audit_entries
        where action = 'supplierReportRefused' and address = '192.0.2.77' order by id`,
    );
    expect(refused.map(({ reason }) => reason)).toEqual([
      'unsigned',
      'forged',
      'forged',
      'stale',
      'forged',
      'unknownMessage',
      'unknownMessage',
      'replayed',
    ]);
  });

  test('两家都断了七天：一条不丢、不重，恢复后按先后发出', async () => {
    nextMorning();
    around.first.setMode('busy');
    around.second.setMode('busy');
    const waiting = [await registered(), await registered(), await registered()];
    for (const day of ['11', '12', '13', '14']) await around.until(`2021-11-${day}T12:00:00.000+08:00`);
    expect(handsets(waiting[0]?.businessNumber)).toEqual([]);
    around.first.setMode('ok');
    around.second.setMode('ok');
    for (const time of ['12:30', '13:00', '14:00', '15:00', '16:30', '18:00']) {
      await around.until(`2021-11-15T${time}:00.000+08:00`);
    }
    for (const { businessNumber, id } of waiting) {
      expect(handsets(businessNumber)).toHaveLength(1);
      expect((await recordOf(people.intake, id)).messages[0]?.status).toBe('delivered');
    }
  });
});

test('没有接短信通道：如实写明，一律请窗口打电话', async () => {
  const system = await sharedSystem(start);
  const people = await peopleOf(system, intakeRegion, homeRegion);
  const now = await cardRegistered(people, homeRegion);
  await system.settle();
  const [message] = await toldOf(people.intake, now.id, 'registered');
  expect(message).toMatchObject({ status: 'notConnected', statusName: '未接通短信通道', attempts: 0 });
  expect(await callsOf(people.intake, now.id)).toMatchObject([{ topics: [{ reason: '未接通短信通道' }] }]);
});
