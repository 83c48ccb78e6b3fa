import { oneOf, RegionCode, Type } from '../platform/schema.ts';
import { trustLevelsHighestFirst } from '../regulation/trust-levels.ts';
import type { FieldType, ResolvedStandard } from './standard.ts';
import { fieldTypeNames } from './standard-words.ts';

const Text = Type.String();
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const LevelWord = oneOf(['province', 'prefecture', 'county', 'town'], {
  description: '省级、市级、县级、乡镇（街道）',
});
const ModeWord = oneOf(['online', 'proxyIntake', 'joint'], {
  description: '全程网办、异地代收代办、多地联办',
});
const Sample = Type.Boolean({ description: '演示数据，不是任何机关的标准' });
const Days = Type.Integer({ description: '工作日；0 为即办' });
const DaysOrNull = Type.Union([Type.Integer(), Type.Null()], { description: '工作日；空为没有法定时限' });
const Fee = Type.Union([Type.Object({ amount: Type.Number(), basis: Text }), Type.Null()], {
  description: '收费（元）；空为不收费',
});
const Provenance = Type.Object({ kind: Text, where: TextOrNull, note: Type.Optional(Text) });

/** Id of a catalogue in a path or query. */
export const CatalogueId = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,39}$',
  description: '清单编号，如 southwest-5',
});

/** Number of an item in a query. */
export const ItemNumber = Type.String({ pattern: '^[1-9]\\d{0,3}$', description: '清单中的序号' });

/** Id of a handling option in a path. */
export const OptionId = Type.String({ pattern: '^[\\w-]{1,40}$', description: '办理项编号，如 048-1' });

const Edition = Type.Object({ id: Text, label: Text, effectiveFrom: Text, effectiveTo: TextOrNull });

/** A programme in the list of catalogues. */
export const ProgrammeAnswer = Type.Object({
  id: Text,
  shortCode: Text,
  name: Text,
  documentNumber: Text,
  granularity: oneOf(['province', 'district'], { description: '两地按省还是按区县区分' }),
  coordinator: Text,
  status: oneOf(['open', 'closed', 'listNotSupplied'], { description: '已公布、已停止、清单未提供' }),
  statusText: Text,
  members: Type.Array(
    Type.Object({ region: RegionCode, validFrom: Text, validTo: Type.Optional(TextOrNull) }),
  ),
  announcedItems: Type.Integer({ description: '文件写明的项数' }),
  itemCount: Type.Integer({ description: '现行清单的项数' }),
  edition: Type.Union([Edition, Type.Null()]),
});

/** An item of a list. */
export const ItemAnswer = Type.Object({
  number: Type.Integer(),
  name: Text,
  localNames: Type.Record(Type.String(), Type.String(), { description: '省级代码 → 当地名称' }),
  leadDepartments: Type.Array(Text),
  leadDepartmentsByRegion: Type.Array(
    Type.Object({ region: Type.Union([RegionCode, Type.Null()]), name: Text }),
    { description: '牵头部门及其所属省；空为各省共同' },
  ),
  cooperatingDepartments: Type.Array(Text),
  implementers: Type.Array(
    Type.Object({
      region: RegionCode,
      level: LevelWord,
      department: TextOrNull,
      restriction: TextOrNull,
      text: TextOrNull,
    }),
    { description: '实施单位；department 为空即本级没有实施单位' },
  ),
  source: TextOrNull,
  batch: TextOrNull,
  numberInBatch: Type.Union([Type.Integer(), Type.Null()]),
  scenario: TextOrNull,
  dueText: TextOrNull,
  standardStatus: oneOf(['published', 'pending']),
  standardText: Type.String({ description: '没有发布收件标准的，写“收件标准待完善”' }),
});

/** A handling option of an item. */
export const OptionAnswer = Type.Object({
  id: Text,
  name: Text,
  catalogueId: Text,
  number: Type.Integer(),
  modes: Type.Array(ModeWord),
  onSiteRequired: Type.Boolean(),
  level: LevelWord,
  promisedDays: Days,
  statutoryDays: DaysOrNull,
  immediate: Type.Boolean(),
  version: Text,
  stage: Type.Integer({ description: '2 省级标准，3 五省统一标准' }),
  sample: Sample,
});

/** A file that shows what a material looks like. */
const SampleAnswer = Type.Object({
  fileId: Text,
  kind: oneOf(['good', 'bad', 'blank'], { description: '合格样例、不合格样例、空白表' }),
  fault: Type.String({ description: '不合格样例错在哪里' }),
  name: Text,
  mediaType: Text,
  pages: Type.Integer(),
  size: Type.Integer({ description: '字节' }),
  sha256: Text,
});

const MaterialAnswer = Type.Object({
  id: Text,
  name: Text,
  required: Type.Boolean(),
  when: TextOrNull,
  originals: Type.Integer(),
  copies: Type.Integer(),
  source: oneOf(['applicant', 'government', 'third-party']),
  substitutes: Type.Array(Text, {
    description: '可以代替：eLicence:证照名、document:材料名、pledge 告知承诺、sharedData 共享数据免交',
  }),
  key: Type.Boolean(),
  examineOriginal: Type.Boolean(),
  archivePaper: Type.Boolean(),
  media: Type.Array(oneOf(['paper', 'electronic', 'eLicence'])),
  trustLevels: Type.Optional(
    Type.Array(oneOf(trustLevelsHighestFirst), {
      description: '接受的电子材料可信等级：A 证照签发，B 核验采集，C 上传待核，D 自制',
    }),
  ),
  criteria: Type.Optional(Type.Array(Text, { description: '法定形式要求' })),
  samples: Type.Optional(
    Type.Array(SampleAnswer, {
      description: '样例和空白表，从 /api/options/{optionId}/samples/{fileId} 下载',
    }),
  ),
  note: Text,
});

const FieldAnswer = Type.Object({
  id: Text,
  label: Text,
  type: oneOf(Object.keys(fieldTypeNames) as FieldType[]),
  required: Type.Boolean(),
  help: Type.Optional(Type.String({ description: '填写说明' })),
  options: Type.Optional(Type.Array(Text)),
  maxLength: Type.Optional(Type.Integer()),
  binding: Type.Optional(Type.String({ description: '由办件已有内容自动填入，不用再填' })),
});

/** An acceptance standard for one home region. */
export const StandardAnswer = Type.Unsafe<ResolvedStandard & { stageText: string }>(
  Type.Object({
    optionId: Text,
    optionName: Text,
    catalogueId: Text,
    itemNumber: Type.Integer(),
    itemName: Text,
    localItemName: Text,
    statutoryName: Text,
    homeRegion: RegionCode,
    version: Text,
    editionId: Text,
    effectiveFrom: Text,
    stage: Type.Integer(),
    stageText: Text,
    sample: Sample,
    level: LevelWord,
    levels: Type.Array(LevelWord),
    modes: Type.Array(ModeWord),
    onSiteRequired: Type.Boolean(),
    guidanceOnly: Type.Optional(Type.Boolean({ description: '只提供指南，不通过本系统办理' })),
    department: Text,
    implementerNote: TextOrNull,
    withoutImplementer: Type.Array(Type.Object({ level: LevelWord, note: Type.Optional(Text) })),
    homeRegionRules: Type.Array(Text, { description: '属地按其中之一确定' }),
    statutoryDays: DaysOrNull,
    promisedDays: Days,
    immediate: Type.Boolean(),
    supplementDays: Type.Integer({ description: '补正期限（日）' }),
    fee: Fee,
    result: Type.Object({ name: Text, kind: Text }),
    deliveryWays: Type.Array(oneOf(['mail', 'pickUpAtIntake', 'pickUpAtHome'])),
    legalBasis: Type.Array(Text),
    toleranceAllowed: Type.Boolean(),
    pledgeAllowed: Type.Boolean(),
    situations: Type.Array(Type.Object({ id: Text, name: Text, question: Text })),
    materials: Type.Array(MaterialAnswer),
    form: Type.Array(FieldAnswer),
    reviewPoints: Type.Array(Type.Object({ id: Text, materialId: TextOrNull, question: Text, basis: Text })),
    differences: Type.Array(Type.Object({ id: Text, detail: Text, provenance: Provenance }), {
      description: '属地省份与统一标准的不同之处',
    }),
    provenance: Type.Array(Provenance),
    origin: Type.Record(Type.String(), Type.String(), {
      description: '各部分取自公布的指南、法规，或为构造',
    }),
  }),
);

/** What a search found. */
export const SearchAnswer = Type.Object({
  items: Type.Array(
    Type.Object({
      catalogueId: Text,
      number: Type.Integer(),
      name: Text,
      score: Type.Number({ description: '0 到 1，越大越相近' }),
      leadDepartments: Type.Array(Text),
      modes: Type.Array(ModeWord, { description: '已发布收件标准的办理方式' }),
      homeRegions: Type.Array(RegionCode, { description: '可办理的成员地区；试点的是试点范围' }),
      limits: Type.Array(Text, { description: '试点或点对点通办：仅限哪里、什么期间' }),
      notOpen: Type.Boolean({ description: '在所写的地区暂未开通（试点范围以外）' }),
    }),
  ),
  offList: Type.Boolean({ description: '清单里没有相近的事项' }),
});
