import { type TrustLevel, trustLevels } from '../../regulation/trust-levels.ts';
import { freeId } from '../free-id.ts';
import {
  type Material,
  type Medium,
  mediaNames,
  type RegionalDifference,
  type StandardContent,
} from '../standard.ts';
import { materialSources } from '../standard-words.ts';
import { substituteOf, writtenSubstitute } from '../substitutes.ts';
import { linesCell, type RowCells, wordsCell, yesCell } from './cells.ts';
import { idColumn, type PartSheet, partColumns } from './part-sheet.ts';
import { type Own, ownCells, ownColumns, ownOf, readOwn } from './region-cells.ts';

/** How substitutes are written in a cell: 电子证照：居民身份证. */
const substituteWords = {
  eLicence: '电子证照',
  document: '其他材料',
  pledge: '告知承诺',
  sharedData: '共享数据',
} as const;
type SubstituteKind = keyof typeof substituteWords;

/** Words of the levels as a cell holds them: A、B. */
const trustNames = Object.fromEntries(Object.keys(trustLevels).map((level) => [level, level])) as Record<
  TrustLevel,
  string
>;

/** Columns in which a material of all and what a province asks otherwise of it are written the same way. */
export const demandColumns = [
  {
    key: 'media',
    title: '收什么介质',
    hint: `用“、”隔开：${Object.values(mediaNames).join('、')}`,
    width: 20,
  },
  {
    key: 'substitutes',
    title: '可以用什么替代',
    hint: '一行一种：电子证照：居民身份证 / 其他材料：户口簿 / 告知承诺 / 共享数据',
    width: 30,
  },
  {
    key: 'trust',
    title: '电子件可信等级',
    hint: `接受哪几级，用“、”隔开：${Object.entries(trustLevels)
      .map(([level, { means }]) => `${level} ${means}`)
      .join('；')}。不填为不限`,
    width: 14,
  },
  { key: 'criteria', title: '法定形式要求', hint: '一行一条，如 加盖公章', width: 40 },
] as const;

const columns = [
  ...partColumns,
  idColumn,
  {
    key: 'name',
    title: '材料名称',
    hint: '照收件通知书上的写法；这个办理项一份材料也不要的，写“无”',
    required: true,
    width: 34,
  },
  { key: 'originals', title: '原件份数', hint: '不填为 0', width: 10 },
  { key: 'copies', title: '复印件份数', hint: '不填为 0；原件、复印件不能都是 0', width: 10 },
  { key: 'when', title: '哪种情形要', hint: '“办理情形”表里的情形名称；各种情形都要的不填', width: 20 },
  { key: 'required', title: '必须交', hint: '是 / 否；不填为是', width: 10 },
  { key: 'key', title: '关键材料', hint: '是 / 否，缺了不能容缺的写“是”；不填的不能提出', width: 10 },
  { key: 'examine', title: '核对原件', hint: '是 / 否；不填为否', width: 10 },
  { key: 'archive', title: '纸质归档', hint: '是 / 否；不填为否', width: 10 },
  ...demandColumns,
  {
    key: 'source',
    title: '来源',
    hint: `${Object.values(materialSources).join(' / ')}；不填为申请人自备`,
    width: 14,
  },
  { key: 'note', title: '说明', hint: '写给窗口和办事人；没有就不填', width: 40 },
  ...ownColumns,
] as const;

type MaterialColumn = (typeof columns)[number]['key'];

/** A material of all, or of one province. */
export type SheetMaterial = { readonly id: string; readonly material: Material; readonly own: Own };

/** The substitutes of a material as a cell. */
export const substitutesCell = (substitutes: readonly string[]): string =>
  linesCell(
    substitutes.map((text) => {
      const substitute = substituteOf(text);
      if (!substitute) return text;
      const word = substituteWords[substitute.kind];
      return 'name' in substitute ? `${word}：${substitute.name}` : word;
    }),
  );

/** Substitutes out of a cell. */
export function substitutesIn<Key extends string>(cells: RowCells<Key>, key: Key): string[] {
  return cells.lines(key, 12, 110).flatMap((line) => {
    const [, word = '', name = ''] = /^([^：:]+)(?:[：:]\s*(.*))?$/.exec(line) ?? [];
    const kind = (Object.keys(substituteWords) as SubstituteKind[]).find(
      (each) => substituteWords[each] === word.trim(),
    );
    const named = kind === 'eLicence' || kind === 'document';
    if (kind === undefined || named !== (name !== '')) {
      cells.wrong(
        key,
        `替代方式“${line.slice(0, 40)}”看不懂，应写成 电子证照：名称、其他材料：名称、告知承诺 或 共享数据。`,
      );
      return [];
    }
    return [writtenSubstitute(named ? { kind, name } : { kind })];
  });
}

/** Levels as a cell, and out of one. */
export const trustCell = (levels: readonly TrustLevel[]): string => wordsCell(trustNames, levels);
/** Trust levels out of a cell. */
export const trustIn = <Key extends string>(cells: RowCells<Key>, key: Key): TrustLevel[] =>
  cells.words<TrustLevel>(key, trustNames);

/** Legal-form criteria out of a cell. */
export const criteriaIn = <Key extends string>(cells: RowCells<Key>, key: Key): string[] =>
  cells.lines(key, 20, 300);

/** A name that stands for an entry where it is alone with it, else the id. */
export const nameOrId = (entries: readonly { id: string; name: string }[], id: string | null): string => {
  const entry = entries.find((one) => one.id === id);
  if (!entry) return id ?? '';
  return entries.filter(({ name }) => name === entry.name).length === 1 ? entry.name : entry.id;
};

/** The entry that a cell names; null where nothing is written. */
export function namedIn<Key extends string>(
  cells: RowCells<Key>,
  key: Key,
  entries: readonly { id: string; name: string }[],
  where: string,
): string | null {
  const written = cells.text(key, 200);
  if (written === '') return null;
  const found = entries.find(({ id }) => id === written) ?? entries.find(({ name }) => name === written);
  if (!found) cells.wrong(key, `“${where}”表里没有“${written.slice(0, 40)}”。`);
  return found?.id ?? null;
}

const isOwn = (
  difference: RegionalDifference,
): difference is Extract<RegionalDifference, { change: 'add-material' }> =>
  difference.change === 'add-material';

/** All materials of a standard, those of single provinces after those of all. */
export const sheetMaterials = (content: StandardContent): SheetMaterial[] => [
  ...content.materials.map((material) => ({ id: material.id, material, own: null })),
  ...content.regionalDifferences.filter(isOwn).map((difference) => ({
    id: difference.material.id,
    material: difference.material,
    own: ownOf(difference),
  })),
];

function readMaterial(
  cells: RowCells<MaterialColumn>,
  id: string,
  old: SheetMaterial | undefined,
  { situations }: StandardContent,
): SheetMaterial {
  const originals = cells.count('originals', 99, 0);
  const copies = cells.count('copies', 99, 0);
  const media = cells.words<Medium>('media', mediaNames);
  const trust = trustIn(cells, 'trust');
  const criteria = criteriaIn(cells, 'criteria');
  if (originals + copies === 0) cells.wrong('originals', '原件、复印件份数不能都是 0。');
  if (media.length === 0) cells.wrong('media', '没有填“收什么介质”。');
  const key = cells.yes('key', null);
  if (key === null) cells.wrong('key', '没有填“关键材料”：缺了不能容缺的写“是”，其他写“否”。');
  const { trustLevels: _trust, criteria: _criteria, ...standing } = old?.material ?? {};
  return {
    id,
    own: readOwn(cells, old?.own),
    material: {
      ...standing,
      id,
      name: cells.needed('name', 100),
      originals,
      copies,
      when: namedIn(cells, 'when', situations, '办理情形'),
      required: cells.yes('required', true),
      key,
      examineOriginal: cells.yes('examine', false),
      archivePaper: cells.yes('archive', false),
      media,
      source:
        cells.text('source') === '' ? 'applicant' : (cells.word('source', materialSources) ?? 'applicant'),
      substitutes: substitutesIn(cells, 'substitutes'),
      ...(trust.length > 0 ? { trustLevels: trust } : {}),
      ...(criteria.length > 0 ? { criteria } : {}),
      note: cells.text('note'),
    },
  };
}

/** 申请材料: those of all, and those that one province asks for beyond them. Files that show them stay as they are. */
export const materialSheet: PartSheet<SheetMaterial, MaterialColumn> = {
  sheet: { title: '申请材料', columns },
  called: '材料',
  nameKey: 'name',
  nameOf: ({ material }) => material.name,
  prefix: (optionId) => `${optionId}-m-`,
  entriesOf: sheetMaterials,
  put: (content, entries) => ({
    ...content,
    materials: entries.filter(({ own }) => own === null).map(({ material }) => material),
    regionalDifferences: withAdded(
      content,
      entries.flatMap(({ material, own }) =>
        own ? [{ ...own, change: 'add-material' as const, material }] : [],
      ),
      'add-material',
    ),
  }),
  recordOf: ({ material, own }, { situations }) => ({
    id: material.id,
    name: material.name,
    originals: `${material.originals}`,
    copies: `${material.copies}`,
    when: nameOrId(situations, material.when),
    required: yesCell(material.required),
    key: material.key === null || material.key === undefined ? '' : yesCell(material.key),
    examine: yesCell(material.examineOriginal),
    archive: yesCell(material.archivePaper),
    media: wordsCell(mediaNames, material.media),
    substitutes: substitutesCell(material.substitutes),
    trust: trustCell(material.trustLevels ?? []),
    criteria: linesCell(material.criteria ?? []),
    source: materialSources[material.source],
    note: material.note,
    ...ownCells(own),
  }),
  read: readMaterial,
};

/**
 * The differences of a standard with those of one kind replaced; they keep their places, what is new comes last and
 * gets an id.
 */
export function withAdded(
  { id, regionalDifferences }: StandardContent,
  adding: readonly RegionalDifference[],
  ...kinds: RegionalDifference['change'][]
): RegionalDifference[] {
  const byId = new Map(adding.map((difference) => [difference.id, difference]));
  const kept = regionalDifferences.flatMap((difference): RegionalDifference[] => {
    if (!kinds.includes(difference.change)) return [difference];
    const next = byId.get(difference.id);
    return next ? [next] : [];
  });
  const standing = new Set(kept.filter(({ change }) => kinds.includes(change)).map((one) => one.id));
  for (const difference of adding.filter((one) => !standing.has(one.id)))
    kept.push(
      difference.id === ''
        ? { ...difference, id: freeId(`${id}-d-`, [...regionalDifferences, ...kept]) }
        : difference,
    );
  return kept;
}
