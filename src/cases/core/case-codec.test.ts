import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { caseIn } from '../../../test/case-builder.ts';
import type { Case } from './case.ts';
import { decodeEvent, encodeEvent, verifyCase, verifyChain } from './case-codec.service.ts';
import type { CaseEvent } from './events.ts';
import { fold } from './evolve.ts';
import type { EventRow } from './stored-case.ts';

const key = randomBytes(32);
let kase: Case;
let events: CaseEvent[];
let rows: EventRow[];

/** A history as it is stored and read back. */
function stored(caseId: string, told: readonly CaseEvent[]): EventRow[] {
  let head = '';
  return told.map((event) => {
    const row = encodeEvent(caseId, event, key, head);
    head = row.hash;
    const { sealed, ...open } = JSON.parse(JSON.stringify(row)) as typeof row;
    return { ...open, sealed: sealed === null ? null : Buffer.from(sealed, 'base64') };
  });
}

beforeAll(async () => {
  ({ kase, events } = await caseIn('completed'));
  rows = stored(kase.id, events);
});

const head = (): string => rows.at(-1)?.hash ?? '';
const verify = (changed: readonly EventRow[], caseKey: Buffer | undefined = key) =>
  verifyChain(kase.id, changed, head(), caseKey);
const changedAt = (index: number, change: Partial<EventRow>): EventRow[] =>
  rows.map((row, at) => (at === index ? { ...row, ...change } : row));
const sealedAt = (): number => rows.findIndex(({ sealed }) => sealed !== null);

describe('an untouched history', () => {
  test('is whole', () => {
    expect(verify(rows)).toEqual({ intact: true, events: events.length, head: head() });
  });

  test('gives back every event and the case it tells', () => {
    const read = rows.map((row) => decodeEvent(kase.id, row, key));
    expect(read).toEqual(JSON.parse(JSON.stringify(events)));
    expect(fold(kase.id, read)).toEqual(kase);
    expect(verifyCase({ kase, key, keyWrapped: null, headHash: head() }, rows).intact).toBe(true);
  });

  test('holds nothing personal outside the seal', () => {
    const open = JSON.stringify(rows.map(({ sealed: _sealed, ...row }) => row));
    for (const secret of ['罗晓梅', '11010519491231002X', '13800006021', '示例路16号', '渝A00178']) {
      expect(JSON.stringify(events)).toContain(secret);
      expect(open).not.toContain(secret);
    }
  });

  test('with its key destroyed stays whole and tells the case without personal content', () => {
    expect(verify(rows, undefined).intact).toBe(true);
    const read = rows.map((row) => decodeEvent(kase.id, row, undefined));
    expect(fold(kase.id, read)).toEqual({ ...kase, personal: null });
    const erased = { kase: { ...kase, personal: null }, key: undefined, keyWrapped: null, headHash: head() };
    expect(verifyCase(erased, rows).intact).toBe(true);
  });
});

describe('a changed history is found out', () => {
  const other = '2020-01-01T00:00:00.000+08:00';
  test.each<[keyof EventRow, unknown]>([
    ['seq', 99],
    ['type', 'caseForgotten'],
    ['state', 'nowhere'],
    ['command', 'forgetCase'],
    ['article', '规程第一条'],
    [
      'actor',
      { kind: 'staff', id: 'x', name: '赵勇', capacity: 'approver', windowId: null, regionCode: null },
    ],
    ['effectiveAt', other],
    ['recordedAt', other],
    ['data', { changed: true }],
    ['commitment', 'f'.repeat(64)],
    ['previousHash', `sha256:${'a'.repeat(64)}`],
    ['hash', `sha256:${'b'.repeat(64)}`],
  ])('%s, in any event', (field, value) => {
    for (const index of rows.keys()) {
      const { intact, fault } = verify(changedAt(index, { [field]: value }));
      expect([intact, fault?.length], `${field} of event ${index + 1}`).toEqual([false, expect.any(Number)]);
    }
  });

  test('every field of the log is tried above', () => {
    const tried = [
      'seq',
      'type',
      'state',
      'command',
      'article',
      'actor',
      'effectiveAt',
      'recordedAt',
      'data',
    ];
    const fields = [...tried, 'commitment', 'previousHash', 'hash', 'sealed'];
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(fields.toSorted());
  });

  test('an event taken away, at the beginning, in the middle, at the end', () => {
    for (const index of rows.keys())
      expect(verify(rows.toSpliced(index, 1)).intact, `event ${index + 1}`).toBe(false);
    expect(verify([]).intact).toBe(false);
  });

  test('two events in the other order, an event twice', () => {
    for (const index of rows.slice(1).keys()) {
      const [a, b] = [rows[index], rows[index + 1]];
      if (!a || !b) throw new Error('no such events');
      expect(verify(rows.toSpliced(index, 2, b, a)).intact).toBe(false);
      expect(verify(rows.toSpliced(index, 2, { ...b, seq: a.seq }, { ...a, seq: b.seq })).intact).toBe(false);
      expect(verify(rows.toSpliced(index, 0, a)).intact).toBe(false);
    }
  });

  test('a history rewritten with right links, but not the one the snapshot knows', () => {
    const rewritten = stored(kase.id, events.slice(0, -1));
    expect(verify(rewritten)).toMatchObject({ intact: false, fault: expect.stringContaining('快照') });
  });

  test('content changed, taken away, exchanged or put where none belongs', () => {
    const index = sealedAt();
    const sealed = rows[index]?.sealed ?? Buffer.alloc(0);
    const flipped = Buffer.from(sealed);
    flipped[20] = (flipped[20] ?? 0) ^ 1;
    const elsewhere = rows.findIndex((row, at) => at > index && row.sealed !== null);
    const bare = rows.findIndex((row) => row.sealed === null);
    const faults = [
      verify(changedAt(index, { sealed: flipped })).fault,
      verify(changedAt(index, { sealed: null })).fault,
      verify(changedAt(index, { sealed: rows[elsewhere]?.sealed ?? null })).fault,
      verify(changedAt(bare, { sealed })).fault,
    ];
    expect(faults).toEqual([
      `第 ${index + 1} 条记录：内容打不开`,
      `第 ${index + 1} 条记录：内容缺失`,
      `第 ${index + 1} 条记录：内容打不开`,
      `第 ${bare + 1} 条记录：内容打不开`,
    ]);
  });

  test('content sealed anew by somebody who has the key, but not what was committed to', () => {
    const index = sealedAt();
    const event = events[index];
    if (!event) throw new Error('no event with content');
    const forged = encodeEvent(
      kase.id,
      { ...event, personal: { forged: true } } as unknown as CaseEvent,
      key,
      '',
    );
    const sealed = Buffer.from(forged.sealed ?? '', 'base64');
    expect(verify(changedAt(index, { sealed })).fault).toBe(`第 ${index + 1} 条记录：内容与承诺不符`);
  });

  test('a snapshot that is not the case the history tells', () => {
    const loaded = { key, keyWrapped: null, headHash: head() };
    for (const changed of [
      { ...kase, promisedDays: kase.promisedDays + 5 },
      { ...kase, state: 'decidedDenied' as const },
      {
        ...kase,
        personal: kase.personal && { ...kase.personal, contact: { name: '罗晓梅', phone: '13900000000' } },
      },
    ]) {
      expect(verifyCase({ ...loaded, kase: changed }, rows)).toMatchObject({ intact: false });
    }
  });
});
