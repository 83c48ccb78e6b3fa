import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../test/database.ts';
import { identityFixture, type Post, windows } from '../../test/identity-fixture.ts';
import { type Database, first, sql } from '../platform/database.ts';
import { signedUntil } from '../regulation/confidentiality.ts';
import { later } from '../regulation/instant.ts';

let database: Database;
let fixture: ReturnType<typeof identityFixture>;
let round = 0;
const own = (name: string): string => `${name}.conf${round}`;
const clerk: Post = { role: 'windowClerk', regionCode: '510107', windowId: windows.wuhou.id };

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  fixture = identityFixture(database, { casesPerHour: 100 });
  round += 1;
});

describe('the statement on confidentiality (规程第二十六条, R-235)', () => {
  test('is signed before first use, with the name, and holds for a year', async () => {
    await fixture.addStaff(own('new'), '510107', [clerk], { signed: false });
    const { token } = await fixture.signIn(own('new'));
    const actor = await fixture.identity.authenticate(token);
    if (!actor) throw new Error('not signed in');
    expect(actor.bar).toBe('statementDue');
    const statement = await fixture.identity.findStatement(actor);
    expect(statement).toMatchObject({ version: 1, validUntil: null });
    const { digest } = statement;
    await expect(fixture.identity.signStatement(actor, { name: '别人', digest })).rejects.toMatchObject({
      code: 'field-invalid',
    });
    await expect(
      fixture.identity.signStatement(actor, { name: actor.name, digest: '0'.repeat(64) }),
    ).rejects.toMatchObject({ code: 'statement-outdated' });
    expect((await fixture.identity.authenticate(token))?.bar).toBe('statementDue');
    const signed = await fixture.identity.signStatement(actor, { name: ` ${actor.name} `, digest });
    expect(signed.validUntil).toBe('2022-09-28');
    expect((await fixture.identity.authenticate(token))?.bar).toBeUndefined();
    const kept = await first(
      database.db,
      sql`select name, version, digest from confidentiality_signatures where staff_id = ${actor.id}`,
    );
    expect(kept).toEqual({ name: actor.name, version: 1, digest });
    fixture.clock.set?.('2022-09-28T18:00:00.000+08:00');
    expect((await fixture.identity.authenticate(token))?.bar).toBeUndefined();
    fixture.clock.set?.('2022-09-29T08:00:00.000+08:00');
    expect((await fixture.identity.authenticate(token))?.bar).toBe('statementDue');
  });

  test('a signature cannot be changed', async () => {
    await fixture.addStaff(own('kept'), '510107', [clerk], { signed: false });
    const actor = await fixture.actorOf(own('kept'));
    const { digest } = await fixture.identity.findStatement(actor);
    await fixture.identity.signStatement(actor, { name: actor.name, digest });
    await expect(
      first(
        database.db,
        sql`update confidentiality_signatures set name = '别人' where staff_id = ${actor.id}`,
      ),
    ).rejects.toThrow('confidentiality_signatures');
  });

  test.each([
    ['2021-09-29', '2022-09-28'],
    ['2024-02-29', '2025-02-28'],
    ['2023-03-01', '2024-02-29'],
    ['2021-01-01', '2021-12-31'],
  ])('signed on %s it holds until %s', (on, until) => expect(signedUntil(on)).toBe(until));
});

describe('cases opened in bulk (R-235)', () => {
  async function opened(name: string, count: number) {
    const id = await fixture.addStaff(own(name), '510107', [clerk]);
    const { token } = await fixture.signIn(own(name));
    const actor = await fixture.identity.authenticate(token);
    if (!actor) throw new Error('not signed in');
    const cases = Array.from({ length: count }, () => randomUUID());
    for (const each of cases) await fixture.identity.caseOpened(actor, each);
    return { id, actor, token, cases };
  }

  test('the 101st different case within an hour locks; lead, administration and auditors are told', async () => {
    const { id, actor, token, cases } = await opened('bulk', 100);
    for (const again of cases.slice(0, 20)) await fixture.identity.caseOpened(actor, again);
    expect(fixture.told).toEqual([]);
    await expect(fixture.identity.caseOpened(actor, randomUUID())).rejects.toMatchObject({
      code: 'cases-locked',
    });
    expect(fixture.told.map(({ to }) => to)).toEqual([
      { regionCode: '510107', role: 'windowLead' },
      { regionCode: '510107', role: 'serviceAdministration' },
      { regionCode: '000000', role: 'auditor' },
      { regionCode: '000000', role: 'securityAdministrator' },
    ]);
    expect((await fixture.identity.authenticate(token))?.bar).toBe('casesLocked');
    expect((await fixture.auditOf('casesLocked')).at(-1)).toMatchObject({ subjectId: id });

    await fixture.addStaff(own('admin'), '510107', [{ role: 'serviceAdministration', regionCode: '510107' }]);
    const admin = await fixture.actorOf(own('admin'));
    await fixture.addStaff(own('far'), '500110', [{ role: 'serviceAdministration', regionCode: '500110' }]);
    const far = await fixture.actorOf(own('far'));
    await expect(fixture.identity.releaseCases(far, id, '已核实')).rejects.toMatchObject({
      code: 'other-region',
    });
    await expect(fixture.identity.releaseCases(actor, id, '已核实')).rejects.toMatchObject({
      code: 'not-authorised',
    });
    expect((await fixture.identity.releaseCases(admin, id, '整理存量档案')).casesLockedAt).toBeNull();
    expect((await fixture.identity.authenticate(token))?.bar).toBeUndefined();
    await fixture.identity.caseOpened(actor, randomUUID());
  });

  test('an hour later the count begins anew', async () => {
    const { actor } = await opened('slow', 100);
    fixture.wallClock.set?.(later(fixture.wallClock.now(), 60 * 60 * 1000));
    await fixture.identity.caseOpened(actor, randomUUID());
    expect(fixture.told).toEqual([]);
  });
});
