import type { Case } from '../../cases/core/case.ts';
import { type CaseCalendars, dueOf } from '../../cases/core/due.ts';
import { openDuties } from '../../cases/core/duties.ts';
import { procedureName } from '../../cases/decision/procedures.ts';
import { deliveryWays } from '../../catalogue/standard.ts';
import { type DutyId, ruleOf } from '../../regulation/duties.ts';
import { type Day, dayOf, type Instant, later } from '../../regulation/instant.ts';
import type { EventType } from '../../regulation/lifecycle/index.ts';
import { addDays, shortDate, weekdayName } from '../../regulation/shanghai-time.ts';
import { salutationOf } from './salutation.ts';
import type { VariableId } from './template-variables.ts';
import type { TemplateId } from './templates.ts';

/** An event of a case as messages are made from it. */
export type CaseNews = {
  feedNo: number;
  caseId: string;
  seq: number;
  type: EventType;
  data: Said;
  at: Instant;
};

type Said = Record<string, unknown>;

/** Values of a message beyond those that every message about a case has. */
export type Values = Partial<Record<VariableId, string>>;

/** What is told of an event: by which template, with which values; the same key is told once. */
export type CaseMessage = { template: TemplateId; values: Values; onceKey: string; expiresAt?: Instant };

/** A case with what dates are computed from. */
export type Telling = {
  kase: Case;
  calendars: CaseCalendars;
  placeName: (side: 'intake' | 'home') => string;
};

/** A day in a message: 10月8日（周五）. */
const dayInWords = (day: Day): string => `${shortDate(day)}（${weekdayName(day)}）`;

/** Some names in a message: 甲、乙等 5 样. */
function namesInWords(names: readonly string[], most: number): string {
  let text = '';
  for (const [index, name] of names.entries()) {
    const next = text === '' ? name : `${text}、${name}`;
    if (Array.from(next).length > most - 8 && index > 0) return `${text}等 ${names.length} 样`;
    text = next;
  }
  return text;
}

/** The due day of a rule: of the open duty, else counted from the event. */
function dueDay({ kase, calendars }: Telling, rule: DutyId, since: Instant): string {
  const open = openDuties(kase).find((duty) => duty.rule === rule);
  const duty = open ?? { rule, round: 1, holder: ruleOf(rule).holder, since };
  return dayInWords(dueOf(duty, kase, calendars).dueOn);
}

const linesNamed = ({ kase }: Telling, ids: unknown): string[] =>
  kase.lines.filter(({ id }) => Array.isArray(ids) && ids.includes(id)).map(({ name }) => name);

const materials = (telling: Telling, ids: unknown): Values => {
  const names = linesNamed(telling, ids);
  return { count: String(names.length), materials: namesInWords(names, 60) };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const parcelOf = ({ kase }: Telling, data: Said) =>
  kase.parcels.find(({ waybill }) => waybill === data['waybill']);

const wayName = ({ kase }: Telling, data: Said): string => {
  const way = (data['way'] ?? kase.delivery?.way ?? 'mail') as keyof typeof deliveryWays;
  return deliveryWays[way];
};

const keptDays = 60;

type Maker = (telling: Telling, news: CaseNews) => [TemplateId, Values?, string?] | undefined;

const plain =
  (template: TemplateId): Maker =>
  () => [template];
const withDue =
  (template: TemplateId, rule: DutyId): Maker =>
  (telling, { at }) => [template, { due: dueDay(telling, rule, at) }];

/** The result waits at a window, or is on its way. */
const dispatched: Maker = (telling, { data, at }) =>
  data['waybill'] === undefined
    ? ['resultToCollect', { place: telling.placeName('home'), due: dayInWords(addDays(dayOf(at), keptDays)) }]
    : ['resultDispatched', { way: wayName(telling, data), parcel: textOf(data['waybill']) }];

/** Once for both channels: the applicant hears that the materials are under way, not how they are packed. */
const sentOnce: Maker = () => ['sent', {}, 'sent'];

/** What each event tells the applicant (C.8, column A); undefined where this one tells nothing. */
const makers: Partial<Record<EventType, Maker>> = {
  caseSubmitted: plain('registered'),
  intakeDeclined: plain('notTaken'),
  homeRegionCorrected: plain('homeCorrected'),
  oneTimeNoticeIssued: (telling, { data }) => [
    data['replaces'] === undefined ? 'noticeIssued' : 'noticeReplaced',
    { ...materials(telling, data['lineIds']), due: dayInWords(textOf(data['dueOn'])) },
  ],
  oneTimeNoticeVoided: ({ kase }, { data }) =>
    kase.notices.find(({ documentId }) => documentId === data['documentId'])?.voidedFor === 'noDeficiency'
      ? ['noticeVoided']
      : undefined,
  caseDeemedAbandoned: (_telling, { data }) => ['abandoned', { due: dayInWords(textOf(data['dueOn'])) }],
  caseReinstated: plain('reinstated'),
  withdrawalRequested: plain('withdrawalRequested'),
  withdrawalTakenBack: plain('withdrawalTakenBack'),
  caseWithdrawn: plain('withdrawn'),
  intakeAccepted: (telling, { data, at }) => {
    const rules = (Array.isArray(data['channels']) ? data['channels'] : []).map(
      (channel): DutyId => (channel === 'postal' ? 'postalDispatch' : 'electronicTransfer'),
    );
    const { kase, calendars } = telling;
    const days = rules.map(
      (rule) => dueOf({ rule, round: 1, holder: 'intakeWindow', since: at }, kase, calendars).dueOn,
    );
    const last = days.toSorted().at(-1) ?? dayOf(at);
    const handed = kase.lines.filter(({ received }) => received !== undefined).length;
    return ['intakeAccepted', { count: String(handed), due: dayInWords(last) }];
  },
  packageSent: (telling, news) => (news.data['more'] === undefined ? sentOnce(telling, news) : undefined),
  parcelCollected: (telling, news) =>
    parcelOf(telling, news.data)?.purpose === 'material' ? sentOnce(telling, news) : undefined,
  materialsReceived: withDue('arrived', 'homeAcceptance'),
  receiptDeemed: withDue('arrived', 'homeAcceptance'),
  discrepancyReported: (_telling, { data }) =>
    Array.isArray(data['discrepancies']) &&
    data['discrepancies'].some((each: { applicantMustAct?: boolean }) => each.applicantMustAct === true)
      ? ['discrepancy']
      : undefined,
  paperDemanded: (telling, { data }) =>
    data['recall'] === true ? ['paperRecalled', materials(telling, data['lineIds'])] : undefined,
  // An original of the applicant, or the result, may be gone: the applicant has to know.
  parcelLost: (_telling, { data }) => [
    'parcelLost',
    { parcel: textOf(data['waybill']) },
    `lost:${textOf(data['waybill'])}`,
  ],
  incidentOpened: (_telling, { data }) => [
    'parcelLost',
    { parcel: textOf(data['waybill']) },
    `lost:${textOf(data['waybill'])}`,
  ],
  homeAccepted: withDue('homeAccepted', 'promisedLimit'),
  homeAcceptanceDeemed: withDue('acceptanceDeemed', 'promisedLimit'),
  homeRejected: plain('homeRejected'),
  homeSupplementRequested: (_telling, { data }) => {
    const supplement = data['supplement'] as { points?: unknown[]; dueOn?: string } | undefined;
    return [
      'homeSupplement',
      { count: String(supplement?.points?.length ?? 0), due: dayInWords(textOf(supplement?.dueOn)) },
    ];
  },
  homeSupplementReplaced: (_telling, { data }) => [
    'homeSupplementReplaced',
    { due: dayInWords(textOf(data['dueOn'])) },
  ],
  homeSupplementTakenBack: plain('homeSupplementTakenBack'),
  reviewSuspended: (_telling, { data }) => [
    'suspended',
    { procedure: procedureName(textOf(data['type'])), due: dayInWords(textOf(data['expectedEndOn'])) },
  ],
  reviewResumed: withDue('resumed', 'promisedLimit'),
  applicationGranted: (telling, { data, at }) => [
    'granted',
    { way: wayName(telling, data), due: dueDay(telling, 'resultDispatch', at) },
  ],
  applicationDenied: withDue('denied', 'resultDispatch'),
  decisionRecordCorrected: plain('decisionCorrected'),
  resultDispatched: dispatched,
  resultRedispatched: dispatched,
  parcelDelivered: (telling, { data }) => {
    const parcel = parcelOf(telling, data);
    if (parcel?.purpose !== 'result' || parcel.to !== 'intake') return undefined;
    const until = addDays(dayOf(textOf(data['occurredAt'])), keptDays);
    return ['resultToCollect', { place: telling.placeName('intake'), due: dayInWords(until) }];
  },
  resultDelivered: plain('delivered'),
  parcelDeliveryFailed: (telling, { data }) =>
    parcelOf(telling, data)?.to === 'applicant'
      ? ['deliveryFailed', { parcel: textOf(data['waybill']) }, `failed:${textOf(data['waybill'])}`]
      : undefined,
  parcelReturned: (telling, { data }) =>
    parcelOf(telling, data)?.to === 'applicant'
      ? ['deliveryFailed', { parcel: textOf(data['waybill']) }, `failed:${textOf(data['waybill'])}`]
      : undefined,
  resultKept: (telling) => ['resultKept', { place: telling.placeName('home') }],
  originalsReturned: (_telling, { data }) => [
    'originalsReturned',
    { count: String(Array.isArray(data['lineIds']) ? data['lineIds'].length : 0) },
  ],
};

/** Events that the applicant is told of. */
export const toldOfCases = Object.keys(makers) as EventType[];

/** What an event tells the applicant; undefined where it tells nothing. */
export function messageOf(telling: Telling, news: CaseNews): CaseMessage | undefined {
  const made = makers[news.type]?.(telling, news);
  if (!made) return undefined;
  const [template, values = {}, once = String(news.seq)] = made;
  return { template, values, onceKey: `case:${news.caseId}:${once}` };
}

/** What the applicant is told when a reminder of a supplement is due; nothing of it is worth saying afterwards. */
export function reminderMessage(
  { kase }: Pick<Telling, 'kase'>,
  duty: { rule: string; round: number; dueAt: Instant },
  step: string,
): CaseMessage {
  const notice = kase.notices.findLast(({ voidedAt }) => voidedAt === undefined);
  const supplement = kase.homeSupplements.findLast(({ state }) => state === 'open');
  const names =
    duty.rule === 'supplementDue'
      ? kase.lines
          .filter(({ id, handedInAt }) => notice?.lineIds.includes(id) && handedInAt === undefined)
          .map(({ name }) => name)
      : (supplement?.points ?? [])
          .filter(({ handedInAt }) => handedInAt === undefined)
          .map(({ lineId }) => kase.lines.find(({ id }) => id === lineId)?.name ?? '补正通知书所列');
  return {
    template: 'supplementReminder',
    values: {
      count: String(names.length),
      materials: namesInWords([...new Set(names)], 60),
      due: dayInWords(dayOf(later(duty.dueAt, -1))),
      consequence:
        duty.rule === 'supplementDue' || supplement?.announcesAbandonment
          ? '过期视为放弃本次申请'
          : '过期由属地按现有材料办理',
    },
    onceKey: `case:${kase.id}:reminder:${duty.rule}:${duty.round}:${step}`,
    expiresAt: duty.dueAt,
  };
}

/** Whom a case's messages go to, and how the person is called. */
export function receiverOf({
  personal,
}: Case): { name: string; phone: string; email?: string; salutation: string } | undefined {
  if (!personal) return undefined;
  const { contact, applicant, agent } = personal;
  const party = [applicant, agent].find((each) => each?.name === contact.name);
  const number =
    party?.kind === 'person' && party.identityKind === 'residentId' ? party.identityNumber : undefined;
  return { ...contact, salutation: salutationOf(contact.name, number) };
}
