/** Refusals about windows: what they offer, who works there, and moving what lies at them. */
export const windowRefusals = {
  'address-flagged': { status: 409, sentence: '这个邮寄地址已经报告有误，正等维护的部门改正。' },
  'hall-name-taken': { status: 409, sentence: '这个地区那时已有同名的大厅，请换一个名称。' },
  'window-name-taken': {
    status: 409,
    sentence: '这个大厅已有同名的窗口在开放，请换一个名称，或先停用原来的窗口。',
  },
  'window-unstaffed': { status: 409, sentence: '这个窗口还没有专职人员，不能开放。请先指定人员。' },
  'window-of-other-region': { status: 422, sentence: '只能移交给同一地区的另一个窗口。' },
  'window-not-open': { status: 422, sentence: '接手的窗口没有开放，请另选一个，或先让它开放。' },
  'window-same': { status: 422, sentence: '本件已经在这个窗口。' },
  'window-in-use': {
    status: 409,
    sentence: '这个窗口还有未移交的办件、草稿、账号或别的事，移交以后才能关闭。',
  },
  'window-closed': { status: 409, sentence: '这个窗口已经关闭。' },
  'window-moving': { status: 409, sentence: '这个窗口正在移交，请等它完成。' },
  'consultation-linked': { status: 409, sentence: '这次咨询已经关联了办件。' },
  'green-channel-not-offered': {
    status: 422,
    sentence: '收件窗口和属地窗口都没有开设绿色通道，本件不能标为优先办理。',
  },
  'priority-already-marked': { status: 409, sentence: '本件已经标为优先办理。' },
  'priority-not-marked': { status: 409, sentence: '本件没有标为优先办理。' },
  'priority-reason-missing': { status: 422, sentence: '还没有选优先办理的原因，请从列出的原因里选一项。' },
} as const;
