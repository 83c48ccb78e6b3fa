import { beforeAll, describe, expect, test } from 'vitest';
import { cardRegistered, identityPassed, type People, peopleOf } from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const explanation = '人证不一致，请本人持有效证件再来。';

describe('不予收件只有三种原因，系统里要有依据（R-055）', () => {
  let system: TestSystem;
  let people: People;
  beforeAll(async () => {
    system = await sharedSystem('2021-07-05T10:00:00.000+08:00');
    people = await peopleOf(system, '530302', '500112');
  });

  test('材料不合格不是原因，随便写的原因也不行', async () => {
    const now = await cardRegistered(people, '500112');
    for (const code of ['materialDeficient', 'tooBusy', '']) {
      const refused = await people.intake.refusedCommand(now, 'decline-intake', { code, explanation });
      expect(refused.code).toBe('decline-code-unknown');
    }
    // Nothing on record supports any of the three.
    for (const code of ['identityFailed', 'offListNotAgreed', 'regionNotInDirectory']) {
      const refused = await people.intake.refusedCommand(now, 'decline-intake', { code, explanation });
      expect(refused.code).toBe('decline-fact-missing');
    }
    expect((await people.intake.view(now.id)).state).toBe('formalReview');
  });

  test('核验未通过：仍在形式审查；写明解释说明后不收件；三次未通过报窗口负责人（R-047）', async () => {
    let now = await cardRegistered(people, '500112');
    const failed = { method: 'face', subject: 'applicant', passed: false };
    for (let time = 1; time <= 3; time += 1)
      now = await people.intake.command(now, 'record-identity-check', failed);
    expect(now.state).toBe('formalReview');
    await system.settle();
    const lead = await system.as('lead.530302');
    const toldTo = async (person: typeof lead) =>
      (await person.get<{ notices: { caseId: string; text: string }[] }>('/api/notices?limit=99')).notices
        .filter(({ caseId }) => caseId === now.id)
        .map(({ text }) => text);
    expect(await toldTo(lead)).toEqual([expect.stringContaining('身份核验连续 3 次未通过')]);
    expect(await toldTo(people.intake)).toEqual([]);

    const silent = await people.intake.refusedCommand(now, 'decline-intake', {
      code: 'identityFailed',
      explanation: '',
    });
    expect(silent.code).toBe('explanation-missing');
    now = await people.intake.command(now, 'decline-intake', { code: 'identityFailed', explanation });
    const kase = await people.intake.view(now.id);
    expect(kase.stateLabel).toBe('未收件（已解释说明）');
    expect(kase.explanation).toBe(explanation);
    expect(kase.deadlines).toEqual([]);
    expect(
      (await people.intake.refusedCommand(now, 'accept-intake', { channels: ['electronic'] })).code,
    ).toBe('illegal-transition');
    const { cases } = await people.intake.get<{ cases: { id: string }[] }>('/api/cases?queue=closed');
    expect(cases.map(({ id }) => id)).toContain(now.id);

    // The explanation can be printed, and found again by day and window.
    const [document] = kase.documents;
    const printed = pdfText(await people.intake.bytes(document?.href ?? ''));
    for (const text of ['未收件说明', 'identityFailed', '身份核验未通过', explanation, '规程第二十一条'])
      expect(printed).toContain(text);
    const found = async (person: typeof lead, query: string) =>
      (
        await person.get<{ explanations: { documentId: string; reason: string }[] }>(
          `/api/explanations?${query}`,
        )
      ).explanations.filter(({ documentId }) => documentId === document?.id);
    const day = 'from=2021-07-05&to=2021-07-05';
    expect(await found(people.intake, `${day}&window=${kase.intake.windowId}`)).toMatchObject([
      { reason: '身份核验未通过' },
    ]);
    expect(await found(await system.as('admin.530302'), day)).toHaveLength(1);
    expect(await found(people.intake, 'from=2021-07-06&to=2021-07-07')).toEqual([]);
    expect(await found(people.home, day)).toEqual([]);
    expect((await people.intake.refused('/api/explanations?from=2021-02-30&to=2021-07-05')).code).toBe(
      'field-invalid',
    );
  });

  test('后来核验通过了，就不能再以此不收件', async () => {
    let now = await cardRegistered(people, '500112');
    now = await people.intake.command(now, 'record-identity-check', {
      method: 'face',
      subject: 'applicant',
      passed: false,
    });
    now = await identityPassed(people, now);
    const refused = await people.intake.refusedCommand(now, 'decline-intake', {
      code: 'identityFailed',
      explanation,
    });
    expect(refused.code).toBe('decline-fact-missing');
  });

  test('清单未涉及的地区：不收件，没有编号，登记咨询，给说明（R-041）', async () => {
    const outside = { optionId: '048-1', homeRegion: '110000' };
    const refused = await people.intake.refused('/api/cases', {
      method: 'POST',
      body: { ...outside, mode: 'proxyIntake', submit: true },
      headers: { 'idempotency-key': 'outside-the-directory' },
    });
    expect(['region-not-in-directory', 'region-not-in-programme', 'option-not-published']).toContain(
      refused.code,
    );
    const before = await system.directory.countOutOfScopeEnquiries();
    const told = await people.intake.post<{ title: string; paragraphs: string[] }>('/api/enquiries', outside);
    expect(told.paragraphs.join('')).toContain('北京市');
    expect(told.paragraphs.join('')).toContain('联络清单');
    const countOf = (counts: typeof before) =>
      counts.find(({ regionCode }) => regionCode === '110000')?.count ?? 0;
    expect(countOf(await system.directory.countOutOfScopeEnquiries())).toBe(countOf(before) + 1);
    const inside = await people.intake.refused('/api/enquiries', {
      method: 'POST',
      body: { ...outside, homeRegion: '500112' },
    });
    expect(inside.status).toBe(400);
  });
});
