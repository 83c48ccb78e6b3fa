import { describe, expect, it } from 'vitest';
import { homeDocumentPage } from './home-document-page.ts';
import {
  sampleAbandonment,
  sampleAcceptance,
  sampleDenial,
  sampleGrant,
  sampleHomeSupplement,
  sampleRejection,
} from './sample-forms.ts';

const headings = (page: ReturnType<typeof homeDocumentPage>): string[] =>
  page.sections.map((part) => part.heading);
const paragraphs = (page: ReturnType<typeof homeDocumentPage>): string[] =>
  page.sections.flatMap((part) => part.paragraphs);

describe('属地文书', () => {
  it('受理通知书 says from when the limits run', () => {
    const page = homeDocumentPage('acceptanceNotice', sampleAcceptance);
    expect(page.title).toBe('受理通知书');
    expect(page.addressee).toBe('赵蓉：');
    expect(paragraphs(page)).toEqual([
      '你（单位）于2021年9月28日提出的“申领社会保障卡（首次申领）”申请（法定事项名称：社会保障卡申领）收悉。经审查，申请材料齐全，符合法定形式，决定予以受理。',
      '法定时限为20个工作日，承诺期限为5个工作日，自受理之日的次日起计算。',
    ]);
  });

  it.each<[number | null, number | null, string[]]>([
    [0, 0, ['本事项为即办件，受理当日办结。']],
    [null, 5, ['承诺期限为5个工作日，自受理之日的次日起计算。']],
    [null, null, []],
  ])('受理通知书 with limits %s and %s', (statutoryDays, promisedDays, told) => {
    const page = homeDocumentPage('acceptanceNotice', { ...sampleAcceptance, statutoryDays, promisedDays });
    expect(paragraphs(page).slice(1)).toEqual(told);
  });

  it('不予受理通知书 states reasons, legal basis, remedies and the competent body', () => {
    const page = homeDocumentPage('rejectionNotice', sampleRejection);
    expect(page.title).toBe('不予受理通知书');
    expect(headings(page)).toEqual([
      '',
      '一、不予受理的理由',
      '二、法律依据',
      '三、救济途径',
      '四、有权办理的机关',
    ]);
    expect(paragraphs(page)[0]).toMatch(/决定不予受理。$/);
    expect(paragraphs(page).at(-1)).toBe('请向重庆市綦江区医疗保障局提出申请。');
  });

  it('准予许可决定书 names basis and result', () => {
    const page = homeDocumentPage('grantDecision', sampleGrant);
    expect(page.title).toBe('准予许可决定书');
    expect(paragraphs(page)[0]).toContain('本机关于2021年9月29日受理');
    expect(paragraphs(page)[0]).toMatch(/根据《中华人民共和国社会保险法》第五十八条的规定，决定准予许可。$/);
    expect(paragraphs(page)[1]).toBe('审批结果：社会保障卡。');
  });

  it('不予许可通知书 states reasons, legal basis and remedies, several of them numbered', () => {
    const page = homeDocumentPage('denialNotice', sampleDenial);
    expect(page.title).toBe('不予许可通知书');
    expect(headings(page)).toEqual(['', '一、不予许可的理由', '二、法律依据', '三、救济途径']);
    expect(page.sections[1]?.paragraphs).toEqual([
      '1. 申请人在本区没有参加社会保险的记录。',
      '2. 提交的照片与申请人不符。',
    ]);
    expect(page.sections[3]?.paragraphs[0]).toContain('六十日内');
  });

  it('补正通知书 lists every point once, the two places, and what follows', () => {
    const page = homeDocumentPage('homeSupplementNotice', sampleHomeSupplement);
    expect(page.title).toBe('补正通知书');
    expect(headings(page)).toEqual(['', '一、需要补正的内容', '二、补正期限和地点', '三、逾期没有补正的']);
    expect(page.sections[1]?.paragraphs).toEqual([
      '1. 白底免冠证件照：换一张近六个月内的照片，像素358×441。',
      '2. 补交户口簿首页和本人页的复印件。',
    ]);
    const [until, intake, home] = page.sections[2]?.paragraphs ?? [];
    expect(until).toContain('2021年10月18日24时前');
    expect(intake).toContain(sampleHomeSupplement.intakeWindowName);
    expect(home).toContain(sampleHomeSupplement.homeWindowName);
    expect(page.sections[3]?.paragraphs[0]).toContain('视为放弃本次申请');
    const without = homeDocumentPage('homeSupplementNotice', {
      ...sampleHomeSupplement,
      announcesAbandonment: false,
    });
    expect(paragraphs(without).join('')).not.toContain('放弃');
  });

  it('视为放弃申请通知书 names the notice, the open points and the local rule', () => {
    const page = homeDocumentPage('abandonmentNotice', sampleAbandonment);
    expect(page.title).toBe('视为放弃申请通知书');
    const words = paragraphs(page).join('');
    expect(words).toContain(`《补正通知书》（${sampleHomeSupplement.documentNumber}）`);
    expect(words).toContain('2. 补交户口簿首页和本人页的复印件。');
    expect(words).toContain('根据綦江区政务服务事项补正办理规定第六条，本次申请视为放弃');
  });

  it('takes each line of a typed reason as a point of its own', () => {
    const page = homeDocumentPage('denialNotice', { ...sampleDenial, reasons: ['甲\n\n乙；'] });
    expect(page.sections[1]?.paragraphs).toEqual(['1. 甲。', '2. 乙；']);
  });
});
