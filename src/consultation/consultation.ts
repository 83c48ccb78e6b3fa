import { maskNumbersIn } from '../identity/free-text.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import type { FieldError } from '../platform/problem.ts';
import type { Instant } from '../regulation/instant.ts';

/** What a desk gives free of charge beside the answer (规程第十条; R-034). */
export const helpKinds = {
  guideLink: '发办事指南链接',
  guidePrint: '打印办事指南',
  assisted: '帮办',
  agency: '代办',
  accompanied: '陪办',
} as const;

/** One of them. */
export type HelpKind = keyof typeof helpKinds;

/** All of them, in the order in which they are shown. */
export const helpKindCodes = Object.keys(helpKinds) as HelpKind[];

/** An consultation at a desk (咨询引导台), as it is stored: no full number of a person, and no charge. */
export type Consultation = {
  id: string;
  windowId: string;
  /** Region of the window. */
  regionCode: string;
  /** Where the matter is asked from, and where it belongs (区域对). */
  askingRegion: string;
  homeRegion: string;
  subject: string;
  item: { catalogueId: string; number: number; name: string } | null;
  answer: string;
  help: readonly HelpKind[];
  recordedAt: Instant;
  recordedBy: string;
  recordedByName: string;
  case: { id: string; businessNumber: string } | null;
};

/** An consultation as its readers see it. */
export type ConsultationView = {
  id: string;
  windowName: string;
  askingRegionName: string;
  homeRegionName: string;
  subject: string;
  item?: { catalogueId: string; number: number; name: string };
  answer: string;
  help: HelpKind[];
  recordedAt: Instant;
  recordedByName: string;
  caseId?: string;
  businessNumber?: string;
  /** Whether this reader can link a case to it. */
  linkable: boolean;
};

/** Figures of consultations in a period; one consultation can count under several kinds. */
export type ConsultationCounts = {
  total: number;
  /** Answered, and nothing else given. */
  answeredOnly: number;
  linked: number;
  help: Record<HelpKind, number>;
};

/** Somebody who helped with a case. */
export type HelperView = { name: string; windowName: string; help: HelpKind[]; at: Instant };

/** Most characters of subject and answer. */
export const longestSubject = 100;
export const longestAnswer = 1000;

/**
 * Subject and answer as they are kept: plain text, numbers of people masked. Names the field of every fault.
 */
export function readWords(words: {
  subject: string;
  answer: string;
}): { ok: true; subject: string; answer: string; masked: boolean } | { ok: false; errors: FieldError[] } {
  const subject = checkPlainText(words.subject, { max: longestSubject, min: 2 });
  const answer = checkPlainText(words.answer, { max: longestAnswer, min: 2, lines: true });
  const errors: FieldError[] = [];
  if (!subject.valid) errors.push({ pointer: '/subject', detail: `询问事项${subject.reason}` });
  if (!answer.valid) errors.push({ pointer: '/answer', detail: `答复${answer.reason}` });
  if (!subject.valid || !answer.valid) return { ok: false, errors };
  const kept = { subject: maskNumbersIn(subject.normalized), answer: maskNumbersIn(answer.normalized) };
  return {
    ok: true,
    ...kept,
    masked: kept.subject !== subject.normalized || kept.answer !== answer.normalized,
  };
}
