import { failuresBeforeAlert } from '../cases/review/record-identity-check.ts';
import type { EventType } from '../regulation/lifecycle/index.ts';

/** Who is told in the system (lifecycle.md C.8); the applicant is told by telephone until messages move in. */
export type Told = 'intakeWindow' | 'homeWindow' | 'approvers';

/** A notice that an event gives rise to. */
export type NoticeRule = { to: readonly Told[]; text: string };

/** Events that windows are told of, with the words; `{number}` is the business number's last four digits. */
export const noticeRules: Partial<Record<EventType, NoticeRule>> = {
  intakeAccepted: { to: ['homeWindow'], text: '收件窗口已收件（尾号 {number}），材料将发来' },
  packageSent: { to: ['homeWindow'], text: '电子材料已到（尾号 {number}），请在 2 个办公小时内查看' },
  parcelCollected: { to: ['homeWindow'], text: '邮件已寄出（尾号 {number}）' },
  materialsReceived: { to: ['intakeWindow'], text: '属地已收到全部材料（尾号 {number}）' },
  receiptDeemed: { to: ['intakeWindow', 'homeWindow'], text: '逾期未确认，视为属地已收到（尾号 {number}）' },
  homeAccepted: { to: ['intakeWindow'], text: '属地已受理（尾号 {number}）' },
  homeAcceptanceDeemed: { to: ['intakeWindow', 'homeWindow'], text: '逾期视为受理（尾号 {number}）' },
  homeRejected: { to: ['intakeWindow'], text: '属地不予受理（尾号 {number}）' },
  handlerAssigned: { to: ['approvers'], text: '交办审查（尾号 {number}）' },
  assignmentReturned: { to: ['homeWindow'], text: '审批部门退回交办（尾号 {number}）' },
  applicationGranted: { to: ['intakeWindow', 'homeWindow'], text: '属地准予（尾号 {number}），请告知申请人' },
  applicationDenied: {
    to: ['intakeWindow', 'homeWindow'],
    text: '属地不予许可（尾号 {number}），请告知申请人',
  },
  resultDispatched: { to: ['intakeWindow'], text: '结果已发出（尾号 {number}）' },
  resultDelivered: { to: ['intakeWindow', 'homeWindow'], text: '结果已送达（尾号 {number}）' },
  resultSentBack: { to: ['homeWindow'], text: '结果无人领取，已退回（尾号 {number}）' },
  caseCompleted: { to: ['intakeWindow'], text: '已办结（尾号 {number}）' },
};

/** Third failed identity check in a case: the lead of the window is told. */
export const identityAlert = {
  after: failuresBeforeAlert,
  text: '身份核验连续 3 次未通过（尾号 {number}），请窗口负责人到场',
} as const;

/** Events that anybody may have to be told of. */
export const toldTypes: readonly EventType[] = [
  ...(Object.keys(noticeRules) as EventType[]),
  'identityCheckRecorded',
];

/** The words with the number filled in. */
export const noticeText = (text: string, businessNumber: string | null): string =>
  text.replace('{number}', businessNumber?.slice(-4) ?? '—');
