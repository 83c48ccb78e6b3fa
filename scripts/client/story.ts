import { randomUUID } from 'node:crypto';
import type { CaseView } from '../../src/cases/core/case-view.ts';
import { type Client, type Receipt, signIn } from './client.ts';
import { samplePdf } from './scans.ts';

/** The people of the story: intake and home window, and who decides. */
export type People = { intake: Client; home: Client; approver: Client };

/** Password of all demo accounts. */
export const demoPassword = 'Tongban-2021';

/** A waybill number with its S10 check digit. */
export function waybill(serial: number): string {
  const digits = String(serial).padStart(8, '0').slice(-8);
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (weights[index] ?? 0), 0);
  const rest = 11 - (sum % 11);
  return `EA${digits}${rest === 10 ? 0 : rest === 11 ? 5 : rest}CN`;
}

/** Signs in a window clerk of the intake region, one of the home region, and its approver. */
export async function meet(origin: string, intake: string, home: string): Promise<People> {
  return {
    intake: await signIn(origin, `intake.${intake}`, demoPassword),
    home: await signIn(origin, `home.${home}`, demoPassword),
    approver: await signIn(origin, `approver.${home}`, demoPassword),
  };
}

/** An application for a social security card, as a clerk would enter it. */
export const application = (
  homeRegion: string,
  way: 'mail' | 'pickUpAtIntake' | 'pickUpAtHome' = 'mail',
) => ({
  optionId: '048-1',
  homeRegion,
  mode: 'proxyIntake',
  applicant: {
    kind: 'person',
    name: '罗晓梅',
    identityKind: 'residentId',
    identityNumber: '11010519491231002X',
  },
  contact: { name: '罗晓梅', phone: '13800006021' },
  situations: { '048-1-s-self': true, '048-1-s-agent': false, '048-1-s-foreign': false },
  answers: { sex: '女', validTo: '2035-01-01', bank: '工商银行' },
  delivery: {
    way,
    address: { recipient: '罗晓梅', phone: '13800006021', address: '四川省成都市武侯区示例路16号' },
  },
  duplicateReason: '演示办件',
});

const view = (client: Client, id: string): Promise<CaseView> => client.get(`/api/cases/${id}`);

/** Registration with the review begun: number, lines to judge. */
export async function register(
  people: People,
  homeRegion: string,
  way?: Parameters<typeof application>[1],
): Promise<Receipt> {
  return people.intake.post<Receipt>(
    '/api/cases',
    { ...application(homeRegion, way), submit: true, startReview: true },
    { 'idempotency-key': randomUUID() },
  );
}

/** The formal review: identity, scans, every line judged; one of them put right at the counter. */
export async function review({ intake }: People, start: Receipt): Promise<Receipt> {
  let now = await intake.command(start, 'record-identity-check', {
    method: 'documentReader',
    subject: 'applicant',
    passed: true,
  });
  const { lines } = await view(intake, now.id);
  for (const [index, line] of lines.entries()) {
    const scan = await intake.upload(`${line.name}.pdf`, samplePdf(line.id));
    now = await intake.command(now, 'attach-file', { lineId: line.id, uploadIds: [scan.id] });
    if (index === lines.length - 1) {
      now = await intake.command(now, 'mark-material', {
        lineId: line.id,
        verdict: 'deficient',
        reasonCode: 'wrongForm',
        correction: '照片背景应为白色，请在窗口免费重拍。',
      });
      now = await intake.command(now, 'correct-on-spot', {
        lineId: line.id,
        correction: '已在窗口重拍白底照片',
      });
    } else {
      now = await intake.command(now, 'mark-material', { lineId: line.id, verdict: 'passed' });
    }
  }
  return now;
}

/** 收件 with the receipt, then scans by network and paper by post. */
export async function acceptAndSend(
  people: People,
  start: Receipt,
  serial: number,
  at: string,
): Promise<Receipt> {
  const { intake } = people;
  const { proposedChannels } = await view(intake, start.id);
  let now = await intake.command(start, 'accept-intake', {
    channels: proposedChannels,
    applicantSignature: { kind: 'paper' },
    handlerSigned: true,
  });
  now = await intake.command(now, 'send-package', { declaration: true });
  if (!proposedChannels.includes('postal')) return now;
  const { lines } = await view(intake, now.id);
  const packed = lines
    .filter((line) => line.paper === 'intake')
    .map(({ id, received }) => ({
      lineId: id,
      originals: received?.originals ?? 0,
      copies: received?.copies ?? 0,
    }));
  now = await intake.command(now, 'dispatch-parcel', { waybill: waybill(serial), carrier: 'ems', packed });
  return intake.command(now, 'record-carrier-event', {
    waybill: waybill(serial),
    kind: 'collected',
    occurredAt: at,
    proof: '揽收交接单 01',
  });
}

/** The home window opens the package and confirms both channels line by line. */
export async function receive({ home }: People, start: Receipt): Promise<Receipt> {
  let now = await home.command(start, 'record-first-opening');
  const seen = await view(home, now.id);
  const matches = (ids: string[]) => ids.map((lineId) => ({ lineId, result: 'matches' }));
  now = await home.command(now, 'confirm-receipt', {
    channel: 'electronic',
    manifestDigest: seen.package?.manifestDigest,
    lines: matches(seen.lines.filter(({ fileIds }) => fileIds.length > 0).map(({ id }) => id)),
  });
  const parcel = seen.parcels.find(({ purpose }) => purpose === 'material');
  if (parcel) {
    now = await home.command(now, 'confirm-receipt', {
      channel: 'postal',
      waybill: parcel.waybill,
      lines: matches(parcel.packed.map(({ lineId }) => lineId)),
    });
  }
  return now;
}

/** The home window receives, calls the applicant, accepts and assigns. */
export async function receiveAndAccept(people: People, start: Receipt): Promise<Receipt> {
  const { home } = people;
  let now = await receive(people, start);
  now = await home.command(now, 'record-contact', {
    channel: 'phone',
    number: '13800006021',
    reached: true,
    result: '已告知材料到达和预计办结日期',
    purpose: 'firstContact',
  });
  now = await home.command(now, 'accept-at-home');
  const { departments } = await home.get<{
    departments: { name: string; staff: { id: string; name: string }[] }[];
  }>(`/api/cases/${now.id}/assignees`);
  return home.command(now, 'assign-handler', {
    department: departments[0]?.name,
    staffId: departments[0]?.staff[0]?.id,
  });
}

/** The approver's review and decision. */
export async function decide({ approver }: People, start: Receipt): Promise<Receipt> {
  let now = await approver.command(start, 'start-review');
  const { lines, generalPoints } = await view(approver, now.id);
  const points = [...lines.flatMap((line) => line.points), ...generalPoints];
  now = await approver.command(now, 'record-opinion', {
    points: points.map(({ id }) => ({ pointId: id, favourable: true, text: '符合' })),
  });
  return approver.command(now, 'grant-application', { resultNumber: '渝A00178' });
}

/** The result goes by mail into the applicant's hands, and the case is closed. */
export async function deliver(
  { home }: People,
  start: Receipt,
  serial: number,
  at: string,
): Promise<Receipt> {
  let now = await home.command(start, 'record-contact', {
    channel: 'phone',
    number: '13800006021',
    reached: true,
    result: '已电话告知准予',
    purpose: 'decision',
  });
  now = await home.command(now, 'dispatch-result', { way: 'mail', waybill: waybill(serial), carrier: 'ems' });
  for (const kind of ['collected', 'delivered'] as const) {
    now = await home.command(now, 'record-carrier-event', {
      waybill: waybill(serial),
      kind,
      occurredAt: at,
      proof: kind === 'collected' ? '揽收交接单 02' : '本人签收',
    });
  }
  return home.command(now, 'complete-case');
}
