import { type ArticleId, articles } from './articles.ts';
import { type DutyId, dutyRules } from './duties.ts';
import type { DutyLength, DutyRule } from './duty-rule.ts';
import { requestHoursFault, requestHoursRange, requestLimits } from './request-limits.ts';

/** For whom a value can be set: everybody, a programme, a region with all below it, a handling option. */
export const scopeKinds = { all: '各地', programme: '通办范围', region: '地区', option: '办理项' } as const;

/** One of them. */
export type ScopeKind = keyof typeof scopeKinds;

/** For whom a value is set; `code` is the id of the programme or option, the region's code, or empty. */
export type SettingScope = { readonly kind: ScopeKind; readonly code: string };

/** In what a setting is counted; `clockTime` is HH:mm. */
export const settingUnits = {
  officeHours: '个办公小时',
  workingDays: '个工作日',
  calendarDays: '天',
  clockTime: '',
} as const;

/** One of them. */
export type SettingUnit = keyof typeof settingUnits;

/** A value: a number of hours or days, or a time of the day. */
export type SettingValue = number | string;

/** What belongs together on the page of settings. */
export const settingSubjects = {
  response: '答复与协调',
  intake: '收件与补正',
  transfer: '材料流转',
  home: '属地办理',
  delivery: '送达与退件',
  messages: '通知',
} as const;

/** One of them. */
export type SettingSubject = keyof typeof settingSubjects;

/** Everything that is known of a setting before anybody changed it. */
export type SettingRule = {
  title: string;
  subject: SettingSubject;
  unit: SettingUnit;
  /** What holds where nothing was set. */
  usual: SettingValue;
  least: SettingValue;
  most: SettingValue;
  /** What a law or the Rules promise at most; `except`: only programmes other than this one may go beyond it. */
  cap?: { most: number; article: ArticleId; except?: string };
  /** What holds in provinces that differ from the usual, by region code. */
  usualIn?: Readonly<Record<string, SettingValue>>;
  scopes: readonly ScopeKind[];
  article: ArticleId;
  /** A rule: somebody else approves a change. Without it a change counts as soon as its day has come. */
  fourEyes: boolean;
};

/** The programme that the Rules (规程) are made for. */
const programmeOfTheRules = 'southwest-5';

/** Rules whose number a document fixes (OP-56, lifecycle C.9). */
const caps: Partial<Record<DutyId, NonNullable<SettingRule['cap']>>> = {
  formalReviewEnd: { most: 5, article: 'licensing-32' },
  homeAcceptance: { most: 5, article: 'licensing-32' },
  resultDispatch: { most: 10, article: 'licensing-44' },
  electronicTransfer: { most: 1, article: 'rules-21-2', except: programmeOfTheRules },
  relayElectronic: { most: 1, article: 'rules-21-2', except: programmeOfTheRules },
  postalDispatch: { most: 2, article: 'rules-21-2', except: programmeOfTheRules },
  relayPostal: { most: 2, article: 'rules-21-2', except: programmeOfTheRules },
};

const subjectOf: Readonly<Record<string, SettingSubject>> = {
  homeAnswer: 'response',
  firstOpening: 'response',
  draftKept: 'intake',
  formalReviewEnd: 'intake',
  inboundOpening: 'intake',
  supplementLossTold: 'intake',
  withdrawalAnswer: 'intake',
  abandonedMaterials: 'intake',
  firstContact: 'home',
  homeAcceptance: 'home',
  homeSupplementDecision: 'home',
  homeSupplementConfirmation: 'home',
  assignment: 'home',
  receiptConfirmation: 'home',
  decisionTold: 'delivery',
  contactByIntake: 'delivery',
  resultDispatch: 'delivery',
  pickUpReminder: 'delivery',
  pickUpReturn: 'delivery',
  redelivery: 'delivery',
  delivery: 'delivery',
  completion: 'delivery',
  originalsBack: 'delivery',
};

/** Duties whose length is a number of its own, and can be set. */
export type SettableDuty = {
  [Id in DutyId]: (typeof dutyRules)[Id]['length'] extends
    | { workingDays: number }
    | { officeHours: number }
    | { calendarDays: number }
    ? Id
    : never;
}[DutyId];

type Counted = { unit: SettingUnit; usual: number; least: number; most: number };

function countedOf(length: DutyLength): Counted | undefined {
  if ('officeHours' in length)
    return {
      unit: 'officeHours',
      usual: length.officeHours,
      least: requestHoursRange.min,
      most: requestHoursRange.max,
    };
  if ('workingDays' in length)
    return {
      unit: 'workingDays',
      usual: length.workingDays,
      least: 1,
      most: Math.max(10, 3 * length.workingDays),
    };
  if ('calendarDays' in length)
    return {
      unit: 'calendarDays',
      usual: length.calendarDays,
      least: 1,
      most: Math.max(30, 2 * length.calendarDays),
    };
  return undefined;
}

const everywhere: readonly ScopeKind[] = ['all', 'programme', 'region', 'option'];

const settingsOfDuties = Object.fromEntries(
  (Object.entries(dutyRules) as [DutyId, DutyRule][]).flatMap(([id, rule]): [string, SettingRule][] => {
    const counted = countedOf(rule.length);
    const cap = caps[id];
    return counted
      ? [
          [
            id,
            {
              title: rule.title,
              subject: subjectOf[id] ?? 'transfer',
              ...counted,
              ...(cap ? { cap } : {}),
              scopes: everywhere,
              article: rule.article,
              fourEyes: true,
            },
          ],
        ]
      : [];
  }),
) as Record<SettableDuty, SettingRule>;

/** A limit of the ladder (OP-12): of a body, whatever the programme or the matter. */
const ofBodies = (title: string, usual: number, most: number, article: ArticleId): SettingRule => ({
  title,
  subject: 'response',
  unit: 'workingDays',
  usual,
  least: 1,
  most,
  scopes: ['all', 'region'],
  article,
  fourEyes: true,
});

/** Everything that can be set (R-249, OP-05, OP-08, OP-11, OP-12, OP-56). Who sets it: `settingRole`. */
export const settings = {
  ...settingsOfDuties,
  offListConsent: {
    title: '答复清单外事项',
    subject: 'response',
    unit: 'officeHours',
    usual: requestLimits.offListConsent.hours,
    least: requestHoursRange.min,
    most: requestHoursRange.max,
    scopes: ['all', 'region'],
    article: 'rules-24',
    fourEyes: true,
  },
  levelOne: ofBodies('1 级协调', 1, 5, 'rules-13'),
  levelTwo: ofBodies('2 级调度', 1, 5, 'rules-13'),
  confirmation: ofBodies('提请一方确认协调结果', 1, 5, 'rules-13'),
  guideReport: ofBodies('核对与实际不符的办事指南', 5, 30, 'rules-25'),
  feedback: ofBodies('答复问题反馈', 2, 10, 'rules-26'),
  supplementDays: {
    title: '一次性告知书的补正天数（窗口可以另定）',
    subject: 'intake',
    unit: 'calendarDays',
    usual: 15,
    least: 1,
    most: 90,
    scopes: everywhere,
    article: 'form-1',
    fourEyes: true,
  },
  quietFrom: {
    title: '夜间不发通知，从',
    subject: 'messages',
    unit: 'clockTime',
    usual: '21:00',
    least: '19:00',
    most: '23:59',
    usualIn: { '540000': '22:00', '650000': '23:00' },
    scopes: ['all', 'region'],
    article: 'rules-10',
    fourEyes: false,
  },
  quietUntil: {
    title: '夜间不发通知，到次日',
    subject: 'messages',
    unit: 'clockTime',
    usual: '08:00',
    least: '06:00',
    most: '11:00',
    usualIn: { '540000': '09:00', '650000': '10:00' },
    scopes: ['all', 'region'],
    article: 'rules-10',
    fourEyes: false,
  },
} as const satisfies Record<string, SettingRule>;

/** Id of a setting; that of a duty is its length. */
export type SettingId = keyof typeof settings;

/** All of them, in their order. */
export const settingIds = Object.keys(settings) as SettingId[];

/** What is known of a setting. */
export const settingOf = (id: SettingId): SettingRule => settings[id];

/** Whether a text names a setting. */
export const isSetting = (text: string): text is SettingId => Object.hasOwn(settings, text);

/** A value in words: 2 个工作日; 21:00. */
export const settingWords = (id: SettingId, value: SettingValue): string => {
  const unit = settingUnits[settingOf(id).unit];
  return unit === '' ? String(value) : `${value} ${unit}`;
};

/** Why a value cannot be set: outside the range, or beyond what a law promises. */
export type SettingFault = { code: 'setting-out-of-range' | 'setting-over-law'; sentence: string };

/** What is wrong with a value for a scope; undefined when it can be set. */
export function settingFault(
  id: SettingId,
  value: SettingValue,
  scope: SettingScope,
): SettingFault | undefined {
  const rule = settingOf(id);
  const outside = rangeFault(rule, value);
  if (outside !== undefined) return { code: 'setting-out-of-range', sentence: outside };
  const { cap } = rule;
  if (!cap || Number(value) <= cap.most) return undefined;
  if (cap.except !== undefined && scope.kind === 'programme' && scope.code !== cap.except) return undefined;
  const { citation } = articles[cap.article];
  return {
    code: 'setting-over-law',
    sentence:
      cap.except === undefined
        ? `${citation}规定不超过 ${cap.most} ${settingUnits[rule.unit]}，不能放宽。`
        : `${citation}规定不超过 ${cap.most} ${settingUnits[rule.unit]}；只有不适用规程的通办范围可以另定。`,
  };
}

function rangeFault(rule: SettingRule, value: SettingValue): string | undefined {
  const { unit, least, most } = rule;
  if (unit === 'clockTime')
    return typeof value === 'string' &&
      /^([01]\d|2[0-3]):[0-5]\d$/.test(value) &&
      value >= String(least) &&
      value <= String(most)
      ? undefined
      : `时间应在 ${least} 到 ${most} 之间，写成 21:30 这样。`;
  if (typeof value !== 'number') return '请填数字。';
  if (unit === 'officeHours') return requestHoursFault(value);
  return Number.isInteger(value) && value >= Number(least) && value <= Number(most)
    ? undefined
    : `应为 ${least} 到 ${most} ${settingUnits[unit]}，取整数。`;
}
