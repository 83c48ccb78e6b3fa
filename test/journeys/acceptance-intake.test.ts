import { beforeAll, describe, expect, test } from 'vitest';
import { samplePdf } from '../../scripts/client/scans.ts';
import { isBusinessNumber } from '../../src/cases/core/business-number.ts';
import { all, run, sql } from '../../src/platform/database.ts';
import {
  applicationFor,
  cardRegistered,
  cardTakenIn,
  identityPassed,
  linePassed,
  opening,
  type People,
  packageSent,
  peopleOf,
  registered,
  reviewed,
} from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-07-08T15:42:10.000+08:00';

describe('登记、形式审查、收件：逐条验收', () => {
  let system: TestSystem;
  let people: People;
  beforeAll(async () => {
    system = await sharedSystem(start);
    people = await peopleOf(system, '500110', '520402');
  });

  test('R-057 綦江区 2021-07-08 的第一件：50011020210708000010；同时登记的各有各的号', async () => {
    const first = await cardRegistered(people, '520402');
    expect(first.businessNumber).toBe('50011020210708000010');
    const form = await applicationFor(people.intake, '048-1', '520402');
    const rush = await Promise.all(Array.from({ length: 40 }, () => registered(people, form)));
    const numbers = rush.map(({ businessNumber = '' }) => businessNumber);
    expect(new Set(numbers).size).toBe(40);
    expect(numbers.every(isBusinessNumber)).toBe(true);
    const sequences = numbers.map((number) => Number(number.slice(14, 19))).toSorted((a, b) => a - b);
    expect(sequences[0]).toBeGreaterThan(1);

    const wrong = `${first.businessNumber?.slice(0, 19)}1`;
    expect(await people.intake.refused(`/api/cases/by-number/${wrong}`)).toMatchObject({
      status: 400,
      code: 'business-number-invalid',
    });
    const found = await people.intake.get<{ id: string }>(`/api/cases/by-number/${first.businessNumber}`);
    expect(found.id).toBe(first.id);
  });

  test('R-057 一天的号用完：不收新件，不给重号', async () => {
    const busy = await peopleOf(system, '500152', '520402');
    await run(
      system.database.db,
      sql`insert into business_number_days (region_code, day, last_sequence) values ('500152', '2021-07-08', 99998)`,
    );
    const last = await cardRegistered(busy, '520402');
    expect(last.businessNumber?.slice(14, 19)).toBe('99999');
    const form = await applicationFor(busy.intake, '048-1', '520402');
    expect(await busy.intake.refused('/api/cases', opening(form))).toMatchObject({
      status: 503,
      code: 'number-range-exhausted',
    });
    system.at('2021-07-09T09:00:00.000+08:00');
    expect((await cardRegistered(busy, '520402')).businessNumber?.slice(6, 19)).toBe('2021070900001');
    system.at(start);
  });

  test('R-058 申请时间是服务器的时间，通知书印到“时”', async () => {
    const form = await applicationFor(people.intake, '048-1', '520402');
    const backdated = await people.intake.refused(
      '/api/cases',
      opening({ ...form, submittedAt: '2020-01-01T00:00:00+08:00' }),
    );
    expect(backdated.status).toBe(400);
    const now = await cardTakenIn(people, '520402');
    const kase = await people.intake.view(now.id);
    expect(kase.submittedAt).toBe(start);
    expect(pdfText(await people.intake.bytes(kase.documents[0]?.href ?? ''))).toContain(
      '申请时间：2021年7月8日15时',
    );
  });

  test('R-059 逐项判定：没判完不能收；判错的、数错的都退回', async () => {
    let now = await cardRegistered(people, '520402');
    const [form, identity, photo] = (await people.intake.view(now.id)).lines;
    if (!form || !identity || !photo) throw new Error('three lines expected');
    now = await identityPassed(people, now);
    now = await linePassed(people, now, form);
    now = await linePassed(people, now, identity);
    const body = {
      channels: ['electronic', 'postal'],
      applicantSignature: { kind: 'paper' },
      handlerSigned: true,
    };
    expect((await people.intake.refusedCommand(now, 'accept-intake', body)).code).toBe('lines-unmarked');
    const blocked = (await people.intake.view(now.id)).actions.find(
      ({ command }) => command === 'acceptIntake',
    );
    expect(blocked?.blocked?.code).toBe('lines-unmarked');

    const mark = { lineId: photo.id, verdict: 'deficient', reasonCode: 'illegible' };
    for (const correction of [undefined, '', '重拍', '　　　　　', '字'.repeat(301)]) {
      const refused = await people.intake.refusedCommand(now, 'mark-material', {
        ...mark,
        ...(correction === undefined ? {} : { correction }),
      });
      expect(refused.code).toBe('correction-text-missing');
    }
    for (const [originals, copies] of [
      [-1, 1],
      [0, 100],
      [0, 0],
      [100, 0],
    ]) {
      const received = { originals, copies, medium: 'paper' };
      const refused = await people.intake.refusedCommand(now, 'mark-material', {
        lineId: photo.id,
        verdict: 'passed',
        received,
      });
      expect(refused.code).toBe('count-out-of-range');
    }
    const fraction = { originals: 0.5, copies: 1, medium: 'paper' };
    expect(
      (
        await people.intake.refusedCommand(now, 'mark-material', {
          lineId: photo.id,
          verdict: 'passed',
          received: fraction,
        })
      ).status,
    ).toBe(400);
    expect(
      (
        await people.intake.refusedCommand(now, 'mark-material', {
          lineId: 'no-such-line',
          verdict: 'passed',
        })
      ).code,
    ).toBe('field-invalid');
    now = await people.intake.command(now, 'mark-material', { ...mark, correction: '照片看不清，请重拍。' });
    expect((await people.intake.refusedCommand(now, 'accept-intake', body)).code).toBe('material-deficient');
  });

  test('R-062 当场补正留下时间；没有判不合格的不用补正', async () => {
    let now = await cardRegistered(people, '520402');
    expect(
      (await people.intake.refusedCommand(now, 'correct-on-spot', { lineId: '048-1-m-photo' })).code,
    ).toBe('line-not-deficient');
    now = await people.intake.command(now, 'mark-material', {
      lineId: '048-1-m-photo',
      verdict: 'notSubmitted',
    });
    now = await people.intake.command(now, 'correct-on-spot', { lineId: '048-1-m-photo' });
    const line = (await people.intake.view(now.id)).lines.find(({ id }) => id === '048-1-m-photo');
    expect(line).toMatchObject({ verdict: 'passed', correctedOnSpotAt: start });
    const event = (await people.intake.events(now.id)).at(-1);
    expect(event).toMatchObject({ type: 'materialCorrectedOnSpot', title: '当场补正', effectiveAt: start });
  });

  test('R-068 只收 PDF、JPEG、PNG，看内容不看名字；坏的、空的、加密的、太大的都说出文件名', async () => {
    const upload = (name: string, body: Buffer) =>
      people.intake.refused(`/api/uploads?name=${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body,
      });
    const encrypted = Buffer.from(
      samplePdf('x').toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 9 0 R'),
      'latin1',
    );
    const cases: [string, Buffer, string][] = [
      ['程序.pdf', Buffer.from('MZ\u0090\u0000 not a pdf at all'), 'file-type-refused'],
      ['网页.png', Buffer.from('<html><script>alert(1)</script></html>'), 'file-type-refused'],
      ['空.pdf', Buffer.alloc(0), 'file-empty'],
      ['加密.pdf', encrypted, 'file-encrypted'],
      ['太大.pdf', Buffer.concat([samplePdf('x'), Buffer.alloc(20 * 1024 * 1024)]), 'file-too-large'],
    ];
    for (const [name, bytes, code] of cases) {
      const refused = await upload(name, bytes);
      expect(refused.code, name).toBe(code);
      expect(refused.detail, name).toContain(name);
    }
  });

  test('R-068 纸质的一项没有扫描件：不能发电子材料；没有确认与原件一致：也不能', async () => {
    let now = await cardRegistered(people, '520402');
    const lines = (await people.intake.view(now.id)).lines;
    for (const line of lines.slice(1)) now = await linePassed(people, now, line);
    now = await people.intake.command(now, 'mark-material', { lineId: lines[0]?.id, verdict: 'passed' });
    now = await identityPassed(people, now);
    const body = {
      channels: ['electronic', 'postal'],
      applicantSignature: { kind: 'paper' },
      handlerSigned: true,
    };
    expect((await people.intake.refusedCommand(now, 'send-package', { declaration: true })).code).toBe(
      'illegal-transition',
    );
    now = await people.intake.command(now, 'accept-intake', body);
    const bare = await people.intake.refusedCommand(now, 'send-package', { declaration: true });
    expect(bare.code).toBe('scan-incomplete');
    expect(bare.detail).toContain('社会保障卡申领登记表');
    const scan = await people.intake.upload('表.pdf', samplePdf('form'));
    now = await people.intake.command(now, 'attach-file', { lineId: lines[0]?.id, uploadIds: [scan.id] });
    for (const declared of [{}, { declaration: false }]) {
      expect((await people.intake.refusedCommand(now, 'send-package', declared)).code).toBe(
        'declaration-missing',
      );
    }
    // A file goes to one case only, and only by whoever uploaded it.
    const taken = await people.intake.refusedCommand(now, 'attach-file', {
      lineId: lines[0]?.id,
      uploadIds: [scan.id],
    });
    expect(taken.code).toBe('file-not-found');
    now = await packageSent(people, now);
    expect(now.state).toBe('inTransit');
  });

  test('R-067 界面上叫“已收件”，不叫“已受理”；受理之前没有任何一处写受理', async () => {
    const now = await cardTakenIn(people, '520402');
    const kase = await people.intake.view(now.id);
    expect(kase.stateLabel).toBe('已收件');
    expect(kase.milestones[0]).toMatchObject({ label: '收件', at: start });
    expect(kase.milestones[3]).not.toHaveProperty('at');
    expect(JSON.stringify(await people.intake.events(now.id))).not.toContain('已受理');
  });

  test('R-074、R-077 一次印出三份；补打的一份有标记、有原因、有记录', async () => {
    const now = await reviewed(people, await cardRegistered(people, '520402'));
    const taken = await people.intake.command(now, 'accept-intake', {
      channels: ['electronic', 'postal'],
      applicantSignature: {
        kind: 'pad',
        width: 300,
        height: 100,
        strokes: [
          [
            [10, 10],
            [60, 80],
            [120, 20],
          ],
        ],
      },
      handlerSigned: true,
    });
    const href = taken.documents[0]?.href ?? '';
    const reprint = href.replace(/\.pdf$/, '/reprints');
    const again = (body: object) => ({ method: 'POST', body }) as const;
    expect((await people.intake.refused(reprint, again({ copy: 'home', reason: ' ' }))).code).toBe(
      'reason-missing',
    );
    expect((await people.intake.refused(reprint, again({ copy: 'fourth', reason: 'x' }))).status).toBe(400);
    expect((await people.intake.refused(reprint, again({ copy: 'home', reason: '卡\u0000纸' }))).status).toBe(
      400,
    );
    const answer = await people.intake.ask(reprint, again({ copy: 'home', reason: '卡纸' }));
    expect(answer.headers['reprint-number']).toBe('1');
    const copy = pdfText(answer.bytes);
    expect(copy).toContain('属地联');
    expect(copy).toContain('副本（补打）');
    expect(copy).not.toContain('申请人联');
    expect(pdfText(await people.intake.bytes(href))).not.toContain('副本');
    const prints = await all(
      system.database.db,
      sql<{ copy: string; reprint: boolean; reason: string | null }>`
        select copy, reprint, reason from document_prints where document_id = ${taken.documents[0]?.id ?? ''} order by id`,
    );
    expect(prints).toEqual([
      { copy: 'home', reprint: true, reason: '卡纸' },
      { copy: 'set', reprint: false, reason: null },
    ]);
  });
});
