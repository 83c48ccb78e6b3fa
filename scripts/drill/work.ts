import { randomUUID } from 'node:crypto';
import type { CaseView } from '../../src/cases/core/case-view.ts';
import { residentNumber } from '../bench/applicants.ts';
import type { Client, Receipt } from '../client/client.ts';
import { application, type People, review } from '../client/story.ts';

const view = (client: Client, id: string): Promise<CaseView> => client.get(`/api/cases/${id}`);

/** The telephone of an applicant; nobody else has it. */
const phoneOf = (serial: number): string => `139${String(serial).padStart(8, '0')}`;

/**
 * One applicant at the counter: registered, reviewed, taken in, scans sent, paper ordered with the carrier. Whether the
 * carrier answers or not, the clerk is done; what is told to the applicant goes by SMS.
 */
export async function serveApplicant(people: People, homeRegion: string, serial: number): Promise<Receipt> {
  const { intake } = people;
  const form = application(homeRegion);
  const registered = await intake.post<Receipt>(
    '/api/cases',
    {
      ...form,
      applicant: { ...form.applicant, identityNumber: residentNumber(serial) },
      contact: { ...form.contact, phone: phoneOf(serial) },
      duplicateReason: undefined,
      submit: true,
      startReview: true,
    },
    { 'idempotency-key': randomUUID() },
  );
  const reviewed = await review(people, registered);
  const { proposedChannels } = await view(intake, reviewed.id);
  const accepted = await intake.command(reviewed, 'accept-intake', {
    channels: proposedChannels,
    applicantSignature: { kind: 'paper' },
    handlerSigned: true,
  });
  const sent = await intake.command(accepted, 'send-package', { declaration: true });
  const { lines } = await view(intake, sent.id);
  const packed = lines
    .filter((line) => line.paper === 'intake')
    .map(({ id, received }) => ({
      lineId: id,
      originals: received?.originals ?? 0,
      copies: received?.copies ?? 0,
    }));
  await intake.post(
    `/api/cases/${sent.id}/shipment-orders/dispatch-parcel`,
    { sending: { packed }, weightGrams: 350 },
    { 'idempotency-key': randomUUID() },
  );
  return sent;
}
