/** Texts of what was told about a case. */
export const toldText = {
  title: '通知记录',
  none: '还没有告知过申请人。',
  unmask: '显示号码',
  unmaskWhy: '显示完整号码，会留下查看记录',
  more: '再看一些',
  latest: '只看最近的',
  all: (count: number, more: boolean) => `全部 ${count} 条${more ? '以上' : ''}`,
  hidden: '文字只有经办窗口看得到。',
  version: (version: number) => (version === 1 ? '模板：随系统提供' : `模板：第 ${version} 版`),
  attempts: (count: number) => `发送 ${count} 次`,
  supplier: (id: string) => `经 ${id}`,
  attempt: (number: number) => `第 ${number} 次`,
  waits: (moment: string) => `${moment} 发出（夜间不发）`,
  call: (reason: string, closure: string | null) =>
    `电话：${reason}${closure === null ? '，待打' : `，${closure}`}`,
  steps: '经过',
  digest: (digest: string) => `文字摘要 ${digest.slice(0, 16)}`,
  calls: '通话',
  spoke: (name: string, audience: string, reached: boolean) =>
    `${name}打给${audience}，${reached ? '已接通' : '没有接通'}`,
} as const;
