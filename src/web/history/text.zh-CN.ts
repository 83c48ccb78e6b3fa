/** Texts of histories. */
export const historyText = {
  title: '历次版本',
  none: '还没有改动过',
  noneWhy: '现在用的是随系统提供的内容。',
  shipped: '随系统提供',
  made: (name: string, moment: string) => `${name}，${moment}`,
  approved: (name: string) => `${name} 同意`,
  compare: '比较两个版本',
  from: '前一个版本',
  to: '后一个版本',
  field: '内容',
  same: '这两个版本没有差别。',
  hidden: (count: number) => `另有 ${count} 处相同，没有列出。`,
  kinds: { changed: '改动', added: '新加', removed: '删去' },
  empty: '（没有）',
} as const;
