/** Texts of the table of handling options. */
export const optionTablesText = {
  title: '用表格拆分',
  lead: '下载各项的办理项，在没有拆分的事项后面写上办理项名称、层级和情形，再导入。提出的拆分由另一个人审定；已有的办理项在收件标准里改。',
  xlsx: '下载办理项（Excel）',
  csv: '下载办理项（CSV）',
  reason: '为什么这样拆分',
  stored: (count: number) => `已提出 ${count} 个办理项的拆分，等另一个人审定。`,
} as const;
