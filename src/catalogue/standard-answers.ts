import { DayText, Id, InstantText, object, oneOf, RegionCode, Type } from '../platform/schema.ts';
import type { DifferenceMatrix } from './difference-matrix.ts';
import { type StandardContent } from './standard.ts';
import { StandardContentInput } from './standard-file.ts';
import { type ProposalKind, type ProposalState, proposalKinds, proposalStates } from './standard-proposal.ts';

const Text = Type.String();
const TextOrNull = Type.Union([Text, Type.Null()]);
const Score = Type.Union([Type.Integer(), Type.Null()], { description: '同标程度 0–100；没有标准的为空' });

const MatrixAnswer = Type.Unsafe<DifferenceMatrix>(
  object({
    optionId: Text,
    optionName: Text,
    against: object({
      kind: oneOf(['draft', 'unified', 'common'], { description: '拟定统一标准、统一标准、各省共同部分' }),
      version: Text,
    }),
    columns: Type.Array(
      object({
        region: RegionCode,
        version: TextOrNull,
        stage: Type.Integer(),
        score: Score,
        reasons: Type.Array(object({ detail: Text, source: TextOrNull })),
      }),
    ),
    rows: Type.Array(
      object({
        group: Text,
        name: Text,
        cells: Type.Record(Type.String(), object({ text: Text, difference: TextOrNull }), {
          description: '地区代码 → 内容和差异的名称；没有标准的地区没有这一格',
        }),
        standard: Text,
      }),
    ),
    score: Score,
    differences: Type.Integer({ description: '不同的格数' }),
    differingRows: Type.Integer({ description: '有不同的行数' }),
    sample: Type.Boolean({ description: '演示数据，不是任何机关的标准' }),
  }),
);

/** The standards of an item in several regions. */
export const ItemMatrixAnswer = object({
  catalogueId: Text,
  number: Type.Integer(),
  name: Text,
  leadDepartments: Type.Array(Text),
  regions: Type.Array(object({ code: RegionCode, name: Text })),
  score: Score,
  options: Type.Array(MatrixAnswer),
});

/** By what an option is reviewed for a province, and where that comes from. */
export const StageAnswer = object({
  region: RegionCode,
  name: Text,
  stage: Type.Integer(),
  stageText: Text,
  version: TextOrNull,
  source: TextOrNull,
  reason: TextOrNull,
  setByName: TextOrNull,
});

/** An option in the list of standards. */
export const StandardRow = object({
  optionId: Text,
  optionName: Text,
  catalogueId: Text,
  number: Type.Integer(),
  itemName: Text,
  leadDepartments: Type.Array(Text),
  version: TextOrNull,
  effectiveFrom: Type.Union([DayText, Type.Null()]),
  unified: Type.Boolean(),
  score: Score,
  sample: Type.Boolean(),
  waiting: Type.Integer({ description: '待审定的份数' }),
});

const Content = Type.Unsafe<StandardContent>(StandardContentInput);

/** A published version. */
export const VersionAnswer = object({
  version: Text,
  effectiveFrom: DayText,
  effectiveTo: Type.Union([DayText, Type.Null()]),
  unified: Type.Boolean(),
  publishedAt: InstantText,
  proposedByName: TextOrNull,
  decidedByName: TextOrNull,
  kind: Type.Union([Text, Type.Null()]),
  region: Type.Union([RegionCode, Type.Null()]),
  note: TextOrNull,
  content: Content,
});

/** A proposal with what keeps it from being published. */
export const ProposalAnswer = object({
  id: Id,
  optionId: Text,
  kind: oneOf(Object.keys(proposalKinds) as ProposalKind[]),
  kindText: Text,
  region: Type.Union([RegionCode, Type.Null()]),
  baseVersion: TextOrNull,
  content: Content,
  effectiveFrom: DayText,
  note: Text,
  state: oneOf(Object.keys(proposalStates) as ProposalState[]),
  stateText: Text,
  revision: Type.Integer(),
  proposedByName: Text,
  changedAt: InstantText,
  decidedByName: TextOrNull,
  decidedAt: Type.Union([InstantText, Type.Null()]),
  decisionNote: TextOrNull,
  version: TextOrNull,
  faults: Type.Array(Text, { description: '还缺什么、哪里不合规定；空即可以发布' }),
  own: Type.Boolean({ description: '本人起草' }),
  mayDecide: Type.Boolean(),
});
