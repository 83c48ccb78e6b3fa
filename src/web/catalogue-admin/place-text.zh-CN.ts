/** Texts of fields that name regions and items. */
export const placeText = {
  none: '还没有选',
  add: '添加地区',
  beyond: '其他省（区、市）',
  reading: '正在读取',
  removeLabel: (name: string) => `去掉 ${name}`,
  item: '事项',
  itemHint: '写序号，或名称里的字',
  itemNone: '这份清单里没有这一项',
  itemChange: '换一项',
  numbered: (number: number, name: string) => `第 ${number} 项 ${name}`,
} as const;
