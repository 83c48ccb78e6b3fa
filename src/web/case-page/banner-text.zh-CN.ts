/** Texts on top of a case page that tell what stops or ended the case. */
export const bannerText = {
  requested: (at: string) => `申请人 ${at} 提出撤回，等属地窗口确认，期间不能作决定。`,
  answerBy: (day: string) => `属地 ${day} 24:00 前确认，逾期自行生效。`,
  withdrawn: (at: string) => `申请人 ${at} 撤回，这一件不再办理。`,
  reason: (reason: string) => `理由：${reason}`,
} as const;
