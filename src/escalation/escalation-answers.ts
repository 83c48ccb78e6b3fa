import { Id, object, oneOf, Type } from '../platform/schema.ts';
import { escalationStates } from './escalation.ts';
import { escalationActs } from './escalation-acts.ts';

const names = <Key extends string>(of: Readonly<Record<Key, unknown>>) => Object.keys(of) as Key[];

const row = {
  id: Type.String(),
  caseId: Type.Optional(Type.String()),
  offListId: Type.Optional(Type.String()),
  opensCase: Type.Boolean({ description: '能不能打开这一件' }),
  businessNumber: Type.Optional(Type.String()),
  rule: Type.String({ description: '逾期的工作，登记在期限总表' }),
  matter: Type.String(),
  subject: Type.String({ description: '事项' }),
  intakeRegionName: Type.String(),
  homeRegionName: Type.String(),
  level: Type.Integer({ description: '0 对方窗口，1 管理部门，2 协调小组等' }),
  state: oneOf(['level0', ...names(escalationStates)]),
  stateLabel: Type.String(),
  dueAt: Type.Optional(Type.String()),
  dueOn: Type.Optional(Type.String()),
  workingDaysLeft: Type.Optional(Type.Integer()),
  overdue: Type.Boolean(),
  over: Type.Optional(Type.String({ description: '已超过多久' })),
  inHands: Type.String({ description: '现在在谁手里' }),
  urgent: Type.Boolean({ description: '急件' }),
  openedAt: Type.String(),
  closedAt: Type.Optional(Type.String()),
  outcomeLabel: Type.Optional(Type.String()),
};

/** A row of the ladder's lists. */
export const RowAnswer = Type.Object(row);

const Line = Type.Object({
  at: Type.String(),
  title: Type.String(),
  by: Type.String(),
  text: Type.Optional(Type.String()),
});

/** An escalation as its reader sees it. */
export const EscalationAnswer = Type.Object({
  ...row,
  title: Type.String({ description: '该办的工作' }),
  since: Type.String(),
  missedAt: Type.String(),
  article: Type.String(),
  holderName: Type.String(),
  waitingName: Type.String(),
  levelOneName: Type.String(),
  secondName: Type.String(),
  copies: Type.Array(Type.String(), { description: '2 级抄送' }),
  urgentReason: Type.Optional(Type.String()),
  next: Type.Optional(Type.String({ description: '到时系统自动做什么' })),
  reportedAt: Type.Optional(Type.String()),
  answeredAt: Type.Optional(Type.String()),
  answeredBy: Type.Optional(Type.String()),
  preparedText: Type.String({ description: '系统按记录起草，可改' }),
  evidence: Type.Array(Line),
  history: Type.Array(Line),
  tasks: Type.Array(
    Type.Object({
      id: Type.String(),
      regionName: Type.String(),
      what: Type.String(),
      dueAt: Type.String(),
      doneAt: Type.Optional(Type.String()),
      doneBy: Type.Optional(Type.String()),
      report: Type.Optional(Type.String()),
      own: Type.Boolean(),
    }),
  ),
  acts: Type.Array(oneOf(names(escalationActs)), { description: '您现在能办的' }),
  regions: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  orderTo: Type.Array(
    Type.Object({
      regionCode: Type.String(),
      windowId: Type.Optional(Type.String()),
      name: Type.String(),
    }),
  ),
});

/** Figures at the head of the page. */
export const SummaryAnswer = Type.Object({
  level0: Type.Integer(),
  level1: Type.Integer(),
  level2: Type.Integer(),
  answered: Type.Integer(),
  reported: Type.Integer(),
  today: Type.Integer({ description: '今天自动上报' }),
  most: Type.Integer(),
  windowsWithoutHours: Type.Array(Type.String(), {
    description: '没有登记办公时间的窗口，按 09:00–12:00、13:00–17:00 计',
  }),
});

/** A window of the public league. */
export const LeagueAnswer = Type.Object({
  place: Type.Union([Type.Integer(), Type.Null()], { description: '样本不足 5 件的不排名' }),
  windowName: Type.String(),
  regionCode: Type.String(),
  regionName: Type.String(),
  median: Type.Number({ description: '中位响应，办公时间的分钟数' }),
  onTimeShare: Type.Number({ description: '准时的比例，0 到 1' }),
  sample: Type.Integer(),
});

export const idParams = object({ id: Id });

/** A typed text; how long it must be is said by the act itself. */
export const WrittenText = Type.String({ maxLength: 4000 });

export const limitText = Type.Optional(Type.String({ pattern: '^[1-9]\\d?$' }));
export const afterText = Type.Optional(Type.String({ maxLength: 100 }));
