import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { identityFixture, type Post, windows } from '../../test/identity-fixture.ts';
import type { Actor } from '../platform/actor.ts';
import type { Database } from '../platform/database.ts';
import { later } from '../regulation/instant.ts';
import { transferDays } from '../regulation/staff-transfers.ts';

const day = 24 * 60 * 60 * 1000;
let database: Database;
let fixture: ReturnType<typeof identityFixture>;
let round = 0;
let [from, to, elsewhere]: Actor[] = [];
let staffId = '';
const own = (name: string): string => `${name}.tr${round}`;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  fixture = identityFixture(database);
  round += 1;
  const person = async (name: string, regionCode: string, post: Post) => {
    await fixture.addStaff(own(name), regionCode, [post]);
    return fixture.actorOf(own(name));
  };
  const administration = (regionCode: string): Post => ({ role: 'serviceAdministration', regionCode });
  from = await person('from', '510107', administration('510107'));
  to = await person('to', '500110', administration('500110'));
  elsewhere = await person('elsewhere', '510000', administration('510000'));
  staffId = await fixture.addStaff(own('clerk'), '510107', [
    { role: 'windowClerk', regionCode: '510107', windowId: windows.wuhou.id },
  ]);
});

const actor = (one: Actor | undefined): Actor => {
  if (!one) throw new Error('nobody');
  return one;
};
const goes = () =>
  fixture.identity.transferStaff(actor(from), staffId, { regionCode: '500110', reason: '组织调动' });
const waitingOf = async (by: Actor | undefined, waiting = true) =>
  (await fixture.identity.listTransfers(actor(by), { waiting, limit: 50 })).filter(
    (transfer) => transfer.staffId === staffId,
  );
const idOf = async (): Promise<string> => (await waitingOf(from))[0]?.id ?? '';
const give = (by: Actor | undefined) =>
  fixture.identity.grantRole(actor(by), staffId, {
    role: 'approver',
    regionCode: actor(by).grants[0]?.regionCode ?? '',
  });

describe('调往其他地区：走的人当时没有权限，对方接收以后才是对方的人（R-052）', () => {
  test('roles and sessions end at once; nothing in the new region before it accepts', async () => {
    const { token } = await fixture.signIn(own('clerk'));
    expect(await goes()).toMatchObject({ regionCode: '510107', grants: [], transferTo: '500110' });
    expect(await fixture.identity.authenticate(token)).toBeUndefined();
    await expect(give(to)).rejects.toMatchObject({ code: 'other-region' });
    await expect(give(from)).rejects.toMatchObject({ code: 'transfer-waiting' });
    await expect(goes()).rejects.toMatchObject({ code: 'transfer-waiting' });
    expect(fixture.told).toMatchObject([
      { to: { regionCode: '500110', role: 'serviceAdministration' }, kind: 'staffTransferProposed' },
    ]);
  });

  test('accepted by the administration there, which then gives roles; the old one sees the account no more', async () => {
    await goes();
    expect(await waitingOf(to)).toMatchObject([{ incoming: true, mayAccept: true, mayTakeBack: false }]);
    expect(await waitingOf(from)).toMatchObject([{ incoming: false, mayAccept: false, mayTakeBack: true }]);
    expect(await waitingOf(elsewhere)).toEqual([]);
    const ended = await fixture.identity.endTransfer(actor(to), await idOf(), { state: 'accepted' });
    expect(ended).toMatchObject({ state: 'accepted', mayAccept: false });
    expect((await give(to)).grants).toMatchObject([{ role: 'approver', regionCode: '500110' }]);
    await expect(fixture.identity.getStaff(actor(from), staffId)).rejects.toMatchObject({
      code: 'other-region',
    });
    expect(fixture.told.slice(1).map((notice) => [notice.kind, notice.to])).toEqual([
      ['staffTransferAccepted', { regionCode: '510107', role: 'serviceAdministration' }],
      ['staffTransferAccepted', { regionCode: '500110', role: 'serviceAdministration' }],
    ]);
    expect(await waitingOf(to, false)).toMatchObject([{ state: 'accepted', endedByName: actor(to).name }]);
  });

  test('refused with a reason, or taken back: the account stays, the roles do not come back', async () => {
    await goes();
    const first = await idOf();
    const refuse = (reason: string) =>
      fixture.identity.endTransfer(actor(to), first, { state: 'refused', reason });
    await expect(refuse(' ')).rejects.toMatchObject({ code: 'field-invalid' });
    expect(await refuse('没有编制')).toMatchObject({ state: 'refused', note: '没有编制' });
    await expect(refuse('没有编制')).rejects.toMatchObject({ code: 'transfer-ended' });
    expect(await fixture.identity.getStaff(actor(from), staffId)).toMatchObject({
      grants: [],
      transferTo: null,
    });
    await give(from);
    await goes();
    const again = await fixture.identity.endTransfer(actor(from), await idOf(), { state: 'takenBack' });
    expect(again.state).toBe('takenBack');
    expect((await give(from)).grants).toHaveLength(1);
  });

  test('each side does its own part only, and nobody accepts whom they let go', async () => {
    await goes();
    const id = await idOf();
    const end = (by: Actor | undefined, state: 'accepted' | 'takenBack', which = id) =>
      fixture.identity.endTransfer(actor(by), which, { state });
    await expect(end(from, 'accepted')).rejects.toMatchObject({ code: 'other-region', status: 403 });
    await expect(end(to, 'takenBack')).rejects.toMatchObject({ code: 'other-region' });
    await expect(end(elsewhere, 'accepted')).rejects.toMatchObject({ code: 'other-region' });
    await expect(end(to, 'accepted', randomUUID())).rejects.toMatchObject({ code: 'not-found' });
    await fixture.addStaff(own('root'), '000000', [{ role: 'systemAdministrator', regionCode: '000000' }]);
    const root = await fixture.actorOf(own('root'));
    const other = await fixture.addStaff(own('other'), '510107');
    await fixture.identity.transferStaff(root, other, { regionCode: '500110' });
    const [proposed] = await fixture.identity.listTransfers(root, { waiting: true, limit: 1 });
    await expect(end(root, 'accepted', proposed?.id)).rejects.toMatchObject({ code: 'own-proposal' });
    await expect(
      fixture.identity.transferStaff(actor(from), staffId, { regionCode: '510107' }),
    ).rejects.toMatchObject({ code: 'transfer-waiting' });
  });

  test('runs out by itself, and both sides hear of it', async () => {
    await goes();
    const id = await idOf();
    fixture.clock.set(later(fixture.clock.now(), transferDays * day - 1));
    expect(await fixture.identity.expireTransfers()).toBe(0);
    fixture.clock.set(later(fixture.clock.now(), 1));
    await expect(fixture.identity.endTransfer(actor(to), id, { state: 'accepted' })).rejects.toMatchObject({
      code: 'transfer-ended',
    });
    await fixture.identity.expireTransfers();
    expect(await waitingOf(from, false)).toMatchObject([{ state: 'expired', endedByName: null }]);
    expect(
      fixture.told.filter(({ kind }) => kind === 'staffTransferExpired').map((notice) => notice.to),
    ).toEqual(
      expect.arrayContaining([
        { regionCode: '510107', role: 'serviceAdministration' },
        { regionCode: '500110', role: 'serviceAdministration' },
      ]),
    );
    const changes = await fixture.identity.listChanges(actor(from), staffId, { limit: 2 });
    expect(changes[0]).toMatchObject({ kind: 'transferExpired', byName: '系统' });
  });
});
