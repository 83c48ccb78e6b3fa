import { DayText, InstantText, object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { ItemRow } from '../item.ts';
import { levels } from '../item.ts';
import { type EditionState, type EditionView, editionStates } from './edition-state.ts';
import { listTableColumns, recordOfItem } from './list-table.ts';

/** Id of an edition: southwest-5.2022-1. */
export const EditionId = Type.String({
  pattern: '^[a-z][a-z0-9-]*\\.\\d{4}-\\d{1,3}$',
  description: '清单版本',
});

/** Label of an edition: year and number in the year. */
export const EditionLabel = Type.String({
  pattern: '^\\d{4}-\\d{1,3}$',
  description: '年份和序号，如 2022-1',
});

const states = Object.keys(editionStates) as EditionState[];
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

/** An edition as list keepers see it. */
export const EditionAnswer = object({
  id: EditionId,
  programmeId: Type.String(),
  label: EditionLabel,
  effectiveFrom: DayText,
  effectiveTo: nullable(DayText),
  documentNumber: nullable(Type.String()),
  state: oneOf(states),
  stateText: Type.String(),
  supersededBy: nullable(Type.String({ description: '接替它的版本' })),
  itemCount: Type.Integer(),
  draftedByName: nullable(Type.String()),
  proposedByName: nullable(Type.String()),
  proposedAt: nullable(InstantText),
  approvedByName: nullable(Type.String()),
  publishedAt: nullable(InstantText),
  mine: Type.Boolean({ description: '是自己提交的，不能自己审定' }),
});

/** An edition as it is answered to a person. */
export const editionAnswer = (edition: EditionView, actorId: string): Static<typeof EditionAnswer> => ({
  id: edition.id,
  programmeId: edition.programmeId,
  label: edition.label,
  effectiveFrom: edition.effectiveFrom,
  effectiveTo: edition.effectiveTo,
  documentNumber: edition.documentNumber,
  state: edition.state,
  stateText: editionStates[edition.state],
  supersededBy: edition.supersededBy,
  itemCount: edition.itemCount,
  draftedByName: edition.draftedByName,
  proposedByName: edition.proposedByName,
  proposedAt: edition.proposedAt,
  approvedByName: edition.approvedByName,
  publishedAt: edition.publishedAt,
  mine: edition.proposedBy === actorId,
});

const Name = Type.String({ minLength: 1, maxLength: 300 });

/** A row of a list as it is written. */
export const ItemBody = object(
  {
    number: Type.Integer({ minimum: 1, maximum: 9999 }),
    name: Name,
    localNames: Type.Record(Type.String({ pattern: '^\\d{2}0000$' }), Name),
    leadDepartments: Type.Array(
      object({ region: nullable(Type.String({ pattern: '^\\d{6}$' })), name: Name }),
      { minItems: 1, maxItems: 10 },
    ),
    cooperatingDepartments: Type.Array(Name, { maxItems: 20 }),
    implementers: Type.Array(
      object({
        region: Type.String({ pattern: '^\\d{6}$' }),
        level: oneOf(Object.keys(levels) as (keyof typeof levels)[]),
        department: nullable(Name),
        restriction: nullable(Type.String({ maxLength: 300 })),
        text: nullable(Type.String({ maxLength: 300 })),
      }),
      { maxItems: 200 },
    ),
    source: nullable(Type.String({ maxLength: 200 })),
    batch: nullable(Type.String({ maxLength: 100 })),
    numberInBatch: nullable(Type.Integer({ minimum: 1, maximum: 9999 })),
    scenario: nullable(Type.String({ maxLength: 2000 })),
    scenarioAsPublished: nullable(Type.String({ maxLength: 2000 })),
    dueText: nullable(Type.String({ maxLength: 500 })),
  },
  { description: '清单中的一行' },
);

/** An example of a row. */
export const itemExample = {
  number: 149,
  name: '渔业捕捞许可',
  localNames: {},
  leadDepartments: [{ region: null, name: '农业农村部门' }],
  cooperatingDepartments: [],
  implementers: [],
  source: '川、渝建议纳入第二批',
  batch: null,
  numberInBatch: null,
  scenario: null,
  scenarioAsPublished: null,
  dueText: null,
};

/** A row of a list as it is answered. */
export const KeptItemAnswer = Type.Object({
  ...ItemBody.properties,
  familyId: nullable(Type.String({ description: '事项族；草稿里新加的行审定时才有' })),
});

/** A row as it is answered. */
export const keptItemAnswer = (
  item: ItemRow,
  familyId: string | undefined,
): Static<typeof KeptItemAnswer> => ({
  ...item,
  localNames: { ...item.localNames },
  leadDepartments: item.leadDepartments.map((lead) => ({ ...lead })),
  cooperatingDepartments: [...item.cooperatingDepartments],
  implementers: item.implementers.map((implementer) => ({ ...implementer })),
  familyId: familyId ?? null,
});

const RowAnswer = Type.Record(Type.String(), Type.String());

/** What one edition changes of another. */
export const DifferenceAnswer = object({
  columns: Type.Array(object({ key: Type.String(), title: Type.String() })),
  added: Type.Array(RowAnswer),
  changed: Type.Array(object({ before: RowAnswer, after: RowAnswer })),
  missing: Type.Array(RowAnswer),
  unchanged: Type.Integer(),
});

/** Columns of a list for tables on pages. */
export const shownColumns = listTableColumns.map(({ key, title }) => ({ key, title }));

/** Rows for an export. */
export const recordsOf = (items: readonly ItemRow[]) => items.map(recordOfItem);
