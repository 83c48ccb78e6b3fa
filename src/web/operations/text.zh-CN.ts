/** Texts of 运行状况. */
export const operationsText = {
  title: '运行状况',
  lead: '系统自己会一直重试，满 7 天仍办不成的停下来，等您处理。这里没有办件内容和个人信息。',
  refresh: '刷新',
  back: '回工作台',
  noRight: '您的岗位看不了运行状况。',
  noRightWhy: '系统管理员和审计人员可以看。',

  summary: {
    good: '一切正常：没有积压，没有要处理的。',
    late: (what: string) => `${what}，系统正在追赶或重试。`,
    bad: (count: number) => `有 ${count} 条停了下来，要您看一看：查清原因后重办或重发。`,
    behind: (titles: string) => `落后的：${titles}`,
    failing: (titles: string) => `在重试的：${titles}`,
  },

  subscribers: '办件变化的去向',
  subscribersWhy: '每项各自读办件事件，读到哪里、落后多少。',
  noSubscribers: '没有订阅办件事件的部分。',
  topics: '外发消息',
  topicsWhy: '发给短信、寄递等外部系统的消息。对方停了，消息在这里等着，不丢，也不重复办理。',
  noTopics: '没有外发消息。',
  noTopicsWhy: '还没有接上外部系统，或还没有发过消息。',

  columns: {
    what: '做什么',
    state: '状态',
    position: '读到',
    lag: '落后',
    parked: '暂存重试',
    dead: '停下',
    failures: '累计失败',
    waiting: '等待发送',
    oldest: '最久',
    failing: '其中在重试',
    ended: '没有送到',
    entry: '事件',
    kase: '办件',
    error: '原因',
    next: '下一步',
    tries: '失败次数',
    message: '消息编号',
    since: '应发时间',
    act: '处理',
  },

  fine: '正常',
  catchingUp: '追赶中',
  retrying: '重试中',
  stopped: '有停下的',
  unknown: '已不再使用',
  none: '没有',
  events: (count: number) => `${count} 条`,
  lag: (count: number, age: string) => (count === 0 ? '没有落后' : `${count} 条，最早的等了 ${age}`),
  age: (seconds: number): string => {
    if (seconds < 60) return `${seconds} 秒`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} 分钟`;
    if (seconds < 86_400)
      return `${Math.floor(seconds / 3600)} 小时 ${Math.floor((seconds % 3600) / 60)} 分钟`;
    return `${Math.floor(seconds / 86_400)} 天 ${Math.floor((seconds % 86_400) / 3600)} 小时`;
  },
  lastFailed: (moment: string) => `最近一次 ${moment}`,

  look: '看明细',
  lookAt: (title: string) => `看明细：${title}`,
  close: '收起',
  parkedTitle: (title: string) => `${title}：暂存的事件`,
  parkedNone: '没有暂存的事件。',
  messagesTitle: (title: string) => `${title}：消息`,
  messagesNone: { waiting: '没有等待的消息。', ended: '没有没送到的消息。' },
  which: { waiting: '等待的', ended: '没有送到的' },
  entryName: (feedNo: number, type: string) => `第 ${feedNo} 号 ${type}`,
  open: '打开办件',
  nextTry: (moment: string) => `${moment} 再试`,
  waitsBehind: '等同一件里前面的一条',
  deadSince: (moment: string) => `${moment} 停止重试`,
  states: {
    waiting: (moment: string) => `${moment} 再发`,
    failed: '对方明确不收',
    dead: '已停发',
    expired: '过了有效期',
    done: '已送到',
  },
  attempts: (count: number) => `发过 ${count} 次`,
  more: '再显示 20 条',

  resend: '重发',
  redo: '重办',
  giveUp: '停止重试',
  redoAll: '全部重办',
  resendAll: '没送到的全部重发',
  done: (count: number) => `${count} 条已排到最前，马上处理。`,
  stoppedOne: '已停止重试，后面的继续办。',
  confirm: {
    safe: '先不动',
    redoAll: '全部重办',
    redoAllWhy: (title: string, count: number) =>
      `“${title}”暂存和停下的 ${count} 条会马上按先后重新办理。已经办过的不会办第二次。`,
    resendAll: '全部重发',
    resendAllWhy: (title: string, count: number) =>
      `“${title}”没有送到的 ${count} 条会马上重发。收方凭消息编号识别重复，不会办第二次。请先确认对方已经恢复。`,
    giveUp: '停止重试这一条',
    giveUpWhy: '这一条不再重试，同一件里排在后面的继续办。以后仍可以重办。',
  },
} as const;
