import { randomUUID } from 'node:crypto';
import type { Receipt } from '../client/client.ts';
import { application } from '../client/story.ts';
import { residentNumber } from './applicants.ts';
import type { Clerk } from './clerks.ts';
import type { Sent, Work } from './load.ts';

/** A case that was registered during the run. */
export type Registered = { id: string; businessNumber: string; version: number; clerk: Clerk; busy: boolean };

/** The three kinds of work, over the cases of one server. */
export type Works = {
  register: Work<Clerk>;
  transition: Work<Registered>;
  read: Work<Registered>;
  /** What was acknowledged so far. */
  cases: readonly Registered[];
};

/** Material lines of 048-1 for an applicant in person. */
const lineIds = ['048-1-m-form', '048-1-m-id', '048-1-m-photo'];

let serial = 0;

function post({ token }: Clerk, path: string, body: unknown, version?: number): Sent {
  return {
    method: 'POST',
    path,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    body: JSON.stringify(body),
  };
}

/** An application nobody handed in before, registered with its review begun. */
export function registration(clerk: Clerk, home: readonly string[]): Sent {
  serial += 1;
  const form = application(home[serial % home.length] ?? '');
  const applicant = { ...form.applicant, identityNumber: residentNumber(serial) };
  return post(clerk, '/api/cases', {
    ...form,
    applicant,
    duplicateReason: undefined,
    submit: true,
    startReview: true,
  });
}

/** One material judged; which one follows from the version, so that the lines take turns. */
export const marking = ({ id, version, clerk }: Pick<Registered, 'id' | 'version' | 'clerk'>): Sent =>
  post(
    clerk,
    `/api/cases/${id}/mark-material`,
    { lineId: lineIds[version % lineIds.length], verdict: 'passed' },
    version,
  );

/** Work for one server; registering fills the pool of cases that the other two take from. */
export function worksOf(clerks: readonly Clerk[], home: readonly string[]): Works {
  const cases: Registered[] = [];
  let turn = 0;
  const nextOf = <Each>(each: readonly Each[]): Each => {
    turn += 1;
    const found = each[turn % each.length];
    if (found === undefined) throw new Error('no case was registered');
    return found;
  };
  return {
    cases,
    register: {
      next() {
        const clerk = nextOf(clerks);
        return { request: registration(clerk, home), subject: clerk };
      },
      answered(clerk, body) {
        const { id, businessNumber = '', version } = JSON.parse(body) as Receipt;
        cases.push({ id, businessNumber, version, clerk, busy: false });
      },
    },
    transition: {
      // Busy until the answer tells the new version; what the end of a run cuts off stays so.
      next() {
        let kase = nextOf(cases);
        while (kase.busy) kase = nextOf(cases);
        kase.busy = true;
        return { request: marking(kase), subject: kase };
      },
      answered(kase, body) {
        kase.version = (JSON.parse(body) as Receipt).version;
        kase.busy = false;
      },
    },
    read: {
      next() {
        const kase = nextOf(cases);
        const { businessNumber, clerk } = kase;
        const headers = { authorization: `Bearer ${clerk.token}` };
        return {
          request: { method: 'GET', path: `/api/cases/by-number/${businessNumber}`, headers },
          subject: kase,
        };
      },
      answered: () => undefined,
    },
  };
}
