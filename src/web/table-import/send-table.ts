import { NoAnswer, Refusal } from '../api/problem.ts';

type Row = Record<string, string>;

/** What a table changes of what stands. */
export type TableChanges = {
  columns: { key: string; title: string }[];
  added: Row[];
  changed: { before: Row; after: Row }[];
  missing: Row[];
  unchanged: number;
};

type ReportHead = {
  stored: boolean;
  token: string;
  rows: number;
  faults: { sheet?: string; row: number; column?: string; sentence: string }[];
  questions: { row: number; kind: string; sentence: string; suggestion?: string[] }[];
};

/** What the server says an import would do, or did. */
export type ImportReport = ReportHead & TableChanges;

/** The same of a workbook with several sheets. */
export type SheetsReport = ReportHead & { sheets: (TableChanges & { title: string })[] };

/** A report of either kind. */
export type AnyReport = ImportReport | SheetsReport;

/** What a report changes, sheet by sheet; a single table is one without a title. */
export const changesOf = (report: AnyReport): (TableChanges & { title?: string })[] =>
  'sheets' in report ? report.sheets : [report];

/** Answers to the questions of a report by row: what a merged row is split into, or just yes. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** How far an import is: sent from 0 to 1, then rows of rows; a total of 0 is not known yet. */
export type Progress =
  | { stage: 'sending'; share: number }
  | { stage: 'reading' | 'checking' | 'storing'; done: number; total: number };

/** Sends a table; tells how much of it has gone out, then how far the server is. */
export function sendTable<Answer>(
  address: string,
  file: File,
  onProgress: (progress: Progress) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('content-type', 'application/octet-stream');
    // The server tells how far it is, line by line; the last line is the answer.
    request.setRequestHeader('accept', 'application/x-ndjson, application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress({ stage: 'sending', share: total === 0 ? 1 : loaded / total }),
    );
    const linesSoFar = (): string[] => request.responseText.split('\n').slice(0, -1);
    request.addEventListener('progress', () => {
      if (request.status !== 200) return;
      const { progress } = parsed(linesSoFar().at(-1) ?? '');
      if (progress) onProgress(progress as Progress);
    });
    request.addEventListener('error', () => reject(new NoAnswer()));
    request.addEventListener('load', () => {
      if (request.status >= 300) return reject(new Refusal(request.status, parsed(request.responseText)));
      const { answer, problem } = parsed(linesSoFar().at(-1) ?? '');
      if (answer) return resolve(answer as Answer);
      const members = problem as Record<string, unknown> | undefined;
      // Cut off on the way: whether it was stored shows at the next look.
      reject(members ? new Refusal(Number(members['status']), members) : new NoAnswer());
    });
    request.send(file);
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? { ...answer } : {};
  } catch {
    return {};
  }
}

/** The address of a confirmation: the token of what was looked at, the answers to its questions, and what else it asks. */
export function confirmAddress(
  address: string,
  token: string,
  answers: Answers,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({ ...more, confirm: token });
  if (Object.keys(answers).length > 0) query.set('answers', JSON.stringify(answers));
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}
