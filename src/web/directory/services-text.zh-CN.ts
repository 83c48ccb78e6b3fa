/** Texts of what a window offers beyond the usual. */
export const servicesText = {
  title: '专窗和绿色通道',
  what: {
    oneWindow: '一个窗口办所有跨区域事项，不用分头排队。',
    greenChannel: '老年人、残疾人、紧急就医等可以优先办理；期限不变。',
  },
  offered: '已开设',
  notOffered: '没有开设',
  begin: '开设',
  end: '取消',
  endWhy: '已标为优先的办件不受影响；以后两地窗口都没有绿色通道的，不能再标为优先。',
  reason: '原因',
  reasonHint: '写进记录，如 大厅已设绿色通道',
  reasonMissing: '请写明原因。',
  safe: '先不办',
  done: '已办理，专区和工作台立即更新',
  marked: (moment: string, by: string, verb: string, what: string, reason: string) =>
    `${moment} ${by}${verb}${what}：${reason}`,
} as const;
