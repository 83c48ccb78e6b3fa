import type { Act } from '../src/cases/core/case-request.ts';
import { Problem } from '../src/platform/problem.ts';
import type { CaseDesk } from './case-desk.ts';

const tables = [
  'cases',
  'case_events',
  'case_event_contents',
  'case_duties',
  'case_parties',
  'case_request_keys',
  'case_drafts',
  'feed_pending',
  'documents',
  'files',
];
/** How many rows each table has that a step writes to. */
export const countsOf = (desk: CaseDesk): Promise<number[]> =>
  Promise.all(tables.map((table) => desk.count(table)));

/** The code with which something must be refused. */
export const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Problem) return error.code;
  throw new Error(`not refused: ${String(error)}`);
};

/** An act of the home window that any state of a running case allows. */
export const contact: Act = {
  command: 'recordContact',
  input: { channel: 'phone', number: '13800006021', reached: true, result: '已告知', purpose: 'other' },
};
