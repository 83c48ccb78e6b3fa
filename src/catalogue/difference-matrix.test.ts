import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { composeStandard } from './compose-standard.ts';
import { differenceMatrix, type MatrixRegion } from './difference-matrix.ts';
import type { CatalogueItem } from './item.ts';
import { stageOf } from './resolve-standard.ts';
import type { Material, RegionalDifference, StandardContent, StandardVersion } from './standard.ts';
import { readOverlay, readStandardFile } from './standard-file.ts';

const folder = join(import.meta.dirname, '../../data/standards');
const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const [option] = readStandardFile(json('024-unemployment-registration.json'), '024').options;
if (!option) throw new Error('no option');
const composed = composeStandard(
  option,
  { number: 24, leadDepartment: '人力资源社会保障部门' },
  readOverlay(json('overlay.json'), 'overlay'),
);
const content: StandardContent = { ...composed, regionalDifferences: [] };

const item: CatalogueItem = {
  catalogueId: 'southwest-5',
  editionId: 'southwest-5.2021-1',
  number: 24,
  name: '失业登记',
  localNames: {},
  leadDepartments: [{ region: null, name: '人力资源社会保障部门' }],
  cooperatingDepartments: [],
  implementers: [],
  source: null,
  batch: null,
  numberInBatch: null,
  scenario: null,
  scenarioAsPublished: null,
  dueText: null,
};
const provinces = ['500000', '510000', '520000', '530000', '540000'];
const extra: Material = {
  id: '024-1-m-extra',
  name: '劳动合同',
  required: true,
  when: null,
  originals: 0,
  copies: 1,
  source: 'applicant',
  substitutes: [],
  key: false,
  examineOriginal: false,
  archivePaper: true,
  media: ['paper'],
  note: '',
};
const head = {
  id: 'd',
  region: '530000',
  detail: '云南另有要求',
  provenance: { kind: 'constructed', where: null },
};
const asked = (...own: RegionalDifference[]): StandardContent => ({ ...content, regionalDifferences: own });

function matrixOf(holding: StandardContent, regions = provinces, baseline = holding) {
  const version: StandardVersion = {
    optionId: '024-1',
    version: '2021-1.2',
    editionId: item.editionId,
    effectiveFrom: '2021-05-13',
    effectiveTo: null,
    unified: false,
    content: holding,
  };
  const each = regions.map((region): MatrixRegion => ({ region, version, stage: 2 }));
  return differenceMatrix(item, { id: '024-1', name: content.name }, each, {
    kind: 'common',
    version: version.version,
    content: baseline,
  });
}
const marked = (matrix: ReturnType<typeof matrixOf>) =>
  matrix.rows.flatMap(({ name, cells }) =>
    Object.entries(cells).flatMap(([region, { difference }]) =>
      difference ? [[region, name, difference]] : [],
    ),
  );

describe('one item in five provinces', () => {
  test('is the same everywhere where no province differs', () => {
    const matrix = matrixOf(content);
    expect(matrix).toMatchObject({ score: 100, differences: 0, differingRows: 0 });
    expect(matrix.columns.map(({ score }) => score)).toEqual([100, 100, 100, 100, 100]);
  });

  test('shows exactly one difference where only Yunnan asks for one more material', () => {
    const matrix = matrixOf(asked({ ...head, change: 'add-material', material: extra }));
    expect(matrix).toMatchObject({ differences: 1, differingRows: 1 });
    expect(marked(matrix)).toEqual([['530000', '劳动合同', '多 1 项']]);
    const row = matrix.rows.find(({ name }) => name === '劳动合同');
    expect(row).toMatchObject({ standard: '不要', cells: { '510000': { text: '不要' } } });
    const share = Math.round((100 * (matrix.rows.length - 1)) / matrix.rows.length);
    expect(matrix.columns.map(({ score }) => score)).toEqual([100, 100, 100, share, 100]);
  });

  test('names every kind of difference', () => {
    const [first, second] = content.materials;
    if (!first || !second) throw new Error('too few materials');
    const field = { id: 'extra', label: '紧急联系人', type: 'text', required: true } as const;
    const of = (difference: RegionalDifference) =>
      marked(matrixOf(asked(difference))).map(([, , name]) => name);
    expect(of({ ...head, change: 'other-material', materialId: first.id, copies: first.copies + 2 })).toEqual(
      ['多 2 份'],
    );
    const other = { ...head, change: 'other-material', materialId: first.id } as const;
    expect(of({ ...other, trustLevels: ['A', 'B'] })).toEqual(['可信等级不同']);
    expect(of({ ...other, criteria: ['加盖公章'] })).toEqual(['形式要求不同']);
    expect(of({ ...other, substitutes: ['document:居住证'] })).toEqual(['替代方式不同']);
    expect(of({ ...head, change: 'without-material', materialId: first.id })).toEqual(['少 1 项']);
    expect(
      of({ ...head, change: 'other-limit', promisedDays: content.promisedDays + 3, statutoryDays: 60 }),
    ).toContain('更长');
    expect(of({ ...head, change: 'other-fee', fee: { amount: 20, basis: '某号文' } })).toEqual(['更贵']);
    expect(of({ ...head, change: 'add-field', field })).toEqual(['表样不同']);
    expect(of({ ...head, change: 'other-delivery', deliveryWays: ['mail'] })).toEqual(['少 2 种']);
    expect(of({ ...head, change: 'other-level', level: 'province' })).toEqual(['层级不同']);
    expect(of({ ...head, change: 'other-name', name: '失业人员登记' })).toEqual(['名称不同']);
  });

  test('one material that two provinces add under one name is one row', () => {
    const matrix = matrixOf(
      asked(
        { ...head, change: 'add-material', material: extra },
        {
          ...head,
          id: 'e',
          region: '540000',
          change: 'add-material',
          material: { ...extra, id: 'other', name: '劳动 合同' },
        },
      ),
    );
    expect(matrix).toMatchObject({ differences: 2, differingRows: 1 });
  });

  test('that a municipality has no prefectures is no difference', () => {
    const levels = ['prefecture', 'county'] as const;
    const matrix = matrixOf({ ...content, level: 'prefecture', levels });
    expect(matrix.differences).toBe(0);
    expect(matrix.rows.find(({ name }) => name === '实施层级')?.cells['500000']?.text).toBe('县级');
  });
});

test('a draft is what all are compared with', () => {
  const draft = { ...content, materials: content.materials.slice(1) };
  const matrix = matrixOf(content, provinces, draft);
  expect(matrix).toMatchObject({ differences: 5, differingRows: 1 });
  expect(new Set(marked(matrix).map(([, , name]) => name))).toEqual(new Set(['多 1 项']));
});

test('another sample, or a word on what is wrong with it, is a difference; the same words in another file too', () => {
  const sample = {
    fileId: 'f',
    kind: 'bad',
    fault: '反光',
    name: 'a.png',
    mediaType: 'image/png',
    pages: 1,
    size: 1,
    sha256: 'aa',
  } as const;
  const having = (part: object): StandardContent => ({
    ...content,
    materials: content.materials.map((material, at) =>
      at === 0 ? { ...material, samples: [{ ...sample, ...part }] } : material,
    ),
  });
  expect(matrixOf(having({}), provinces, having({})).differences).toBe(0);
  for (const part of [{ sha256: 'bb' }, { fault: '缺角' }]) {
    const named = marked(matrixOf(having({}), provinces, having(part))).map(([, , name]) => name);
    expect(new Set(named)).toEqual(new Set(['样例不同']));
  }
});

test('a region without a standard has no cells and no part in the score', () => {
  const version = undefined;
  const matrix = differenceMatrix(
    item,
    { id: '024-1', name: content.name },
    [{ region: '540000', version, stage: 1 }],
    { kind: 'unified', version: '2021-1.1', content },
  );
  expect(matrix).toMatchObject({ score: null, differences: 0 });
  expect(matrix.columns).toEqual([{ region: '540000', version: null, stage: 1, score: null, reasons: [] }]);
  expect(matrix.rows.every(({ cells }) => Object.keys(cells).length === 0)).toBe(true);
});

test('third is the published standard of all, whatever the level; a material of its own makes it second (R-011)', () => {
  const level: RegionalDifference = { ...head, change: 'other-level', level: 'province' };
  const added: RegionalDifference = { ...head, change: 'add-material', material: extra };
  expect([stageOf([], true), stageOf([level], true), stageOf([added], true), stageOf([], false)]).toEqual([
    3, 3, 2, 2,
  ]);
});
