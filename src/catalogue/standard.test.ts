import { describe, expect, test } from 'vitest';
import { withBoundAnswers } from './bound-answers.ts';
import { askedFields, checkAnswers } from './check-answers.ts';
import { composeStandard } from './compose-standard.ts';
import type { CatalogueItem } from './item.ts';
import { checkSituations, materialsFor, reviewPointsFor } from './materials-for.ts';
import { faultsOfOption } from './publishable.ts';
import { resolveStandard } from './resolve-standard.ts';
import type { FormField, RegionalDifference, StandardContent } from './standard.ts';
import { type FileOption, type Overlay, readOverlay, readStandardFile } from './standard-file.ts';

const material = {
  id: '900-1-m-id',
  name: '身份证件',
  required: true,
  when: null,
  originals: 1,
  copies: 0,
  source: 'applicant' as const,
  substitutes: ['eLicence:居民身份证'],
  key: true,
  examineOriginal: true,
  archivePaper: false,
  media: ['paper' as const],
  note: '',
};
const guardianId = { ...material, id: '900-1-m-guardian', name: '监护人身份证', when: '900-1-s-minor' };

const option: FileOption = {
  id: '900-1',
  name: '办理项',
  situations: [
    { id: '900-1-s-self', name: '本人办理', question: '是否由申请人本人办理？' },
    { id: '900-1-s-agent', name: '委托代理', question: '是否委托他人代为办理？' },
    { id: '900-1-s-minor', name: '未成年人', question: '申请人是否未成年？' },
  ],
  level: 'county',
  levels: ['province', 'prefecture', 'county'],
  modes: ['online', 'proxyIntake'],
  onSiteRequired: false,
  statutoryDays: 20,
  promisedDays: 10,
  immediate: false,
  fee: null,
  result: { name: '证明', kind: 'certificate' },
  legalBasis: [],
  toleranceAllowed: false,
  pledgeAllowed: false,
  materials: [material, guardianId],
  form: [],
  reviewPoints: [
    { id: '900-1-r-01', materialId: '900-1-m-id', question: '是否有效？', basis: '规程' },
    { id: '900-1-r-02', materialId: '900-1-m-guardian', question: '是否有效？', basis: '规程' },
    { id: '900-1-r-03', materialId: null, question: '属地是否一致？', basis: '规程' },
  ],
  regionalDifferences: [],
  provenance: [],
  origin: {},
  sample: true,
};

const overlay: Overlay = {
  supplementDays: 15,
  deliveryWays: ['mail', 'pickUpAtIntake', 'pickUpAtHome'],
  bindings: { name: 'applicant.name', uscc: 'applicant.identityNumber', phone: 'contact.phone' },
  departments: {
    人力资源社会保障部门: {
      name: '人力资源社会保障局',
      local: { 500000: '人力社保局' },
      homeRegionRules: ['参保地'],
    },
  },
  items: {
    9: {
      homeRegionRules: ['户籍地'],
      statutoryName: '法定名称',
      localStatutoryNames: { 510000: '四川法定名称' },
    },
  },
  options: { '900-1': { bindings: { uscc: null } } },
};
const lead = { number: 9, leadDepartment: '人力资源社会保障部门' };
const content = composeStandard(option, lead, overlay);

const listed: CatalogueItem = {
  catalogueId: 'southwest-5',
  editionId: 'southwest-5.2021-1',
  number: 9,
  name: '统一名称',
  localNames: { 500000: '重庆名称' },
  leadDepartments: [{ region: null, name: lead.leadDepartment }],
  cooperatingDepartments: [],
  implementers: [],
  source: null,
  batch: null,
  numberInBatch: null,
  scenario: null,
  scenarioAsPublished: null,
  dueText: null,
};

type Change =
  | { change: 'add-material'; material: typeof material }
  | { change: 'other-limit'; promisedDays?: number; statutoryDays?: number | null }
  | { change: 'other-fee'; fee: { amount: number; basis: string } }
  | { change: 'other-level'; level: 'province' | 'prefecture' | 'county' | 'town' }
  | { change: 'other-name'; name: string };

const resolved = (homeRegion: string, changes: Change[], own: Partial<StandardContent> = {}) => {
  const regionalDifferences = changes.map(
    (change, i): RegionalDifference => ({
      id: `900-1-d-${i}`,
      region: `${homeRegion.slice(0, 2)}0000`,
      detail: '不同',
      provenance: { kind: 'constructed', where: null },
      ...change,
    }),
  );
  const version = {
    optionId: '900-1',
    version: '2021-1.1',
    editionId: listed.editionId,
    effectiveFrom: '2021-05-21',
    ...inForce,
    content: { ...content, ...own, regionalDifferences },
  };
  return resolveStandard(version, listed, homeRegion);
};

const inForce = { effectiveTo: null, unified: false };
const noDepartment = { department: null, restriction: null, text: null };

describe('a province that does otherwise', () => {
  test('adds a material', () => {
    const added = { ...material, id: '900-1-m-more' };
    const { materials, stage } = resolved('520102', [{ change: 'add-material', material: added }]);
    expect(materials.map(({ id }) => id)).toEqual(['900-1-m-id', '900-1-m-guardian', '900-1-m-more']);
    expect(stage).toBe(2);
  });

  test.each([
    [{ promisedDays: 5 }, 5, 20],
    [{ promisedDays: 0 }, 0, 20],
    [{ promisedDays: 30 }, 20, 20],
    [{ statutoryDays: 7 }, 7, 7],
    [{ statutoryDays: null, promisedDays: 45 }, 45, null],
  ])('has other limits: %o', (limits, promisedDays, statutoryDays) => {
    const standard = resolved('520102', [{ change: 'other-limit', ...limits }]);
    expect(standard).toMatchObject({ promisedDays, statutoryDays, immediate: promisedDays === 0 });
  });

  test('has another fee', () => {
    expect(
      resolved('520102', [{ change: 'other-fee', fee: { amount: 20, basis: '规定' } }]).fee?.amount,
    ).toBe(20);
  });

  test('has another name, which the statutory name follows only where none is stated', () => {
    const renamed: Change[] = [{ change: 'other-name', name: '当地名称' }];
    expect(resolved('520102', renamed)).toMatchObject({
      localItemName: '当地名称',
      statutoryName: '法定名称',
    });
    expect(resolved('520102', renamed, { statutoryName: null }).statutoryName).toBe('当地名称');
    expect(resolved('510107', []).statutoryName).toBe('四川法定名称');
  });

  test.each([
    ['510107', 'prefecture', ['province', 'prefecture', 'county']],
    ['510107', 'town', ['town']],
    ['500110', 'county', ['province', 'county']],
    ['500110', 'province', ['province', 'county']],
  ] as const)('in %s decides at another level: %s', (homeRegion, level, levels) => {
    expect(resolved(homeRegion, [{ change: 'other-level', level }])).toMatchObject({ level, levels });
  });

  test('a municipality decides itself what prefectures decide elsewhere', () => {
    const prefecture = { level: 'prefecture', levels: ['prefecture'] } as const;
    expect(resolved('500110', [], prefecture)).toMatchObject({ level: 'province', levels: ['province'] });
    expect(resolved('510107', [], prefecture)).toMatchObject(prefecture);
  });

  test('leaves the others as they are', () => {
    expect(resolved('530102', [])).toMatchObject({
      stage: 2,
      promisedDays: 10,
      localItemName: '统一名称',
      department: '人力资源社会保障局',
      homeRegionRules: ['户籍地'],
    });
    expect(resolved('500110', [])).toMatchObject({ localItemName: '重庆名称', department: '人力社保局' });
  });
});

test('a district without implementer leaves the level above (R-007)', () => {
  const version = {
    optionId: '900-1',
    version: '2021-1.1',
    editionId: listed.editionId,
    effectiveFrom: '2021-05-21',
    ...inForce,
    content: { ...content, levels: ['county'] as const },
  };
  const nobody = { region: '500110', level: 'county', ...noDepartment } as const;
  expect(resolveStandard(version, listed, '500110', [nobody])).toMatchObject({
    level: 'province',
    levels: ['province'],
    withoutImplementer: [{ level: 'county' }],
  });
  expect(resolveStandard(version, listed, '500107', [nobody])).toMatchObject({
    level: 'county',
    withoutImplementer: [],
  });
});

describe('an option cannot be published', () => {
  test.each<[string, Partial<FileOption>, string]>([
    ['without name', { name: ' ' }, '缺少办理项名称。'],
    ['without level', { level: undefined as never }, '缺少实施层级。'],
    [
      'without situation',
      { situations: [], materials: [material], reviewPoints: option.reviewPoints.slice(2) },
      '缺少办理情形。',
    ],
    ['without review point', { reviewPoints: [] }, '缺少形式审查要点。'],
    ['without mode', { modes: [] }, '缺少办理方式。'],
    ['on-site and online', { onSiteRequired: true }, '必须到现场办理的，不能全程网办。'],
    ['promising more than the law', { promisedDays: 21 }, '承诺期限长于法定时限。'],
    ['immediate with days', { immediate: true }, '即办件的承诺期限应为 0，其他的不能为 0。'],
    [
      'with a material nobody hands in',
      { materials: [{ ...material, originals: 0 }, guardianId] },
      '材料“身份证件”的原件、复印件份数都是 0。',
    ],
    [
      'with a material of no situation',
      { materials: [{ ...material, when: 'x' }, guardianId] },
      '材料“身份证件”所指的办理情形不存在。',
    ],
    ['with an id twice', { materials: [material, guardianId, guardianId] }, '编号 900-1-m-guardian 重复。'],
  ])('%s (R-008, R-012, R-013, R-025)', (_what, change, sentence) => {
    expect(faultsOfOption({ ...option, ...change })).toEqual([sentence]);
  });

  test('but can when it is whole', () => expect(faultsOfOption(option)).toEqual([]));
});

describe('files', () => {
  test('with a field that is not known, or of the wrong kind, are refused by name', () => {
    const file = { item: { catalogueId: 'southwest-5', number: 9, name: '甲' }, options: [option] };
    expect(readStandardFile(JSON.parse(JSON.stringify(file)), 'a.json').options).toHaveLength(1);
    const { key: _key, ...keyless } = material;
    expect(() =>
      readStandardFile({ ...file, options: [{ ...option, materials: [keyless] }] }, 'a.json'),
    ).toThrow('a.json');
    expect(() => readStandardFile({ ...file, extra: 1 }, 'a.json')).toThrow('a.json');
    expect(() => readOverlay({ ...overlay, bindings: { name: 'applicant.age' } }, 'overlay.json')).toThrow(
      'overlay.json',
    );
  });

  test('of a department the overlay does not know are refused', () => {
    expect(() => composeStandard(option, { ...lead, leadDepartment: '某部门' }, overlay)).toThrow('某部门');
  });

  test('bind fields by their id unless the option says otherwise', () => {
    const field = (id: string): FileOption['form'][number] => ({
      id,
      label: id,
      type: 'text',
      required: true,
    });
    const { form } = composeStandard(
      { ...option, form: ['name', 'uscc', 'school'].map(field) },
      lead,
      overlay,
    );
    expect(form.map(({ binding }) => binding)).toEqual(['applicant.name', undefined, undefined]);
  });
});

describe('situations (R-060)', () => {
  const no = { '900-1-s-self': false, '900-1-s-agent': false, '900-1-s-minor': false };

  test('未成年人 adds 监护人身份证, others do not list it', () => {
    const names = (answers: Record<string, boolean>) => {
      const choice = materialsFor(option, answers);
      return choice.ok ? choice.materials.map(({ name }) => name) : choice.sentence;
    };
    expect(names({ ...no, '900-1-s-minor': true })).toEqual(['身份证件', '监护人身份证']);
    expect(names({ ...no, '900-1-s-self': true })).toEqual(['身份证件']);
    expect(names(no)).toEqual(['身份证件']);
  });

  test('need an answer to every question, if only no', () => {
    const { '900-1-s-minor': _left, ...open } = no;
    expect(materialsFor(option, open)).toEqual({
      ok: false,
      sentence: '还没有回答：申请人是否未成年？',
      situationIds: ['900-1-s-minor'],
    });
    expect(checkSituations(option.situations, {})).toHaveLength(3);
  });

  test('本人 and 委托 exclude each other; other questions are refused', () => {
    const both = { ...no, '900-1-s-self': true, '900-1-s-agent': true };
    expect(checkSituations(option.situations, both).map(({ situationId }) => situationId)).toEqual([
      '900-1-s-agent',
    ]);
    expect(checkSituations(option.situations, { ...no, other: true })).toHaveLength(1);
  });

  test('leave out the review points of materials that do not apply', () => {
    expect(reviewPointsFor(option.reviewPoints, [material]).map(({ id }) => id)).toEqual([
      '900-1-r-01',
      '900-1-r-03',
    ]);
  });
});

describe('answers (R-024)', () => {
  const on = '2021-10-08';
  const field = (type: FormField['type'], more: Partial<FormField> = {}): FormField => ({
    id: 'x',
    label: '这一项',
    type,
    required: true,
    ...more,
  });
  const check = (one: FormField, answer?: string | number) =>
    checkAnswers([one], answer === undefined ? {} : { x: answer }, on);

  test.each<[FormField, string | number, string | number]>([
    [field('text'), ' 綦江𠮷 ', '綦江𠮷'],
    [field('residentId'), '11010519491231002x', '11010519491231002X'],
    [field('phone'), '138 0000 6021', '13800006021'],
    [field('date'), '2021-02-28', '2021-02-28'],
    [field('select', { options: ['是', '否'] }), '否', '否'],
    [field('region'), '500110', '500110'],
    [field('number'), '1,234.5', 1234.5],
    [field('number'), 0, 0],
    [field('address', { maxLength: 10 }), '一二三四五六七八九十', '一二三四五六七八九十'],
    [field('photo'), '0b0f6d0e-0000-4000-8000-000000000001', '0b0f6d0e-0000-4000-8000-000000000001'],
  ])('of %o: %s is kept as %s', (one, answer, kept) => {
    expect(check(one, answer)).toEqual({ errors: [], answers: { x: kept } });
  });

  test.each<[FormField, string | number | undefined]>([
    [field('text'), undefined],
    [field('text'), '   '],
    [field('text', { maxLength: 3 }), '一二三四'],
    [field('text'), '\u202E倒'],
    [field('residentId'), '110105194912310021'],
    [field('phone'), '12345'],
    [field('date'), '2021-02-30'],
    [field('select', { options: ['是'] }), '不是'],
    [field('region'), '武侯区'],
    [field('number'), '很多'],
    [field('number'), -1],
    [field('number'), Number.POSITIVE_INFINITY],
    [field('photo'), '../../etc'],
    [field('file'), 'x'],
  ])('of %o: %s is refused at its field', (one, answer) => {
    const { errors, answers } = check(one, answer);
    expect(errors).toEqual([{ fieldId: 'x', detail: expect.stringMatching(/[。？]$/u) }]);
    expect(answers).toEqual({});
  });

  test('that are not required may be missing', () => {
    expect(check(field('text', { required: false }))).toEqual({ errors: [], answers: {} });
  });

  test('to a field the form does not have are refused', () => {
    expect(checkAnswers([], { constructor: 'x' }, on).errors).toEqual([
      { fieldId: 'constructor', detail: '申请表里没有这一项。' },
    ]);
  });

  test('to bound fields come from the case', () => {
    const form = [field('text', { id: 'name', binding: 'applicant.name' }), field('text', { id: 'school' })];
    const { errors, answers } = checkAnswers(form, { name: '别人', school: '大学' }, on);
    expect({ errors, answers }).toEqual({ errors: [], answers: { school: '大学' } });
    expect(askedFields(form).map(({ id }) => id)).toEqual(['school']);
    const facts = {
      applicant: { name: '罗晓梅', identityNumber: '11010519491231002X' },
      contact: { phone: '13800006021' },
      homeRegion: '500110',
      delivery: { way: 'mail' as const },
    };
    expect(withBoundAnswers(form, answers, facts)).toEqual({ name: '罗晓梅', school: '大学' });
    const way = [
      field('select', { id: 'delivery', binding: 'delivery.way', options: ['窗口领取', '邮寄送达'] }),
    ];
    expect(withBoundAnswers(way, {}, facts)).toEqual({ delivery: '邮寄送达' });
  });
});
