import { beforeAll, describe, expect, test } from 'vitest';
import { samplePdf } from '../../scripts/client/scans.ts';
import type { WaitingRequest } from '../../src/cases/requests/waiting-view.ts';
import { largestFile } from '../../src/regulation/file-limits.ts';
import { cardRegistered, type People, type Person, peopleOf } from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

describe('两个窗口在办件里写给对方（R-040、R-154）', () => {
  let system: TestSystem;
  let people: People;
  beforeAll(async () => {
    system = await sharedSystem('2021-07-05T10:00:00.000+08:00');
    people = await peopleOf(system, '520102', '500112');
  });

  const ask = { text: '登记表第二页没有单位盖章，可以收吗？', needsAnswer: true };

  test('收件窗口问，属地看见是谁、哪个窗口、什么时候问的；看过有时间，答复才停表', async () => {
    system.clock.set('2021-07-05T11:30:00.000+08:00');
    let now = await cardRegistered(people, '500112');
    const lineId = (await people.intake.view(now.id)).lines[0]?.id;
    now = await people.intake.command(now, 'ask-other-window', { ...ask, lineId });
    const [asked] = (await people.home.view(now.id)).requests;
    expect(asked).toMatchObject({
      kind: 'question',
      from: 'intake',
      text: ask.text,
      line: { id: lineId },
      windowName: expect.stringContaining('窗口'),
      // The lunch break of the home window does not count.
      dueAt: '2021-07-05T14:30:00.000+08:00',
    });
    expect(asked?.by).not.toBe('');
    const bell = await people.home.get<{ requests: WaitingRequest[] }>('/api/waiting-requests');
    expect(bell.requests.some(({ caseId, kind }) => caseId === now.id && kind === 'question')).toBe(true);

    system.clock.set('2021-07-05T13:20:00.000+08:00');
    expect(await people.home.post(`/api/cases/${now.id}/messages-seen`, {})).toEqual({ seen: 1 });
    expect(await people.home.post(`/api/cases/${now.id}/messages-seen`, {})).toEqual({ seen: 0 });
    const [seen] = (await people.intake.view(now.id)).requests;
    expect(seen).toMatchObject({ seenAt: '2021-07-05T13:20:00.000+08:00', open: true, overdue: false });

    // A doubt about a line holds the end of the review.
    const accept = { channels: ['electronic'], applicantSignature: { kind: 'paper' }, handlerSigned: true };
    expect((await people.intake.refusedCommand(now, 'accept-intake', accept)).code).toBe(
      'request-still-open',
    );
    now = await people.home.command(now, 'answer-other-window', { id: asked?.id, text: '可以收。' });
    const [answered] = (await people.intake.view(now.id)).requests;
    expect(answered).toMatchObject({ stateLabel: '已答复', answer: '可以收。', open: false });
    expect((await people.intake.view(now.id)).deadlines.map(({ rule }) => rule)).not.toContain('homeAnswer');
    const again = await people.home.refusedCommand(now, 'answer-other-window', {
      id: asked?.id,
      text: '补充',
    });
    expect(again.code).toBe('request-not-open');
  });

  test('两人同时答复，先到的算数，后到的看见已经答过', async () => {
    system.clock.set('2021-07-06T09:30:00.000+08:00');
    let now = await cardRegistered(people, '500112');
    now = await people.intake.command(now, 'ask-other-window', ask);
    const lead = await system.as('lead.500112');
    const id = (await people.home.view(now.id)).requests[0]?.id;
    const both = await Promise.allSettled([
      people.home.command(now, 'answer-other-window', { id, text: '可以收。' }),
      lead.command(now, 'answer-other-window', { id, text: '不可以收。' }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const kase = await people.intake.view(now.id);
    expect(kase.requests).toHaveLength(1);
    expect(kase.requests[0]?.state).toBe('answered');
  });

  test('属地问收件窗口：按收件窗口的办公时间，由收件窗口答', async () => {
    system.clock.set('2021-07-06T16:30:00.000+08:00');
    let now = await cardRegistered(people, '500112');
    now = await people.home.command(now, 'ask-other-window', { text: '申请人几点能到？', needsAnswer: true });
    const kase = await people.intake.view(now.id);
    expect(kase.deadlines.find(({ rule }) => rule === 'homeAnswer')).toMatchObject({
      holder: 'intakeWindow',
      dueAt: '2021-07-07T10:30:00.000+08:00',
    });
    const { requests } = await people.intake.get<{ requests: WaitingRequest[] }>('/api/waiting-requests');
    expect(requests.some(({ caseId }) => caseId === now.id)).toBe(true);
    const own = await people.home.refusedCommand(now, 'answer-other-window', {
      id: kase.requests[0]?.id,
      text: '下午到',
    });
    expect(own.code).toBe('not-authorised');
    now = await people.intake.command(now, 'answer-other-window', {
      id: kase.requests[0]?.id,
      text: '下午到。',
    });
    expect((await people.home.view(now.id)).requests[0]).toMatchObject({ answer: '下午到。' });
  });

  test('告知不用答；不相干的窗口连办件也看不见；空话不收', async () => {
    system.clock.set('2021-07-07T09:30:00.000+08:00');
    let now = await cardRegistered(people, '500112');
    const empty = await people.intake.refusedCommand(now, 'ask-other-window', {
      text: ' ',
      needsAnswer: false,
    });
    expect(empty).toMatchObject({ code: 'field-invalid', errors: [{ pointer: '/text' }] });
    now = await people.intake.command(now, 'ask-other-window', {
      text: '申请人下午补照片。',
      needsAnswer: false,
    });
    const kase = await people.home.view(now.id);
    expect(kase.requests[0]).toMatchObject({ kindLabel: '告知', stateLabel: '已送达', open: false });
    const stranger = await system.as('home.510107');
    expect(
      (await stranger.refused(`/api/cases/${now.id}/messages-seen`, { method: 'POST', body: {} })).status,
    ).toBe(404);
    const auditor = await system.as('auditor');
    expect((await auditor.view(now.id)).requests[0]?.text).toBeUndefined();
  });

  test('附件随信走：移交以前两个窗口就看得到，别人看不到；类型、大小、来历不对的不收', async () => {
    system.clock.set('2021-07-07T14:30:00.000+08:00');
    const { intake, home } = people;
    let now = await cardRegistered(people, '500112');
    const upload = (bytes: Buffer, name: string) =>
      intake.refused(`/api/uploads?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        body: bytes,
        headers: { 'content-type': 'application/octet-stream' },
      });
    expect(await upload(Buffer.from('MZ program'), '盖章页.pdf')).toMatchObject({
      code: 'file-type-refused',
      status: 415,
    });
    const picture = Buffer.alloc(largestFile + 1, 7);
    Buffer.from('ffd8ffc0000b080923067601110000', 'hex').copy(picture);
    expect(await upload(picture, '盖章页.jpg')).toMatchObject({ code: 'file-too-large', status: 413 });
    const scan = await intake.upload('盖章页.pdf', samplePdf('page two'));
    const others = await home.upload('别人的.pdf', samplePdf('not yours'));
    const refused = (uploadIds: string[]) =>
      intake.refusedCommand(now, 'ask-other-window', { ...ask, uploadIds });
    expect(await refused([others.id])).toMatchObject({ errors: [{ pointer: '/uploadIds' }] });
    expect(await refused(Array.from({ length: 6 }, () => scan.id))).toMatchObject({ code: 'field-invalid' });

    now = await intake.command(now, 'ask-other-window', { ...ask, uploadIds: [scan.id] });
    const [asked] = (await home.view(now.id)).requests;
    expect(asked?.files).toMatchObject([{ id: scan.id, mediaType: 'application/pdf', pages: 1 }]);
    const read = (person: Person) => person.ask(`/api/cases/${now.id}/files/${scan.id}`);
    expect((await read(home)).status).toBe(200);
    for (const name of ['approver.500112', 'home.510107'])
      expect((await read(await system.as(name))).status, name).toBe(404);
    expect((await refused([scan.id])).errors).toMatchObject([{ pointer: '/uploadIds' }]);

    // The list of the home window counts what it has not read; the answer counts for the other side.
    const unread = async (person: Person, queue: string) =>
      (
        await person.get<{ cases: { id: string; unread: number }[] }>(`/api/cases?queue=${queue}&limit=100`)
      ).cases.find(({ id }) => id === now.id)?.unread;
    expect([await unread(home, 'home'), await unread(intake, 'intake')]).toEqual([1, 0]);
    await home.post(`/api/cases/${now.id}/messages-seen`, {});
    now = await home.command(now, 'answer-other-window', {
      id: asked?.id,
      text: '照附件补盖。',
      uploadIds: [others.id],
    });
    expect([await unread(home, 'home'), await unread(intake, 'intake')]).toEqual([0, 1]);
    expect((await intake.view(now.id)).requests[0]?.answerFiles).toMatchObject([{ id: others.id }]);
    expect((await intake.ask(`/api/cases/${now.id}/files/${others.id}`)).status).toBe(200);
    expect((await intake.get<{ intact: boolean }>(`/api/cases/${now.id}/verification`)).intact).toBe(true);
  });

  test('记录里只有事实，内容密封；时间线上两个窗口都读得到', async () => {
    system.clock.set('2021-07-07T10:30:00.000+08:00');
    let now = await cardRegistered(people, '500112');
    now = await people.intake.command(now, 'ask-other-window', ask);
    const { events } = await people.home.get<{
      events: { type: string; detail?: string; redacted: boolean }[];
    }>(`/api/cases/${now.id}/events`);
    expect(events.at(-1)).toMatchObject({ type: 'windowAsked', redacted: false });
    expect(events.at(-1)?.detail).toContain(ask.text);
  });
});
