import { randomUUID } from 'node:crypto';
import type { CaseView } from '../../src/cases/core/case-view.ts';
import { type Client, type Receipt, signIn } from '../client/client.ts';
import { notify } from '../client/notice-story.ts';
import { samplePdf } from '../client/scans.ts';
import {
  acceptAndSend,
  application,
  decide,
  deliver,
  demoPassword,
  meet,
  type People,
  receiveAndAccept,
  review,
  waybill,
} from '../client/story.ts';

/** 武侯区 takes in. */
export const intakeRegion = '510107';
/** 綦江区 decides. */
export const homeRegion = '500110';

/** Cases at the stages that the pages show. */
export type Shown = {
  reviewing: Receipt;
  notified: Receipt;
  withdrawn: Receipt;
  lost: Receipt;
  sent: Receipt;
  differing: Receipt;
  received: Receipt;
  supplemented: Receipt;
  accepted: Receipt;
  suspended: Receipt;
  decided: Receipt;
  done: Receipt;
  phoneLast4: string;
  code: string;
};

/** A material of an applicant as a scanner would see it. */
export type Scans = (material: string, applicant: string) => Promise<Buffer>;

/** Applicants of nobody real: family name first, with the sequence of their made-up identity numbers. */
const names = [
  '罗晓梅',
  '周雅琴',
  '吴秀兰',
  '杨丽华',
  '何玉珍',
  '郑小红',
  '唐桂芳',
  '冯春燕',
  '曾庆芝',
  '彭雪莲',
  '谢文静',
  '韩淑芬',
  '邓佳怡',
  '蒋明霞',
];

/** An identity number with its check digit. */
function identityNumber(serial: number): string {
  const digits = `110105198803${String(10 + serial)}${String(2 * serial + 100)}`;
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * (2 ** (17 - index) % 11),
    0,
  );
  return `${digits}${'10X98765432'[sum % 11]}`;
}

/** The last digits of the phone number of an applicant. */
const lastDigits = (serial: number): string => String(6021 + serial * 37);

/** The next applicant comes to the counter of 武侯区. */
async function comes({ intake }: People, serial: number): Promise<Receipt> {
  const usual = application(homeRegion);
  const name = names[serial % names.length] ?? '';
  const phone = `1380000${lastDigits(serial)}`;
  const person =
    serial === 0
      ? {}
      : {
          applicant: { ...usual.applicant, name, identityNumber: identityNumber(serial) },
          contact: { name, phone },
          delivery: { ...usual.delivery, address: { ...usual.delivery.address, recipient: name, phone } },
        };
  const body = { ...usual, ...person, submit: true, startReview: true };
  return intake.post<Receipt>('/api/cases', body, { 'idempotency-key': randomUUID() });
}

const setClock = (admin: Client, now: string): Promise<unknown> => admin.put('/api/demo/clock', { now });

/** The home window opens a case and confirms what came; `differing`: the last scan cannot be read. */
async function receive({ home }: People, start: Receipt, differing = false): Promise<Receipt> {
  let now = await home.command(start, 'record-first-opening');
  const seen = await home.get<CaseView>(`/api/cases/${now.id}`);
  const scanned = seen.lines.filter(({ fileIds }) => fileIds.length > 0);
  now = await home.command(now, 'confirm-receipt', {
    channel: 'electronic',
    manifestDigest: seen.package?.manifestDigest,
    lines: scanned.map(({ id }, index) =>
      differing && index === 0
        ? { lineId: id, result: 'unreadable', note: '登记表签名处看不清，请重新扫描' }
        : { lineId: id, result: 'matches' },
    ),
  });
  const parcel = seen.parcels[0];
  if (!parcel || differing) return now;
  return home.command(now, 'confirm-receipt', {
    channel: 'postal',
    waybill: parcel.waybill,
    lines: parcel.packed.map(({ lineId }) => ({ lineId, result: 'matches' })),
  });
}

/** An application in the middle of its formal review: the form scanned and found right. */
async function halfReviewed({ intake }: People, start: Receipt): Promise<Receipt> {
  const [first] = (await intake.get<CaseView>(`/api/cases/${start.id}`)).lines;
  const { id } = await intake.upload(first?.name ?? '', new Uint8Array());
  const now = await intake.command(start, 'attach-file', { lineId: first?.id, uploadIds: [id] });
  return intake.command(now, 'mark-material', { lineId: first?.id, verdict: 'passed' });
}

/** The home window asks for a better photo and one more proof; the proof is handed in. */
async function askedAtHome({ home }: People, start: Receipt): Promise<Receipt> {
  const { lines } = await home.get<CaseView>(`/api/cases/${start.id}`);
  const now = await home.command(start, 'request-home-supplement', {
    points: [
      { lineId: lines.at(-1)?.id, text: '换一张白底免冠照片，358×441像素' },
      { text: '补交就业登记证明复印件' },
    ],
    reason: '照片与证件不符，就业状态查不到',
  });
  const { homeSupplements } = await home.get<CaseView>(`/api/cases/${now.id}`);
  const scan = await home.upload('就业登记证明.pdf', samplePdf('proof'));
  return home.command(now, 'hand-in-home-supplement', {
    way: 'counter',
    pieces: [{ pointId: homeSupplements.at(-1)?.points[1]?.id, uploadIds: [scan.id] }],
  });
}

/** 收件, and nothing sent as yet. */
async function takenIn(people: People, start: Receipt): Promise<Receipt> {
  const reviewed = await review(people, start);
  return people.intake.command(reviewed, 'accept-intake', {
    channels: ['electronic', 'postal'],
    applicantSignature: { kind: 'paper' },
    handlerSigned: true,
  });
}

/** Everything is ready for the carrier, who has not come. */
async function packs({ intake }: People, start: Receipt, serial: number): Promise<Receipt> {
  const now = await intake.command(start, 'send-package', { declaration: true });
  const { lines } = await intake.get<CaseView>(`/api/cases/${now.id}`);
  const packed = lines
    .filter(({ paper }) => paper === 'intake')
    .map(({ id, received }) => ({
      lineId: id,
      originals: received?.originals ?? 0,
      copies: received?.copies ?? 0,
    }));
  return intake.command(now, 'dispatch-parcel', { waybill: waybill(serial), carrier: 'ems', packed });
}

/** Two matters that no list has: one put to the home window, one recorded. */
async function asksBeyondTheLists({ intake }: Pick<People, 'intake'>): Promise<void> {
  const headers = (version?: number): Record<string, string> => ({
    'idempotency-key': randomUUID(),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  });
  type Kept = { id: string; version: number };
  for (const [wording, question] of [
    ['办理休闲垂钓登记', '申请人在綦江有承包水面，能不能由本窗口代收材料？'],
    ['申请婚庆花车通行证', undefined],
  ] as const) {
    const { items } = await intake.get<{ items: { catalogueId: string; number: number; exact: boolean }[] }>(
      `/api/off-list-check?wording=${encodeURIComponent(wording)}&homeRegion=${homeRegion}`,
    );
    const notThese = items
      .filter(({ exact }) => !exact)
      .map(({ catalogueId, number }) => ({ catalogueId, number }));
    const kept = await intake.post<Kept>(
      '/api/off-list-requests',
      {
        wording,
        homeRegion,
        applicantKind: 'person',
        applicant: { name: '马建军', phone: '13800006035' },
        notThese,
      },
      headers(),
    );
    if (question)
      await intake.post<Kept>(
        `/api/off-list-requests/${kept.id}/request-off-list-consent`,
        { question },
        headers(kept.version),
      );
  }
}

/** The told story: cases of 武侯区 for 綦江区 in the last days of September 2021, one at each stage. */
export async function play(origin: string, scans: Scans): Promise<Shown> {
  const admin = await signIn(origin, 'sysadmin', demoPassword);
  await setClock(admin, '2021-09-22T15:40:00+08:00');
  const met = await meet(origin, intakeRegion, homeRegion);
  let applicant = 0;
  const upload: Client['upload'] = async (name) => {
    const material = name.replace(/\.pdf$/, '');
    return met.intake.upload(`${material}.png`, await scans(material, names[applicant % names.length] ?? ''));
  };
  const people: People = { ...met, intake: { ...met.intake, upload } };
  const { intake, approver } = people;
  let serial = 20_210_924;
  const next = (): number => {
    serial += 1;
    return serial;
  };
  const newcomer = (): Promise<Receipt> => {
    applicant += 1;
    return comes(people, applicant);
  };
  const clock = async (): Promise<string> =>
    ((await (await fetch(`${origin}/api/health`)).json()) as { now: string }).now;
  const sendOne = async (): Promise<Receipt> => {
    const reviewed = await review(people, await newcomer());
    return acceptAndSend(people, reviewed, next(), await clock());
  };
  // Nothing is heard of this parcel for five days.
  const lost = await sendOne();
  await setClock(admin, '2021-09-24T09:12:00+08:00');
  let done = await sendOne();
  let decided = await sendOne();
  await setClock(admin, '2021-09-26T10:05:00+08:00');
  done = await decide(people, await receiveAndAccept(people, done));
  done = await deliver(people, done, next(), await clock());
  let accepted = await sendOne();
  const acceptedApplicant = applicant;
  let suspended = await sendOne();
  let supplemented = await sendOne();
  decided = await receiveAndAccept(people, decided);
  const notified = await notify(people, await review(people, await newcomer()));

  await setClock(admin, '2021-09-28T14:02:00+08:00');
  decided = await decide(people, decided);
  accepted = await receiveAndAccept(people, accepted);
  accepted = await approver.command(accepted, 'start-review');
  suspended = await approver.command(await receiveAndAccept(people, suspended), 'start-review');
  suspended = await approver.command(suspended, 'suspend-review', {
    type: 'appraisal',
    startOn: '2021-09-28',
    expectedEndOn: '2021-10-12',
    reason: '照片与身份证照片差别较大，需要作人像鉴定。',
  });
  supplemented = await askedAtHome(people, await receive(people, supplemented));
  const differing = await receive(people, await sendOne(), true);
  const received = await receive(people, await sendOne());
  const sent = await sendOne();

  await setClock(admin, '2021-09-29T10:24:00+08:00');
  // One parcel is packed and waits for the carrier; of another case the paper still lies at the window.
  await packs(people, await takenIn(people, await newcomer()), next());
  await takenIn(people, await newcomer());
  const withdrawn = await intake.command(await sendOne(), 'withdraw-case', {
    reason: '准备搬回户籍地居住，届时在当地办理。',
    subject: 'applicant',
    identityMethod: 'documentReader',
    identityPassed: true,
    applicantSignature: { kind: 'paper' },
  });
  applicant = 0;
  await asksBeyondTheLists(people);
  const reviewing = await halfReviewed(people, await comes(people, 0));
  const { documents } = await intake.get<CaseView>(`/api/cases/${accepted.id}`);
  return {
    reviewing,
    notified,
    withdrawn,
    lost,
    sent,
    differing,
    received,
    supplemented,
    accepted,
    suspended,
    decided,
    done,
    phoneLast4: lastDigits(acceptedApplicant),
    code: documents.find(({ kind }) => kind === 'intakeReceipt')?.verificationCode ?? '',
  };
}
