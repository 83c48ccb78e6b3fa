import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import { type Binding, bindingNames } from './standard.ts';

const text = Type.String({ minLength: 1 });
const days = Type.Integer({ minimum: 0, maximum: 400 });
const daysOrNone = Type.Union([days, Type.Null()]);
const count = Type.Integer({ minimum: 0, maximum: 99 });
const closed = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });
const words = <const V extends readonly string[]>(...values: V) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: [...values] });

const Level = words('province', 'prefecture', 'county', 'town');
const Fee = Type.Union([closed({ amount: Type.Number({ minimum: 0 }), basis: text }), Type.Null()]);
const Provenance = closed({
  kind: words('published-guide', 'regulation', 'constructed', 'published'),
  where: Type.Union([text, Type.Null()]),
  note: Type.Optional(Type.String()),
});

const Substitutes = Type.Array(
  Type.String({ pattern: '^(?:(?:eLicence|document):.+|pledge|sharedData)$', maxLength: 120 }),
  { maxItems: 12, uniqueItems: true },
);
const Media = Type.Array(words('paper', 'electronic', 'eLicence'), { minItems: 1, uniqueItems: true });
const Trust = Type.Array(words('A', 'B', 'C', 'D'), { uniqueItems: true });
const Criteria = Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 20 });

/** Of a file the sender names only which it is and what it shows; the rest is put in from the store of files. */
const SampleInput = closed({
  fileId: Type.String({ pattern: '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
  kind: words('good', 'bad', 'blank'),
  fault: Type.String({ maxLength: 200 }),
  name: Type.String({ maxLength: 200 }),
  mediaType: Type.String({ maxLength: 40 }),
  pages: Type.Integer({ minimum: 0 }),
  size: Type.Integer({ minimum: 0 }),
  sha256: Type.String({ maxLength: 64 }),
});

/** A material, as files and the editor write it. */
const MaterialInput = closed({
  id: text,
  name: text,
  required: Type.Boolean(),
  when: Type.Union([text, Type.Null()]),
  originals: count,
  copies: count,
  source: words('applicant', 'government', 'third-party'),
  substitutes: Substitutes,
  key: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
  examineOriginal: Type.Boolean(),
  archivePaper: Type.Boolean(),
  media: Media,
  trustLevels: Type.Optional(Trust),
  criteria: Type.Optional(Criteria),
  samples: Type.Optional(Type.Array(SampleInput, { maxItems: 12 })),
  note: Type.String(),
});

/** A form field, as files and the editor write it. */
const FieldInput = closed({
  id: Type.String({ pattern: '^\\w+$' }),
  label: text,
  type: words(
    'text',
    'residentId',
    'creditCode',
    'phone',
    'date',
    'select',
    'region',
    'address',
    'number',
    'photo',
    'file',
  ),
  required: Type.Boolean(),
  help: Type.Optional(Type.String({ maxLength: 300 })),
  options: Type.Optional(Type.Array(text, { minItems: 1, maxItems: 100 })),
  maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});

const differenceHead = {
  id: text,
  region: Type.String({ pattern: '^\\d{2}0000$' }),
  detail: text,
  provenance: Provenance,
};
/** What a province does otherwise, as files and the editor write it. */
export const DifferenceInput = Type.Union([
  closed({ ...differenceHead, change: Type.Literal('add-material'), material: MaterialInput }),
  closed({
    ...differenceHead,
    change: Type.Literal('other-limit'),
    promisedDays: Type.Optional(days),
    statutoryDays: Type.Optional(daysOrNone),
  }),
  closed({ ...differenceHead, change: Type.Literal('other-fee'), fee: Fee }),
  closed({ ...differenceHead, change: Type.Literal('other-level'), level: Level }),
  closed({ ...differenceHead, change: Type.Literal('other-name'), name: text }),
  closed({
    ...differenceHead,
    change: Type.Literal('other-material'),
    materialId: text,
    originals: Type.Optional(count),
    copies: Type.Optional(count),
    archivePaper: Type.Optional(Type.Boolean()),
    media: Type.Optional(Media),
    substitutes: Type.Optional(Substitutes),
    trustLevels: Type.Optional(Trust),
    criteria: Type.Optional(Criteria),
  }),
  closed({ ...differenceHead, change: Type.Literal('without-material'), materialId: text }),
  closed({ ...differenceHead, change: Type.Literal('add-field'), field: FieldInput }),
  closed({
    ...differenceHead,
    change: Type.Literal('other-delivery'),
    deliveryWays: Type.Array(words('mail', 'pickUpAtIntake', 'pickUpAtHome'), { minItems: 1 }),
  }),
]);

const Option = closed({
  id: Type.String({ pattern: '^\\d{3}-\\d+$' }),
  name: Type.String(),
  situations: Type.Array(closed({ id: text, name: text, question: text })),
  level: Type.Optional(Level),
  levels: Type.Optional(Type.Array(Level)),
  modes: Type.Array(words('online', 'proxyIntake', 'joint')),
  onSiteRequired: Type.Boolean(),
  statutoryDays: daysOrNone,
  promisedDays: days,
  immediate: Type.Boolean(),
  /** Procedures that the handling regularly needs and that stop the clock, e.g. 公示. */
  specialProcedures: Type.Optional(Type.Array(text)),
  fee: Fee,
  result: closed({ name: text, kind: words('licence', 'certificate', 'record', 'query-result', 'decision') }),
  legalBasis: Type.Array(text),
  toleranceAllowed: Type.Boolean(),
  pledgeAllowed: Type.Boolean(),
  materials: Type.Array(closed({ ...MaterialInput.properties, key: Type.Boolean() })),
  form: Type.Array(FieldInput),
  reviewPoints: Type.Array(
    closed({ id: text, materialId: Type.Union([text, Type.Null()]), question: text, basis: text }),
  ),
  regionalDifferences: Type.Array(DifferenceInput),
  provenance: Type.Array(Provenance),
  origin: Type.Record(Type.String(), Type.String()),
  sample: Type.Boolean(),
});

const StandardFile = closed({
  item: closed({ catalogueId: text, number: Type.Integer({ minimum: 1 }), name: text }),
  options: Type.Array(Option, { minItems: 1 }),
});

const perProvince = Type.Record(Type.String({ pattern: '^\\d{2}0000$' }), text);
const Ways = Type.Array(words('mail', 'pickUpAtIntake', 'pickUpAtHome'), { minItems: 1 });
const BindingName = words(...(Object.keys(bindingNames) as Binding[]));
const Rules = Type.Array(text, { minItems: 1 });

/** What an item or an option states beyond its file; the option goes before the item, the item before its department. */
const Addition = closed({
  homeRegionRules: Type.Optional(Rules),
  deliveryWays: Type.Optional(Ways),
  supplementDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })),
  statutoryName: Type.Optional(text),
  localStatutoryNames: Type.Optional(perProvince),
  department: Type.Optional(text),
  localDepartments: Type.Optional(perProvince),
  bindings: Type.Optional(Type.Record(Type.String(), Type.Union([BindingName, Type.Null()]))),
});

const Overlay = closed({
  supplementDays: Type.Integer({ minimum: 1, maximum: 90 }),
  deliveryWays: Ways,
  bindings: Type.Record(Type.String(), BindingName),
  departments: Type.Record(
    Type.String(),
    closed({ name: text, local: Type.Optional(perProvince), homeRegionRules: Rules }),
  ),
  items: Type.Record(Type.String(), Addition),
  options: Type.Record(Type.String(), Addition),
});

const texts = Type.Array(text, { maxItems: 40 });
const LocalTextInput = closed({ text, local: perProvince });

/** The whole content of a standard, as the editor sends it and the server keeps it: one definition for both. */
export const StandardContentInput = closed({
  id: text,
  name: Type.String(),
  situations: Type.Array(closed({ id: text, name: text, question: text }), { maxItems: 40 }),
  level: Level,
  levels: Type.Array(Level, { minItems: 1 }),
  modes: Type.Array(words('online', 'proxyIntake', 'joint')),
  onSiteRequired: Type.Boolean(),
  guidanceOnly: Type.Optional(Type.Boolean()),
  statutoryDays: daysOrNone,
  promisedDays: days,
  immediate: Type.Boolean(),
  specialProcedures: Type.Optional(texts),
  fee: Fee,
  result: closed({ name: text, kind: words('licence', 'certificate', 'record', 'query-result', 'decision') }),
  legalBasis: texts,
  toleranceAllowed: Type.Boolean(),
  pledgeAllowed: Type.Boolean(),
  materials: Type.Array(MaterialInput, { maxItems: 60 }),
  form: Type.Array(
    Type.Object(
      { ...FieldInput.properties, binding: Type.Optional(BindingName) },
      { additionalProperties: false },
    ),
    { maxItems: 80 },
  ),
  reviewPoints: Type.Array(
    closed({ id: text, materialId: Type.Union([text, Type.Null()]), question: text, basis: text }),
    { maxItems: 120 },
  ),
  regionalDifferences: Type.Array(DifferenceInput, { maxItems: 200 }),
  provenance: Type.Array(Provenance, { maxItems: 60 }),
  origin: Type.Record(Type.String(), Type.String()),
  sample: Type.Boolean(),
  homeRegionRules: Rules,
  deliveryWays: Ways,
  supplementDays: Type.Integer({ minimum: 1, maximum: 90 }),
  statutoryName: Type.Union([LocalTextInput, Type.Null()]),
  department: LocalTextInput,
});

export type StandardFile = Static<typeof StandardFile>;
export type FileOption = Static<typeof Option>;
export type Overlay = Static<typeof Overlay>;
export type Addition = Static<typeof Addition>;

function read<T extends TSchema>(schema: T, value: unknown, name: string): Static<T> {
  if (Value.Check(schema, value)) return value;
  const faults = [...Value.Errors(schema, value)].map(
    ({ instancePath, message }) => `${instancePath} ${message}`,
  );
  throw new Error(`${name}: ${faults.slice(0, 20).join('; ')}`);
}

/** Reads a file of `data/standards`; throws, naming each place, when it has not the format of the standards. */
export const readStandardFile = (value: unknown, name: string): StandardFile =>
  read(StandardFile, value, name);

/** Reads the overlay: what the standards need and their files lack. */
export const readOverlay = (value: unknown, name: string): Overlay => read(Overlay, value, name);
