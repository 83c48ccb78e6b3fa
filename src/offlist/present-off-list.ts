import type { Instant } from '../regulation/instant.ts';
import {
  type OffListActor,
  type OffListEventType,
  offListCommands,
  offListLimits,
  offListRow,
  offListTarget,
} from '../regulation/off-list.ts';
import { refusals } from '../regulation/refusals.ts';
import type { Ladder } from './off-list-ports.ts';
import type { OffListRequest } from './off-list-request.ts';
import type { OffListAction, OffListHolder, OffListPaper } from './off-list-view.ts';

/** What an event is called in the history. */
export const eventTitle = (type: OffListEventType): string => {
  const command = offListCommands.find((name) => offListRow(name).event === type);
  return command ? offListRow(command).title : type;
};

/** What can be printed of a request now. */
export function papersOf({ state, askedAt, standard }: OffListRequest): OffListPaper[] {
  const explained = state === 'offListExplained' || state === 'offListDeclined' || state === 'offListExpired';
  return [
    'record',
    ...(explained ? (['explanation'] as const) : []),
    ...(askedAt === undefined ? [] : (['request'] as const)),
    ...(standard === undefined ? [] : (['consent'] as const)),
  ];
}

/** What somebody may do now; a question that the directory cannot take is shown with the reason (规程第十三条). */
export function actionsFor(
  request: OffListRequest,
  { actors, answersAs }: { actors: ReadonlySet<OffListActor>; answersAs: OffListActor | undefined },
  homeListed: boolean,
): OffListAction[] {
  return offListCommands.flatMap((command) => {
    const row = offListRow(command);
    const answers = command === 'giveOffListConsent' || command === 'refuseOffListConsent';
    const may = row.actors.some(
      (each) => each !== 'system' && (answers ? each === answersAs : actors.has(each)),
    );
    if (!may || !offListTarget(command, request.state)) return [];
    const blocked =
      command === 'requestOffListConsent' && !homeListed
        ? { code: 'region-not-in-directory', sentence: refusals['region-not-in-directory'].sentence }
        : undefined;
    return [{ command, title: row.title, ...(blocked ? { blocked } : {}) }];
  });
}

/** Who has it, why, since when, and what happens by itself; undefined once it has ended. */
export function holderOf(
  {
    state,
    recordedAt,
    askedAt = recordedAt,
    answerDueAt,
    answeredAt = recordedAt,
    consentUntil,
  }: OffListRequest,
  { level }: Ladder,
  now: Instant,
): OffListHolder | undefined {
  if (state === 'offListOpen') {
    return { who: '收件窗口', what: '向申请人解释，或请属地同意办理', since: recordedAt };
  }
  if (state === 'offListPending' && answerDueAt !== undefined) {
    const who = ['属地窗口', '属地管理部门', '协调小组'][level] ?? '属地窗口';
    return {
      who,
      what: '答复能不能办',
      since: askedAt,
      dueAt: answerDueAt,
      overdue: now >= answerDueAt,
      atDue:
        level === 2
          ? `调度 ${offListLimits.unansweredWorkingDays} 个工作日后仍无答复，按无答复了结`
          : '到期未答复，自动提请上一级协调',
    };
  }
  if (state === 'offListConsented' && consentUntil !== undefined) {
    return {
      who: '收件窗口',
      what: '凭同意新建收件并登记',
      since: answeredAt,
      dueAt: consentUntil,
      overdue: now >= consentUntil,
      atDue: '同意过期，告知申请人',
    };
  }
  return undefined;
}
