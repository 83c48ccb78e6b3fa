import type { Receipt } from '../scripts/client/client.ts';
import { demoPassword } from '../src/identity/demo-staff.ts';
import type { Instant } from '../src/regulation/instant.ts';
import {
  cardGranted,
  cardTakenIn,
  carrierDid,
  newWaybill,
  type People,
  type Person,
  packageSent,
  parcelRegistered,
} from './case-steps.ts';

/** The identity document in paper, which the home window examines and gives back. */
export const idCard = '048-1-m-id';
/** The form, which the home region files. */
export const form = '048-1-m-form';

/** Where the paper of a line is, as the page and the API tell it. */
export async function placeOf(person: Person, caseId: string, lineId = idCard): Promise<string | undefined> {
  const { custody } = await person.view(caseId);
  return custody.find((each) => each.lineId === lineId)?.place;
}

/** Taken in; scans sent, parcel with the carrier. Answers its number as well. */
export async function onTheWay(
  people: People,
  homeRegion: string,
  at: Instant,
): Promise<{ now: Receipt; parcel: string }> {
  let now = await packageSent(people, await cardTakenIn(people, homeRegion));
  const parcel = newWaybill();
  now = await parcelRegistered(people, now, parcel);
  return { now: await carrierDid(people.intake, now, parcel, 'collected', at), parcel };
}

/** Granted, the result in the post to the applicant. */
export async function resultPosted(
  people: People,
  homeRegion: string,
  at: Instant,
): Promise<{ now: Receipt; parcel: string }> {
  const way = {
    way: 'mail',
    address: { recipient: '罗晓梅', phone: '13800006021', address: '四川省成都市武侯区示例路16号' },
  };
  let now = await cardGranted(people, homeRegion, at, { delivery: way });
  const parcel = newWaybill();
  now = await people.home.command(now, 'dispatch-result', { way: 'mail', waybill: parcel, carrier: 'ems' });
  return { now: await carrierDid(people.home, now, parcel, 'collected', at), parcel };
}

/** The lead of the window confirms an act beside the clerk; the token goes into the body. */
export async function leadConfirms(
  clerk: Person,
  now: Receipt,
  lead: string,
  command: 'settleLostOriginal',
): Promise<string> {
  const { token } = await clerk.post<{ token: string }>('/api/confirmations', {
    username: lead,
    password: demoPassword,
    caseId: now.id,
    version: now.version,
    command,
  });
  return token;
}

/** The home window tried to reach the applicant by phone, in vain. */
export const calledInVain = (person: Person, now: Receipt): Promise<Receipt> =>
  person.command(now, 'record-contact', {
    channel: 'phone',
    number: '13800006021',
    reached: false,
    result: '无人接听',
    purpose: 'pickUp',
  });
