import { type Day, dayOf, type Instant } from '../../regulation/instant.ts';
import type { Case, CustodyStep, Incident, Line, PaperPlace, Parcel, Side } from '../core/case.ts';
import type { DeadlineView } from '../core/case-view.ts';
import { carriers } from '../transfer/carriers.ts';
import { incidentResults } from './close-incident.ts';
import { belongsToApplicant, isNeeded } from './originals.ts';
import { openIncidentOf, parcelOf, parcelWith, senderOf } from './parcels.ts';
import { isSilent } from './silence.ts';

/** The two windows of a case by name. */
export type Windows = Record<Side, { windowName: string }>;

/** One holder of the chain: in whose hands, since when, in which parcel. */
export type ChainLink = { at: Instant; holder: string; place: PaperPlace; waybill?: string };

/** Where the paper of one material is, in words a person who asks is told. */
export type CustodyView = {
  lineId: string;
  name: string;
  /** Has an original that belongs to the applicant. */
  original: boolean;
  place: PaperPlace;
  where: string;
  since: Instant;
  waybill?: string;
  /** Still needed for review or archive: it cannot be returned yet. */
  needed: boolean;
  /** What happens to it next, and by when. */
  expected?: { what: string; on: Day };
  chain: ChainLink[];
};

/** A parcel that went wrong, as it stands. */
export type IncidentView = {
  id: string;
  waybill: string;
  kind: Incident['kind'];
  kindLabel: string;
  openedAt: Instant;
  /** The window that asks the carrier. */
  side: Side;
  closedAt?: Instant;
  resultLabel?: string;
};

/** What went wrong with a parcel. */
export const incidentKinds: Record<Incident['kind'], string> = {
  silent: '5 天没有进展',
  lost: '寄递企业报告遗失',
  returned: '邮件退回',
  notReceived: '显示已投递，收件方没有收到',
};

const carrierOf = (parcel: Parcel | undefined): string =>
  (parcel && (carriers as Record<string, string>)[parcel.carrier]) ?? '寄递企业';

function holderOf(kase: Case, { place, waybill }: Pick<CustodyStep, 'place' | 'waybill'>, windows: Windows) {
  const words: Record<PaperPlace, () => string> = {
    intake: () => windows.intake.windowName,
    home: () => windows.home.windowName,
    onTheWay: () => `${carrierOf(parcelOf(kase, waybill))} ${waybill ?? ''}`.trim(),
    returned: () => '申请人',
    lost: () => '寄递中遗失，正在处理',
    settled: () => '遗失，已补办或由申请人书面说明',
  };
  return words[place]();
}

function whereIs(kase: Case, line: Line, step: CustodyStep, windows: Windows): string {
  if (step.place === 'returned') return '已退还申请人';
  if (step.place !== 'onTheWay') return holderOf(kase, step, windows);
  const parcel = parcelWith(kase, line);
  const to = { intake: windows.intake.windowName, home: windows.home.windowName, applicant: '申请人' };
  const stage = parcel?.deliveredAt
    ? '已投递，待确认'
    : parcel?.collectedAt
      ? '寄往途中'
      : '已登记寄出，待揽收';
  return `${stage}：${holderOf(kase, step, windows)}，寄往${to[parcel?.to ?? 'home']}`;
}

const nextFor = (place: PaperPlace): readonly DeadlineView['rule'][] => {
  if (place === 'intake') return ['originalsBack', 'paperDispatch', 'postalDispatch', 'pickUpReturn'];
  if (place === 'home') return ['originalsBack', 'resultDispatch', 'redelivery', 'promisedLimit'];
  if (place === 'onTheWay') return ['incidentEnquiry', 'parcelSilence', 'parcelRecall', 'paperReceipt'];
  return place === 'lost' ? ['incidentEnquiry', 'originalsBack'] : [];
};

const expectations: Partial<Record<DeadlineView['rule'], string>> = {
  originalsBack: '退还申请人',
  paperDispatch: '寄往属地',
  postalDispatch: '寄往属地',
  resultDispatch: '随结果寄出',
  redelivery: '随结果再次送达',
  promisedLimit: '审查结束，随结果退还',
  incidentEnquiry: '查询有结果',
  parcelSilence: '到这一天没有消息，向寄递企业查询',
  parcelRecall: '到这一天没有消息，向寄递企业查询',
  paperReceipt: '属地确认收到',
  pickUpReturn: '随结果领取，逾期退回属地',
};

function expectedOf(
  staysAtHome: boolean,
  place: PaperPlace,
  deadlines: readonly DeadlineView[],
): CustodyView['expected'] {
  const side = { intake: 'intakeWindow', home: 'homeWindow' }[place as Side];
  const next = nextFor(place)
    .map((rule) =>
      deadlines.find((each) => each.rule === rule && (rule !== 'originalsBack' || each.holder === side)),
    )
    .find((found) => found !== undefined);
  if (!next || (staysAtHome && place === 'home')) return undefined;
  return { what: expectations[next.rule] ?? next.title, on: next.dueOn };
}

/** Where the paper of every material is, and whose hands it went through. */
export const presentCustody = (
  kase: Case,
  deadlines: readonly DeadlineView[],
  windows: Windows,
): CustodyView[] =>
  kase.lines.flatMap((line) => {
    const steps = kase.custody.filter(({ lineId }) => lineId === line.id);
    const last = steps.at(-1);
    if (!last || line.paper === undefined) return [];
    const expected = expectedOf(!belongsToApplicant(kase, line), line.paper, deadlines);
    return [
      {
        lineId: line.id,
        name: line.name,
        original: belongsToApplicant(kase, line),
        place: line.paper,
        where: whereIs(kase, line, last, windows),
        since: last.at,
        ...(last.waybill ? { waybill: last.waybill } : {}),
        needed: isNeeded(kase, line),
        ...(expected ? { expected } : {}),
        chain: steps.map((step) => ({
          at: step.at,
          holder: holderOf(kase, step, windows),
          place: step.place,
          ...(step.waybill ? { waybill: step.waybill } : {}),
        })),
      },
    ];
  });

/** Parcels that went wrong, the open ones first. */
export const presentIncidents = (kase: Case): IncidentView[] =>
  kase.incidents
    .map((incident) => {
      const parcel = parcelOf(kase, incident.waybill);
      return {
        id: incident.id,
        waybill: incident.waybill,
        kind: incident.kind,
        kindLabel: incidentKinds[incident.kind],
        openedAt: incident.openedAt,
        side: parcel ? senderOf(parcel) : ('intake' as const),
        ...(incident.closedAt ? { closedAt: incident.closedAt } : {}),
        ...(incident.result ? { resultLabel: incidentResults[incident.result] } : {}),
      };
    })
    .toSorted((a, b) => Number(a.closedAt !== undefined) - Number(b.closedAt !== undefined));

/** Parcels of which the sending window may ask the carrier now: silent for days, or delivered and not confirmed. */
export const askableParcels = (kase: Case, now: Instant): string[] =>
  kase.parcels
    .filter(
      (parcel) =>
        openIncidentOf(kase, parcel.waybill) === undefined &&
        (isSilent(kase, parcel, now) ||
          (parcel.deliveredAt !== undefined &&
            parcel.confirmedAt === undefined &&
            parcel.to !== 'applicant' &&
            parcel.purpose !== 'resultBack' &&
            parcel.purpose !== 'result')),
    )
    .map(({ waybill }) => waybill);

/** An original of the applicant as the public page tells of it: no names, plain words. */
export type PublicOriginal = {
  name: string;
  where: string;
  since: Day;
  expected?: { what: string; on: Day };
};

/** Where the applicant's originals are, for the applicant. */
export const publicOriginals = (
  kase: Case,
  deadlines: readonly DeadlineView[],
  windows: Windows,
): PublicOriginal[] =>
  presentCustody(kase, deadlines, windows)
    .filter(({ original }) => original)
    .map(({ name, where, since, expected }) => ({
      name,
      where,
      since: dayOf(since),
      ...(expected ? { expected } : {}),
    }));
