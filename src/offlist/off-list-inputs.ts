import type { TSchema } from 'typebox';
import { GivenStandardInput } from '../catalogue/given-standard-form.ts';
import { type IdentityDocumentKind, identityDocumentKinds } from '../identity/identity-documents.ts';
import { object, oneOf, RegionCode, type Static, Type } from '../platform/schema.ts';
import type { OffListCommand } from '../regulation/off-list.ts';

const longText = Type.String({ maxLength: 2500 });

const ApplicantInput = object({
  name: Type.String({ minLength: 1, maxLength: 400 }),
  phone: Type.String({ minLength: 1, maxLength: 40 }),
  identityKind: Type.Optional(oneOf(Object.keys(identityDocumentKinds) as IdentityDocumentKind[])),
  identityNumber: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
});
export type ApplicantInput = Static<typeof ApplicantInput>;

const ItemKey = object({
  catalogueId: Type.String({ pattern: '^[\\w-]{1,40}$' }),
  number: Type.Integer({ minimum: 1, maximum: 9999 }),
});

const notThese = Type.Optional(
  Type.Array(ItemKey, { maxItems: 60, description: '查到的相近事项，已逐项向申请人确认都不是' }),
);
const applicantKind = oneOf(['person', 'organisation']);

/** Body of a new off-list request. */
export const RecordInput = object({
  wording: Type.String({
    maxLength: 800,
    description: '申请人要办什么，用申请人的话，2 到 100 个字；不写个人信息',
  }),
  applicantKind,
  applicant: ApplicantInput,
  homeRegion: RegionCode,
  notThese,
});
export type RecordInput = Static<typeof RecordInput>;

const ExplainInput = object({
  explanation: longText,
  contact: oneOf(['counter', 'phone'], { description: '当面或电话说明' }),
});
const AskInput = object({ question: Type.String({ minLength: 5, maxLength: 2500 }) });
const GiveInput = object({ standard: GivenStandardInput });
const RefuseInput = object({ reason: longText });
const WithdrawInput = object({ reason: Type.Optional(longText) });
const CorrectInput = object({
  wording: Type.Optional(Type.String({ maxLength: 800 })),
  applicantKind: Type.Optional(applicantKind),
  applicant: Type.Optional(ApplicantInput),
  notThese,
  reason: longText,
});

export type ExplainInput = Static<typeof ExplainInput>;
export type AskInput = Static<typeof AskInput>;
export type GiveInput = Static<typeof GiveInput>;
export type RefuseInput = Static<typeof RefuseInput>;
export type WithdrawInput = Static<typeof WithdrawInput>;
export type CorrectInput = Static<typeof CorrectInput>;

/** A command that people send: shape of its body, and an example for the documentation. */
export type OffListBody = { input: TSchema; summary: string; example: unknown };

/** The commands of people; those of the clock and of opening a case have no route. */
export const offListBodies = {
  recordOffListRequest: {
    input: RecordInput,
    summary: '先按清单查一遍；清单里有的不能登记，相近的要逐项确认都不是',
    example: {
      wording: '钓鱼证',
      applicantKind: 'person',
      applicant: { name: '罗晓梅', phone: '13800006021' },
      homeRegion: '500110',
    },
  },
  explainOffList: {
    input: ExplainInput,
    summary: '写明对申请人的解释，可打印给申请人',
    example: { explanation: '这件事要到綦江区农业农村委员会现场办理，本窗口不能代收。', contact: 'counter' },
  },
  requestOffListConsent: {
    input: AskInput,
    summary: '属地窗口在其办公时间 2 小时内答复',
    example: { question: '申请人在綦江区有捕捞水面，能否由本窗口代收申请材料？' },
  },
  giveOffListConsent: {
    input: GiveInput,
    summary: '同意须附收件标准：至少一项材料、办理层级、时限；30 天内有效',
    example: {
      standard: {
        itemName: '休闲垂钓登记',
        level: 'county',
        department: '农业农村委员会',
        materials: [{ name: '居民身份证', required: true, originals: 1, copies: 1 }],
        promisedDays: 5,
        statutoryDays: 20,
      },
    },
  },
  refuseOffListConsent: {
    input: RefuseInput,
    summary: '写明理由，收件窗口据此向申请人说明',
    example: { reason: '这件事须本人到现场核验船只，不能代收代办。' },
  },
  withdrawOffListRequest: {
    input: WithdrawInput,
    summary: '申请人不办了；已问属地的，告诉属地',
    example: { reason: '申请人决定回乡时再办。' },
  },
  correctOffListRequest: {
    input: CorrectInput,
    summary: '登记不能删除，只能写明理由更正；更正前后的内容都留着',
    example: { wording: '休闲垂钓证', reason: '申请人要办的是休闲垂钓证，登记时写错。' },
  },
} as const satisfies Partial<Record<OffListCommand, OffListBody>>;

/** Name of a command that people send. */
export type OffListPersonCommand = keyof typeof offListBodies;
