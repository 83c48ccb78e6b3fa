import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import type {
  CaseAtView,
  ManagedWindowView,
  WindowChangeView,
} from '../../src/cases/window-move/managed-window.ts';
import type { OffListReceipt } from '../../src/offlist/off-list.service.ts';
import { all, sql } from '../../src/platform/database.ts';
import {
  cardReceived,
  cardRegistered,
  type People,
  type Person,
  peopleOf,
  reviewed,
  takenIn,
} from '../case-steps.ts';
import { anglerStandard, did, offListOf, recorded } from '../off-list-steps.ts';
import { openSystem, type TestSystem } from '../system.ts';

const start = '2021-06-07T10:00:00.000+08:00';
const post = (body: object) => ({ method: 'POST' as const, body });
const reason = '大厅搬迁，两个窗口合并';

describe('窗口关闭前，办件、草稿和账号移交同地区的另一个窗口（R-037）', () => {
  let system: TestSystem;
  let people: People;
  let admin: Person;
  let homeAdmin: Person;
  let old: string;
  let next: string;
  let elsewhere: string;
  let asIntake: Receipt;
  let asHome: Receipt;
  let draft: Receipt;
  let request: OffListReceipt;

  const windows = async (person = admin): Promise<ManagedWindowView[]> =>
    (await person.get<{ items: ManagedWindowView[] }>('/api/managed-windows')).items;
  const windowOf = async (id: string): Promise<ManagedWindowView | undefined> =>
    (await windows()).find((window) => window.id === id);
  const noticesOf = async (person: Person): Promise<string[]> =>
    (await person.get<{ notices: { text: string }[] }>('/api/notices?limit=99')).notices.map(
      ({ text }) => text,
    );

  const escalationsOf = async (person: Person): Promise<(string | undefined)[]> =>
    (
      await person.get<{ escalations: { offListId?: string }[] }>('/api/escalations?list=open')
    ).escalations.map(({ offListId }) => offListId);
  const callsOf = async (person: Person): Promise<(string | null)[]> =>
    (await person.get<{ tasks: { offListRequestId: string | null }[] }>('/api/phone-tasks')).tasks.map(
      ({ offListRequestId }) => offListRequestId,
    );

  beforeAll(async () => {
    system = await openSystem(start);
    people = await peopleOf(system, '510107', '500110');
    admin = await system.as('admin.510107');
    homeAdmin = await system.as('admin.500110');
    old = system.directory.findOpenWindow('510107')?.id ?? '';
    elsewhere = system.directory.findOpenWindow('510105')?.id ?? '';
    const place = { address: '成都市武侯区示例路 90 号', phone: '028-5550 9001' };
    next = await system.directory.registerWindow({
      regionCode: '510107',
      hall: { name: '武侯区政务服务二分厅', address: place.address },
      name: '武侯区二分厅“跨省通办”窗口',
      ...place,
      postal: { ...place, addressee: '武侯区二分厅“跨省通办”窗口', postcode: '610041' },
    });
    asIntake = await takenIn(people, await reviewed(people, await cardRegistered(people, '500110')));
    asIntake = await people.intake.command(asIntake, 'take-case');
    // The same window is home window of what comes from 渝中区.
    const reverse = await peopleOf(system, '500103', '510107');
    asHome = await cardReceived(reverse, '510107', start);
    draft = await people.intake.post(
      '/api/cases',
      { optionId: '048-1', homeRegion: '500110', mode: 'proxyIntake' },
      { 'idempotency-key': randomUUID() },
    );
    return () => system.close();
  });

  test('还有两件在办：关不了，说清还有多少', async () => {
    expect(await windowOf(old)).toMatchObject({ open: 2, drafts: 1, status: 'open' });
    const refused = await admin.refused(`/api/managed-windows/${old}/close`, post({ reason }));
    expect(refused).toMatchObject({ code: 'window-in-use', status: 409, open: 2, drafts: 1 });
    expect(refused.detail).toContain('在办 2 件');
    expect((await windowOf(old))?.status).toBe('open');
    const { items } = await admin.get<{ items: CaseAtView[] }>(`/api/managed-windows/${old}/cases`);
    expect(items.map(({ side }) => side).toSorted()).toEqual(['home', 'intake']);
  });

  test('只能移交同地区、开放的窗口；别的地区的管理部门管不了', async () => {
    const order = (toWindow: string, person = admin) =>
      person.refused(`/api/managed-windows/${old}/moves`, post({ toWindow, reason, closes: true }));
    expect((await order(elsewhere)).code).toBe('window-of-other-region');
    expect((await order(old)).code).toBe('window-same');
    expect((await order(next, homeAdmin)).code).toBe('not-authorised');
    expect((await order(next, people.intake)).status).toBe(403);
    expect(
      (await admin.refusedCommand(asIntake, 'move-to-window', { windowId: elsewhere, reason })).code,
    ).toBe('window-of-other-region');
    expect(
      (await homeAdmin.refusedCommand(asIntake, 'move-to-window', { windowId: next, reason })).code,
    ).toBe('window-of-other-region');
  });

  test('不只是办件：清单外申请、它的协调、欠着的电话、督办也算还没办完', async () => {
    const matter = { wording: '钓鱼证', homeRegion: '500110' };
    request = await did(people.intake, await recorded(people.intake, matter), 'request-off-list-consent', {
      question: '能否由本窗口代收申请材料？',
    });
    system.at('2021-06-07T16:30:00.000+08:00');
    await system.settle();
    expect(await escalationsOf(people.intake)).toContain(request.id);
    expect(await callsOf(people.intake)).toContain(request.id);
    await admin.post('/api/supervision-orders', {
      toRegion: '510107',
      toWindow: old,
      text: '请今天清点纸质材料。',
      dueOn: '2021-06-08',
    });
    expect((await windowOf(old))?.tasks).toBe(4);
    const refused = await admin.refused(`/api/managed-windows/${old}/close`, post({ reason }));
    expect(refused.detail).toContain('清单外申请和电话等事 4 件');
  });

  test('移交：逐件留记录，两边窗口都知道，原来的人到新窗口接着办，窗口随后关闭', async () => {
    await admin.post(`/api/managed-windows/${old}/moves`, { toWindow: next, reason, closes: true });
    expect(await windowOf(old)).toMatchObject({ status: 'suspended', move: { state: 'running' } });
    expect(
      (
        await admin.refused(
          `/api/managed-windows/${old}/moves`,
          post({ toWindow: next, reason, closes: true }),
        )
      ).code,
    ).toBe('window-moving');
    await system.settle();

    expect(await windowOf(old)).toBeUndefined();
    expect(system.directory.getWindow(old).status).toBe('closed');
    expect(await windowOf(next)).toMatchObject({ open: 2, drafts: 1 });
    for (const [kase, side] of [
      [asIntake, 'intake'],
      [asHome, 'home'],
    ] as const) {
      const view = await people.intake.view(kase.id);
      expect(view[side].windowId).toBe(next);
      const moved = (await people.intake.events(kase.id)).find(({ type }) => type === 'movedToWindow');
      expect(moved?.detail).toContain('武侯区二分厅');
      expect(moved?.detail).toContain(reason);
      expect(
        (await people.intake.get<{ intact: boolean }>(`/api/cases/${kase.id}/verification`)).intact,
      ).toBe(true);
    }
    // Whoever had it in hand at the closed window no longer has; documents, deadlines and the other side stay.
    const view = await people.intake.view(asIntake.id);
    expect(view.takenBy.intake).toBeUndefined();
    expect(view.deadlines.map(({ rule }) => rule)).toContain('electronicTransfer');
    expect((await people.home.view(asIntake.id)).home.windowId).not.toBe(next);
    expect(await noticesOf(people.home)).toContainEqual(
      expect.stringContaining('办件移交给同一地区的另一个窗口'),
    );
    expect(await noticesOf(people.intake)).toContainEqual(expect.stringContaining('已全部移交本窗口'));

    // The same clerk goes on, at the new window: with the draft, and with new cases.
    expect((await people.intake.get<{ revision: number }>(`/api/cases/${draft.id}/draft`)).revision).toBe(0);
    const session = await people.intake.get<{ actingWindow: { windowId: string } }>('/api/session');
    expect(session.actingWindow.windowId).toBe(next);
    expect((await cardRegistered(people, '500110')).state).toBe('formalReview');
    asIntake = await people.intake.command(view, 'take-case');
    const listed = await people.intake.get<{ cases: { id: string }[] }>('/api/cases?queue=intake');
    expect(listed.cases.map(({ id }) => id)).toContain(asIntake.id);
  });

  test('清单外申请、协调、电话、督办随窗口移交，两边都知道，记录里有', async () => {
    const view = await offListOf(people.intake, request.id);
    expect(view.events.at(-1)?.title).toContain('移交');
    expect(await escalationsOf(people.intake)).toContain(request.id);
    const [one] = await all(
      system.database.db,
      sql<{ scopes: string[]; window: string; type: string }>`
        select array(select scope from escalation_scopes s where s.escalation_id = e.id) as scopes,
          e.intake_window as window,
          (select type from escalation_events v where v.escalation_id = e.id order by seq desc limit 1) as type
        from escalations e where off_list_id = ${request.id}`,
    );
    expect(one).toMatchObject({ window: next, type: 'windowMoved' });
    expect(one?.scopes).toContain(next);
    expect(one?.scopes).not.toContain(old);
    expect(await callsOf(people.intake)).toContain(request.id);
    const orders = await people.intake.get<unknown>('/api/supervision-orders?due=1');
    expect(JSON.stringify(orders)).toContain('请今天清点纸质材料');
    expect(await noticesOf(people.home)).toContainEqual(expect.stringContaining('由它接着办'));
    // The home side still answers, and the new window goes on with the consent.
    await did(people.home, view, 'give-off-list-consent', { standard: anglerStandard });
    expect((await offListOf(people.intake, request.id)).actions.length).toBeGreaterThan(0);
  });

  test('关闭的窗口留着记录：谁、何时、为什么、由谁接手', async () => {
    const { items } = await admin.get<{ items: WindowChangeView[] }>(`/api/managed-windows/${old}/changes`);
    expect(items.map(({ kind }) => kind)).toEqual(['closed', 'suspended']);
    expect(items[0]).toMatchObject({ reason, recordedByName: expect.any(String) });
    expect((await admin.refused(`/api/managed-windows/${old}/close`, post({ reason }))).code).toBe(
      'window-closed',
    );
    await expect(sql`update window_changes set reason = '改'`.execute(system.database.db)).rejects.toThrow(
      /append-only|permission denied/,
    );
  });
});

describe('窗口搬迁：新地址从生效时间起用于新的邮件（R-037、R-039）', () => {
  let system: TestSystem;
  let people: People;
  let admin: Person;
  let window: string;
  const from = '2021-06-10T09:00:00.000+08:00';
  const place = {
    address: '重庆市綦江区新址路 8 号',
    phone: '023-5550 8888',
    postal: {
      addressee: '綦江区“跨省通办”窗口',
      phone: '023-5550 8888',
      address: '重庆市綦江区新址路 8 号 1 楼',
      postcode: '401420',
    },
    reason: '大厅搬迁',
  };

  beforeAll(async () => {
    system = await openSystem(start);
    people = await peopleOf(system, '510107', '500110');
    admin = await system.as('admin.500110');
    window = system.directory.findOpenWindow('500110')?.id ?? '';
    return () => system.close();
  });

  test('过去的、写错的不收；到了时间才换，旧的留在记录里，有在办件的窗口都被告知', async () => {
    const before = system.directory.getWindow(window);
    await takenIn(people, await reviewed(people, await cardRegistered(people, '500110')));
    const refused = (more: object) =>
      admin.refused(`/api/managed-windows/${window}/address`, post({ ...place, validFrom: from, ...more }));
    expect((await refused({ validFrom: '2021-06-05T09:00:00+08:00' })).errors?.[0]?.pointer).toBe(
      '/validFrom',
    );
    expect((await refused({ phone: 'abc' })).errors?.[0]?.pointer).toBe('/phone');
    expect((await refused({ postal: { ...place.postal, postcode: '4014' } })).errors?.[0]?.pointer).toBe(
      '/postal/postcode',
    );
    const stranger = await system.as('admin.510107');
    expect(
      (await stranger.refused(`/api/managed-windows/${window}/address`, post({ ...place, validFrom: from })))
        .code,
    ).toBe('not-authorised');

    await admin.ask(`/api/managed-windows/${window}/address`, post({ ...place, validFrom: from }));
    expect(system.directory.getWindow(window)).toMatchObject({
      address: before.address,
      phone: before.phone,
    });
    expect(system.directory.postalAddressOf(window, start)?.address).not.toBe(place.postal.address);
    expect(system.directory.postalAddressOf(window, from)?.address).toBe(place.postal.address);
    system.at(from);
    expect(system.directory.getWindow(window)).toMatchObject({ address: place.address, phone: place.phone });
    const told = await all(
      system.database.db,
      sql<{ windowId: string }>`select window_id as "windowId" from notices where kind = 'windowRelocated'`,
    );
    expect(told.map(({ windowId }) => windowId)).toContain(system.directory.findOpenWindow('510107')?.id);
    const { items } = await admin.get<{ items: WindowChangeView[] }>(
      `/api/managed-windows/${window}/changes`,
    );
    expect(items[0]).toMatchObject({
      kind: 'relocated',
      validFrom: from,
      addressBefore: before.address,
      phoneBefore: before.phone,
      address: place.address,
    });
  });
});

describe('停用的人正在填的草稿交窗口负责人（R-052）', () => {
  test('草稿不丢：负责人接着填，记录里写着由谁交给谁，保留期重新算', async () => {
    const system = await openSystem(start);
    try {
      const { intake } = await peopleOf(system, '510107', '500110');
      const [admin, lead, colleague] = await Promise.all(
        ['admin.510107', 'lead.510107', 'home.510107'].map((name) => system.as(name)),
      );
      if (!admin || !lead || !colleague) throw new Error('nobody');
      const draft = await intake.post<Receipt>(
        '/api/cases',
        { optionId: '048-1', homeRegion: '500110', mode: 'proxyIntake' },
        { 'idempotency-key': randomUUID() },
      );
      const form = { contact: { name: '罗', phone: '1' } };
      await intake.put(`/api/cases/${draft.id}/draft`, form, { 'if-match': '"0"' });
      const { id } = await intake.get<{ id: string }>('/api/session');
      system.at('2021-06-20T10:00:00.000+08:00');
      await admin.post(`/api/staff/${id}/suspend`, { reason: '离职' });
      expect(await lead.get(`/api/cases/${draft.id}/draft`)).toMatchObject({ revision: 1, form });
      expect((await colleague.ask(`/api/cases/${draft.id}/draft`)).status).toBe(404);
      const drafts = await lead.get<{ cases: { id: string }[] }>('/api/cases?queue=drafts');
      expect(drafts.cases.map((each) => each.id)).toContain(draft.id);
      expect((await lead.events(draft.id)).map(({ type }) => type)).toEqual([
        'caseOpened',
        'draftHandedOver',
      ]);
      expect((await lead.view(draft.id)).deadlines[0]).toMatchObject({
        rule: 'draftKept',
        dueOn: '2021-07-20',
      });
      const again = await lead.put<{ revision: number }>(`/api/cases/${draft.id}/draft`, form, {
        'if-match': '"1"',
      });
      expect(again.revision).toBe(2);
    } finally {
      await system.close();
    }
  });
});
