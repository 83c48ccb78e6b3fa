/** Refusals on the way to one's work: second factor, statement, single sign-on, roles kept apart; see `refusals.ts`. */
export const accessRefusals = {
  'second-factor-due': { status: 403, sentence: '请先输入动态验证码。' },
  'second-factor-wrong': { status: 422, sentence: '动态验证码不对，或已经用过。' },
  'second-factor-locked': { status: 423, sentence: '动态验证码连续输错多次，请 15 分钟后再试。' },
  'two-factor-set-up-due': { status: 403, sentence: '您的岗位须先设置动态验证码，才能办理别的。' },
  'two-factor-standing': { status: 409, sentence: '动态验证码已经设置；要换手机，请先由管理人员重置。' },
  'two-factor-missing': { status: 409, sentence: '这个账号没有设置动态验证码。' },
  'reset-not-proposed': { status: 409, sentence: '没有人提出重置，或已经办过。' },
  'statement-due': { status: 403, sentence: '请先签署本年度的保密承诺，再查看和办理。' },
  'statement-outdated': { status: 409, sentence: '承诺书的内容已更新，请重新阅读后再签。' },
  'cases-locked': {
    status: 403,
    sentence: '一小时内打开的办件过多，账号已锁定，请联系本地政务服务管理部门核实解锁。',
  },
  'roles-apart': {
    status: 422,
    sentence: '系统管理、安全保密、审计三类岗位不能由同一人担任，也不能同时办件。',
  },
  'grant-ended': { status: 409, sentence: '没有这个岗位，或已经结束。' },
  'transfer-waiting': { status: 409, sentence: '这个人正在调往其他地区，等对方接收；要改先撤回调出。' },
  'transfer-ended': { status: 409, sentence: '这次调动已经办过，或已过期。' },
  'sign-in-elsewhere-failed': { status: 401, sentence: '统一身份认证没有通过，请重新登录。' },
  'sign-in-elsewhere-unknown': {
    status: 403,
    sentence: '这个统一身份还没有关联本系统账号，请联系本地政务服务管理部门。',
  },
  'subject-taken': { status: 409, sentence: '这个统一身份已经关联了另一个账号。' },
} as const;
