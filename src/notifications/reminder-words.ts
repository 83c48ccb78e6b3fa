import { type DutyId, ruleOf } from '../regulation/duties.ts';
import { dayOf, type Instant, later } from '../regulation/instant.ts';
import { clockTime, shortDay } from '../regulation/shanghai-time.ts';
import type { DueReminder, ReminderStep } from './reminder-steps.ts';

/** The end of a duty on a page: 10月8日 周五 24:00 前, or an office hour. */
function dueInWords(dueAt: Instant): string {
  const dueOn = dayOf(later(dueAt, -1));
  return `${shortDay(dueOn)} ${dueOn === dayOf(dueAt) ? clockTime(dueAt) : '24:00'} 前`;
}

const sentences: Record<ReminderStep, (title: string, due: string, number: string) => string> = {
  half: (title, due, number) => `期限过半：${title}（尾号 ${number}），应在 ${due}`,
  warn: (title, due, number) => `快到期：${title}（尾号 ${number}），应在 ${due}`,
  overdue: (title, due, number) => `已逾期：${title}（尾号 ${number}），应在 ${due}`,
};

/** What whoever has to act, or has to tell the applicant, is told; nothing personal stands in it. */
export function reminderText(
  step: ReminderStep,
  { rule, holder, dueAt, businessNumber }: Pick<DueReminder, 'rule' | 'holder' | 'dueAt' | 'businessNumber'>,
): string {
  const { title, remindDays, atDue } = ruleOf(rule as DutyId);
  const number = businessNumber?.slice(-4) ?? '—';
  if (!remindDays || step === 'overdue') return sentences[step](title, dueInWords(dueAt), number);
  const left = remindDays[step === 'half' ? 0 : 1] ?? 0;
  return holder === 'applicant'
    ? `还有 ${left} 天：请电话提醒申请人${title}（尾号 ${number}），应在 ${dueInWords(dueAt)}，逾期${atDue}`
    : `还有 ${left} 天：请${title}，${dueInWords(dueAt)}没有改动的，${atDue}`;
}

/**
 * The step that is due by now, the latest where several are (a system that stood still reminds once), and when the next
 * is; a duty whose reminders all lie behind has no next.
 */
export function stepDue(
  { rule, halfAt, warnAt, dueAt }: Pick<DueReminder, 'rule' | 'halfAt' | 'warnAt' | 'dueAt'>,
  now: Instant,
): { step: ReminderStep | undefined; remindAt: Instant | null } {
  const steps = (
    [
      ['half', halfAt],
      ['warn', warnAt],
      // What is reminded by days ends by itself: nobody is late with it.
      ['overdue', ruleOf(rule as DutyId).remindDays ? null : dueAt],
    ] as const
  )
    .flatMap(([step, at]) => (at ? [{ step, at }] : []))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
  return {
    step: steps.findLast(({ at }) => at <= now)?.step,
    remindAt: steps.find(({ at }) => at > now)?.at ?? null,
  };
}
