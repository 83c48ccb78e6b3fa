import { NoAnswer, Refusal } from './problem.ts';

/** What a request may carry beside its address. */
export type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

/**
 * Asks the server and gives its JSON answer. A refusal is thrown as `Refusal`, a missing answer as `NoAnswer`.
 */
export async function ask<Answer>(path: string, call: Call = {}): Promise<Answer> {
  const response = await send(path, call);
  if (response.status === 204) return undefined as Answer;
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

/** Sends a file as it is and gives the JSON answer. */
export async function upload<Answer>(path: string, form: FormData): Promise<Answer> {
  const response = await checked(() =>
    fetch(path, { method: 'POST', body: form, credentials: 'same-origin' }),
  );
  return (await response.json()) as Answer;
}

/** Bytes behind an address, for showing a scan or a document. */
export async function askBytes(path: string, signal?: AbortSignal): Promise<Blob> {
  const response = await send(path, signal ? { signal } : {});
  return response.blob();
}

/** Bytes that the server makes on request, such as a reprint. */
export async function postForBytes(path: string, body: object): Promise<Blob> {
  const response = await send(path, { method: 'POST', body });
  return response.blob();
}

/** A fresh key under which one act is repeated without being done twice. */
export function requestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = '89ab'.charAt((bytes[8] ?? 0) & 3);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}

function send(path: string, { method = 'GET', body, headers = {}, signal }: Call): Promise<Response> {
  return checked(() =>
    fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    }),
  );
}

async function checked(request: () => Promise<Response>): Promise<Response> {
  let response: Response;
  try {
    response = await request();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new NoAnswer();
  }
  if (response.ok) return response;
  if (response.status === 401) onSignedOut();
  throw new Refusal(response.status, await members(response));
}

let onSignedOut: () => void = () => undefined;

/** Names what happens when the server says that nobody is signed in any more. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

async function members(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}
