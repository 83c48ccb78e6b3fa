import type { Day } from '../regulation/instant.ts';
import type { TrustLevel } from '../regulation/trust-levels.ts';
import type { Level } from './item.ts';

/** How a case may be handled. */
export const modes = { online: '全程网办', proxyIntake: '异地代收代办', joint: '多地联办' } as const;
export type Mode = keyof typeof modes;

/** How a result reaches the applicant. */
export const deliveryWays = {
  mail: '邮寄送达',
  pickUpAtIntake: '收件窗口领取',
  pickUpAtHome: '属地窗口领取',
} as const;
export type DeliveryWay = keyof typeof deliveryWays;

/** In what form a material may be handed in. */
export const mediaNames = { paper: '纸质', electronic: '电子', eLicence: '电子证照' } as const;
export type Medium = keyof typeof mediaNames;

/** What a result is. */
export const resultKinds = {
  licence: '证照',
  certificate: '证明',
  record: '登记、备案',
  'query-result': '查询结果',
  decision: '决定',
} as const;
export type ResultKind = keyof typeof resultKinds;

/** A handling situation (办理情形) and the question that selects it. */
export type Situation = { readonly id: string; readonly name: string; readonly question: string };

/** What a file of a material shows: how it should be, how it should not, or the form to fill in. */
export const sampleKinds = { good: '合格样例', bad: '不合格样例', blank: '空白表' } as const;
export type SampleKind = keyof typeof sampleKinds;

/** A file that shows what a material looks like; its content never changes, its digest stands in the version. */
export type MaterialSample = {
  readonly fileId: string;
  readonly kind: SampleKind;
  /** What is wrong with it, in one sentence; only of a bad one, and never empty there. */
  readonly fault: string;
  readonly name: string;
  readonly mediaType: string;
  readonly pages: number;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
};

/** A material of the standard. */
export type Material = {
  readonly id: string;
  /** Name as printed on the receipt. */
  readonly name: string;
  /** Must be handed in when it applies. */
  readonly required: boolean;
  /** Situation that makes it apply; null: always. */
  readonly when: string | null;
  readonly originals: number;
  readonly copies: number;
  readonly source: 'applicant' | 'government' | 'third-party';
  /** `eLicence:<name>`, `document:<name>`, `pledge` or `sharedData`; in words by `substituteText`. */
  readonly substitutes: readonly string[];
  /** 关键材料: only others may be missing under tolerance. Not decided yet only in a draft, which is then not published. */
  readonly key?: boolean | null;
  readonly examineOriginal: boolean;
  readonly archivePaper: boolean;
  readonly media: readonly Medium[];
  /** 可信等级 of an electronic copy that is accepted; absent where the standard does not say. */
  readonly trustLevels?: readonly TrustLevel[];
  /** 法定形式要求: what makes it formally right, one sentence each. */
  readonly criteria?: readonly string[];
  readonly samples?: readonly MaterialSample[];
  readonly note: string;
};

/** Types of form fields. */
export type FieldType =
  | 'text'
  | 'residentId'
  | 'creditCode'
  | 'phone'
  | 'date'
  | 'select'
  | 'region'
  | 'address'
  | 'number'
  | 'photo'
  | 'file';

/** The fact of a case that a form field repeats; such a field is filled in, not asked for. */
export const bindingNames = {
  'applicant.name': '申请人姓名或名称',
  'applicant.identityNumber': '申请人证件号码',
  'agent.name': '代办人姓名',
  'agent.identityNumber': '代办人证件号码',
  'contact.phone': '联系电话',
  homeRegion: '属地',
  'delivery.way': '送达方式',
  'delivery.address': '邮寄地址',
} as const;
export type Binding = keyof typeof bindingNames;

export type FormField = {
  readonly id: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** Help at the field, for whoever fills it in. */
  readonly help?: string;
  readonly options?: readonly string[];
  readonly maxLength?: number;
  readonly binding?: Binding;
};

/** A point of the formal review (形式审查要点); yes is 合格. */
export type ReviewPoint = {
  readonly id: string;
  /** null: concerns the whole application. */
  readonly materialId: string | null;
  readonly question: string;
  readonly basis: string;
};

/** Fee in yuan per case or document; null elsewhere means free. */
export type Fee = { readonly amount: number; readonly basis: string };

/** Where a part of the standard comes from. */
export type Provenance = { readonly kind: string; readonly where: string | null; readonly note?: string };

type DifferenceHead = {
  readonly id: string;
  /** Home province. */
  readonly region: string;
  /** Description for people. */
  readonly detail: string;
  readonly provenance: Provenance;
};

/** What a home province does otherwise. Limits in working days. */
export type RegionalDifference = DifferenceHead &
  (
    | { readonly change: 'add-material'; readonly material: Material }
    | {
        readonly change: 'other-limit';
        readonly promisedDays?: number | undefined;
        readonly statutoryDays?: number | null | undefined;
      }
    | { readonly change: 'other-fee'; readonly fee: Fee | null }
    | { readonly change: 'other-level'; readonly level: Level }
    | { readonly change: 'other-name'; readonly name: string }
    | {
        readonly change: 'other-material';
        readonly materialId: string;
        readonly originals?: number | undefined;
        readonly copies?: number | undefined;
        readonly archivePaper?: boolean | undefined;
        readonly media?: readonly Medium[] | undefined;
        readonly substitutes?: readonly string[] | undefined;
        readonly trustLevels?: readonly TrustLevel[] | undefined;
        readonly criteria?: readonly string[] | undefined;
      }
    | { readonly change: 'without-material'; readonly materialId: string }
    | { readonly change: 'add-field'; readonly field: FormField }
    | { readonly change: 'other-delivery'; readonly deliveryWays: readonly DeliveryWay[] }
  );

/** What kinds of differences a province can state, in the words of the desk. */
export const differenceKinds = {
  'add-material': '多要一项材料',
  'other-material': '材料要求不同',
  'without-material': '少要一项材料',
  'add-field': '表单多一项',
  'other-limit': '时限不同',
  'other-fee': '收费不同',
  'other-level': '实施层级不同',
  'other-delivery': '送达方式不同',
  'other-name': '名称不同',
} as const satisfies Record<RegionalDifference['change'], string>;

/** A text that provinces may have their own word for. */
export type LocalText = { readonly text: string; readonly local: Readonly<Record<string, string>> };

/** One version of a handling option's acceptance standard, as stored. Limits in working days. */
export type StandardContent = {
  readonly id: string;
  readonly name: string;
  readonly situations: readonly Situation[];
  /** Level that normally decides. */
  readonly level: Level;
  /** All implementing levels, highest first. */
  readonly levels: readonly Level[];
  readonly modes: readonly Mode[];
  /** 必须到现场办理. */
  readonly onSiteRequired: boolean;
  /** Involves state secrets or is excluded by law: guidance only, never handled here. */
  readonly guidanceOnly?: boolean;
  /** null: no statutory limit. */
  readonly statutoryDays: number | null;
  /** Never above the statutory limit; 0 is 即办. */
  readonly promisedDays: number;
  readonly immediate: boolean;
  readonly fee: Fee | null;
  readonly result: { readonly name: string; readonly kind: ResultKind };
  readonly legalBasis: readonly string[];
  readonly toleranceAllowed: boolean;
  readonly pledgeAllowed: boolean;
  readonly materials: readonly Material[];
  readonly form: readonly FormField[];
  readonly reviewPoints: readonly ReviewPoint[];
  readonly regionalDifferences: readonly RegionalDifference[];
  readonly provenance: readonly Provenance[];
  /** Where materials, limits, fee, form and review points come from. */
  readonly origin: Readonly<Record<string, string>>;
  /** Plausible data for showing and testing, not the standard of any authority. */
  readonly sample: boolean;
  /** Which region is the home region: 户籍地, 参保地 … any of them. */
  readonly homeRegionRules: readonly string[];
  readonly deliveryWays: readonly DeliveryWay[];
  /** Days the applicant has to hand in what was missing. */
  readonly supplementDays: number;
  readonly statutoryName: LocalText | null;
  /** Competent department, without its region's name: 人力社保局. */
  readonly department: LocalText;
};

/** A stored version with its dates. */
export type StandardVersion = {
  readonly optionId: string;
  readonly version: string;
  readonly editionId: string;
  readonly effectiveFrom: Day;
  readonly effectiveTo: Day | null;
  /** Published as the one standard of all provinces; what a province does otherwise since is a granted deviation. */
  readonly unified: boolean;
  readonly content: StandardContent;
};

/** Stage of a standard (规程第二十三条, R-011): 1 guide or answer of the home window, 2 provincial, 3 unified. */
export type StandardStage = 1 | 2 | 3;

/** What a clerk reads for a stage (规程第二十三条); the third is the aim (规程第八条). */
export const stageNames = {
  1: '第一阶段：按属地办事指南或属地答复',
  2: '第二阶段：按属地省级标准',
  3: '第三阶段：按五省统一标准',
} as const;

/** A level of the home region at which nobody carries the item out, with the note of who does instead. */
export type MissingImplementer = {
  readonly level: 'province' | 'prefecture' | 'county';
  readonly note?: string;
};

/** An acceptance standard as it applies in one home region, its province's differences applied. */
export type ResolvedStandard = Omit<
  StandardContent,
  'id' | 'name' | 'regionalDifferences' | 'statutoryName' | 'department'
> & {
  readonly optionId: string;
  readonly optionName: string;
  /** The item of the standard's own list: 事项, with its unified name. */
  readonly catalogueId: string;
  readonly itemNumber: number;
  readonly itemName: string;
  /** The item's name in the home province. */
  readonly localItemName: string;
  readonly homeRegion: string;
  readonly version: string;
  readonly editionId: string;
  readonly effectiveFrom: Day;
  readonly stage: StandardStage;
  /** 法定事项名称 of the home region (OP-20). */
  readonly statutoryName: string;
  /** Competent department of the home region: 人力社保局. */
  readonly department: string;
  /** What limits the home region's own department: 限修理. */
  readonly implementerNote: string | null;
  readonly withoutImplementer: readonly MissingImplementer[];
  /** Differences of the home province that were applied. */
  readonly differences: readonly {
    readonly id: string;
    readonly detail: string;
    readonly provenance: Provenance;
  }[];
};
