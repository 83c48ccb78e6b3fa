import { describe, expect, it } from 'vitest';
import { hourText, limitText, receiptTexts } from './form-texts.ts';
import { receiptPage } from './receipt-page.ts';
import { sampleReceipt } from './sample-forms.ts';

describe('附件2 收件通知书', () => {
  it('prints title, subtitle, head and labels word for word', () => {
    const page = receiptPage(sampleReceipt);
    expect(page.title).toBe('西南五省政务服务“跨省通办”收件通知书');
    expect(page.subtitle).toBe('（一式 3 份，申请人 1 份、收件地留存 1 份、属地 1 份）');
    expect(page.businessNumber).toBe('业务编号：51010720210928000414');
    expect(page.appliedAt).toBe('申请时间：2021 年 9 月 28 日 9 时');
    expect(page.rows.map((row) => row.label.join(' '))).toEqual([
      '收件地“跨省通办” 窗口名称',
      '属地“跨省通办” 窗口名称',
      '申请人名称',
      '申请事项名称',
      '法定事项名称',
    ]);
    expect(page.contact.label.join(' ')).toBe('申请联系人 联系电话');
    expect(page.statutoryLimit).toEqual({ label: ['法定', '时限'], value: '20个工作日' });
    expect(page.promisedLimit).toEqual({ label: ['承诺', '期限'], value: '5个工作日' });
    expect(page.handler).toBe('经办人：罗小琴');
    expect(page.seal).toBe('（收件地行政审批服务专用章）');
    expect(page.signature).toBe('申请人签名：');
    expect(page.phone).toBe('窗口电话：028-5550 0107');
  });

  it('prints the sentence on sending word for word, however the materials travel (OP-04)', () => {
    expect(receiptPage(sampleReceipt).closing).toBe(
      '我们需要时间将您提交的申请材料寄送至属地“跨省通办”窗口进行审查，现在先行收下您的申请材料，后续属地“跨省通办”窗口将与您联系。',
    );
  });

  it('never says 受理: 收件 is not 受理', () => {
    expect(JSON.stringify([receiptPage(sampleReceipt), receiptTexts])).not.toContain('受理');
  });

  it('counts and numbers the lines, each with originals and copies', () => {
    const page = receiptPage(sampleReceipt);
    expect(page.opening).toBe('收到您申请材料3件。具体如下：');
    expect(page.lines).toEqual([
      { number: '1.', text: '居民身份证：复印件1份。' },
      { number: '2.', text: '社会保障卡申领登记表：原件1份。' },
      { number: '3.', text: '白底免冠证件照：原件1份，复印件1份。' },
    ]);
  });

  it('prints an electronic licence and a material that follows under a commitment', () => {
    const { lines } = receiptPage({
      ...sampleReceipt,
      lines: [
        { name: '居民身份证', counts: { originals: 0, copies: 0, licences: 1 } },
        { name: '缴费凭证', counts: { originals: 0, copies: 0 }, toleratedUntil: '2021-10-15' },
      ],
    });
    expect(lines.map((line) => line.text)).toEqual([
      '居民身份证：电子证照1份。',
      '缴费凭证：容缺，承诺于2021年10月15日前补交。',
    ]);
  });

  it('names the agent in brackets', () => {
    expect(receiptPage({ ...sampleReceipt, agentName: '李明' }).rows[2]?.value).toBe('赵蓉（代理人：李明）');
  });

  it('prints the name of another programme in the title (OP-55)', () => {
    expect(receiptPage({ ...sampleReceipt, programmeTitle: '川渝通办' }).title).toBe('川渝通办收件通知书');
  });

  it.each([
    [0, '即办'],
    [null, '无'],
    [3, '3个工作日'],
  ])('prints a limit of %s as %s', (days, text) => {
    expect(limitText(days)).toBe(text);
  });

  it('prints a moment to the hour (R-058), and a blank where the pen signs', () => {
    expect(hourText('2021-07-08T15:42:10.000+08:00')).toBe('2021 年 7 月 8 日 15 时');
    expect(hourText('2021-07-08T00:42:10.000+08:00')).toBe('2021 年 7 月 8 日 0 时');
    expect(receiptPage(sampleReceipt).signedAt).toMatch(/^\s+年\s+月\s+日\s+时$/);
  });
});
