import { describe, expect, it } from 'vitest';
import { formFault } from './form-checks.ts';
import { homeDocumentPage } from './home-document-page.ts';
import { sampleCorrection, sampleProcedure, sampleWithdrawal } from './sample-forms.ts';
import { withdrawalPage } from './withdrawal-page.ts';

const words = (page: { sections: readonly { paragraphs: readonly string[] }[] }): string =>
  page.sections.flatMap(({ paragraphs }) => paragraphs).join('');

describe('撤回申请书（R-071）', () => {
  it('says who withdraws what, why, and how it takes effect', () => {
    const page = withdrawalPage(sampleWithdrawal);
    expect(page.title).toBe('撤回申请书');
    expect(words(page)).toContain('申请人赵蓉于2021年9月28日提出的“申领社会保障卡（首次申领）”申请');
    expect(words(page)).toContain('撤回理由：准备搬回重庆居住，届时在当地办理。');
    expect(words(page)).toContain('自登记撤回之时起不再办理');
    expect(words(withdrawalPage({ ...sampleWithdrawal, effect: 'requested' }))).toContain(
      '到期没有答复的，撤回自行生效',
    );
    expect(page.signing).toMatchObject({ applicant: '申请人签名：', confirmation: '已按指印' });
  });

  it('an agent signs as agent', () => {
    const page = withdrawalPage({ ...sampleWithdrawal, agentName: '罗强' });
    expect(page.signing.applicant).toBe('代理人签名：');
    expect(words(page)).toContain('由代理人罗强办理');
  });

  it('needs a reason, and no seal', () => {
    expect(formFault({ kind: 'withdrawalRecord', data: sampleWithdrawal })).toBeUndefined();
    expect(formFault({ kind: 'withdrawalRecord', data: { ...sampleWithdrawal, reason: ' ' } })).toMatchObject(
      {
        code: 'form-field-missing',
        label: '撤回理由',
      },
    );
    const early = '2021-09-29T10:00:00.000+08:00';
    expect(formFault({ kind: 'withdrawalRecord', data: sampleWithdrawal }, early)).toMatchObject({
      code: 'form-field-wrong',
      field: 'issuedAt',
    });
  });
});

describe('特别程序告知书（R-104）', () => {
  it('names procedure, days and reason, and that they do not count', () => {
    const page = homeDocumentPage('procedureNotice', sampleProcedure);
    expect(page.sections.map(({ heading }) => heading)).toEqual([
      '',
      '一、特别程序',
      '二、所需时间',
      '三、原因',
      '',
    ]);
    expect(words(page)).toContain('所需时间不计算在办理期限内（《中华人民共和国行政许可法》第四十五条）');
    expect(words(page)).toContain('自2021年9月30日起，预计到2021年10月14日结束');
  });

  it('lacks nothing, else it is refused', () => {
    expect(formFault({ kind: 'procedureNotice', data: sampleProcedure })).toBeUndefined();
    const data = { ...sampleProcedure, expectedEndOn: null };
    expect(formFault({ kind: 'procedureNotice', data })).toMatchObject({ label: '预计结束日期' });
  });
});

describe('决定更正书（R-106）', () => {
  it('has both versions, both people and the decision it belongs to', () => {
    const page = homeDocumentPage('decisionCorrection', sampleCorrection);
    for (const part of ['渝A00187', '渝A00178', '周敏', '郑洁', '綦人社准〔2021〕33号', '原决定的结果不变'])
      expect(words(page)).toContain(part);
    expect(words(homeDocumentPage('decisionCorrection', { ...sampleCorrection, before: '' }))).toContain(
      '（空白）',
    );
  });
});
