import { articles } from '../regulation/articles.ts';
import { ruleOf } from '../regulation/duties.ts';
import { dayOf, type Instant, later } from '../regulation/instant.ts';
import type { EscalatedRule } from '../regulation/ladder.ts';
import { clockTime, shortDay, shortMoment } from '../regulation/shanghai-time.ts';
import { type Escalation, matterOf } from './escalation.ts';

/** A due time on a page: 10月8日 周五 24:00, or an office hour. */
export function dueWords(dueAt: Instant): string {
  const dueOn = dayOf(later(dueAt, -1));
  return `${shortDay(dueOn)} ${dueOn === dayOf(dueAt) ? clockTime(dueAt) : '24:00'}`;
}

/** What had to be done, in a clerk's words. */
export const dutyTitle = (rule: EscalatedRule): string =>
  rule === 'offListConsent' ? '答复清单外事项' : ruleOf(rule).title;

/** The provision that was not kept. */
export const articleOf = (rule: EscalatedRule): string =>
  rule === 'offListConsent' ? articles['rules-13'].citation : articles[ruleOf(rule).article].citation;

/** How far beyond its time something is: office time where it runs in office hours, else days. */
export function overWords(over: { minutes: number } | { workingDays: number }): string {
  if ('workingDays' in over)
    return over.workingDays === 0 ? '不满 1 个工作日' : `${over.workingDays} 个工作日`;
  const [hours, minutes] = [Math.floor(over.minutes / 60), over.minutes % 60];
  if (hours === 0) return `${minutes} 分钟（办公时间）`;
  return `${hours} 小时${minutes === 0 ? '' : ` ${minutes} 分`}（办公时间）`;
}

/** Names that a text needs. */
export type Names = { holder: string; waiting: string; levelOne: string; second: string };

const referenceOf = ({ businessNumber, subject }: Pick<Escalation, 'businessNumber' | 'subject'>): string =>
  businessNumber === null ? `“${subject}”（清单外）` : `“${subject}”（${businessNumber}）`;

/** The matter with its evidence: who, what, since when, by how much, and the article. */
export function preparedText(
  one: Escalation,
  names: Names,
  { now, over, year }: { now: Instant; over: string | undefined; year: number },
): string {
  const since = shortMoment(one.since, year);
  const facts = `${names.holder}对${names.waiting}提请的${referenceOf(one)}，自 ${since} 起应办“${dutyTitle(one.rule)}”，期限 ${dueWords(one.missedAt)}`;
  const late =
    over === undefined
      ? `，现尚未到期，提请窗口负责人以急件上报：${one.urgentReason ?? ''}`
      : `，截至 ${shortMoment(now, year)} ${matterOf(one.rule)}，已超过 ${over}`;
  const asked = one.dueAt === null ? '' : `请于 ${dueWords(one.dueAt)} 前`;
  if (one.level === 1)
    return `${facts}${late}。${asked}协调办理，并回复原因与措施（${articleOf(one.rule)}）。`;
  return `${facts}${late}。${names.levelOne}未能协调解决，按程序报${names.second}调度（${articleOf(one.rule)}）。`;
}

/** What each level is told when something happens; nothing personal stands in it. */
export function toldText(type: string, one: Escalation, names: Names): string {
  const which = `${matterOf(one.rule)}（${one.businessNumber === null ? `清单外：${one.subject}` : `尾号 ${one.businessNumber.slice(-4)}`}）`;
  const by = one.dueAt === null ? '' : `，${dueWords(one.dueAt)} 前`;
  const sentences: Record<string, string> = {
    opened: `${names.holder}${which}，已报${names.levelOne}协调${by}`,
    openedUrgently: `急件：${names.holder}${which}，提前报${names.levelOne}协调${by}`,
    unable: `${names.levelOne}无法协调：${which}，已报${names.second}调度${by}`,
    levelOneOverdue: `1 级协调逾期：${which}，已报${names.second}调度${by}`,
    raisedByGroup: `协调小组成员直接提到 2 级：${which}${by}`,
    instructed: `${names.second}已调度：${which}，请按调度办理${by}`,
    taskReported: `调度任务已报告：${which}`,
    answered:
      one.state === 'answered' ? `已答复：${which}，请提请一方确认${by}` : `已响应，协调了结：${which}`,
    lateAnswer: `上报以后有了答复，协调了结：${which}`,
    objected: `提请一方不认可答复：${which}，请${names.second}再调度${by}`,
    reported: `逾期没有解决，列入联席会议重大问题：${which}`,
    confirmed: `提请一方确认已解决：${which}`,
    confirmedBySilence: `期满没有异议，协调了结：${which}`,
    concluded: `联席会议已作处理：${which}`,
    caseEnded: `办件已结束，协调了结：${which}`,
    requestEnded: `请求已撤销，协调了结：${which}`,
    windowMoved: `窗口移交，协调照常进行：${which}${by}`,
    deemed: `系统已依规处理，仍待${names.holder}回应：${which}`,
  };
  return sentences[type] ?? which;
}

/** What happens next by itself, told to everybody who sees it. */
export function nextByItself({ state, level, instructedAt }: Escalation): string | undefined {
  if (state === 'level1') return '逾期自动报 2 级';
  if (state === 'level2')
    return instructedAt === null
      ? '逾期没有调度，列入联席会议重大问题'
      : '调度期限一过，列入联席会议重大问题';
  if (state === 'answered') return '期满没有异议，视为确认并了结';
  return state === 'reported' && level === 2 ? '等候联席会议处理；有了答复即了结' : undefined;
}
