import { NoAnswer, Refusal } from '../api/problem.ts';

/** What the server says an import would do, or did. */
export type ImportReport = {
  stored: boolean;
  token: string;
  rows: number;
  columns: { key: string; title: string }[];
  faults: { row: number; column?: string; sentence: string }[];
  questions: { row: number; kind: string; sentence: string; suggestion?: string[] }[];
  added: Record<string, string>[];
  changed: { before: Record<string, string>; after: Record<string, string> }[];
  missing: Record<string, string>[];
  unchanged: number;
};

/** Answers to the questions of a report by row: what a merged row is split into, or just yes. */
export type Answers = Readonly<Record<string, readonly string[]>>;

/** Sends a table; tells how much of it has gone out, from 0 to 1. */
export function sendTable<Answer = ImportReport>(
  address: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total === 0 ? 1 : loaded / total),
    );
    request.addEventListener('error', () => reject(new NoAnswer()));
    request.addEventListener('load', () => {
      const answer = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(answer as Answer);
      else reject(new Refusal(request.status, answer));
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

/** The address of a confirmation: the token of what was looked at, and the answers to its questions. */
export function confirmAddress(address: string, token: string, answers: Answers): string {
  const query = new URLSearchParams({ confirm: token });
  if (Object.keys(answers).length > 0) query.set('answers', JSON.stringify(answers));
  return `${address}${address.includes('?') ? '&' : '?'}${query}`;
}
