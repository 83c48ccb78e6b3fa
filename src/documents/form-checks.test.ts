import { describe, expect, it } from 'vitest';
import { formFault } from './form-checks.ts';
import type { DenialNoticeData, Form, IntakeReceiptData, PackingListData } from './forms.ts';
import { sampleDenial, sampleForms, samplePackingList, sampleReceipt } from './sample-forms.ts';

const receipt = (change: Partial<IntakeReceiptData>): Form => ({
  kind: 'intakeReceipt',
  data: { ...sampleReceipt, ...change },
});
const parcel = (change: Partial<PackingListData>): Form => ({
  kind: 'packingList',
  data: { ...samplePackingList, ...change },
});
const denial = (change: Partial<DenialNoticeData>): Form => ({
  kind: 'denialNotice',
  data: { ...sampleDenial, ...change },
});

const afterwards = '2021-12-31T00:00:00.000+08:00';

describe('formFault', () => {
  it.each(sampleForms)('finds nothing wrong with a complete $kind', (form) => {
    expect(formFault(form, afterwards)).toBeUndefined();
  });

  it.each<[string, string, Form]>([
    ['programmeTitle', '通办范围名称', receipt({ programmeTitle: '' })],
    ['documentNumber', '文书编号', receipt({ documentNumber: '' })],
    ['businessNumber', '业务编号', receipt({ businessNumber: '' })],
    ['appliedAt', '申请时间', receipt({ appliedAt: null })],
    ['intakeWindowName', '收件地“跨省通办”窗口名称', receipt({ intakeWindowName: ' ' })],
    ['homeWindowName', '属地“跨省通办”窗口名称', receipt({ homeWindowName: '' })],
    ['applicantName', '申请人名称', receipt({ applicantName: '' })],
    ['itemName', '申请事项名称', receipt({ itemName: '' })],
    ['statutoryItemName', '法定事项名称', receipt({ statutoryItemName: '' })],
    ['contactName', '申请联系人', receipt({ contactName: '' })],
    ['contactPhone', '联系电话', receipt({ contactPhone: '' })],
    ['handlerName', '经办人', receipt({ handlerName: '' })],
    ['issuedAt', '出具时间', receipt({ issuedAt: null })],
    ['windowPhone', '窗口电话', receipt({ windowPhone: '' })],
    ['verification', '核验码', receipt({ verification: null })],
    ['seal', '收件地行政审批服务专用章', receipt({ seal: null })],
    ['lines', '收件明细', receipt({ lines: [] })],
    ['lines.0.name', '材料名称', receipt({ lines: [{ name: '', counts: { originals: 1, copies: 0 } }] })],
    ['address', '邮寄地址', parcel({ address: '' })],
    ['directoryVersion', '联络清单版本', parcel({ directoryVersion: '' })],
    ['lines', '材料明细', parcel({ lines: [] })],
    ['reasons', '理由', denial({ reasons: [] })],
    ['legalBasis', '法律依据', denial({ legalBasis: [' '] })],
    ['remedies', '救济途径', denial({ remedies: [] })],
  ])('names the missing field %s', (field, label, form) => {
    expect(formFault(form)).toEqual({
      code: 'form-field-missing',
      field,
      label,
      sentence: `文书还缺“${label}”。`,
    });
  });

  it.each<[string, string, Form]>([
    ['a wrong check digit', 'businessNumber', receipt({ businessNumber: '51010720210928000415' })],
    ['a number of other length', 'businessNumber', receipt({ businessNumber: '5101072021092800041' })],
    [
      'a line with nothing',
      'lines.0.counts',
      receipt({ lines: [{ name: '照片', counts: { originals: 0, copies: 0 } }] }),
    ],
    [
      'a count over 99',
      'lines.0.counts',
      receipt({ lines: [{ name: '照片', counts: { originals: 100, copies: 0 } }] }),
    ],
    ['a promise beyond the law', 'promisedDays', receipt({ statutoryDays: 5, promisedDays: 6 })],
    ['a limit in half days', 'statutoryDays', receipt({ statutoryDays: 2.5 })],
    ['an over-long window name', 'intakeWindowName', receipt({ intakeWindowName: '窗'.repeat(61) })],
    ['an over-long applicant', 'applicantName', receipt({ applicantName: '𠮷'.repeat(101) })],
    ['no paper in the parcel', 'lines.0', parcel({ lines: [{ name: '照片', originals: 0, copies: 0 }] })],
    ['a decision before the acceptance', 'issuedOn', denial({ issuedOn: '2021-09-28' })],
  ])('refuses %s', (_, field, form) => {
    expect(formFault(form)).toMatchObject({ code: 'form-field-wrong', field });
  });

  it('takes names at their full length, counted in characters', () => {
    expect(
      formFault(receipt({ applicantName: '𠮷'.repeat(100), intakeWindowName: '窗'.repeat(60) })),
    ).toBeUndefined();
  });

  it('takes a material without a piece only under a commitment', () => {
    const line = { name: '照片', counts: { originals: 0, copies: 0 }, toleratedUntil: '2021-10-15' };
    expect(formFault(receipt({ lines: [line] }))).toBeUndefined();
  });

  it('refuses the seal of another region (R-078)', () => {
    const seal = { regionCode: '500110', authority: '重庆市綦江区政务服务管理办公室', sample: true };
    expect(formFault(receipt({ seal }))).toMatchObject({
      code: 'seal-not-valid',
      sentence: '用章不属于收件地。',
    });
    expect(formFault(denial({ seal: { ...seal, regionCode: '510107' } }))).toMatchObject({
      code: 'seal-not-valid',
    });
  });

  it.each<[string, Form]>([
    ['issuedAt', receipt({})],
    [
      'signature.signedAt',
      receipt({
        signature: { kind: 'confirmed', words: '已确认', signedAt: '2021-09-28T10:05:01.000+08:00' },
      }),
    ],
  ])('refuses a moment in the future: %s', (field, form) => {
    const now = field === 'issuedAt' ? '2021-09-28T10:04:59.000+08:00' : '2021-09-28T10:05:00.000+08:00';
    expect(formFault(form, now)).toMatchObject({ code: 'form-field-wrong', field });
    expect(formFault(form, '2021-09-28T10:05:01.000+08:00')).toBeUndefined();
  });
});
