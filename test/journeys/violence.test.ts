import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { findClockFault, findUnexplained } from '../../scripts/proof/journal-check.ts';
import { proveByKilling } from '../../scripts/proof/kill-proof.ts';
import { proveByChance } from '../../scripts/proof/random-proof.ts';
import { run, sql } from '../../src/platform/database.ts';
import { openDesk } from '../case-desk.ts';
import { testKind } from '../database.ts';
import { tamper } from '../tamper.ts';

const server = process.env['TEST_DATABASE_URL'];
const on = { database: testKind, ...(server ? { server } : {}) } as const;
const patience = 10 * 60_000;

// The long versions are `npm run proof:kill` and `npm run proof:random`; both throw where something is not as it must be.

test(
  '工作中被强行终止三次：答复过的都在，只在一次，重发得到原来的答复',
  async () => {
    const found = await proveByKilling({ ...on, kills: 3, seed: 7 });
    expect(found.kills).toBe(3);
    expect(found.acknowledged).toBeGreaterThan(10);
    expect(found.repeated).toBe(Math.min(found.acknowledged, 400));
  },
  patience,
);

test(
  '随机的五百个命令，中途强行终止一次：每一件都守住规则',
  async () => {
    const found = await proveByChance({
      ...on,
      commands: 500,
      cases: 20,
      kills: 1,
      checkEvery: 100,
      seed: 7,
    });
    expect(found).toMatchObject({ commands: 500, kills: 1 });
    expect(found.accepted).toBeGreaterThan(100);
    expect(found.refused).toBeGreaterThan(20);
  },
  patience,
);

test('丢失、重复、多出来的答复，以及错过的期限，都查得出来', async () => {
  const desk = await openDesk();
  try {
    const { database } = desk;
    const story = await desk.caseIn('submitted');
    await tamper(database, ['case_request_keys', 'case_events'], async (tx) => {
      // As if the requests of the story had never been, so that one answered request is all there is.
      await run(tx, sql`delete from case_request_keys`);
      await run(tx, sql`update case_events set actor = jsonb_set(actor, '{kind}', '"system"')`);
    });
    const key = randomUUID();
    const receipt = await desk.request([{ command: 'startFormalReview', input: {} }], {
      caseId: story.kase.id,
      expected: story.kase.version,
      key,
    });
    const given = {
      token: '',
      path: '',
      key,
      body: '{}',
      version: undefined,
      status: 200,
      answer: JSON.stringify(receipt),
      inDoubt: false,
    };
    expect(await findUnexplained(database, [given])).toBeUndefined();
    expect(await findUnexplained(database, [])).toContain('1 requests are stored and 0 were answered');
    expect(await findUnexplained(database, [{ ...given, key: randomUUID() }])).toContain('is not stored');
    expect(await findUnexplained(database, [given, given])).toContain('was answered twice');
    const later = { ...receipt, events: [{ seq: 1, type: 'materialMarked' }] };
    expect(await findUnexplained(database, [{ ...given, answer: JSON.stringify(later) }])).toContain(
      'should be materialMarked',
    );
    await tamper(database, ['case_request_keys'], (tx) => run(tx, sql`delete from case_request_keys`));
    expect(await findUnexplained(database, [])).toContain('was answered to nobody');

    const draft = await desk.caseIn('draft');
    expect(await findClockFault(database, desk.clock.now())).toBeUndefined();
    expect(await findClockFault(database, '2022-06-01T00:00:00.000+08:00')).toContain(
      `a duty did not act: ${draft.kase.id} draftKept`,
    );
  } finally {
    await desk.close();
  }
});
