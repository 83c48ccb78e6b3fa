import { articles } from '../regulation/articles.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import {
  type ScopeKind,
  type SettingId,
  type SettingSubject,
  type SettingUnit,
  type SettingValue,
  settingOf,
  settingSubjects,
  settingUnits,
  settingWords,
} from '../regulation/settings.ts';

/** A value that holds now for one scope. */
export type HeldView = {
  scopeKind: ScopeKind;
  scopeCode: string;
  scopeName: string;
  value: SettingValue;
  valueText: string;
  since: Day;
};

/** A change, as its readers see it; `validTo` is the day before the next one of the scope begins. */
export type ChangeView = {
  id: string;
  setting: SettingId;
  title: string;
  scopeKind: ScopeKind;
  scopeCode: string;
  scopeName: string;
  value: SettingValue | null;
  valueText: string;
  validFrom: Day;
  reason: string;
  proposedByName: string;
  proposedAt: Instant;
  state: 'open' | 'approved' | 'rejected';
  stateText: string;
  decidedByName: string | null;
  decidedAt: Instant | null;
  note: string | null;
  /** Whether the reader may approve or turn it down now. */
  mayDecide: boolean;
  /** Why not, where the reader would otherwise be the one to decide. */
  notDecide: string | null;
};

/** One setting with what holds, what comes next and what waits for approval. */
export type SettingView = {
  id: SettingId;
  title: string;
  subject: SettingSubject;
  subjectText: string;
  unit: SettingUnit;
  unitText: string;
  usual: SettingValue;
  usualText: string;
  least: SettingValue;
  most: SettingValue;
  /** What a law or the Rules allow at most, in a sentence. */
  capText: string | null;
  scopes: ScopeKind[];
  article: string;
  fourEyes: boolean;
  current: HeldView[];
  /** How many scopes more have a value of their own. */
  more: number;
  next: HeldView[];
  open: ChangeView[];
};

/** What happened to a change, in words. */
export const changeStates = { open: '等待同意', approved: '已同意', rejected: '已退回' } as const;

/** What a value says when it ends: nothing of its own is set for the scope any more. */
const endedWords = '不再单独规定';

/** A value or the end of one, in words. */
export const valueWords = (setting: SettingId, value: SettingValue | null): string =>
  value === null ? endedWords : settingWords(setting, value);

/** What is known of a setting itself. */
export function describeSetting(id: SettingId): Omit<SettingView, 'current' | 'more' | 'next' | 'open'> {
  const { title, subject, unit, usual, least, most, cap, scopes, article, fourEyes } = settingOf(id);
  return {
    id,
    title,
    subject,
    subjectText: settingSubjects[subject],
    unit,
    unitText: settingUnits[unit],
    usual,
    usualText: settingWords(id, usual),
    least,
    most,
    capText: cap
      ? `${articles[cap.article].citation}：不超过 ${cap.most} ${settingUnits[unit]}${cap.except === undefined ? '' : '（适用规程的通办范围）'}`
      : null,
    scopes: [...scopes],
    article: articles[article].citation,
    fourEyes,
  };
}
