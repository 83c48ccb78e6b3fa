import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import {
  cardReceived,
  opinionGiven,
  type People,
  type Person,
  peopleOf,
  underReview,
} from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-07-08T10:00:00.000+08:00';
const withdrawal = {
  reason: '不再需要办理。',
  subject: 'applicant',
  identityMethod: 'visual',
  identityPassed: true,
  applicantSignature: { kind: 'paper' },
};

type Outcome = { status: number; body: { code?: string } };
/** Somebody with a command and its body. */
type Press = [person: Person, command: string, body: object];

describe('撤回与受理、撤回与决定、决定与差异同时发生：先到的算，后到的知道发生了什么（C.12）', () => {
  let system: TestSystem;
  let people: People;

  beforeAll(async () => {
    system = await sharedSystem(start);
    people = await peopleOf(system, '510107', '500110');
  });

  const underDecision = async (): Promise<Receipt> =>
    opinionGiven(people, await underReview(people, await cardReceived(people, '500110', start)));

  const send = (now: Receipt, ...[person, command, body]: Press): Promise<Outcome> =>
    person.ask<{ code?: string }>(`/api/cases/${now.id}/${command}`, {
      method: 'POST',
      body,
      headers: { 'idempotency-key': randomUUID(), 'if-match': `"${now.version}"` },
    });

  /** Both press at the same moment on what both see: one is stored, the other is told that the case has moved on. */
  async function race(before: Receipt, one: Press, other: Press) {
    const [first, second] = await Promise.all([send(before, ...one), send(before, ...other)]);
    const codes = [first, second].map(({ status, body }) => (status === 200 ? 'stored' : body.code));
    expect(new Set(codes)).toEqual(new Set(['stale-version', 'stored']));
    const { version, state } = await people.home.view(before.id);
    return { won: codes[0] === 'stored' ? 'one' : 'other', state, now: { ...before, version } } as const;
  }

  /** What somebody meets who acts now: the state it leads to, or the refusal. */
  const meets = async (now: Receipt, [person, command, body]: Press): Promise<string | undefined> => {
    const { status } = await send(now, person, command, body);
    return status === 200
      ? (await people.home.view(now.id)).state
      : (await person.refusedCommand(now, command, body)).code;
  };

  test.each([1, 2, 3, 4])('受理与撤回同时，第 %i 次', async () => {
    const accept: Press = [people.home, 'accept-at-home', {}];
    const withdraw: Press = [people.intake, 'withdraw-case', withdrawal];
    const { won, state, now } = await race(await cardReceived(people, '500110', start), accept, withdraw);
    // 先受理的，撤回变成要属地确认的请求；先撤回的，不能再受理。
    const met = await meets(now, won === 'one' ? withdraw : accept);
    const { withdrawal: wish } = await people.home.view(now.id);
    expect([state, met, wish?.state]).toEqual(
      won === 'one'
        ? ['homeAccepted', 'homeAccepted', 'open']
        : ['withdrawn', 'illegal-transition', 'confirmed'],
    );
  });

  test.each([1, 2, 3, 4])('决定与撤回同时，第 %i 次', async () => {
    const reviewed = await underDecision();
    const grant: Press = [people.approver, 'grant-application', {}];
    const withdraw: Press = [people.intake, 'withdraw-case', withdrawal];
    const { won, state, now } = await race(reviewed, grant, withdraw);
    // 先决定的，不能再撤回；先提出的，决定要等。
    expect([state, await meets(now, won === 'one' ? withdraw : grant)]).toEqual(
      won === 'one' ? ['decidedGranted', 'decision-made'] : ['substantiveReview', 'withdrawal-pending'],
    );
  });

  test.each([1, 2])('决定与差异同时，第 %i 次', async () => {
    const reviewed = await underDecision();
    const { lines } = await people.home.view(reviewed.id);
    const item = { lineId: lines[0]?.id, kind: 'missing', note: '信封里没有这一份。' };
    const grant: Press = [people.approver, 'grant-application', {}];
    const report: Press = [people.home, 'report-discrepancy', { channel: 'postal', items: [item] }];
    const { won, state, now } = await race(reviewed, grant, report);
    // 先决定的，差异登记不进去；先登记差异的，准予和不予许可都要等它了结。
    const late: Press[] = won === 'one' ? [report] : [grant, [people.approver, 'deny-application', {}]];
    const met = await Promise.all(late.map((press) => meets(now, press)));
    expect([state, ...met]).toEqual(
      won === 'one'
        ? ['decidedGranted', 'illegal-transition']
        : ['substantiveReview', 'discrepancy-open', 'discrepancy-open'],
    );
  });

  test('两名属地人员同时确认撤回：只撤回一次', async () => {
    let now = await underReview(people, await cardReceived(people, '500110', start));
    now = await people.intake.command(now, 'withdraw-case', withdrawal);
    const colleague = await system.as('lead.500110');
    const confirm = (person: Person): Press => [person, 'confirm-withdrawal', {}];
    const { state } = await race(now, confirm(people.home), confirm(colleague));
    expect(state).toBe('withdrawn');
    const events = await people.home.events(now.id);
    expect(events.filter(({ type }) => type === 'caseWithdrawn')).toHaveLength(1);
  });
});
