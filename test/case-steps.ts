import { randomUUID } from 'node:crypto';
import type { Receipt } from '../scripts/client/client.ts';
import { samplePdf } from '../scripts/client/scans.ts';
import { waybill } from '../scripts/client/story.ts';
import type { CaseView } from '../src/cases/core/case-view.ts';
import type { FormField, Medium, ResolvedStandard } from '../src/catalogue/standard.ts';
import type { Instant } from '../src/regulation/instant.ts';
import type { Person, TestSystem } from './system.ts';

export type { Person } from './system.ts';

/** A clerk of the intake window, one of the home window, and who decides. */
export type People = { intake: Person; home: Person; approver: Person };

/** The three people of a pair of regions, signed in. */
export async function peopleOf(
  system: TestSystem,
  intakeRegion: string,
  homeRegion: string,
): Promise<People> {
  return {
    intake: await system.as(`intake.${intakeRegion}`),
    home: await system.as(`home.${homeRegion}`),
    approver: await system.as(`approver.${homeRegion}`),
  };
}

/** The contents of an application as they are sent. */
export type Application = {
  optionId: string;
  homeRegion: string;
  mode: string;
  programme?: string;
  applicant: { kind: string; name: string; identityKind: string; identityNumber: string };
  agent?: { kind: string; name: string; identityKind: string; identityNumber: string };
  contact: { name: string; phone: string; email?: string };
  situations: Record<string, boolean>;
  answers: Record<string, string | number>;
  delivery: { way: string; address?: { recipient: string; phone: string; address: string } };
  duplicateReason?: string;
};

/** A person who appears in many stories; identity numbers are made up and have right check digits. */
export const luoXiaomei = {
  kind: 'person',
  name: '罗晓梅',
  identityKind: 'residentId',
  identityNumber: '11010519491231002X',
};

const sampleAnswers: Record<FormField['type'], (field: FormField) => string | number> = {
  text: ({ label }) => `${label}示例`,
  address: () => '四川省成都市武侯区示例路16号',
  residentId: () => luoXiaomei.identityNumber,
  creditCode: () => '91510107MA6C1ABCDX',
  phone: () => '13800006021',
  date: () => '2035-01-01',
  select: ({ options = [] }) => options[0] ?? '',
  region: () => '510107',
  number: () => 10,
  photo: () => randomUUID(),
  file: () => randomUUID(),
};

/** An application that fits the home region's standard: required fields filled, 本人办理, everything else no. */
export async function applicationFor(
  person: Pick<Person, 'get'>,
  optionId: string,
  homeRegion: string,
  changes: Partial<Application> = {},
): Promise<Application> {
  const standard = await person.get<ResolvedStandard>(
    `/api/options/${optionId}/standard?homeRegion=${homeRegion}`,
  );
  const asked = standard.form.filter(({ binding, required }) => binding === undefined && required);
  return {
    optionId,
    homeRegion,
    mode: 'proxyIntake',
    applicant: luoXiaomei,
    contact: { name: '罗晓梅', phone: '13800006021' },
    situations: Object.fromEntries(
      standard.situations.map(({ id }) => [id, /-s-(?:self|legalrep)$/.test(id)]),
    ),
    answers: Object.fromEntries(asked.map((field) => [field.id, sampleAnswers[field.type](field)])),
    delivery: {
      way: 'mail',
      address: { recipient: '罗晓梅', phone: '13800006021', address: '四川省成都市武侯区示例路16号' },
    },
    duplicateReason: '同一人的另一件',
    ...changes,
  };
}

/** What opening a case is asked with. */
export const opening = (form: object, switches: object = { submit: true, startReview: true }) => ({
  method: 'POST' as const,
  body: { ...form, ...switches },
  headers: { 'idempotency-key': randomUUID() },
});

/** Registers an application and begins the formal review. */
export const registered = async ({ intake }: Pick<People, 'intake'>, form: object): Promise<Receipt> =>
  intake.post<Receipt>(
    '/api/cases',
    { ...form, submit: true, startReview: true },
    { 'idempotency-key': randomUUID() },
  );

/** 社会保障卡申领 for a home region, registered. */
export async function cardRegistered(
  people: Pick<People, 'intake'>,
  homeRegion: string,
  changes: Partial<Application> = {},
): Promise<Receipt> {
  return registered(people, await applicationFor(people.intake, '048-1', homeRegion, changes));
}

/** The applicant's papers are verified at the reader. */
export const identityPassed = (
  { intake }: Pick<People, 'intake'>,
  now: Receipt,
  subject = 'applicant',
): Promise<Receipt> =>
  intake.command(now, 'record-identity-check', { method: 'documentReader', subject, passed: true });

/** One line is handed in as asked for, scanned and found in order. */
export async function linePassed(
  { intake }: Pick<People, 'intake'>,
  now: Receipt,
  line: { id: string; name: string; originals: number; copies: number },
  medium: Medium = 'paper',
): Promise<Receipt> {
  let next = now;
  if (medium !== 'eLicence') {
    const scan = await intake.upload(`${line.name}.pdf`, samplePdf(line.id));
    next = await intake.command(next, 'attach-file', { lineId: line.id, uploadIds: [scan.id] });
  }
  const received = { originals: line.originals, copies: line.copies, medium };
  return intake.command(next, 'mark-material', { lineId: line.id, verdict: 'passed', received });
}

/** Identity verified and every line in order. */
export async function reviewed(
  people: Pick<People, 'intake'>,
  now: Receipt,
  media: Record<string, Medium> = {},
): Promise<Receipt> {
  let next = now;
  for (const line of (await people.intake.view(now.id)).lines) {
    next = await linePassed(people, next, line, media[line.id] ?? 'paper');
  }
  const { agent } = await people.intake.view(now.id);
  return identityPassed(people, next, agent ? 'agent' : 'applicant');
}

/** 收件 by the proposed channels, with both signatures. */
export async function takenIn({ intake }: Pick<People, 'intake'>, now: Receipt): Promise<Receipt> {
  const { proposedChannels } = await intake.view(now.id);
  return intake.command(now, 'accept-intake', {
    channels: proposedChannels,
    applicantSignature: { kind: 'paper' },
    handlerSigned: true,
  });
}

/** The scans go to the home window. */
export const packageSent = ({ intake }: Pick<People, 'intake'>, now: Receipt): Promise<Receipt> =>
  intake.command(now, 'send-package', { declaration: true });

let serial = 10_000_000;

/** A waybill number not used before. */
export function newWaybill(): string {
  serial += 1;
  return waybill(serial);
}

/** All paper at the intake window, or that of some lines, as a parcel's content. */
export const paperOf = ({ lines }: CaseView, only?: readonly string[]) =>
  lines
    .filter((line) => line.paper === 'intake' && (only === undefined || only.includes(line.id)))
    .map(({ id, received }) => ({
      lineId: id,
      originals: received?.originals ?? 0,
      copies: received?.copies ?? 0,
    }));

/** A parcel with the paper is registered; not yet collected. */
export async function parcelRegistered(
  { intake }: Pick<People, 'intake'>,
  now: Receipt,
  number: string,
  only?: readonly string[],
): Promise<Receipt> {
  const packed = paperOf(await intake.view(now.id), only);
  return intake.command(now, 'dispatch-parcel', { waybill: number, carrier: 'ems', packed });
}

/** What the carrier did, entered by the clerk who sent the parcel. */
export const carrierDid = (
  person: Person,
  now: Receipt,
  number: string,
  kind: 'collected' | 'delivered' | 'failed' | 'returned' | 'lost',
  occurredAt: Instant,
): Promise<Receipt> =>
  person.command(now, 'record-carrier-event', { waybill: number, kind, occurredAt, proof: '交接单 0001' });

const matching = (ids: readonly string[]) => ids.map((lineId) => ({ lineId, result: 'matches' }));

/** What the home window says when the scans are all there. */
export async function electronicReceipt(person: Person, caseId: string): Promise<object> {
  const { lines, package: sent } = await person.view(caseId);
  return {
    channel: 'electronic',
    manifestDigest: sent?.manifestDigest,
    lines: matching(lines.filter(({ fileIds }) => fileIds.length > 0).map(({ id }) => id)),
  };
}

/** What the home window says when a parcel holds what its list says. */
export async function postalReceipt(person: Person, caseId: string, number: string): Promise<object> {
  const { parcels } = await person.view(caseId);
  const parcel = parcels.find(({ waybill: own }) => own === number);
  return {
    channel: 'postal',
    waybill: number,
    lines: matching(parcel?.packed.map(({ lineId }) => lineId) ?? []),
  };
}

/** From 收件 to 属地已收到 by all channels, at one moment. */
export async function sentAndReceived(people: People, start: Receipt, at: Instant): Promise<Receipt> {
  const { home } = people;
  let now = await packageSent(people, start);
  if ((await people.intake.view(now.id)).channels.includes('postal')) {
    const number = newWaybill();
    now = await parcelRegistered(people, now, number);
    now = await carrierDid(people.intake, now, number, 'collected', at);
    now = await home.command(now, 'confirm-receipt', await electronicReceipt(home, now.id));
    return home.command(now, 'confirm-receipt', await postalReceipt(home, now.id, number));
  }
  return home.command(now, 'confirm-receipt', await electronicReceipt(home, now.id));
}

/** To whom the home window can give a case. */
export type Assignees = { departments: { name: string; staff: { id: string; name: string }[] }[] };

/** The case is given to the approver named. */
export async function assigned(people: People, now: Receipt): Promise<Receipt> {
  const { departments } = await people.home.get<Assignees>(`/api/cases/${now.id}/assignees`);
  const { id } = await people.approver.get<{ id: string }>('/api/session');
  return people.home.command(now, 'assign-handler', { department: departments[0]?.name, staffId: id });
}

/** 受理 and assignment, review begun. */
export async function underReview(people: People, start: Receipt): Promise<Receipt> {
  const now = await assigned(people, await people.home.command(start, 'accept-at-home'));
  return people.approver.command(now, 'start-review');
}

/** An opinion on every point. */
export async function opinionGiven(
  { approver }: Pick<People, 'approver'>,
  now: Receipt,
  favourable = true,
): Promise<Receipt> {
  const { lines, generalPoints } = await approver.view(now.id);
  const points = [...lines.flatMap((line) => line.points), ...generalPoints];
  return approver.command(now, 'record-opinion', {
    points: points.map(({ id }) => ({
      pointId: id,
      favourable,
      text: favourable ? '符合' : '经核对，不符合',
    })),
  });
}

/** Registered, reviewed and taken in. */
export const cardTakenIn = async (
  people: People,
  homeRegion: string,
  changes: Partial<Application> = {},
): Promise<Receipt> =>
  takenIn(people, await reviewed(people, await cardRegistered(people, homeRegion, changes)));

/** Taken in, sent, and received at home. */
export const cardReceived = async (
  people: People,
  homeRegion: string,
  at: Instant,
  changes: Partial<Application> = {},
): Promise<Receipt> => sentAndReceived(people, await cardTakenIn(people, homeRegion, changes), at);

/** Everything up to 准予. */
export async function cardGranted(
  people: People,
  homeRegion: string,
  at: Instant,
  changes: Partial<Application> = {},
): Promise<Receipt> {
  const now = await opinionGiven(
    people,
    await underReview(people, await cardReceived(people, homeRegion, at, changes)),
  );
  return people.approver.command(now, 'grant-application', { resultNumber: 'A00178' });
}

/** The days on which the open deadlines of a case end. */
export const dueDays = ({ deadlines }: CaseView): Record<string, string> =>
  Object.fromEntries(deadlines.map(({ rule, dueOn }) => [rule, dueOn]));
