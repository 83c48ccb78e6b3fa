import { givenLimits, inputOfGiven } from '../../catalogue/given-draft.ts';
import type { GivenStandard } from '../../catalogue/given-standard.ts';
import type { GivenStandardInput } from '../../catalogue/given-standard-form.ts';
import type { Level } from '../../catalogue/item.ts';
import { checklistText as text } from './text.zh-CN.ts';

/** One material while it is being written; points stand one a line. */
export type MaterialDraft = {
  key: string;
  name: string;
  required: boolean;
  originals: number;
  copies: number;
  sendOriginal: boolean;
  note: string;
  points: string;
};

/** A checklist while it is being written; numbers are texts until they are sent. */
export type ChecklistDraft = {
  itemName: string;
  level: Level;
  department: string;
  materials: MaterialDraft[];
  promisedDays: string;
  statutoryDays: string;
  legalBasis: string;
  note: string;
};

/** What is wrong with a draft: a pointer as the server names it, and one sentence. */
export type ChecklistFault = { pointer: string; detail: string };

let lastKey = 0;

/** A material that nothing was written of yet. */
export const newMaterial = (): MaterialDraft => {
  lastKey += 1;
  return {
    key: `m${lastKey}`,
    name: '',
    required: true,
    originals: 1,
    copies: 0,
    sendOriginal: false,
    note: '',
    points: '',
  };
};

/** An empty checklist with one line to begin with. */
export const emptyChecklist = (department = ''): ChecklistDraft => ({
  itemName: '',
  level: 'county',
  department,
  materials: [newMaterial()],
  promisedDays: '',
  statutoryDays: '',
  legalBasis: '',
  note: '',
});

/** The draft that an earlier standard makes: what the same home window answered last time. */
export function draftOf(standard: GivenStandard): ChecklistDraft {
  const input = inputOfGiven(standard);
  return {
    itemName: input.itemName ?? '',
    level: input.level,
    department: input.department,
    materials: input.materials.map(({ points = [], note = '', sendOriginal = false, ...material }) => ({
      ...newMaterial(),
      ...material,
      sendOriginal,
      note,
      points: points.join('\n'),
    })),
    promisedDays: String(input.promisedDays),
    statutoryDays: input.statutoryDays === null ? '' : String(input.statutoryDays),
    legalBasis: (input.legalBasis ?? []).join('\n'),
    note: input.note ?? '',
  };
}

const lines = (value: string): string[] =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const isDays = (value: string): boolean =>
  /^\d{1,3}$/.test(value.trim()) && Number(value) <= givenLimits.days;

/** A line on which nothing was written is no material. */
const isBlank = ({ name, note, points }: MaterialDraft): boolean => `${name}${note}${points}`.trim() === '';

/** The materials that were written. */
export const writtenMaterials = ({ materials }: ChecklistDraft): MaterialDraft[] =>
  materials.filter((material) => !isBlank(material));

/** What stands in the way of sending the draft, in the order of the page. */
export function faultsOf(draft: ChecklistDraft): ChecklistFault[] {
  const faults: ChecklistFault[] = [];
  const say = (pointer: string, detail: string) => faults.push({ pointer, detail });
  const written = writtenMaterials(draft);
  if (written.length === 0) say('/materials', text.noMaterial);
  for (const [at, material] of written.entries()) {
    if ([...material.name.trim()].length < 2) say(`/materials/${at}/name`, text.nameMissing);
    if (material.originals + material.copies === 0) say(`/materials/${at}/originals`, text.countMissing);
    if (lines(material.points).length > givenLimits.pointsEach)
      say(`/materials/${at}/points`, text.manyPoints);
  }
  if ([...draft.department.trim()].length < 2) say('/department', text.departmentMissing);
  if (!isDays(draft.promisedDays)) say('/promisedDays', text.promisedMissing);
  if (draft.statutoryDays.trim() !== '' && !isDays(draft.statutoryDays))
    say('/statutoryDays', text.daysWrong);
  else if (
    isDays(draft.promisedDays) &&
    draft.statutoryDays.trim() !== '' &&
    Number(draft.promisedDays) > Number(draft.statutoryDays)
  )
    say('/promisedDays', text.promiseTooLong);
  return faults;
}

/** The body that a sound draft is sent as. */
export const bodyOf = (draft: ChecklistDraft): GivenStandardInput => ({
  ...(draft.itemName.trim() === '' ? {} : { itemName: draft.itemName.trim() }),
  level: draft.level,
  department: draft.department.trim(),
  materials: writtenMaterials(draft).map(
    ({ name, required, originals, copies, sendOriginal, note, points }) => ({
      name: name.trim(),
      required,
      originals,
      copies,
      sendOriginal: sendOriginal && originals > 0,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(lines(points).length === 0 ? {} : { points: lines(points) }),
    }),
  ),
  promisedDays: Number(draft.promisedDays),
  statutoryDays: draft.statutoryDays.trim() === '' ? null : Number(draft.statutoryDays),
  ...(lines(draft.legalBasis).length === 0 ? {} : { legalBasis: lines(draft.legalBasis) }),
  ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
});
