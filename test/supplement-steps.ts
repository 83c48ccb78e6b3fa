import type { Receipt } from '../scripts/client/client.ts';
import { samplePdf } from '../scripts/client/scans.ts';
import type { HomeSupplementView } from '../src/cases/home-supplement/present-home-supplement.ts';
import type { Person } from './system.ts';

/** The home supplement of a case asked for last. */
export async function lastSupplement(person: Person, caseId: string): Promise<HomeSupplementView> {
  const supplement = (await person.view(caseId)).homeSupplements.at(-1);
  if (!supplement) throw new Error('no home supplement');
  return supplement;
}

/** The ids of its points, in the order in which they were asked for. */
export const pointIds = async (person: Person, caseId: string): Promise<string[]> =>
  (await lastSupplement(person, caseId)).points.map(({ id }) => id);

/** Scans are handed in at the counter of whoever takes them. */
export async function scansHandedIn(
  person: Person,
  now: Receipt,
  points: readonly string[],
): Promise<Receipt> {
  const pieces = [];
  for (const pointId of points) {
    const scan = await person.upload('补正.pdf', samplePdf(pointId));
    pieces.push({ pointId, uploadIds: [scan.id] });
  }
  return person.command(now, 'hand-in-home-supplement', { way: 'counter', pieces });
}

/** Scans that lie at the intake window go to the home window. */
export const relayed = async (person: Person, now: Receipt, points: readonly string[]): Promise<Receipt> =>
  person.command(now, 'send-package', {
    declaration: true,
    for: { supplementId: (await lastSupplement(person, now.id)).id, pointIds: points },
  });
