import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { composeStandard } from '../../catalogue/compose-standard.ts';
import type { Material, StandardContent } from '../../catalogue/standard.ts';
import { readOverlay, readStandardFile } from '../../catalogue/standard-file.ts';
import { changesOf } from '../history/changes.ts';
import { contentFields } from './content-fields.ts';

const folder = join(import.meta.dirname, '../../../data/standards');
const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const [option] = readStandardFile(json('024-unemployment-registration.json'), '024').options;
if (!option) throw new Error('no option');
const content = composeStandard(
  option,
  { number: 24, leadDepartment: '人力资源社会保障部门' },
  readOverlay(json('overlay.json'), 'overlay'),
);
const first = content.materials[0];
if (!first) throw new Error('no material');
const sample = {
  fileId: 'f',
  kind: 'good',
  fault: '',
  name: 'a.png',
  mediaType: 'image/png',
  pages: 1,
  size: 1,
  sha256: 'aaaaaaaa00',
} as const;

const having = (part: Partial<Material>): StandardContent => ({
  ...content,
  materials: content.materials.map((material) =>
    material.id === first.id ? { ...material, ...part } : material,
  ),
});
const changed = (before: StandardContent, after: StandardContent): string[] =>
  changesOf(contentFields(before), contentFields(after))
    .filter(({ kind }) => kind !== 'same')
    .map(({ key }) => key);

test.each<[string, Partial<Material>]>([
  ['key', { key: !first.key }],
  ['trust levels', { trustLevels: ['A'] }],
  ['criteria', { criteria: ['加盖公章'] }],
  ['substitutes', { substitutes: ['document:居住证'] }],
  ['samples', { samples: [sample] }],
  ['source', { source: first.source === 'applicant' ? 'government' : 'applicant' }],
  ['original examined', { examineOriginal: !first.examineOriginal }],
])('the comparison of two versions shows another %s', (_what, part) => {
  expect(changed(content, content)).toEqual([]);
  expect(changed(content, having(part))).toEqual([`material ${first.id}`]);
});

test('another file under the same name is seen', () => {
  const other = having({ samples: [{ ...sample, sha256: 'bbbbbbbb00' }] });
  expect(changed(having({ samples: [sample] }), other)).toEqual([`material ${first.id}`]);
});

test('a field says its type, help and choices', () => {
  const [field] = content.form;
  if (!field) throw new Error('no field');
  const helped = { ...content, form: [{ ...field, help: '照户口簿填' }, ...content.form.slice(1)] };
  expect(changed(content, helped)).toEqual([`field ${field.id}`]);
});
