import type { Actor } from '../platform/actor.ts';
import { dutyRules } from '../regulation/duties.ts';
import type { Instant } from '../regulation/instant.ts';
import {
  type EscalatedRule,
  firstLevelOf,
  groupRegionsOf,
  type LadderId,
  type Seat,
  secondLevelOf,
} from '../regulation/ladder.ts';

/** States of an escalation (lifecycle.md C.5). */
export const escalationStates = {
  level1: '1 级协调中',
  level2: '2 级调度中',
  answered: '已答复，待提请一方确认',
  reported: '已列入重大问题',
  closed: '已了结',
} as const;
export type EscalationState = keyof typeof escalationStates;

/** How an escalation was closed. */
export const outcomes = {
  answered: '已响应',
  caseEnded: '办件已结束',
  requestEnded: '请求已撤销或已由提请一方了结',
  concluded: '联席会议已作处理',
} as const;
export type EscalationOutcome = keyof typeof outcomes;

/** An escalation (协调) as stored. */
export type Escalation = {
  id: string;
  caseId: string | null;
  offListId: string | null;
  rule: EscalatedRule;
  round: number;
  businessNumber: string | null;
  /** Name of the item. */
  subject: string;
  programmeId: string;
  ladder: LadderId;
  intakeRegion: string;
  intakeWindow: string;
  homeRegion: string;
  homeWindow: string;
  /** Who did not act. */
  holder: 'intakeWindow' | 'homeWindow' | 'approver';
  since: Instant;
  missedAt: Instant;
  /** Opened before the due time by the lead of the window that waits (急件). */
  urgentReason: string | null;
  state: EscalationState;
  level: 1 | 2;
  /** Number of the last entry of its history. */
  seq: number;
  /** When the next step happens by itself; null where none does. */
  dueAt: Instant | null;
  openedAt: Instant;
  level2At: Instant | null;
  instructedAt: Instant | null;
  /** The clock acted in the place of whoever is silent. */
  deemedAt: Instant | null;
  answeredAt: Instant | null;
  answeredBy: string | null;
  reportedAt: Instant | null;
  closedAt: Instant | null;
  outcome: EscalationOutcome | null;
};

/** Who did something in an escalation; never an applicant. */
export type EscalationActor = {
  kind: 'staff' | 'system';
  id: string | null;
  name: string;
  role: string;
  regionCode: string | null;
  windowId: string | null;
};

/** The clock. */
export const clockActor: EscalationActor = {
  kind: 'system',
  id: null,
  name: '系统',
  role: 'system',
  regionCode: null,
  windowId: null,
};

/** What can happen in an escalation. */
export const eventTitles = {
  opened: '到期自动报 1 级',
  openedUrgently: '急件提前报 1 级',
  deemed: '系统已依规处理，仍待对方回应',
  unable: '1 级无法协调',
  levelOneOverdue: '1 级逾期，自动报 2 级',
  raisedByGroup: '协调小组成员直接提到 2 级',
  instructed: '2 级调度',
  taskReported: '调度任务已报告',
  answered: '已响应',
  lateAnswer: '上报以后才有的答复',
  objected: '提请一方不认可答复',
  reported: '列入联席会议重大问题',
  confirmed: '提请一方确认',
  confirmedBySilence: '期满没有异议，视为确认',
  concluded: '联席会议已作处理',
  caseEnded: '办件结束，协调了结',
  requestEnded: '请求撤销，协调了结',
  windowMoved: '窗口移交，由接手的窗口继续',
} as const;
export type EscalationEventType = keyof typeof eventTitles;

/** One entry of the history of an escalation. */
export type EscalationEvent = {
  seq: number;
  type: EscalationEventType;
  at: Instant;
  state: EscalationState;
  dueAt: Instant | null;
  actor: EscalationActor;
  text: string | null;
  data: Record<string, unknown>;
};

/** What an instruction asks of a region. */
export type EscalationTask = {
  id: string;
  regionCode: string;
  what: string;
  dueAt: Instant;
  madeAt: Instant;
  doneAt: Instant | null;
  doneBy: string | null;
  report: string | null;
};

/** The matter that was missed, in a few words: 未拆件. */
export const matterOf = (rule: EscalatedRule): string =>
  rule === 'offListConsent'
    ? '清单外事项未答复'
    : ((dutyRules[rule] as { escalates?: string; title: string } | undefined)?.escalates ??
      (dutyRules[rule] as { title: string } | undefined)?.title ??
      rule);

type Place = { regionCode: string; windowId: string };
type Parties = Pick<Escalation, 'holder' | 'intakeRegion' | 'intakeWindow' | 'homeRegion' | 'homeWindow'>;

/** The side that did not act. */
export const holderOf = (one: Parties): Place =>
  one.holder === 'intakeWindow'
    ? { regionCode: one.intakeRegion, windowId: one.intakeWindow }
    : { regionCode: one.homeRegion, windowId: one.homeWindow };

/** The side that waits: for most matters the intake side, which brings the request. */
export const waitingOf = (one: Parties): Place =>
  one.holder === 'intakeWindow'
    ? { regionCode: one.homeRegion, windowId: one.homeWindow }
    : { regionCode: one.intakeRegion, windowId: one.intakeWindow };

/** Bodies of level 2. */
export const secondOf = ({
  ladder,
  intakeRegion,
  homeRegion,
}: Pick<Escalation, 'ladder' | 'intakeRegion' | 'homeRegion'>) =>
  secondLevelOf(ladder, intakeRegion, homeRegion);

const above = (regionCode: string): string[] => [
  ...new Set([regionCode, `${regionCode.slice(0, 4)}00`, `${regionCode.slice(0, 2)}0000`]),
];

const groupScope = (regionCode: string): string => `group:${regionCode}`;
const scopeOfSeat = ({ regionCode, role }: Seat): string =>
  role === 'coordinationGroup' ? groupScope(regionCode) : regionCode;

/** In whose lists an escalation stands: both windows, both administrations and those above them, level 2. */
export const scopesOf = (one: Parties & Pick<Escalation, 'ladder'>): string[] => {
  const { lead, copies } = secondOf(one);
  return [
    ...new Set([
      one.intakeWindow,
      one.homeWindow,
      ...above(one.intakeRegion),
      ...above(one.homeRegion),
      ...[...lead, ...copies].map(scopeOfSeat),
    ]),
  ];
};

/** The lists that somebody reads. */
export const scopesOfActor = ({ grants }: Pick<Actor, 'grants'>): string[] => [
  ...new Set(
    grants.flatMap(({ role, regionCode, windowId }) => {
      if (role === 'serviceAdministration') return [regionCode];
      if (role === 'coordinationGroup') return [groupScope(regionCode)];
      return windowId && (role === 'windowClerk' || role === 'windowLead') ? [windowId] : [];
    }),
  ),
];

/** As what somebody stands to an escalation. */
export type Standing = 'levelOne' | 'lead' | 'member' | 'waiting' | 'holder' | 'reader';

const isSeat = (actor: Pick<Actor, 'grants'>, seats: readonly Seat[]): boolean =>
  actor.grants.some((grant) =>
    seats.some(({ regionCode, role }) => grant.role === role && grant.regionCode === regionCode),
  );

/** As what somebody stands to an escalation; empty for a stranger, for whom it does not exist. */
export function standingsOf(
  actor: Pick<Actor, 'grants'>,
  one: Parties & Pick<Escalation, 'ladder'>,
): ReadonlySet<Standing> {
  const found = new Set<Standing>();
  const scopes = scopesOf(one);
  if (scopesOfActor(actor).some((scope) => scopes.includes(scope))) found.add('reader');
  const [holder, waiting] = [holderOf(one), waitingOf(one)];
  if (isSeat(actor, [firstLevelOf(holder.regionCode)])) found.add('levelOne');
  if (isSeat(actor, secondOf(one).lead)) found.add('lead');
  const group = groupRegionsOf(one.ladder, one.intakeRegion, one.homeRegion);
  if (
    isSeat(
      actor,
      group.map((regionCode) => ({ regionCode, role: 'coordinationGroup' as const })),
    )
  )
    found.add('member');
  for (const { role, windowId, regionCode } of actor.grants) {
    const atWindow = role === 'windowClerk' || role === 'windowLead';
    if (
      (atWindow && windowId === waiting.windowId) ||
      (role === 'serviceAdministration' && regionCode === waiting.regionCode)
    )
      found.add('waiting');
    if (atWindow && windowId === holder.windowId) found.add('holder');
  }
  return found;
}
