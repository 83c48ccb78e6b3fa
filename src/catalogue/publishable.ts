import type { Level } from './item.ts';
import { allMaterials } from './material-samples.ts';
import type { Material, StandardContent } from './standard.ts';
import type { FileOption } from './standard-file.ts';

/** What is looked at before an option is published; of a file or of the editor. */
export type Publishable = Pick<
  StandardContent,
  | 'name'
  | 'situations'
  | 'reviewPoints'
  | 'modes'
  | 'onSiteRequired'
  | 'statutoryDays'
  | 'promisedDays'
  | 'immediate'
  | 'materials'
  | 'form'
  | 'regionalDifferences'
  | 'guidanceOnly'
> & { readonly level?: Level | undefined };

type Check = readonly [wrong: (option: Publishable) => boolean, sentence: string];

const checks: readonly Check[] = [
  [({ name }) => name.trim() === '', '缺少办理项名称。'],
  [({ level }) => level === undefined, '缺少实施层级。'],
  [({ situations }) => situations.length === 0, '缺少办理情形。'],
  [({ reviewPoints }) => reviewPoints.length === 0, '缺少形式审查要点。'],
  [({ modes, guidanceOnly }) => modes.length === 0 && guidanceOnly !== true, '缺少办理方式。'],
  [
    ({ onSiteRequired, modes }) => onSiteRequired && modes.includes('online'),
    '必须到现场办理的，不能全程网办。',
  ],
  [
    ({ statutoryDays, promisedDays }) => statutoryDays !== null && promisedDays > statutoryDays,
    '承诺期限长于法定时限。',
  ],
  [
    ({ immediate, promisedDays }) => immediate !== (promisedDays === 0),
    '即办件的承诺期限应为 0，其他的不能为 0。',
  ],
];

/**
 * Why an option cannot be published: elements that are missing, no mode, on-site together with
 * online, limits that do not fit, materials without a count or a word on whether they are key ones, bad samples
 * that do not say what is wrong, and references that lead nowhere.
 */
export function faultsOfOption(option: Publishable): string[] {
  const situations = new Set(option.situations.map(({ id }) => id));
  const materials = allMaterials(option);
  const known = new Set(materials.map(({ id }) => id));
  return [
    ...checks.filter(([wrong]) => wrong(option)).map(([, sentence]) => sentence),
    ...materials.flatMap((material) => faultsOfMaterial(material, situations)),
    ...option.reviewPoints
      .filter(({ materialId }) => materialId !== null && !known.has(materialId))
      .map(({ id }) => `形式审查要点 ${id} 所指的材料不存在。`),
    ...repeated([...materials, ...option.situations, ...option.reviewPoints, ...option.regionalDifferences]),
    ...repeated(option.form),
    ...option.form
      .filter(({ type, options }) => (type === 'select') !== (options !== undefined))
      .map(({ label }) => `表单项“${label}”：只有选择项才有选项，且必须有。`),
    ...option.regionalDifferences.flatMap((difference) =>
      'materialId' in difference && !known.has(difference.materialId)
        ? [`差异“${difference.detail}”所指的材料不存在。`]
        : [],
    ),
  ];
}

/** What is odd about an option that can be published all the same: somebody should look at it. */
export const warningsOfOption = ({
  immediate,
  specialProcedures = [],
}: Pick<FileOption, 'immediate' | 'specialProcedures'>): string[] =>
  immediate && specialProcedures.length > 0
    ? [`即办件又列了特别程序（${specialProcedures.join('、')}）：办理中会停止计时，不能当日办结，请核对。`]
    : [];

function faultsOfMaterial(
  { name, originals, copies, when, key, media, trustLevels = [], samples = [] }: Material,
  situations: ReadonlySet<string>,
): string[] {
  const unexplained = samples.some(({ kind, fault }) => kind === 'bad' && fault.trim() === '');
  return [
    ...(originals + copies === 0 ? [`材料“${name}”的原件、复印件份数都是 0。`] : []),
    ...(typeof key === 'boolean' ? [] : [`材料“${name}”没有写明是不是关键材料。`]),
    ...(media.length === 0 ? [`材料“${name}”没有写收什么介质。`] : []),
    ...(when !== null && !situations.has(when) ? [`材料“${name}”所指的办理情形不存在。`] : []),
    ...(media.includes('eLicence') && trustLevels.length > 0 && !trustLevels.includes('A')
      ? [`材料“${name}”收电子证照，可信等级里却没有 A 级。`]
      : []),
    ...(unexplained ? [`材料“${name}”的不合格样例没有写明错在哪里。`] : []),
  ];
}

function repeated(entries: readonly { id: string }[]): string[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id }) => {
    if (seen.has(id)) return [`编号 ${id} 重复。`];
    seen.add(id);
    return [];
  });
}
