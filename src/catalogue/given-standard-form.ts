import { checkPlainText } from '../platform/plain-text.ts';
import type { FieldError } from '../platform/problem.ts';
import { object, oneOf, type Static, Type } from '../platform/schema.ts';
import { givenLimits } from './given-draft.ts';
import type { GivenMaterial, GivenStandard } from './given-standard.ts';
import { levelsHighestFirst } from './item.ts';
import type { ReviewPoint } from './standard.ts';

const Count = Type.Integer({ minimum: 0, maximum: givenLimits.copies });

const MaterialInput = object({
  name: Type.String({ maxLength: 400, description: '材料名称' }),
  required: Type.Boolean({ description: '必须提交' }),
  originals: Count,
  copies: Count,
  sendOriginal: Type.Optional(
    Type.Boolean({ description: '属地要看原件，须寄来；不填为收件窗口核对后退还' }),
  ),
  note: Type.Optional(Type.String({ maxLength: 1200, description: '要求，例如“须盖公章”' })),
  points: Type.Optional(
    Type.Array(Type.String({ maxLength: 800 }), {
      maxItems: givenLimits.pointsEach,
      description: '形式审查要点，答“是”为合格；不填为“是否齐全、符合法定形式”',
    }),
  ),
});

/** The checklist and limits that a home window gives: an answer to a standard request, or a consent. */
export const GivenStandardInput = object({
  itemName: Type.Optional(Type.String({ maxLength: 400, description: '属地怎样称呼这个事项' })),
  level: oneOf(levelsHighestFirst, { description: '由属地哪一级办理' }),
  department: Type.String({ maxLength: 400, description: '属地主管部门' }),
  materials: Type.Array(MaterialInput, { maxItems: givenLimits.materials }),
  promisedDays: Type.Integer({ minimum: 0, maximum: givenLimits.days, description: '承诺时限（工作日）' }),
  statutoryDays: Type.Union([Type.Integer({ minimum: 0, maximum: givenLimits.days }), Type.Null()], {
    description: '法定时限（工作日）；没有写 null',
  }),
  legalBasis: Type.Optional(Type.Array(Type.String({ maxLength: 400 }), { maxItems: 20 })),
  note: Type.Optional(Type.String({ maxLength: 1200 })),
});
export type GivenStandardInput = Static<typeof GivenStandardInput>;

/** Who gave a standard, when and in answer to what. */
export type Giving = Pick<GivenStandard, 'id' | 'source' | 'homeRegion' | 'givenAt' | 'givenBy'> & {
  /** 事项 as the case calls it, where the home window has no name of its own. */
  readonly itemName: string;
};

/** What came of checking a checklist: the standard, or what is wrong with it, each fault at its field. */
export type GivenCheck =
  | { readonly standard: GivenStandard }
  | { readonly fault: 'standard-without-lines' }
  | { readonly errors: readonly FieldError[] };

/**
 * Judges what a home window gives: at least one material line (`standard-without-lines`), each with a
 * name of its own and a count, texts without hidden characters, a promise within the law's limit. Ids of materials and
 * points are made here, so that they stay the same wherever the standard is used again. `prefix` leads the pointers of
 * faults.
 */
export function checkGivenStandard(input: GivenStandardInput, giving: Giving, prefix: string): GivenCheck {
  if (input.materials.length === 0) return { fault: 'standard-without-lines' };
  const errors: FieldError[] = [];
  const text = (pointer: string, value: string | undefined, max: number, min = 0): string => {
    const checked = checkPlainText(value ?? '', { max, min, lines: max > givenLimits.basis });
    if (checked.valid) return checked.normalized;
    errors.push({ pointer: `${prefix}${pointer}`, detail: checked.reason });
    return '';
  };
  const materials = input.materials.map((material, at): GivenMaterial => {
    const pointer = `/materials/${at}`;
    const { originals, copies, required, sendOriginal = false } = material;
    const name = text(`${pointer}/name`, material.name, givenLimits.name, 2);
    const twin = input.materials.findIndex((each) => each.name.trim() === material.name.trim());
    if (twin < at)
      errors.push({ pointer: `${prefix}${pointer}/name`, detail: '和前面一项同名，请合并或改名。' });
    if (originals + copies === 0)
      errors.push({ pointer: `${prefix}${pointer}/originals`, detail: '原件和复印件至少写一份。' });
    if (sendOriginal && originals === 0)
      errors.push({ pointer: `${prefix}${pointer}/sendOriginal`, detail: '没有要原件，不用寄原件。' });
    return {
      id: idOf(at),
      name,
      required,
      originals,
      copies,
      sendOriginal,
      note: text(`${pointer}/note`, material.note, givenLimits.note),
    };
  });
  const reviewPoints = input.materials.flatMap(({ name, points = [] }, at) =>
    pointsOf(at, name, points, (index, value) =>
      text(`/materials/${at}/points/${index}`, value, givenLimits.point, 2),
    ),
  );
  if (input.statutoryDays !== null && input.promisedDays > input.statutoryDays)
    errors.push({ pointer: `${prefix}/promisedDays`, detail: '承诺时限不能超过法定时限。' });
  const standard: GivenStandard = {
    ...giving,
    itemName: text('/itemName', input.itemName, givenLimits.name) || giving.itemName,
    level: input.level,
    department: text('/department', input.department, givenLimits.name, 2),
    materials,
    reviewPoints,
    promisedDays: input.promisedDays,
    statutoryDays: input.statutoryDays,
    legalBasis: (input.legalBasis ?? []).map((each, at) =>
      text(`/legalBasis/${at}`, each, givenLimits.basis, 2),
    ),
    note: text('/note', input.note, givenLimits.note),
  };
  return errors.length > 0 ? { errors } : { standard };
}

const idOf = (at: number): string => `given-${at + 1}`;

/** Every material has a point to judge by, so that an opinion can be given on it later. */
function pointsOf(
  at: number,
  name: string,
  points: readonly string[],
  text: (index: number, value: string) => string,
): ReviewPoint[] {
  const asked =
    points.length > 0
      ? points.map((point, index) => text(index, point))
      : [`${name.trim()}是否齐全、符合法定形式？`];
  return asked.map((question, index) => ({
    id: `${idOf(at)}-p-${index + 1}`,
    materialId: idOf(at),
    question,
    basis: '属地答复的收件标准',
  }));
}
