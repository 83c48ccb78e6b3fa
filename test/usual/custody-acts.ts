import type { Case, Line, Side } from '../../src/cases/core/case.ts';
import { isNeeded } from '../../src/cases/custody/originals.ts';
import { parcelOf, parcelWith, senderOf } from '../../src/cases/custody/parcels.ts';
import type { CommandName } from '../../src/regulation/lifecycle/index.ts';
import type { UsualInputs } from '../case-acts.ts';
import { secondPersons } from '../case-facts.ts';

/** The usual original: the identity document, which the home window examines and gives back. */
export const original = '048-1-m-id';

const lastParcel = (kase: Case): string => kase.parcels.at(-1)?.waybill ?? 'EA000000995CN';

/** What a window would give back: what it holds and nobody needs, originals first. */
function returned(kase: Case): Line[] {
  const free = kase.lines
    .filter((line) => (line.paper === 'intake' || line.paper === 'home') && !isNeeded(kase, line))
    .toSorted((a, b) => (b.received?.originals ?? 0) - (a.received?.originals ?? 0));
  const [first] = free;
  return first ? [first] : kase.lines.filter(({ id }) => id === original);
}

const lostLine = (kase: Case): Line | undefined =>
  kase.lines.find(({ id, paper }) => id === original && paper === 'lost') ??
  kase.lines.find(({ paper }) => paper === 'lost');

const senderFor = (kase: Case, line: Line | undefined): Side => {
  const parcel = line && parcelWith(kase, line);
  return parcel ? senderOf(parcel) : 'intake';
};
const lostBy = (kase: Case): Side => senderFor(kase, lostLine(kase));

/** The window whose clerk usually does it; undefined for commands of others. */
export function custodySide(command: CommandName, kase: Case): Side | undefined {
  if (command === 'returnOriginals') return returned(kase)[0]?.paper === 'home' ? 'home' : 'intake';
  if (command === 'settleLostOriginal') return lostBy(kase);
  if (command === 'confirmOriginals') {
    return senderFor(
      kase,
      kase.lines.find(({ id }) => id === original),
    );
  }
  if (command !== 'closeIncident') return undefined;
  const incident = kase.incidents.find(({ closedAt }) => !closedAt);
  const parcel = parcelOf(kase, incident?.waybill);
  return parcel ? senderOf(parcel) : 'intake';
}

/** Usual bodies of custody, incidents and keeping. */
export const custodyActs = {
  openIncident: (kase) => ({
    waybill: lastParcel(kase),
    kind: 'silent',
    note: '已向 EMS 客服查询，受理号 0928-12',
  }),
  closeIncident: (kase) => ({
    waybill: kase.incidents.find(({ closedAt }) => !closedAt)?.waybill ?? lastParcel(kase),
    result: 'found',
    proof: 'EMS 客服回复：邮件在重庆处理中心',
  }),
  settleLostOriginal: (kase) => ({
    lineId: (lostLine(kase) ?? { id: original }).id,
    way: 'statement',
    proof: '申请人 9月28日签字的遗失说明',
    confirmation: secondPersons[lostBy(kase) === 'home' ? 'homeLead' : 'intakeLead'].token,
  }),
  recordCustody: () => ({
    lineIds: [original],
    from: 'applicant',
    to: 'intake',
    giver: '罗晓梅',
    signature: 'pad',
  }),
  returnOriginals: (kase) => ({
    lineIds: returned(kase).map(({ id }) => id),
    way: 'counter',
    receiver: '罗晓梅',
    signature: 'pad',
  }),
  confirmOriginals: () => ({ lineIds: [original], signature: 'paper' }),
  keepForCollection: () => ({}),
} satisfies UsualInputs;
