import { randomUUID } from 'node:crypto';
import type { OffListReceipt } from '../src/offlist/off-list.service.ts';
import type { OffListPage, OffListView } from '../src/offlist/off-list-view.ts';
import type { ProblemBody } from '../src/platform/problem.ts';
import type { Answer, Person } from './system.ts';

/** A person who wants something that no list has. */
export const angler = { name: '罗晓梅', phone: '13800006021' };

/** The standard that a home window gives with its consent. */
export const anglerStandard = {
  itemName: '休闲垂钓登记',
  level: 'county',
  department: '农业农村委员会',
  materials: [
    { name: '居民身份证', required: true, originals: 1, copies: 1, note: '' },
    { name: '一寸照片', required: true, originals: 2, copies: 0, note: '白底' },
  ],
  promisedDays: 5,
  statutoryDays: 20,
};

type Item = { catalogueId: string; catalogueName: string; number: number; name: string; exact: boolean };

/** What the lists say of a wording. */
export const checked = async (person: Person, wording: string, homeRegion: string): Promise<Item[]> =>
  (
    await person.get<{ items: Item[] }>(
      `/api/off-list-check?wording=${encodeURIComponent(wording)}&homeRegion=${homeRegion}`,
    )
  ).items;

/** Records a request; near items of the lists were put to the applicant, who wants none of them. */
export async function recorded(
  person: Person,
  { wording, homeRegion, ...more }: { wording: string; homeRegion: string } & Record<string, unknown>,
): Promise<OffListReceipt> {
  const near = (await checked(person, wording, homeRegion)).filter(({ exact }) => !exact);
  return person.post<OffListReceipt>(
    '/api/off-list-requests',
    {
      wording,
      homeRegion,
      applicantKind: 'person',
      applicant: angler,
      notThese: near.map(({ catalogueId, number }) => ({ catalogueId, number })),
      ...more,
    },
    { 'idempotency-key': randomUUID() },
  );
}

const headersOf = (version: number) => ({ 'idempotency-key': randomUUID(), 'if-match': `"${version}"` });

/** One command on a request. */
export const did = (
  person: Person,
  { id, version }: Pick<OffListReceipt, 'id' | 'version'>,
  command: string,
  body: object = {},
): Promise<OffListReceipt> =>
  person.post<OffListReceipt>(`/api/off-list-requests/${id}/${command}`, body, headersOf(version));

/** The problem that a command must be refused with. */
export const refusedTo = (
  person: Person,
  { id, version }: Pick<OffListReceipt, 'id' | 'version'>,
  command: string,
  body: object = {},
): Promise<ProblemBody> =>
  person.refused(`/api/off-list-requests/${id}/${command}`, {
    method: 'POST',
    body,
    headers: headersOf(version),
  });

/** A request as somebody sees it. */
export const offListOf = (person: Person, id: string): Promise<OffListView> =>
  person.get<OffListView>(`/api/off-list-requests/${id}`);

/** A list of requests. */
export const listOf = async (person: Person, queue: string): Promise<OffListPage['requests']> =>
  (await person.get<OffListPage>(`/api/off-list-requests?queue=${queue}&limit=100`)).requests;

/** Recorded and put to the home window. */
export const asked = async (
  person: Person,
  matter: { wording: string; homeRegion: string } & Record<string, unknown>,
): Promise<OffListReceipt> =>
  did(person, await recorded(person, matter), 'request-off-list-consent', {
    question: '申请人在当地有捕捞水面，能不能由本窗口代收材料？',
  });

/** Recorded, asked and agreed to. */
export const consented = async (
  intake: Person,
  home: Person,
  matter: { wording: string; homeRegion: string } & Record<string, unknown>,
): Promise<OffListReceipt> =>
  did(home, await asked(intake, matter), 'give-off-list-consent', { standard: anglerStandard });

/** Opens a case by a consent; whatever comes. */
export const openedBy = (
  person: Person,
  offListRequestId: string,
  homeRegion: string,
  more: object = {},
): Promise<Answer<{ id: string; version: number; state: string; code?: string }>> =>
  person.ask('/api/cases', {
    method: 'POST',
    body: { offListRequestId, homeRegion, mode: 'proxyIntake', ...more },
    headers: { 'idempotency-key': randomUUID() },
  });
