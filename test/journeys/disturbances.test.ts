import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Assignees,
  applicationFor,
  assigned,
  cardGranted,
  cardReceived,
  cardRegistered,
  cardTakenIn,
  dueDays,
  newWaybill,
  opening,
  packageSent,
  paperOf,
  peopleOf,
  postalReceipt,
  reviewed,
  sentAndReceived,
  takenIn,
} from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-08-02T10:00:00.000+08:00';

describe('办理中途出了状况', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await sharedSystem(start);
  });

  test('收件窗口暂停：不收新件，已收的照办（R-029）', async () => {
    const people = await peopleOf(system, '530103', '500113');
    const begun = await cardRegistered(people, '500113');
    const { windowId } = (await people.intake.view(begun.id)).intake;
    await system.directory.suspendWindow(windowId);
    try {
      const form = await applicationFor(people.intake, '048-1', '500113');
      const refused = await people.intake.refused('/api/cases', opening(form));
      expect(refused).toMatchObject({ code: 'not-authorised' });
      expect(refused.detail).toContain('暂停');
      const now = await sentAndReceived(people, await takenIn(people, await reviewed(people, begun)), start);
      expect(now.state).toBe('receivedAtHome');
    } finally {
      await system.directory.openWindow(windowId);
    }
  });

  test('属地窗口暂停：不能往那里收新件，请省级补登；在办的继续', async () => {
    const people = await peopleOf(system, '530103', '500115');
    const onTheWay = await packageSent(people, await cardTakenIn(people, '500115'));
    const { windowId } = (await people.intake.view(onTheWay.id)).home;
    await system.directory.suspendWindow(windowId);
    try {
      const form = await applicationFor(people.intake, '048-1', '500115');
      expect((await people.intake.refused('/api/cases', opening(form))).code).toBe('home-window-missing');
      const gaps = await system.directory.listGaps('500000');
      expect(gaps.map(({ regionCode }) => regionCode)).toContain('500115');
      const opened = await people.home.command(onTheWay, 'record-first-opening');
      expect(opened.state).toBe('inTransit');
    } finally {
      await system.directory.openWindow(windowId);
    }
    expect((await system.directory.listGaps('500000')).map(({ regionCode }) => regionCode)).not.toContain(
      '500115',
    );
  });

  test('联络清单里的地址有误：不能寄往该处，改好以后按新地址寄（R-043）', async () => {
    const people = await peopleOf(system, '530103', '500153');
    const ready = await reviewed(people, await cardRegistered(people, '500153'));
    const { windowId } = (await people.intake.view(ready.id)).home;
    await system.directory.markAddressInvalid(windowId, '门牌号不对，邮件退回');
    const accept = {
      channels: ['electronic', 'postal'],
      applicantSignature: { kind: 'paper' },
      handlerSigned: true,
    };
    expect((await people.intake.refusedCommand(ready, 'accept-intake', accept)).code).toBe(
      'directory-address-invalid',
    );
    expect((await system.directory.listGaps('500000')).map(({ regionCode }) => regionCode)).toContain(
      '500153',
    );

    const version = await system.directory.changePostalAddress(windowId, {
      addressee: '荣昌区“跨省通办”窗口',
      phone: '023-46730000',
      address: '重庆市荣昌区新华大道示例 1 号',
      postcode: '402460',
    });
    let now = await takenIn(people, ready);
    now = await packageSent(people, now);
    await system.directory.markAddressInvalid(windowId, '又不对');
    const packed = paperOf(await people.intake.view(now.id));
    const parcel = { waybill: newWaybill(), carrier: 'ems', packed };
    expect((await people.intake.refusedCommand(now, 'dispatch-parcel', parcel)).code).toBe(
      'directory-address-invalid',
    );
    await system.directory.changePostalAddress(windowId, {
      addressee: '荣昌区“跨省通办”窗口',
      phone: '023-46730000',
      address: '重庆市荣昌区新华大道示例 2 号',
      postcode: '402460',
    });
    now = await people.intake.command(now, 'dispatch-parcel', parcel);
    const list = (await people.intake.view(now.id)).documents.find(({ kind }) => kind === 'packingList');
    const { form } = (await system.documents.find(list?.id ?? '')) ?? {};
    expect(form?.data).toMatchObject({
      address: '重庆市荣昌区新华大道示例 2 号',
      directoryVersion: String(version + 1),
    });
    // An address of the request's own is no field of the command.
    const typed = await people.intake.refusedCommand(now, 'dispatch-parcel', { ...parcel, address: '别处' });
    expect(typed).toMatchObject({ status: 400, code: 'field-invalid' });
  });

  test('印章停用：收件地出不了收件通知书，属地出不了受理通知书；只用本地区的章（R-078）', async () => {
    const people = await peopleOf(system, '530111', '500116');
    const ready = await reviewed(people, await cardRegistered(people, '500116'));
    await system.documents.revokeSeal('530111', '印章遗失');
    const accept = {
      channels: ['electronic', 'postal'],
      applicantSignature: { kind: 'paper' },
      handlerSigned: true,
    };
    expect((await people.intake.refusedCommand(ready, 'accept-intake', accept)).code).toBe('seal-not-valid');
    const unchanged = await people.intake.view(ready.id);
    expect(unchanged).toMatchObject({ state: 'formalReview', version: ready.version, documents: [] });

    const others = await peopleOf(system, '530112', '500116');
    const received = await cardReceived(others, '500116', start);
    await system.documents.revokeSeal('500116', '换章');
    expect((await others.home.refusedCommand(received, 'accept-at-home')).code).toBe('seal-not-valid');
    expect((await others.home.view(received.id)).state).toBe('receivedAtHome');
    const authority = system.directory.findAdministration('500116')?.name ?? '';
    await system.documents.loadSampleSeals([
      { id: '00000000-0000-4000-8000-0000000500ff', regionCode: '500116', authority },
    ]);
    const now = await others.home.command(received, 'accept-at-home');
    expect(now.state).toBe('homeAccepted');
  });

  test('部门退回交办：回到属地窗口，时限照走（R-101）', async () => {
    const people = await peopleOf(system, '520103', '510108');
    let now = await people.home.command(await cardReceived(people, '510108', start), 'accept-at-home');
    const due = dueDays(await people.home.view(now.id))['promisedLimit'];
    const { departments } = await people.home.get<Assignees>(`/api/cases/${now.id}/assignees`);
    const strange = await people.home.refusedCommand(now, 'assign-handler', {
      department: '成都市成华区教育局',
    });
    expect(strange.code).toBe('department-not-competent');
    now = await assigned(people, now);
    expect((await people.home.view(now.id)).handler?.department).toBe(departments[0]?.name);
    expect((await people.approver.refusedCommand(now, 'return-assignment', {})).code).toBe('reason-missing');
    system.at('2021-08-04T10:00:00.000+08:00');
    now = await people.approver.command(now, 'return-assignment', { reason: '该事项由区医保局办理' });
    const kase = await people.home.view(now.id);
    expect(kase.handler).toBeUndefined();
    expect(dueDays(kase)).toMatchObject({ promisedLimit: due });
    expect(kase.deadlines.map(({ rule }) => rule)).toContain('assignment');
    expect((await people.approver.refusedCommand(now, 'start-review')).code).toBe('not-assigned');
    await system.settle();
    const { notices } = await people.home.get<{ notices: { caseId: string; kind: string }[] }>(
      '/api/notices?limit=99',
    );
    expect(notices.filter(({ caseId }) => caseId === now.id).map(({ kind }) => kind)).toContain(
      'assignmentReturned',
    );
    system.at(start);
  });

  test('停用手里有件的人：先指定接手人，件随之转交，登录立即失效（R-052）', async () => {
    const people = await peopleOf(system, '520103', '510112');
    const [admin, successor] = [await system.as('admin.510112'), await system.as('approver2.510112')];
    let now = await people.home.command(await cardReceived(people, '510112', start), 'accept-at-home');
    now = await assigned(people, now);
    const { id } = await people.approver.get<{ id: string }>('/api/session');
    const { id: successorId } = await successor.get<{ id: string }>('/api/session');

    const suspend = (body: object) => ({ method: 'POST' as const, body });
    const alone = await admin.refused(`/api/staff/${id}/suspend`, suspend({ reason: '调离岗位' }));
    expect(alone).toMatchObject({ code: 'successor-missing', openTasks: 1 });
    const elsewhere = await (await system.as('approver.500112')).get<{ id: string }>('/api/session');
    const stranger = await admin.refused(
      `/api/staff/${id}/suspend`,
      suspend({ reason: '调离岗位', successorId: elsewhere.id }),
    );
    expect(stranger.code).toBe('handler-suspended');
    expect((await people.approver.ask('/api/session')).status).toBe(200);

    await admin.post(`/api/staff/${id}/suspend`, { reason: '调离岗位', successorId });
    expect((await people.approver.ask('/api/session')).status).toBe(401);
    const [, last] = [await people.home.view(now.id), (await people.home.events(now.id)).at(-1)];
    expect(last?.type).toBe('caseReassigned');
    const { version } = await people.home.view(now.id);
    now = await successor.command({ id: now.id, version }, 'start-review');
    expect(now.state).toBe('substantiveReview');
    await admin.post(`/api/staff/${id}/resume`, {});
  });

  test('已经作出决定的件不用转交：停用不受影响', async () => {
    const people = await peopleOf(system, '520103', '510115');
    const now = await cardGranted(people, '510115', start);
    const { id } = await people.approver.get<{ id: string }>('/api/session');
    const admin = await system.as('admin.510115');
    await admin.post(`/api/staff/${id}/suspend`, { reason: '退休' });
    expect((await people.home.view(now.id)).state).toBe('decidedGranted');
    await admin.post(`/api/staff/${id}/resume`, {});
  });

  test('系统管理员停用区县人员，件一样转交', async () => {
    const people = await peopleOf(system, '520103', '510114');
    const sysadmin = await system.as('sysadmin');
    let now = await people.home.command(await cardReceived(people, '510114', start), 'accept-at-home');
    now = await assigned(people, now);
    const { id } = await people.approver.get<{ id: string }>('/api/session');
    const { id: successorId } = await (await system.as('approver2.510114')).get<{ id: string }>(
      '/api/session',
    );
    await sysadmin.post(`/api/staff/${id}/suspend`, { reason: '账号被盗用', successorId });
    expect((await people.home.events(now.id)).at(-1)?.type).toBe('caseReassigned');
    await sysadmin.post(`/api/staff/${id}/resume`, {});
  });

  test('别的窗口的邮件、别的办件的邮件，确认不了（R-090）', async () => {
    const people = await peopleOf(system, '520103', '500117');
    const other = await sentAndReceived(people, await cardTakenIn(people, '500117'), start);
    const [parcel] = (await people.home.view(other.id)).parcels;
    let now = await packageSent(people, await cardTakenIn(people, '500117'));
    const packed = paperOf(await people.intake.view(now.id));
    now = await people.intake.command(now, 'dispatch-parcel', {
      waybill: newWaybill(),
      carrier: 'ems',
      packed,
    });
    const strange = await people.home.refusedCommand(now, 'confirm-receipt', {
      ...(await postalReceipt(people.home, other.id, parcel?.waybill ?? '')),
    });
    expect(strange.code).toBe('parcel-of-other-window');
  });
});
