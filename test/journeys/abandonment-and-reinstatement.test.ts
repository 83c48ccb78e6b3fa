import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { heartbeatKey } from '../../src/platform/heartbeat.service.ts';
import { setSystemValue } from '../../src/platform/system-values.store.ts';
import { dueDays, type People, peopleOf } from '../case-steps.ts';
import { confirmed, notified } from '../notice-steps.ts';
import { openSystem, type TestSystem } from '../system.ts';

const homeRegion = '500115';

describe('逾期视为放弃，凭证恢复（R-065、OP-71）', () => {
  let system: TestSystem;
  let people: People;
  const kase = (now: Receipt) => people.intake.view(now.id);
  const told = (deficient: number[]): Promise<Receipt> => {
    system.at('2021-09-17T10:20:00.000+08:00');
    return notified(people, homeRegion, deficient);
  };

  // A system of its own: it is made to stand still, which moves the due dates of every case.
  beforeAll(async () => {
    system = await openSystem('2021-09-17T10:20:00.000+08:00');
    people = await peopleOf(system, '510106', homeRegion);
    return () => system.close();
  });

  test('三项交来两项：10 月 9 日 0 时视为放弃，双方都知道，可以重新申请', async () => {
    let now = await told([0, 1, 2]);
    const ids = (await kase(now)).lines.map(({ id }) => id);
    now = await people.intake.command(now, 'hand-in-supplement', {
      way: 'counter',
      pieces: ids.slice(0, 2).map((lineId) => ({ lineId })),
    });
    await system.waitUntil('2021-10-09T00:04:59.000+08:00');
    expect((await kase(now)).state).toBe('returnedForSupplement');
    const late = await people.intake.refusedCommand(now, 'hand-in-supplement', {
      way: 'counter',
      pieces: [{ lineId: ids[2] }],
    });
    expect(late.code).toBe('supplement-due-passed');
    expect(late.title).toContain('另建一件');

    await system.waitUntil('2021-10-09T00:05:00.000+08:00');
    const view = await kase(now);
    expect(view).toMatchObject({ state: 'deemedAbandoned', endedAt: '2021-10-09T00:00:00.000+08:00' });
    expect((await people.intake.events(now.id)).at(-1)).toMatchObject({
      type: 'caseDeemedAbandoned',
      side: 'system',
      effectiveAt: '2021-10-09T00:00:00.000+08:00',
    });
    const { notices } = await people.home.get<{ notices: { caseId: string; kind: string }[] }>(
      '/api/notices?limit=99',
    );
    expect(notices.filter(({ caseId }) => caseId === now.id).map(({ kind }) => kind)).toContain(
      'caseDeemedAbandoned',
    );

    // The carrier's receipt turns up: clerk and lead take the case up again.
    system.at('2021-10-11T09:00:00.000+08:00');
    const after = { ...now, version: view.version };
    const proof = {
      ground: 'inTime',
      occurredAt: '2021-10-08T17:20:00+08:00',
      lineIds: [ids[2]],
      proof: '邮政收寄回执，10 月 8 日 17 时 20 分',
      reason: '邮件在期限内已揽收，运单号此前没有登记',
    };
    expect((await people.intake.refusedCommand(after, 'reinstate-case', proof)).code).toBe(
      'second-person-missing',
    );
    const confirmation = await confirmed(people.intake, 'lead.510106', after, 'reinstateCase');
    now = await people.intake.command(after, 'reinstate-case', { ...proof, confirmation });
    const again = await kase(now);
    expect(again.state).toBe('formalReview');
    expect(again.endedAt).toBeUndefined();
    expect(dueDays(again)).toMatchObject({ formalReviewEnd: '2021-10-18' });
    const verified = await people.intake.get<{ intact: boolean }>(`/api/cases/${now.id}/verification`);
    expect(verified.intact).toBe(true);
  });

  test('10 月 8 日 23:59 开始发、次日 0 时以后才发完：按发完的时间，已经迟了（C.12）', async () => {
    const now = await told([2]);
    const [, , photo] = (await kase(now)).lines;
    const address = await system.app.listen({ port: 0, host: '127.0.0.1' });
    const body = JSON.stringify({ way: 'counter', pieces: [{ lineId: photo?.id }] });
    const head = [
      `POST /api/cases/${now.id}/hand-in-supplement HTTP/1.1`,
      `host: 127.0.0.1`,
      `authorization: Bearer ${await system.tokenOf('intake.510106')}`,
      `idempotency-key: ${randomUUID()}`,
      `if-match: "${now.version}"`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    system.at('2021-10-08T23:59:00.000+08:00');
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(address).port), '127.0.0.1');
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString('utf8')));
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
      socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`);
      setTimeout(() => {
        system.at('2021-10-09T00:01:00.000+08:00');
        socket.write(body.slice(10));
      }, 300);
    });
    expect(answer).toContain('supplement-due-passed');
    expect((await kase(now)).state).toBe('returnedForSupplement');
  });

  test('系统过了 0 时才起来：补办的视为放弃，日期仍是 0 时', async () => {
    const now = await told([2]);
    await system.waitUntil('2021-10-09T08:00:00.000+08:00');
    expect(await kase(now)).toMatchObject({
      state: 'deemedAbandoned',
      endedAt: '2021-10-09T00:00:00.000+08:00',
    });
  });

  test('最后一天停了 90 分钟：期限顺延到 10 月 9 日，10 月 9 日交来算按期', async () => {
    let now = await told([2]);
    const [, , photo] = (await kase(now)).lines;
    system.at('2021-10-08T23:00:00.000+08:00');
    // The last sign of life lies 90 minutes back.
    await setSystemValue(system.database.db, heartbeatKey, { at: Date.now() - 90 * 60_000 });
    await system.heartbeat.beat();
    await system.waitUntil('2021-10-09T00:06:00.000+08:00');
    const view = await kase(now);
    expect(view.state).toBe('returnedForSupplement');
    expect(view.supplement).toMatchObject({ dueOn: '2021-10-09' });
    expect(view.supplement?.why.at(-1)?.label).toContain('系统中断');
    system.at('2021-10-09T22:00:00.000+08:00');
    now = await people.intake.command(now, 'hand-in-supplement', {
      way: 'counter',
      pieces: [{ lineId: photo?.id }],
    });
    expect((await kase(now)).state).toBe('formalReview');
  });
});
