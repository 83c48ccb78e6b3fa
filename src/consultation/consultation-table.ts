import type { TableColumn } from '../platform/tables/table.ts';

/** Columns of the table of consultations; there is none for a charge. */
export const consultationColumns = [
  { key: 'recordedAt', title: '时间', hint: '登记的时间', width: 16 },
  { key: 'windowName', title: '窗口', hint: '登记的窗口', width: 30 },
  { key: 'askingRegion', title: '询问地', hint: '从哪里来办', width: 20 },
  { key: 'homeRegion', title: '属地', hint: '事情归哪里办', width: 20 },
  { key: 'subject', title: '询问事项', hint: '问的是什么', width: 32 },
  { key: 'item', title: '清单事项', hint: '清单上的序号和名称', width: 28 },
  { key: 'answer', title: '答复', hint: '怎么答复的', width: 48 },
  { key: 'help', title: '提供的帮助', hint: '免费提供', width: 26 },
  { key: 'businessNumber', title: '业务编号', hint: '关联的办件', width: 24 },
  { key: 'recordedBy', title: '登记人', hint: '经办的人', width: 12 },
] as const satisfies readonly TableColumn[];

/** Key of a column. */
export type ConsultationColumn = (typeof consultationColumns)[number]['key'];
