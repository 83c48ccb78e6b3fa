import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { type People, peopleOf } from '../case-steps.ts';
import { confirmed, reviewedWith } from '../notice-steps.ts';
import { pdfText } from '../pdf-text.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

const homeRegion = '500118';

describe('申请人拒签告知书（OP-59）', () => {
  let system: TestSystem;
  let people: People;
  let now: Receipt;

  beforeAll(async () => {
    system = await sharedSystem('2021-09-17T10:20:00.000+08:00');
    people = await peopleOf(system, '510113', homeRegion);
    now = await reviewedWith(people, homeRegion, [2]);
  });

  test('没有见证、自己见证自己，都不行', async () => {
    const refused = {
      days: 15,
      applicantSignature: { kind: 'refused', reason: '对补正期限有异议' },
      handlerSigned: true,
    };
    const alone = await people.intake.refusedCommand(now, 'issue-one-time-notice', refused);
    expect(alone.code).toBe('signature-missing');
    expect(alone.detail).toContain('另一名窗口人员');
    await expect(confirmed(people.intake, 'intake.510113', now, 'issueOneTimeNotice')).rejects.toThrow('422');
  });

  test('写明原因，另一名窗口人员输入账号和密码见证：告知照样有效，印在签名处', async () => {
    const confirmation = await confirmed(people.intake, 'home.510113', now, 'issueOneTimeNotice');
    now = await people.intake.command(now, 'issue-one-time-notice', {
      days: 15,
      applicantSignature: { kind: 'refused', reason: '对补正期限有异议' },
      handlerSigned: true,
      confirmation,
    });
    const view = await people.intake.view(now.id);
    expect(view.state).toBe('returnedForSupplement');
    const printed = pdfText(await people.intake.bytes(view.documents[0]?.href ?? ''));
    expect(printed).toContain('申请人拒绝签名（对补正期限有异议）');
    expect(printed).toContain('见证人');
  });
});
