import { beforeAll, describe, expect, test } from 'vitest';
import { cardRegistered, cardTakenIn, type People, peopleOf } from '../case-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const start = '2021-07-06T09:30:00.000+08:00';
const reason = '准备搬回户籍地居住，届时在当地办理。';
const signed = {
  subject: 'applicant',
  identityMethod: 'documentReader',
  identityPassed: true,
  applicantSignature: { kind: 'fingerprint' },
};

describe('申请人在收件窗口撤回申请（R-071）', () => {
  let system: TestSystem;
  let people: People;

  beforeAll(async () => {
    system = await sharedSystem(start);
    people = await peopleOf(system, '510107', '500110');
  });

  test('没有核验身份、没有签名、没有理由、不是申请人本人：都不能撤回', async () => {
    system.at(start);
    const now = await cardRegistered(people, '500110');
    for (const [body, code] of [
      [{ reason, ...signed, identityPassed: false }, 'identity-not-passed'],
      [{ reason, ...signed, identityMethod: undefined }, 'identity-not-passed'],
      [{ reason, ...signed, subject: 'agent' }, 'identity-not-passed'],
      [{ reason, ...signed, applicantSignature: undefined }, 'signature-missing'],
      [{ ...signed }, 'reason-missing'],
    ] as const) {
      expect((await people.intake.refusedCommand(now, 'withdraw-case', body)).code).toBe(code);
    }
    // The home window is nobody's counter for this.
    expect((await people.home.refusedCommand(now, 'withdraw-case', { reason, ...signed })).code).toBe(
      'not-authorised',
    );
  });

  test('形式审查中撤回：随即撤回，出具撤回申请书，期限都停', async () => {
    let now = await cardRegistered(people, '500110');
    now = await people.intake.command(now, 'withdraw-case', { reason, ...signed });
    expect(now.stateLabel).toBe('已撤回');
    const kase = await people.intake.view(now.id);
    expect(kase.deadlines).toEqual([]);
    expect(kase.withdrawal).toEqual({ at: start, state: 'confirmed', reason });
    expect(kase.outcome).toBeUndefined();
    const record = kase.documents.find(({ kind }) => kind === 'withdrawalRecord');
    const printed = pdfText(await people.intake.bytes(record?.href ?? '')).replaceAll(/\s/g, '');
    for (const words of ['撤回申请书', '罗晓梅', reason.slice(0, -1), '读卡器', '已按指印', '申请人签名：'])
      expect(printed).toContain(words);
    const found = await system
      .visitor('192.0.2.71')
      .get<object>(`/api/public/verification/${record?.verificationCode}`);
    expect(found).toMatchObject({ status: 'valid', unaltered: true });
  });

  test('还没有发出就撤回：流转任务都停，收存的原件由收件窗口退还', async () => {
    let now = await cardTakenIn(people, '500110');
    now = await people.intake.command(now, 'withdraw-case', { reason, ...signed });
    const kase = await people.intake.view(now.id);
    expect(kase.deadlines.map(({ rule }) => rule)).toEqual(['originalsBack']);
    expect((await people.intake.refusedCommand(now, 'send-package', { declaration: true })).code).toBe(
      'illegal-transition',
    );
  });
});
