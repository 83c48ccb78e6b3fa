import type { CaseState, Outcome } from '../regulation/states.ts';

/** Tone of a status: words and icon always go with it (ux 2.5). */
export type Tone = 'ok' | 'warn' | 'bad' | 'go' | 'wait' | 'pause';

/** What the progress page says first: what is going on, whether the applicant has to act, what follows. */
type NowWords = { title: string; line: string; tone: Tone };

type Words = { title: string; line: (home: string) => string; tone: Tone };

const states: Readonly<Record<CaseState, Words>> = {
  draft: { title: '还没有提交', line: () => '请到窗口办完登记。', tone: 'wait' },
  discarded: { title: '草稿已清除', line: () => '要办的话，请重新登记。', tone: 'wait' },
  submitted: {
    title: '已登记，您现在不用做什么',
    line: () => '窗口接着核对材料；不齐的，会一次告诉您全部要补的。',
    tone: 'go',
  },
  formalReview: {
    title: '窗口正在核对材料，您现在不用做什么',
    line: () => '材料齐了就收件；不齐的，会一次告诉您全部要补的。',
    tone: 'go',
  },
  returnedForSupplement: {
    title: '请您补正材料',
    line: () => '要补什么、哪天前补，写在一次性告知书里。逾期没有补的，视为放弃本次申请。',
    tone: 'warn',
  },
  intakeAccepted: {
    title: '材料已收下，您现在不用做什么',
    line: (home) => `材料正要发往${home}。收件不等于受理，是否受理由${home}决定。`,
    tone: 'go',
  },
  inTransit: {
    title: '材料正在送往属地，您现在不用做什么',
    line: (home) => `${home}收到后决定是否受理。收件不等于受理。`,
    tone: 'go',
  },
  receivedAtHome: {
    title: '属地已收到材料，您现在不用做什么',
    line: (home) => `${home}正在决定是否受理，会与您联系。`,
    tone: 'go',
  },
  homeSupplement: {
    title: '属地请您补正材料',
    line: (home) => `${home}列明了要补的内容，可交到收件窗口，也可寄给${home}。补正期间不计入办理期限。`,
    tone: 'warn',
  },
  homeRejected: {
    title: '不予受理',
    line: () => '理由、依据和可以怎样申请复议或起诉，写在不予受理通知书里。',
    tone: 'bad',
  },
  homeAccepted: {
    title: '已受理，您现在不用做什么',
    line: (home) => `${home}正在安排审查，期限从受理次日起算。`,
    tone: 'go',
  },
  substantiveReview: {
    title: '正在审查，您现在不用做什么',
    line: (home) => `${home}正在审查，作出决定后会告诉您。`,
    tone: 'go',
  },
  suspended: {
    title: '正在特别程序中，您现在不用做什么',
    line: (home) => `${home}正在听证、检验或评审等，这段时间不计入办理期限。`,
    tone: 'pause',
  },
  decidedGranted: {
    title: '准予，您现在不用做什么',
    line: (home) => `${home}正要把结果发出来。`,
    tone: 'ok',
  },
  decidedDenied: {
    title: '不予许可',
    line: () => '理由、依据和可以怎样申请复议或起诉，写在决定书里，正要发给您。',
    tone: 'bad',
  },
  resultDelivering: {
    title: '结果正在送来，您现在不用做什么',
    line: () => '寄给您的，请留意电话；到窗口领的，到了会告诉您。',
    tone: 'go',
  },
  completed: { title: '已办结', line: () => '这件事办完了。', tone: 'wait' },
  deemedAbandoned: {
    title: '逾期没有补正，视为放弃',
    line: () => '可以重新申请，已交的材料可以再用；确已按期交来的，请持凭证到窗口申请恢复。',
    tone: 'wait',
  },
  withdrawn: { title: '已撤回', line: () => '原件由窗口退还。需要时可以重新申请。', tone: 'wait' },
  notTaken: {
    title: '没有收件，已向您解释说明',
    line: () => '可以换一个办法再办，窗口会告诉您去哪里。',
    tone: 'wait',
  },
};

const ends: Readonly<Record<Outcome, { title: string; tone: Tone }>> = {
  granted: { title: '已办结（准予）', tone: 'ok' },
  denied: { title: '已办结（不予许可）', tone: 'bad' },
  notAccepted: { title: '已办结（不予受理）', tone: 'bad' },
};

/** The words for a state; an ended case is green only when granted. */
export function nowWords(state: CaseState, outcome: Outcome | undefined, home: string): NowWords {
  const { title, line, tone } = states[state];
  const end = state === 'completed' && outcome !== undefined ? ends[outcome] : { title, tone };
  return { ...end, line: line(home) };
}
