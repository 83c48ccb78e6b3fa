import { shortDate } from '../../regulation/shanghai-time.ts';
import type { CaseEvent } from '../core/events.ts';

type NoticeEvent = Extract<
  CaseEvent,
  {
    type:
      | 'homeRegionCorrected'
      | 'oneTimeNoticeIssued'
      | 'inboundParcelRegistered'
      | 'supplementHandedIn'
      | 'caseDeemedAbandoned'
      | 'caseReinstated';
  }
>;

/** Titles of events that are more than the command that recorded them. */
export const noticeTitles: Partial<Record<CaseEvent['type'], string>> = {
  oneTimeNoticeIssued: '出具一次性告知书',
  oneTimeNoticeVoided: '一次性告知书作废',
  supplementCompleted: '补正材料收齐，继续审查',
  intakeReceiptVoided: '收件通知书作废',
  caseDeemedAbandoned: '逾期未补正，视为放弃',
};

/** What the timeline says of a notice and what follows from it, without anything that people typed. */
export function noticeDetail({ type, data }: NoticeEvent): string {
  switch (type) {
    case 'homeRegionCorrected':
      return `${data.matter.itemName}（${data.matter.optionName}），审查重新开始`;
    case 'oneTimeNoticeIssued': {
      const second = data.secondNotice ? '，二次告知' : '';
      return `${data.lineIds.length} 项须补正，${data.printedDays} 日内即 ${shortDate(data.dueOn)} 24:00 前${second}`;
    }
    case 'inboundParcelRegistered':
      return `运单号 ${data.waybill}${data.collectedAt ? `，${shortDate(data.collectedAt.slice(0, 10))} 揽收` : ''}`;
    case 'supplementHandedIn': {
      const how = data.way === 'counter' ? '当面交到' : `邮寄，运单号 ${data.waybill ?? ''}`;
      return `${data.lineIds.length} 项，${how}`;
    }
    case 'caseDeemedAbandoned':
      return `补正期限 ${shortDate(data.dueOn)} 已过；可按原来的内容重新申请`;
    case 'caseReinstated':
      return data.ground === 'inTime'
        ? '期限内已交到或已寄出'
        : `最后一天系统中断，期限改为 ${data.dueOn ? shortDate(data.dueOn) : ''}`;
  }
}
