/** Texts of the case file and the trace on the case page. */
export const archiveText = {
  title: '归档',
  notEnded: '办结或以其他方式结束后，系统形成电子档案，收件地和属地两个窗口都能取。',
  making: (done: number, all: number) => (all > 0 ? `正在归档：已核对 ${done} / ${all} 份` : '正在归档'),
  waiting: '已排队归档',
  failed: '归档没有完成',
  none: '还没有形成电子档案。',
  make: '现在归档',
  again: '重新归档',
  cancel: '不归档',
  reason: '为什么重新归档',
  reasonHint: '如 归档后收到补寄的签收单。内容没有变的，不另存一版。',
  reasonMissing: '请写明原因。',
  download: '取电子档案',
  version: (version: number) => `第 ${version} 版`,
  facts: (pages: number, parts: number, size: string) => `${pages} 页 · ${parts} 份文书和材料 · ${size}`,
  digest: 'SHA-256',
  keptAt: '两处保存',
  newer: (count: number) => `归档以后又有 ${count} 条记录，需要的请重新归档。`,
  faults: (count: number) => `有 ${count} 份原文件缺失或与摘要不符，档案里已写明。`,
  contents: (count: number) => `目录（${count} 份）`,
  old: '以前的版本',
  trace: '责任追溯',
  traceWhole: (count: number) => `共 ${count} 步，序号连续，记录链完整。`,
  traceBroken: (fault: string) => `记录链校验发现问题：${fault}`,
  columns: { seq: '序号', what: '事项', who: '谁办的', when: '何时', duty: '期限' },
  ended: { done: '按期', byClock: '期满，系统办理', void: '随之终止' },
  late: '逾期',
  before: (moment: string) => `${moment} 前`,
};

/** 762 KB, 3.4 MB. */
export const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
