/** Texts of the page on which standards are taken in and given out as tables. */
export const standardTablesText = {
  title: '收件标准：用表格改',
  lead: '下载现有的收件标准，在 Excel 里改好再导入。导入先试读、看清改了什么再确认；存成的草稿要由另一个人审定才发布。',
  back: '返回收件标准',
  notYours: '您不能写收件标准',
  notYoursWhy: '收件标准由协调小组和各省管理部门起草，您可以下载来看。',

  giveTitle: '下载',
  part: '只要这些事项或办理项',
  partHint: '名称或编号里的字；不填就是全部',
  workbook: '下载工作簿（Excel）',
  template: '下载空模板',
  oneSheet: '只要一张表（CSV）：',

  takeTitle: '导入',
  what: '写什么',
  unified: '统一标准',
  unifiedHint: '各地都按它收件',
  own: (province: string) => `${province}的不同`,
  ownHint: '只能改本省与统一标准不同的内容；统一以后作为偏离申请',
  drafts: '会存成的草稿',
  draftColumns: { option: '办理项', kind: '种类', how: '说明' },
  reordered: (sheets: string) => `${sheets}的次序变了`,
  rewrites: '改写您已有的草稿，那里的样例文件留着',
  fresh: '新的草稿',
  effectiveFrom: '新版本从哪一天起生效',
  note: '为什么改、依据什么',
  submit: '存好就提出审定',
  stored: (count: number, submitted: boolean) =>
    `${count} 个办理项已${submitted ? '提出审定' : '存成草稿，到各自的页面提出审定'}。`,
  storedTitle: '已存入',
} as const;
