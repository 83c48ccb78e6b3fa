import { failuresBeforeAlert } from '../cases/review/record-identity-check.ts';
import type { EventType } from '../regulation/lifecycle/index.ts';

/** Who is told in the system (lifecycle.md C.8); the applicant is told by telephone until messages move in. */
export type Told = 'intakeWindow' | 'homeWindow' | 'approvers';

/** A notice that an event gives rise to. */
export type NoticeRule = {
  to: readonly Told[];
  text: string;
  /** Somebody waits for an answer. */
  urgent?: true;
  /** Page of the case where it is dealt with, as `/standard`. */
  page?: string;
};

/** Events that windows are told of, with the words; `{number}` is the business number's last four digits. */
const noticeRules: Partial<Record<EventType, NoticeRule>> = {
  homeRegionCorrected: {
    to: ['homeWindow'],
    text: '收件窗口更正了属地或办理项（尾号 {number}），由本窗口办理',
  },
  caseDeemedAbandoned: {
    to: ['intakeWindow', 'homeWindow'],
    text: '逾期未补正，视为放弃（尾号 {number}）；请收件窗口告知申请人并退回原件',
  },
  movedToWindow: {
    to: ['intakeWindow', 'homeWindow'],
    text: '办件移交给同一地区的另一个窗口（尾号 {number}），新窗口的电话和地址见办件页',
  },
  caseReinstated: { to: ['intakeWindow', 'homeWindow'], text: '凭证恢复办理（尾号 {number}）' },
  standardRequested: {
    to: ['homeWindow'],
    text: '收件窗口请求收件标准（尾号 {number}），请在办公时间内答复',
    urgent: true,
    page: '/standard',
  },
  standardProvided: {
    to: ['intakeWindow'],
    text: '属地已答复收件标准（尾号 {number}），可以审查了',
    page: '/review',
  },
  guideAdopted: { to: ['homeWindow'], text: '收件窗口按公布的办事指南收件（尾号 {number}）' },
  standardAdopted: { to: ['homeWindow'], text: '收件窗口沿用了本窗口上次答复的标准（尾号 {number}）' },
  intakeReceiptVoided: { to: ['homeWindow'], text: '收件通知书已更换（尾号 {number}），收件时间不变' },
  intakeAccepted: { to: ['homeWindow'], text: '收件窗口已收件（尾号 {number}），材料将发来' },
  packageSent: { to: ['homeWindow'], text: '电子材料已到（尾号 {number}），请在办公时间内及时查看' },
  parcelCollected: { to: ['homeWindow'], text: '邮件已寄出（尾号 {number}）' },
  channelSwitched: { to: ['homeWindow'], text: '收件窗口改换了流转方式（尾号 {number}）' },
  paperDemanded: {
    to: ['intakeWindow'],
    text: '属地要求寄送纸质材料（尾号 {number}），请按期寄出',
  },
  paperDemandCancelled: { to: ['intakeWindow'], text: '属地撤回纸质材料要求（尾号 {number}）' },
  discrepancyReported: {
    to: ['intakeWindow', 'homeWindow'],
    text: '材料有差异（尾号 {number}），收件窗口 1 个工作日内答复',
  },
  discrepancyAnswered: { to: ['homeWindow'], text: '收件窗口已答复材料差异（尾号 {number}），请了结' },
  discrepancyResolved: { to: ['intakeWindow'], text: '材料差异已了结（尾号 {number}）' },
  materialsReceived: { to: ['intakeWindow'], text: '属地已收到全部材料（尾号 {number}）' },
  receiptDeemed: { to: ['intakeWindow', 'homeWindow'], text: '逾期未确认，视为属地已收到（尾号 {number}）' },
  homeAccepted: { to: ['intakeWindow'], text: '属地已受理（尾号 {number}）' },
  homeAcceptanceDeemed: { to: ['intakeWindow', 'homeWindow'], text: '逾期视为受理（尾号 {number}）' },
  homeRejected: { to: ['intakeWindow'], text: '属地不予受理（尾号 {number}）' },
  homeSupplementRequested: { to: ['intakeWindow'], text: '属地要求补正（尾号 {number}），请协助申请人' },
  homeSupplementReplaced: { to: ['intakeWindow'], text: '补正通知书已更换（尾号 {number}）' },
  homeSupplementHandedIn: {
    to: ['intakeWindow', 'homeWindow'],
    text: '补正材料已交来（尾号 {number}）',
  },
  homeSupplementReceived: { to: ['intakeWindow', 'approvers'], text: '补正材料已到齐（尾号 {number}）' },
  homeSupplementEnded: { to: ['intakeWindow'], text: '逾期未补正，属地继续办理（尾号 {number}）' },
  homeSupplementTakenBack: { to: ['intakeWindow'], text: '属地撤回补正要求（尾号 {number}）' },
  handlerAssigned: { to: ['approvers'], text: '交办审查（尾号 {number}）' },
  assignmentReturned: { to: ['homeWindow'], text: '审批部门退回交办（尾号 {number}）' },
  applicationGranted: { to: ['intakeWindow', 'homeWindow'], text: '属地准予（尾号 {number}），请告知申请人' },
  applicationDenied: {
    to: ['intakeWindow', 'homeWindow'],
    text: '属地不予许可（尾号 {number}），请告知申请人',
  },
  reviewSuspended: {
    to: ['intakeWindow', 'homeWindow'],
    text: '属地转入特别程序，计时暂停（尾号 {number}），请告知申请人',
  },
  reviewResumed: { to: ['intakeWindow', 'homeWindow'], text: '特别程序结束，恢复计时（尾号 {number}）' },
  decisionRecordCorrected: {
    to: ['intakeWindow', 'homeWindow'],
    text: '决定记录已更正（尾号 {number}），请把更正书告知申请人',
  },
  withdrawalRequested: {
    to: ['homeWindow', 'approvers'],
    text: '申请人提出撤回（尾号 {number}），1 个工作日内确认，期间不能作决定',
  },
  caseWithdrawn: { to: ['intakeWindow', 'homeWindow'], text: '申请已撤回（尾号 {number}）' },
  withdrawalTakenBack: {
    to: ['homeWindow', 'approvers'],
    text: '申请人收回撤回申请，继续办理（尾号 {number}）',
  },
  resultDispatched: { to: ['intakeWindow'], text: '结果已发出（尾号 {number}）' },
  resultDelivered: { to: ['intakeWindow', 'homeWindow'], text: '结果已送达（尾号 {number}）' },
  resultSentBack: { to: ['homeWindow'], text: '结果无人领取，已退回（尾号 {number}）' },
  parcelDeliveryFailed: {
    to: ['intakeWindow', 'homeWindow'],
    text: '邮件没有投递成功（尾号 {number}）',
  },
  parcelReturned: { to: ['intakeWindow', 'homeWindow'], text: '邮件被退回（尾号 {number}），请告知申请人' },
  parcelLost: {
    to: ['intakeWindow', 'homeWindow'],
    text: '邮件在寄递中遗失（尾号 {number}），请告知申请人',
  },
  incidentOpened: {
    to: ['intakeWindow', 'homeWindow'],
    text: '邮件失去联系，开始查询（尾号 {number}），请告知申请人',
  },
  incidentClosed: { to: ['intakeWindow', 'homeWindow'], text: '寄递事故已了结（尾号 {number}）' },
  originalSettled: { to: ['intakeWindow', 'homeWindow'], text: '遗失的原件已处理（尾号 {number}）' },
  originalsReturned: { to: ['intakeWindow', 'homeWindow'], text: '原件已退还申请人（尾号 {number}）' },
  resultKept: { to: ['intakeWindow', 'homeWindow'], text: '结果留存待领（尾号 {number}）' },
  caseCompleted: { to: ['intakeWindow'], text: '已办结（尾号 {number}）' },
};

type Said = Record<string, unknown>;
const more = (data: Said): boolean => data['more'] !== undefined;
const recalled = (data: Said): boolean => data['recall'] === true;
const needsApplicant = ({ discrepancies }: Said): boolean =>
  Array.isArray(discrepancies) &&
  discrepancies.some((each: { applicantMustAct?: boolean }) => each.applicantMustAct === true);

/** Words that differ with what an event says: the window has to do something else then. */
const otherWords: Partial<Record<EventType, { when(data: Said): boolean; text: string }>> = {
  packageSent: { when: more, text: '收件窗口又发来电子材料（尾号 {number}），请查收' },
  paperDemanded: {
    when: recalled,
    text: '属地要求寄送纸质材料（尾号 {number}），原件在申请人处，请电话联系申请人收回',
  },
  discrepancyReported: {
    when: needsApplicant,
    text: '材料有差异，须申请人配合（尾号 {number}），请收件窗口电话告知，1 个工作日内答复',
  },
};

/** What one window writes is told to the other; a question sounds there. */
function betweenWindows(type: EventType, data: Said): NoticeRule | undefined {
  const byHome = data['from'] === 'home';
  const who = byHome ? '属地窗口' : '收件窗口';
  const to = [byHome ? ('intakeWindow' as const) : ('homeWindow' as const)];
  const page = '#messages';
  if (type === 'windowAnswered') return { to, page, text: `${who}已答复您的询问（尾号 {number}）` };
  if (type === 'requestCancelled') return { to, page, text: `${who}撤回了询问，不用答复了（尾号 {number}）` };
  if (type !== 'windowAsked') return undefined;
  return data['kind'] === 'question'
    ? { to, page, urgent: true, text: `${who}询问（尾号 {number}），请在办公时间内答复` }
    : { to, page, text: `${who}告知（尾号 {number}）` };
}

/** The rule for an event, with the words that fit what it says. */
export function ruleFor(type: EventType, data: Record<string, unknown>): NoticeRule | undefined {
  const between = betweenWindows(type, data);
  if (between) return between;
  const rule = noticeRules[type];
  const other = otherWords[type];
  return rule && other?.when(data) ? { ...rule, text: other.text } : rule;
}

/** A package whose bytes changed on the way: the intake window sends it again, the third time both are told. */
export const alteredPackage = {
  kind: 'packageAltered',
  alarmAfter: 3,
  text: '属地核对电子材料与发出时不一致（尾号 {number}），请重新扫描变了的材料，再次发送',
  alarm: '电子材料 3 次核对都不一致（尾号 {number}），请两地窗口联系，改走邮寄或报系统管理员',
} as const;

/** Third failed identity check in a case: the lead of the window is told. */
export const identityAlert = {
  after: failuresBeforeAlert,
  text: '身份核验连续 3 次未通过（尾号 {number}），请窗口负责人到场',
} as const;

/** Events that anybody may have to be told of. */
export const toldTypes: readonly EventType[] = [
  ...(Object.keys(noticeRules) as EventType[]),
  'identityCheckRecorded',
  'windowAsked',
  'windowAnswered',
  'requestCancelled',
];

/** The words with the number filled in. */
export const noticeText = (text: string, businessNumber: string | null): string =>
  text.replace('{number}', businessNumber?.slice(-4) ?? '—');
