import { itemOptionId } from '../../catalogue/given-standard.ts';
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
  contact: Type.Optional(
    object({
      name,
      phone,
      email: Type.Optional(Type.String({ minLength: 1, maxLength: 254, description: '电子邮箱，可不填' })),
    }),
  ),
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
  catalogueId: Type.Optional(
    Type.String({ pattern: '^[\\w-]{1,30}$', description: '没有发布收件标准的事项：清单与序号，代替办理项' }),
  ),
  itemNumber: Type.Optional(Type.Integer({ minimum: 1, maximum: 99_999 })),
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

/** The option a case is opened on; where an item has none, the key that stands for it (stage 1, R-008). */
export const optionOf = ({
  optionId,
  catalogueId,
  itemNumber,
}: Pick<CaseForm, 'optionId' | 'catalogueId' | 'itemNumber'>): string | undefined =>
  optionId ??
  (catalogueId !== undefined && itemNumber !== undefined ? itemOptionId(catalogueId, itemNumber) : undefined);
