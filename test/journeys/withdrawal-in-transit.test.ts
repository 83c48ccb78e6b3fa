import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import {
  cardTakenIn,
  carrierDid,
  electronicReceipt,
  newWaybill,
  type People,
  packageSent,
  parcelRegistered,
  peopleOf,
} from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-07-07T09:30:00.000+08:00';
const withdrawal = {
  reason: '准备搬回户籍地居住，届时在当地办理。',
  subject: 'applicant',
  identityMethod: 'documentReader',
  identityPassed: true,
  applicantSignature: { kind: 'paper' },
};

describe('材料在途时撤回：电子材料锁住，邮件到了只收存、再退回（C.12）', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;
  let scan: string;
  const parcel = newWaybill();

  beforeAll(async () => {
    system = await sharedSystem(start);
    people = await peopleOf(system, '510107', '500110');
    now = await packageSent(people, await cardTakenIn(people, '500110'));
    now = await parcelRegistered(people, now, parcel);
    now = await carrierDid(people.intake, now, parcel, 'collected', start);
    const { lines } = await people.home.view(now.id);
    scan = lines.flatMap(({ files }) => files)[0]?.href ?? '';
  });

  test('撤回以前属地看得到扫描件；撤回以后看不到材料，也看不到申请人', async () => {
    expect((await people.home.ask(scan)).status).toBe(200);
    now = await people.intake.command(now, 'withdraw-case', withdrawal);
    expect(now.stateLabel).toBe('已撤回');
    for (const person of [people.home, people.approver]) {
      expect((await person.ask(scan)).status).toBe(404);
      const kase = await person.view(now.id);
      expect(kase.applicant).toBeUndefined();
      expect(kase.lines.flatMap(({ files }) => files)).toEqual([]);
      expect(kase.withdrawal).toMatchObject({ state: 'confirmed' });
      expect(kase.withdrawal).not.toHaveProperty('reason');
      for (const { href } of kase.documents) expect((await person.ask(href)).status).toBe(404);
    }
    expect((await people.intake.ask(scan)).status).toBe(200);
  });

  test('属地不能再确认收到', async () => {
    const body = await electronicReceipt(people.intake, now.id);
    expect((await people.home.refusedCommand(now, 'confirm-receipt', body)).code).toBe('illegal-transition');
  });

  test('邮件到了，属地窗口收存，两个工作日内退回收件窗口', async () => {
    system.at('2021-07-09T10:00:00.000+08:00');
    const before = await people.home.view(now.id);
    const paper = before.lines.filter((line) => line.paper === 'onTheWay').map(({ id }) => id);
    expect(paper.length).toBeGreaterThan(0);
    now = await people.home.command(now, 'record-custody', {
      lineIds: paper,
      from: 'carrier',
      to: 'home',
      waybill: parcel,
      giver: '邮政投递员',
    });
    const kase = await people.home.view(now.id);
    expect(kase.lines.filter((line) => line.paper === 'home').map(({ id }) => id)).toEqual(paper);
    const back = kase.deadlines.find(({ rule }) => rule === 'originalsBack');
    expect(back).toMatchObject({ holder: 'homeWindow', dueOn: '2021-07-13' });
  });
});
