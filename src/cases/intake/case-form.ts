import { deliveryWays } from '../../catalogue/standard.ts';
import { Id, object, oneOf, RegionCode, type Static, Type } from '../../platform/schema.ts';

/** Kinds of identity documents that are first-class (field.md). */
export const identityKinds = [
  'residentId',
  'hkMacaoTaiwanResidence',
  'foreignPermanentResidence',
  'passport',
  'officerCard',
  'creditCode',
] as const;

const name = Type.String({ minLength: 1, maxLength: 100 });
const phone = Type.String({ minLength: 1, maxLength: 30 });

/** A person or body as typed or read from a document. */
const PartyInput = object({
  kind: oneOf(['person', 'organisation']),
  name,
  identityKind: oneOf(identityKinds),
  identityNumber: Type.String({ minLength: 1, maxLength: 40 }),
  phone: Type.Optional(phone),
});

/** Where a result goes by mail. */
const AddressInput = object({
  recipient: name,
  phone,
  address: Type.String({ minLength: 1, maxLength: 200 }),
});

/** How the applicant wants the result. */
export const DeliveryInput = object({
  way: oneOf(Object.keys(deliveryWays) as (keyof typeof deliveryWays)[]),
  address: Type.Optional(AddressInput),
});

const contents = {
  applicant: Type.Optional(PartyInput),
  agent: Type.Optional(PartyInput),
  contact: Type.Optional(object({ name, phone })),
  situations: Type.Optional(
    Type.Record(Type.String({ pattern: '^[\\w-]{1,60}$' }), Type.Boolean(), { maxProperties: 40 }),
  ),
  answers: Type.Optional(
    Type.Record(
      Type.String({ pattern: '^\\w{1,60}$' }),
      Type.Union([Type.String({ maxLength: 2000 }), Type.Number()]),
      { maxProperties: 100 },
    ),
  ),
  delivery: Type.Optional(DeliveryInput),
  duplicateReason: Type.Optional(Type.String({ maxLength: 300 })),
};

/** The contents of an application; in a draft any part may still be missing. */
export const ApplicationContents = object(contents, { description: '申请内容；草稿可缺任何部分' });
export type ApplicationContents = Static<typeof ApplicationContents>;

/** What names the matter: option, home region, mode, and the programme where the clerk chooses it. */
const matter = {
  optionId: Type.Optional(Type.String({ pattern: '^[\\w-]{1,40}$' })),
  offListRequestId: Type.Optional(Id),
  homeRegion: RegionCode,
  outRegion: Type.Optional(RegionCode),
  mode: oneOf(['proxyIntake', 'online', 'joint']),
  programme: Type.Optional(Type.String({ pattern: '^[\\w-]{1,40}$' })),
};

/** Body of POST /api/cases: opens a draft, or with `submit` registers in one transaction. */
export const CaseForm = object({
  ...matter,
  ...contents,
  submit: Type.Optional(Type.Boolean({ description: '登记：编号与草稿在同一事务内产生' })),
  startReview: Type.Optional(Type.Boolean({ description: '登记后随即开始形式审查' })),
});
export type CaseForm = Static<typeof CaseForm>;
