/** Texts of the alert of a desk. */
export const alertText = {
  label: '等本窗口答复',
  from: (region: string) => `${region}在等`,
  take: '接手',
  open: '去答复',
  see: '查看',
  takenBy: (name: string) => `${name}已接手`,
  own: '您在办',
  more: (count: number) => `还有 ${count} 件`,
  fewer: '收起',
  soundOn: '有新请求时响一声',
  soundOff: '关掉提示音',
  soundAsk: '开着提示音吗？有人等答复时响一声。',
  yes: '打开',
  no: '不用',
} as const;
