import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CaseDesk, openDesk, people, registration } from '../../../test/case-desk.ts';
import { nationalCalendars } from '../../../test/case-facts.ts';
import { testKind } from '../../../test/database.ts';
import { codeOf, contact, countsOf } from '../../../test/executor-steps.ts';
import { tamper } from '../../../test/tamper.ts';
import { all, run, sql } from '../../platform/database.ts';
import type { Problem } from '../../platform/problem.ts';
import type { DutyId } from '../../regulation/duties.ts';
import { type CaseState, caseStates } from '../../regulation/states.ts';
import { isBusinessNumber, readBusinessNumber } from './business-number.ts';
import type { Act } from './case-request.ts';
import { dueOf } from './due.ts';
import { openDuties } from './duties.ts';

let desk: CaseDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const counts = (): Promise<number[]> => countsOf(desk);

/** What may still run after the end of a case (C.10, 8). */
const afterCare: ReadonlySet<string> = new Set([
  'originalsBack',
  'parcelRecall',
  'incidentEnquiry',
  'abandonedMaterials',
]);

describe('one request is one step: all of it or nothing', () => {
  test('a case is opened, registered and taken into review in one call', async () => {
    const receipt = await desk.request(registration());
    expect(receipt).toMatchObject({
      version: 3,
      state: 'formalReview',
      stateLabel: '形式审查中',
      documents: [],
    });
    expect(receipt.events.map(({ type }) => type)).toEqual([
      'caseOpened',
      'caseSubmitted',
      'formalReviewStarted',
    ]);
    expect(isBusinessNumber(receipt.businessNumber ?? '')).toBe(true);
    expect(await desk.verify(receipt.id)).toMatchObject({ intact: true, events: 3 });
  });

  test('a refusal of the third act leaves nothing of the first two', async () => {
    const before = await counts();
    const [open, submit] = registration();
    if (!open || !submit) throw new Error('no acts');
    expect(await codeOf(desk.request([open, submit, { command: 'acceptIntake', input: {} }]))).toBe(
      'illegal-transition',
    );
    expect(await codeOf(desk.request([open, { command: 'submitCase', input: {} }]))).toBe(
      'situation-not-chosen',
    );
    expect(await counts()).toEqual(before);
  });

  test('a refused registration uses up no business number', async () => {
    const [open, submit] = registration();
    if (!open || !submit) throw new Error('no acts');
    const { businessNumber: earlier } = await desk.request([open, submit]);
    const { form } = submit.input as { form: object };
    const unmailable: Act = {
      command: 'submitCase',
      input: { form: { ...form, delivery: { way: 'mail' } } },
    };
    expect(await codeOf(desk.request([open, unmailable]))).toBe('address-missing');
    const { businessNumber: next } = await desk.request([open, submit]);
    const sequences = [earlier, next].map((number) => readBusinessNumber(number ?? '')?.sequence ?? 0);
    expect((sequences[1] ?? 0) - (sequences[0] ?? 0)).toBe(1);
  });

  test.each([
    'case_events',
    'case_event_contents',
    'feed_pending',
    'case_duties',
    'case_parties',
    'case_request_keys',
  ])('a failure at %s leaves nothing anywhere', async (table) => {
    const before = await counts();
    await tamper(desk.database, [], async (tx) => {
      await run(
        tx,
        sql`create or replace function fail_here() returns trigger language plpgsql as $$ begin raise exception 'failed on purpose'; end $$`,
      );
      await run(
        tx,
        sql`create trigger fail_here before insert on ${sql.table(table)} for each row execute function fail_here()`,
      );
    });
    await expect(desk.request(registration())).rejects.toThrow('failed on purpose');
    await tamper(desk.database, [], (tx) => run(tx, sql`drop trigger fail_here on ${sql.table(table)}`));
    expect(await counts()).toEqual(before);
  });

  test('a document that cannot be kept takes the whole acceptance back', async () => {
    const story = await desk.caseIn('receivedAtHome');
    const before = await counts();
    await desk.database.transaction((tx) =>
      run(tx, sql`update seals set revoked_at = now() where region_code = '500110'`),
    );
    expect(await codeOf(story.take('acceptAtHome'))).toBe('seal-not-valid');
    await desk.database.transaction((tx) =>
      run(tx, sql`update seals set revoked_at = null where region_code = '500110'`),
    );
    expect(await counts()).toEqual(before);
    expect((await desk.load(story.kase.id)).state).toBe('receivedAtHome');
    await story.take('acceptAtHome');
    expect(story.kase.state).toBe('homeAccepted');
  });
});

describe('the same request again', () => {
  test('gives the first answer and no second event, one after the other', async () => {
    const key = randomUUID();
    const first = await desk.request(registration(), { key });
    const before = await counts();
    expect(await desk.request(registration(), { key })).toEqual(first);
    expect(await counts()).toEqual(before);
  });

  test('gives the first answer also after the case went on, with the events of that request alone', async () => {
    const story = await desk.caseIn('submitted');
    const key = randomUUID();
    const begin: Act[] = [{ command: 'startFormalReview', input: {} }];
    const options = { key, caseId: story.kase.id, expected: story.kase.version };
    const first = await desk.request(begin, options);
    await desk.request([contact], { caseId: story.kase.id });
    expect(first).toMatchObject({ version: 3, events: [{ seq: 3, type: 'formalReviewStarted' }] });
    expect(await desk.request(begin, options)).toEqual(first);
  });

  test.each([
    ['that opens a case', async () => ({})],
    [
      'on a case, with the version seen',
      async () => {
        const { kase } = await desk.caseIn('formalReview');
        return { caseId: kase.id, expected: kase.version };
      },
    ],
  ])('%s: ten at once give one answer', async (_, place) => {
    const options = { ...(await place()), key: randomUUID() };
    const acts = 'caseId' in options ? [contact] : registration();
    const [cases, events] = [await desk.count('cases'), await desk.count('case_events')];
    const receipts = await Promise.all(Array.from({ length: 10 }, () => desk.request(acts, options)));
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    expect(await desk.count('case_events')).toBe(events + (receipts[0]?.events.length ?? 0));
    expect(await desk.count('cases')).toBe(cases + ('caseId' in options ? 0 : 1));
  });

  test('the same key with another body is refused; the same key of somebody else is another key', async () => {
    const key = randomUUID();
    const first = await desk.request(registration(), { key });
    const before = await counts();
    expect(await codeOf(desk.request(registration(), { key, digest: 'other' }))).toBe('request-key-reused');
    expect(await counts()).toEqual(before);
    const other = await desk.request(registration(), { key, as: people.colleague });
    expect(other.id).not.toBe(first.id);
  });
});

describe('two at once', () => {
  test('what was seen is no longer so: stale-version, with the state there is', async () => {
    const story = await desk.caseIn('submitted');
    const seen = story.kase.version;
    await story.take('startFormalReview');
    const refused = await desk
      .request([contact], { caseId: story.kase.id, expected: seen })
      .catch((error: unknown) => error as Problem);
    expect(refused).toMatchObject({
      code: 'stale-version',
      details: { extensions: { state: 'formalReview', version: story.kase.version } },
    });
  });

  test('of two clerks who act on what they see, one wins and the other is told', async () => {
    const { kase } = await desk.caseIn('submitted');
    const act = (as: typeof people.intake, command: Act['command'], input: unknown) =>
      desk.request([{ command, input }], { caseId: kase.id, expected: kase.version, as });
    const outcomes = await Promise.allSettled([
      act(people.intake, 'startFormalReview', {}),
      act(people.colleague, 'recordIdentityCheck', { method: 'visual', subject: 'applicant', passed: true }),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as Problem] : [],
    );
    expect(lost).toMatchObject([{ code: 'stale-version' }]);
    expect((await desk.load(kase.id)).version).toBe(kase.version + 1);
    expect((await desk.verify(kase.id)).intact).toBe(true);
  });

  test('of two decisions on one case only one is made', async () => {
    const story = await desk.caseIn('substantiveReview');
    await story.take('recordOpinion');
    const { id, version } = story.kase;
    const grant = story.usual('grantApplication');
    const deny = story.usual('denyApplication');
    const options = { caseId: id, expected: version, as: people.approver };
    const outcomes = await Promise.allSettled([
      desk.request([{ command: 'grantApplication', input: grant }], options),
      desk.request([{ command: 'denyApplication', input: deny }], options),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { documents, outcome } = await desk.load(id);
    const decisions = documents.filter(({ kind }) => kind === 'grantDecision' || kind === 'denialNotice');
    expect(decisions.map(({ kind }) => kind)).toEqual([
      outcome === 'granted' ? 'grantDecision' : 'denialNotice',
    ]);
    const stored = await all(
      desk.database.db,
      sql<{
        kind: string;
      }>`select kind from documents where case_id = ${id} and kind in ('grantDecision', 'denialNotice')`,
    );
    expect(stored).toEqual(decisions.map(({ kind }) => ({ kind })));
  });

  test('a stranger and an unknown case look alike', async () => {
    const { kase } = await desk.caseIn('submitted');
    expect(await codeOf(desk.executor.open(kase.id, people.stranger))).toBe('case-not-found');
    expect(await codeOf(desk.executor.open(randomUUID(), people.intake))).toBe('case-not-found');
    expect(await codeOf(desk.request([contact], { caseId: kase.id, as: people.stranger }))).toBe(
      'case-not-found',
    );
  });
});

describe('business numbers (R-057)', () => {
  const many = testKind === 'postgres' ? 1000 : 300;

  test(`${many} registrations at once get ${many} different valid numbers without a gap`, async () => {
    desk.clock.set('2021-10-11T09:00:00.000+08:00');
    const receipts = await Promise.all(Array.from({ length: many }, () => desk.request(registration())));
    const read = receipts.map(({ businessNumber }) => readBusinessNumber(businessNumber ?? ''));
    expect(read.every((parts) => parts?.regionCode === '510107' && parts.on === '2021-10-11')).toBe(true);
    const sequences = read.map((parts) => parts?.sequence ?? 0).toSorted((a, b) => a - b);
    expect(sequences).toEqual(Array.from({ length: many }, (_, index) => index + 1));
  }, 60_000);

  test('after 99,999 the day is full: refused, nothing stored, and tomorrow goes on', async () => {
    desk.clock.set('2021-10-12T09:00:00.000+08:00');
    await run(
      desk.database.db,
      sql`insert into business_number_days (region_code, day, last_sequence) values ('510107', '2021-10-12', 99998)`,
    );
    const last = await desk.request(registration());
    expect(readBusinessNumber(last.businessNumber ?? '')?.sequence).toBe(99_999);
    const before = await counts();
    expect(await codeOf(desk.request(registration()))).toBe('number-range-exhausted');
    expect(await counts()).toEqual(before);
    desk.clock.set('2021-10-13T09:00:00.000+08:00');
    const next = await desk.request(registration());
    expect(readBusinessNumber(next.businessNumber ?? '')).toMatchObject({ on: '2021-10-13', sequence: 1 });
  });
});

describe('what is stored', () => {
  const states = (Object.keys(caseStates) as CaseState[]).filter(
    (state) => state !== 'draft' && state !== 'discarded',
  );

  test('the snapshot is the case its events tell, in every state', async () => {
    for (const state of states) {
      const { kase } = await desk.caseIn(state);
      const verification = await desk.verify(kase.id);
      expect(verification, state).toMatchObject({ intact: true, events: kase.version });
    }
  });

  test('each stored due time is that of the register and the calendar; an ended case has after-care alone (C.10, 8 and 17)', async () => {
    const rows = await all(
      desk.database.db,
      sql<{ caseId: string; rule: DutyId; round: number; dueAt: string; endedAt: string | null }>`
        select case_id as "caseId", rule, round, due_at as "dueAt", ended_at as "endedAt"
        from case_duties join cases on id = case_id order by business_number desc limit 60`,
    );
    expect(new Set(rows.map(({ rule }) => rule)).size).toBeGreaterThan(10);
    for (const { caseId, rule, round, dueAt } of rows) {
      const kase = await desk.load(caseId);
      const duty = openDuties(kase).find((each) => each.rule === rule && each.round === round);
      expect(duty && dueOf(duty, kase, nationalCalendars).dueAt, `${rule} of a case in ${kase.state}`).toBe(
        dueAt,
      );
    }
    const afterEnd = rows.filter(({ endedAt }) => endedAt !== null).map(({ rule }) => rule);
    expect(afterEnd.filter((rule) => !afterCare.has(rule))).toEqual([]);
  });

  test('events are added and never changed: neither update nor delete nor truncate', async () => {
    const { db } = desk.database;
    const { kase } = await desk.caseIn('submitted');
    const attempts = [
      sql`update case_events set article = 'x' where case_id = ${kase.id}`,
      sql`delete from case_events where case_id = ${kase.id}`,
      sql`truncate case_events cascade`,
    ];
    for (const attempt of attempts)
      await expect(run(db, attempt)).rejects.toThrow(/append-only|permission denied/);
    expect(await desk.verify(kase.id)).toMatchObject({ intact: true, events: 2 });
  });

  test('somebody with the database in hand is found out', async () => {
    const { kase } = await desk.caseIn('decidedGranted');
    await tamper(desk.database, ['case_events'], (tx) =>
      run(
        tx,
        sql`update case_events set actor = jsonb_set(actor, '{name}', '"别人"') where case_id = ${kase.id} and seq = 25`,
      ),
    );
    expect(await desk.verify(kase.id)).toMatchObject({ intact: false, fault: '第 25 条记录：摘要不符' });
    const { kase: other } = await desk.caseIn('homeAccepted');
    await run(
      desk.database.db,
      sql`update cases set snapshot = jsonb_set(snapshot, '{promisedDays}', '99') where id = ${other.id}`,
    );
    expect(await desk.verify(other.id)).toMatchObject({ intact: false, fault: '办件快照与记录不一致' });
  });

  test('with its key destroyed a case keeps its history whole, and nothing of the person can be read', async () => {
    const { kase } = await desk.caseIn('completed');
    await run(
      desk.database.db,
      sql`update cases set key_wrapped = null, personal = null where id = ${kase.id}`,
    );
    expect((await desk.load(kase.id)).personal).toBeNull();
    expect(await desk.verify(kase.id)).toMatchObject({ intact: true, events: kase.version });
  });

  test('a dump of every table holds no identity number, telephone or name of an applicant', async () => {
    await desk.caseIn('completed');
    const story = await desk.caseIn('draft');
    const form = { contact: { name: '罗晓梅', phone: '13800006021' } };
    await desk.drafts.save(story.kase.id, people.intake, 0, form);
    const names = await all(
      desk.database.db,
      sql<{
        name: string;
      }>`select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    expect(names.length).toBeGreaterThan(20);
    const secrets = ['罗晓梅', '11010519491231002X', '13800006021', '示例路16号', '渝A00178'];
    const needles = secrets.flatMap((secret) => [
      secret,
      Buffer.from(secret).toString('hex'),
      Buffer.from(secret).toString('base64'),
    ]);
    let rows = 0;
    await tamper(desk.database, [], async (tx) => {
      for (const { name } of names) {
        for (const { text } of await all(
          tx,
          sql<{ text: string }>`select t::text as text from ${sql.table(name)} t`,
        )) {
          rows += 1;
          expect(
            needles.filter((needle) => text.includes(needle)),
            `${name}: ${text.slice(0, 80)}`,
          ).toEqual([]);
        }
      }
    });
    expect(rows).toBeGreaterThan(500);
  });
});
