import { beforeAll, describe, expect, test } from 'vitest';
import { creditCodeCheckCharacter } from '../../src/identity/credit-code.ts';
import {
  applicationFor,
  assigned,
  cardRegistered,
  cardTakenIn,
  dueDays,
  identityPassed,
  linePassed,
  luoXiaomei,
  opening,
  opinionGiven,
  type People,
  packageSent,
  peopleOf,
  registered,
  reviewed,
  sentAndReceived,
  takenIn,
} from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-06-07T10:00:00.000+08:00';
const agent = { ...luoXiaomei, name: '马建军', identityNumber: '440524188001010014' };
const first17 = '91510107MA6C5ABC1';
const company = {
  kind: 'organisation',
  name: '成都示例商贸有限公司',
  identityKind: 'creditCode',
  identityNumber: `${first17}${creditCodeCheckCharacter(first17)}`,
};

describe('不同的申请人、不同的材料', () => {
  let system: TestSystem;
  let people: People;
  beforeAll(async () => {
    system = await sharedSystem(start);
    people = await peopleOf(system, '510106', '500105');
  });
  const lineNames = async (id: string) => (await people.intake.view(id)).lines.map(({ name }) => name);

  test('材料随办理情形增减，收件通知书只列收到的（R-060）', async () => {
    const none = await cardRegistered(people, '500105');
    expect(await lineNames(none.id)).not.toContain('授权委托书');
    const foreign = { '048-1-s-self': true, '048-1-s-agent': false, '048-1-s-foreign': true };
    let now = await cardRegistered(people, '500105', { situations: foreign });
    expect(await lineNames(now.id)).toContain('港澳台居民居住证、通行证，护照或者外国人永久居留身份证');
    now = await takenIn(people, await reviewed(people, now));
    const [receipt] = (await people.intake.view(now.id)).documents;
    const printed = pdfText(await people.intake.bytes(receipt?.href ?? ''));
    expect(printed).toContain('收到您申请材料4件');
    expect(printed).toContain('港澳台居民居住证');
    expect(printed).not.toContain('授权委托书');

    const form = await applicationFor(people.intake, '048-1', '500105');
    const both = { '048-1-s-self': true, '048-1-s-agent': true, '048-1-s-foreign': false };
    for (const situations of [
      {},
      { '048-1-s-self': true },
      both,
      { ...form.situations, '048-1-s-other': true },
    ]) {
      expect((await people.intake.refused('/api/cases', opening({ ...form, situations }))).code).toBe(
        'situation-not-chosen',
      );
    }
  });

  test('份数照实印：原件、复印件、原件加复印件（R-025、R-076）；没收到的不列', async () => {
    let now = await registered(people, await applicationFor(people.intake, '019-1', '500105'));
    const { lines } = await people.intake.view(now.id);
    expect(lines.map(({ originals, copies }) => `${originals}+${copies}`)).toEqual([
      '1+0',
      '1+0',
      '1+1',
      '1+1',
      '0+1',
    ]);
    now = await takenIn(people, await reviewed(people, now));
    const [receipt] = (await people.intake.view(now.id)).documents;
    const printed = pdfText(await people.intake.bytes(receipt?.href ?? ''));
    expect(printed).toContain('收到您申请材料5件');
    for (const [index, counts] of [
      '原件1份',
      '原件1份',
      '原件1份，复印件1份',
      '原件1份，复印件1份',
      '复印件1份',
    ].entries()) {
      expect(printed).toContain(`${index + 1}.${lines[index]?.name.replaceAll(/\s/g, '')}：${counts}。`);
    }
    expect(printed).not.toMatch(/0份/);
  });

  test('委托代理：授权委托书和代理人身份都核验过，才能收件（R-047）', async () => {
    const situations = { '048-1-s-self': false, '048-1-s-agent': true, '048-1-s-foreign': false };
    const form = await applicationFor(people.intake, '048-1', '500105', { situations });
    expect((await people.intake.refused('/api/cases', opening(form))).code).toBe('form-incomplete');

    let now = await registered(people, { ...form, agent });
    expect(await lineNames(now.id)).toEqual(expect.arrayContaining(['授权委托书', '代理人有效身份证件']));
    const check = { method: 'documentReader', subject: 'agent', passed: true };
    expect((await people.intake.refusedCommand(now, 'record-identity-check', check)).code).toBe(
      'authorisation-missing',
    );
    for (const line of (await people.intake.view(now.id)).lines) now = await linePassed(people, now, line);
    const channels = {
      channels: ['electronic', 'postal'],
      applicantSignature: { kind: 'paper' },
      handlerSigned: true,
    };
    // The principal's own papers do not stand for the agent.
    now = await identityPassed(people, now, 'applicant');
    expect((await people.intake.refusedCommand(now, 'accept-intake', channels)).code).toBe(
      'identity-not-passed',
    );
    now = await identityPassed(people, now, 'agent');
    now = await people.intake.command(now, 'accept-intake', channels);
    const kase = await people.intake.view(now.id);
    const printed = pdfText(await people.intake.bytes(kase.documents[0]?.href ?? ''));
    expect(printed).toContain('罗晓梅（代理人：马建军）');
  });

  test('本人办理的不填代理人', async () => {
    const form = await applicationFor(people.intake, '048-1', '500105', { agent });
    const refused = await people.intake.refused('/api/cases', opening(form));
    expect(refused.errors?.map(({ pointer }) => pointer)).toEqual(['/agent']);
  });

  test('监护人代未成年人申领：法定代理不用委托书，核验监护人身份即可收件', async () => {
    let now = await registered(people, await applicationFor(people.intake, '048-2', '500105', { agent }));
    now = await takenIn(people, await reviewed(people, now));
    expect(now.state).toBe('intakeAccepted');
  });

  test('没有登记代理人，就没有代理人可核验', async () => {
    const now = await cardRegistered(people, '500105');
    const refused = await people.intake.refusedCommand(now, 'record-identity-check', {
      method: 'documentReader',
      subject: 'agent',
      passed: true,
    });
    expect(refused.code).toBe('authorisation-missing');
  });

  test('出示电子证照的一项：没有纸、不用扫描、不用邮寄', async () => {
    let now = await cardRegistered(people, '500105');
    now = await takenIn(people, await reviewed(people, now, { '048-1-m-id': 'eLicence' }));
    const kase = await people.intake.view(now.id);
    expect(kase.lines.find(({ id }) => id === '048-1-m-id')).toMatchObject({
      fileIds: [],
      received: { medium: 'eLicence' },
    });
    const printed = pdfText(await people.intake.bytes(kase.documents[0]?.href ?? ''));
    expect(printed).toContain('申请人有效身份证件：电子证照1份');
    now = await packageSent(people, now);
    expect(now.state).toBe('inTransit');
  });

  test('全部是电子材料：只走电子渠道，一个期限（R-083）；要看原件的只选电子被退回', async () => {
    const media = {
      '048-1-m-form': 'electronic',
      '048-1-m-id': 'eLicence',
      '048-1-m-photo': 'electronic',
    } as const;
    let now = await reviewed(people, await cardRegistered(people, '500105'), media);
    expect((await people.intake.view(now.id)).proposedChannels).toEqual(['electronic']);
    now = await takenIn(people, now);
    expect(dueDays(await people.intake.view(now.id))).toEqual({ electronicTransfer: '2021-06-08' });
    expect(
      (
        await people.intake.refusedCommand(now, 'dispatch-parcel', {
          waybill: '1234567890',
          carrier: 'ems',
          packed: [],
        })
      ).code,
    ).toBe('no-paper-to-send');

    const paper = await reviewed(people, await cardRegistered(people, '500105'));
    expect((await people.intake.view(paper.id)).proposedChannels).toEqual(['electronic', 'postal']);
    const body = { channels: ['electronic'], applicantSignature: { kind: 'paper' }, handlerSigned: true };
    expect((await people.intake.refusedCommand(paper, 'accept-intake', body)).code).toBe(
      'channel-not-allowed',
    );
  });

  test('个体工商户设立：承诺 1 个工作日、法定 3 个工作日，从受理起算（R-103）', async () => {
    let now = await registered(people, await applicationFor(people.intake, '103-1', '500105'));
    now = await sentAndReceived(people, await takenIn(people, await reviewed(people, now)), start);
    now = await people.home.command(now, 'accept-at-home');
    expect(dueDays(await people.home.view(now.id))).toMatchObject({
      promisedLimit: '2021-06-08',
      statutoryLimit: '2021-06-10',
    });
  });

  test('公司用统一社会信用代码；校验位不对、个人用信用代码都被指出', async () => {
    const form = await applicationFor(people.intake, '109-1', '500105', {
      applicant: company,
      agent,
      situations: { '109-1-s-legalrep': false, '109-1-s-handler': true },
    });
    const wrong = {
      ...company,
      identityNumber: `${first17}${company.identityNumber.endsWith('0') ? '1' : '0'}`,
    };
    const errorsOf = async (applicant: object) =>
      (await people.intake.refused('/api/cases', opening({ ...form, applicant }))).errors?.map(
        ({ pointer }) => pointer,
      );
    expect(await errorsOf(wrong)).toEqual(['/applicant/identityNumber']);
    expect(await errorsOf({ ...company, kind: 'person' })).toEqual(['/applicant/identityKind']);

    const now = await registered(people, form);
    const masked = (await people.intake.view(now.id)).applicant;
    expect(masked?.kind).toBe('organisation');
    const open = await people.intake.get<{ applicant: { identityNumber: string } }>(
      `/api/cases/${now.id}?unmask=1`,
    );
    expect(open.applicant.identityNumber).toBe(company.identityNumber);
  });

  test('即办件：受理当天办结；节假日受理的，顺到下一个工作日（C.9）', async () => {
    system.at('2021-06-11T10:00:00.000+08:00');
    let now = await registered(people, await applicationFor(people.intake, '024-1', '500105'));
    now = await sentAndReceived(
      people,
      await takenIn(people, await reviewed(people, now)),
      '2021-06-11T10:00:00.000+08:00',
    );
    system.at('2021-06-12T10:00:00.000+08:00');
    now = await people.home.command(now, 'accept-at-home');
    // 12 to 14 June: Dragon Boat Festival.
    expect(dueDays(await people.home.view(now.id))).toMatchObject({ promisedLimit: '2021-06-15' });
    system.at(start);
  });

  test('法律规定须到现场办理的：网上不能申请，窗口可以收（R-013）；没有发布标准的办理项不能收（R-012）', async () => {
    const form = await applicationFor(people.intake, '050-2', '500105');
    expect((await people.intake.refused('/api/cases', opening({ ...form, mode: 'online' }))).code).toBe(
      'on-site-required',
    );
    const now = await registered(people, form);
    expect(now.state).toBe('formalReview');
    expect((await people.intake.refused('/api/cases', opening({ ...form, mode: 'joint' }))).code).toBe(
      'mode-not-offered',
    );
    const onlineOnly = { ...form, optionId: '105-2' };
    expect((await people.intake.refused('/api/cases', opening(onlineOnly))).code).toBe('mode-not-offered');
    expect((await people.intake.refused('/api/cases', opening({ ...form, optionId: '999-1' }))).code).toBe(
      'option-not-published',
    );
  });

  test('做过形式审查的人不能审批同一件（R-102）', async () => {
    const admin = await system.as('sysadmin');
    const { id } = await people.intake.get<{ id: string }>('/api/session');
    const granted = await admin.post<{ grants: { id: string; role: string }[] }>(`/api/staff/${id}/grants`, {
      role: 'approver',
      regionCode: '500105',
    });
    try {
      let now = await cardTakenIn(people, '500105');
      now = await sentAndReceived(people, now, start);
      now = await people.home.command(now, 'accept-at-home');
      const { departments } = await people.home.get<{
        departments: { name: string; staff: { id: string }[] }[];
      }>(`/api/cases/${now.id}/assignees`);
      expect(departments[0]?.staff.map((person) => person.id)).not.toContain(id);
      now = await people.home.command(now, 'assign-handler', { department: departments[0]?.name });
      expect(await people.intake.refusedCommand(now, 'start-review')).toMatchObject({
        code: 'formal-reviewer-cannot-approve',
        status: 403,
      });
      now = await opinionGiven(people, await people.approver.command(now, 'start-review'));
      expect((await people.intake.refusedCommand(now, 'grant-application')).code).toBe(
        'formal-reviewer-cannot-approve',
      );
    } finally {
      const grant = granted.grants.find(({ role }) => role === 'approver');
      await admin.ask(`/api/staff/${id}/grants/${grant?.id}`, { method: 'DELETE' });
    }
  });

  test('已交办给一个人的，别的审批人员不能开始审查', async () => {
    const other = await system.as('approver2.500105');
    let now = await sentAndReceived(people, await cardTakenIn(people, '500105'), start);
    now = await people.home.command(now, 'accept-at-home');
    expect((await other.refusedCommand(now, 'start-review')).code).toBe('not-assigned');
    now = await assigned(people, now);
    expect((await other.refusedCommand(now, 'start-review')).code).toBe('already-taken');
    now = await people.approver.command(now, 'start-review');
    expect(now.state).toBe('substantiveReview');
  });
});
