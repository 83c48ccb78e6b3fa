import type { Receipt } from '../scripts/client/client.ts';
import { demoPassword } from '../src/identity/demo-staff.ts';
import { cardRegistered, identityPassed, linePassed, type People, type Person } from './case-steps.ts';

/** Both signatures, the applicant's by pen. */
export const signed = { applicantSignature: { kind: 'paper' }, handlerSigned: true };

/** A line is found not to be in order. */
export const found = (
  { intake }: Pick<People, 'intake'>,
  now: Receipt,
  lineId: string,
  correction = '请换一份字迹清楚的。',
): Promise<Receipt> =>
  intake.command(now, 'mark-material', { lineId, verdict: 'deficient', reasonCode: 'illegible', correction });

/** Registered and reviewed: the lines named by their place are not in order, the others are. */
export async function reviewedWith(
  people: Pick<People, 'intake'>,
  homeRegion: string,
  deficient: readonly number[],
): Promise<Receipt> {
  let now = await identityPassed(people, await cardRegistered(people, homeRegion));
  const { lines } = await people.intake.view(now.id);
  for (const [at, line] of lines.entries()) {
    now = deficient.includes(at) ? await found(people, now, line.id) : await linePassed(people, now, line);
  }
  return now;
}

/** Reviewed as above, and told by one notice. */
export const notified = async (
  people: Pick<People, 'intake'>,
  homeRegion: string,
  deficient: readonly number[],
  days = 15,
): Promise<Receipt> =>
  people.intake.command(await reviewedWith(people, homeRegion, deficient), 'issue-one-time-notice', {
    days,
    ...signed,
  });

/** A colleague confirms an act of `person` with account and password. */
export const confirmed = async (
  person: Person,
  username: string,
  now: Receipt,
  command: string,
): Promise<string> => {
  const { token } = await person.post<{ token: string }>('/api/confirmations', {
    username,
    password: demoPassword,
    caseId: now.id,
    version: now.version,
    command,
  });
  return token;
};
