import type { Receipt } from '../scripts/client/client.ts';
import { samplePdf } from '../scripts/client/scans.ts';
import type { CaseView } from '../src/cases/core/case-view.ts';
import type { Instant } from '../src/regulation/instant.ts';
import {
  carrierDid,
  newWaybill,
  type People,
  type Person,
  parcelRegistered,
  postalReceipt,
} from './case-steps.ts';

/** The three materials of the usual application. */
export const card = { form: '048-1-m-form', identity: '048-1-m-id', photo: '048-1-m-photo' } as const;

/** A picture of what is wrong with a piece, freshly uploaded. */
export const pictureOf = async (person: Person, what: string): Promise<string> =>
  (await person.upload(`${what}.pdf`, samplePdf(what))).id;

/** A parcel with some lines, or all paper, registered and collected. */
export async function parcelSent(
  people: People,
  start: Receipt,
  at: Instant,
  only?: readonly string[],
): Promise<{ now: Receipt; waybill: string }> {
  const waybill = newWaybill();
  const now = await parcelRegistered(people, start, waybill, only);
  return { now: await carrierDid(people.intake, now, waybill, 'collected', at), waybill };
}

/** The home window opens a parcel in which one piece differs. */
export async function differingReceipt(
  home: Person,
  caseId: string,
  waybill: string,
  lineId: string,
  difference: Record<string, unknown>,
): Promise<object> {
  const receipt = (await postalReceipt(home, caseId, waybill)) as { lines: { lineId: string }[] };
  return {
    ...receipt,
    lines: receipt.lines.map((line) => (line.lineId === lineId ? { ...line, ...difference } : line)),
  };
}

/** The only difference there is in a case. */
export function onlyDifference({ discrepancies }: CaseView): CaseView['discrepancies'][number] {
  const [found, ...more] = discrepancies;
  if (!found || more.length > 0) throw new Error(`${discrepancies.length} differences`);
  return found;
}

/** A new scan of a line, put to it by the intake clerk. */
export async function scannedAgain({ intake }: People, now: Receipt, lineId: string): Promise<Receipt> {
  const scan = await intake.upload('重新扫描.pdf', samplePdf(`${lineId} again`));
  return intake.command(now, 'attach-file', { lineId, uploadIds: [scan.id] });
}

/** Notices of a case, as a person reads them. */
export async function noticesOf(person: Person, caseId: string): Promise<string[]> {
  const { notices } = await person.get<{ notices: { caseId: string; text: string }[] }>(
    '/api/notices?limit=99',
  );
  return notices.filter((notice) => notice.caseId === caseId).map(({ text }) => text);
}
