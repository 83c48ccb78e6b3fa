/**
 * What one window may ask of the other, with the office hours of the window that is asked within which it answers
 * (规程第十三条 ¶3, R-154). The document names no number: 2 hours is the default, 0.5 to 16 the range (OP-11).
 */
export const requestLimits = {
  standard: { name: '收件标准请求', hours: 2 },
  question: { name: '窗口间询问', hours: 2 },
  offListConsent: { name: '清单外同意请求', hours: 2 },
  assistance: { name: '远程协助请求', hours: 2 },
  unopenedCase: { name: '到件未查看', hours: 2 },
} as const;

/** One kind of request with a clock. */
export type RequestKind = keyof typeof requestLimits;

/** Office hours that a limit may have. */
export const requestHoursRange = { min: 0.5, max: 16 } as const;

/** What is wrong with a limit, as a Chinese sentence; undefined when it can be used. Half hours are the smallest step. */
export function requestHoursFault(hours: number): string | undefined {
  const { min, max } = requestHoursRange;
  if (!Number.isFinite(hours) || hours < min || hours > max)
    return `时限应在 ${min} 到 ${max} 个办公小时之间，现在是 ${hours}。`;
  return Number.isInteger(hours * 2) ? undefined : '时限按半小时计，例如 1.5。';
}

/** The office hours within which a request of a kind is answered, where nothing was set (`settings.ts`). */
export const hoursFor = (kind: RequestKind): number => requestLimits[kind].hours;
