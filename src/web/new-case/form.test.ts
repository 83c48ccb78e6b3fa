import { describe, expect, test } from 'vitest';
import type { FormField, ResolvedStandard } from '../../catalogue/standard.ts';
import {
  answersFromIdentity,
  bodyOf,
  contentsOf,
  emptyForm,
  faultsOf,
  formOf,
  type IntakeForm,
  usualSituations,
  withSituation,
} from './form.ts';

const on = '2021-09-29';

const situations = [
  { id: '048-1-s-self', name: '本人办理', question: '是否由申请人本人办理？' },
  { id: '048-1-s-agent', name: '委托代理', question: '是否委托他人代为办理？' },
  { id: '048-1-s-foreign', name: '外国人', question: '申请人是否为外国人？' },
];

const standard = {
  situations,
  form: [
    { id: 'name', label: '姓名', type: 'text', required: true, binding: 'applicant.name' },
    { id: 'bank', label: '合作银行', type: 'select', required: true, options: ['甲银行', '乙银行'] },
  ],
  deliveryWays: ['mail', 'pickUpAtIntake'],
} as unknown as ResolvedStandard;

const whole: IntakeForm = {
  ...emptyForm,
  item: { catalogueId: 'southwest-5', number: 48, name: '社会保障卡申领' },
  optionId: '048-1',
  homeRegion: '500110',
  applicant: {
    kind: 'person',
    name: '罗晓梅',
    identityKind: 'residentId',
    identityNumber: '11010519491231002X',
  },
  contactPhone: '138 0000 6021',
  situations: usualSituations(standard, {}),
  answers: { bank: '甲银行' },
  way: 'mail',
  address: '成都市武侯区示例路 16 号',
};

const pointers = (form: IntakeForm): string[] => faultsOf(form, standard, on).map(({ pointer }) => pointer);

describe('faults before registering', () => {
  test('a whole form has none', () => {
    expect(faultsOf(whole, standard, on)).toEqual([]);
  });

  test.each<[string, Partial<IntakeForm>, string[]]>([
    ['no item', { optionId: '' }, ['/optionId']],
    ['no home region', { homeRegion: '' }, ['/homeRegion']],
    [
      'wrong check digit',
      { applicant: { ...whole.applicant, identityNumber: '110105194912310021' } },
      ['/applicant/identityNumber'],
    ],
    ['ten digits of a mobile', { contactPhone: '138 0000 602' }, ['/contact/phone']],
    ['a required answer missing', { answers: {} }, ['/answers/bank']],
    ['mail without address', { address: ' ' }, ['/delivery/address/address']],
    ['way not offered', { way: 'pickUpAtHome' }, ['/delivery']],
    [
      'an unanswered question',
      { situations: { '048-1-s-self': true } },
      ['/situations/048-1-s-agent', '/situations/048-1-s-foreign'],
    ],
    [
      'an agent without particulars',
      { situations: withSituation(whole.situations, '048-1-s-agent', true) },
      ['/agent/name', '/agent/identityNumber'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(pointers({ ...whole, ...change })).toEqual(expected);
  });
});

describe('situations', () => {
  test('usually the applicant acts in person and nothing else applies', () => {
    expect(usualSituations(standard, {})).toEqual({
      '048-1-s-self': true,
      '048-1-s-agent': false,
      '048-1-s-foreign': false,
    });
  });

  test('in person and through an agent exclude each other, others stay', () => {
    const changed = withSituation(
      usualSituations(standard, { '048-1-s-foreign': true }),
      '048-1-s-agent',
      true,
    );
    expect(changed).toEqual({ '048-1-s-self': false, '048-1-s-agent': true, '048-1-s-foreign': true });
    expect(withSituation(changed, '048-1-s-self', true)['048-1-s-agent']).toBe(false);
  });
});

describe('what the identity number already says', () => {
  const fields: FormField[] = [
    { id: 'sex', label: '性别', type: 'select', required: true, options: ['男', '女'] },
    { id: 'born', label: '出生日期', type: 'date', required: true },
    { id: 'own', label: '性别', type: 'select', required: true, binding: 'applicant.name' },
  ];

  test('sex and day of birth, for fields that are asked', () => {
    expect(answersFromIdentity(fields, whole.applicant)).toEqual({ sex: '女', born: '1949-12-31' });
  });

  test('nothing of a wrong number or of another document', () => {
    expect(answersFromIdentity(fields, { ...whole.applicant, identityNumber: '1101' })).toEqual({});
    expect(
      answersFromIdentity(fields, {
        ...whole.applicant,
        identityKind: 'passport',
        identityNumber: 'E12345678',
      }),
    ).toEqual({});
  });
});

describe('what is sent', () => {
  test('contact and recipient are the applicant unless named', () => {
    expect(contentsOf(whole)).toMatchObject({
      contact: { name: '罗晓梅', phone: '138 0000 6021' },
      delivery: { way: 'mail', address: { recipient: '罗晓梅', phone: '138 0000 6021' } },
    });
  });

  test('an agent that no situation asks for is left out', () => {
    const withAgent = { ...whole, agent: { ...whole.applicant, name: '王芳' } };
    expect(contentsOf(withAgent).agent).toBeUndefined();
    const acting = { ...withAgent, situations: withSituation(whole.situations, '048-1-s-agent', true) };
    expect(contentsOf(acting).agent?.name).toBe('王芳');
  });

  test('an empty form sends nothing but the matter', () => {
    expect(bodyOf({ ...emptyForm, optionId: '048-1', homeRegion: '500110' })).toEqual({
      optionId: '048-1',
      homeRegion: '500110',
      mode: 'proxyIntake',
    });
  });

  test('a stored draft brings back what was sent', () => {
    expect(contentsOf(formOf(whole, contentsOf(whole)))).toEqual(contentsOf(whole));
  });
});
