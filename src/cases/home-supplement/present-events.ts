import { shortDate } from '../../regulation/shanghai-time.ts';
import type { CaseEvent } from '../core/events.ts';

type SupplementEvent = Extract<
  CaseEvent,
  {
    type:
      | 'homeSupplementRequested'
      | 'homeSupplementReplaced'
      | 'homeSupplementHandedIn'
      | 'homeSupplementReceived'
      | 'homeSupplementEnded';
  }
>;

/** What the timeline says of an event of a home supplement, without anything that people typed. */
export function supplementDetail({ type, data }: SupplementEvent): string {
  switch (type) {
    case 'homeSupplementRequested': {
      const { round, points, dueOn } = data.supplement;
      return `${round > 1 ? `第 ${round} 次，` : ''}${points.length} 点，期限 ${shortDate(dueOn)} 24:00`;
    }
    case 'homeSupplementReplaced':
      return `期限 ${shortDate(data.dueOn)} 24:00，原通知书作废`;
    case 'homeSupplementHandedIn': {
      const where = data.place === 'intake' ? '收件窗口' : '属地窗口';
      const how = data.way === 'counter' ? '当面交到' : '寄到';
      return `${data.pieces.length} 点，${how}${where}${data.waybill ? `，运单号 ${data.waybill}` : ''}`;
    }
    case 'homeSupplementReceived':
      return `${shortDate(data.arrivedOn)} 全部到达，到 ${shortDate(data.endedOn)} 为止不计时`;
    case 'homeSupplementEnded':
      return `${data.openPoints.length} 点没有补正，到 ${shortDate(data.endedOn)} 为止不计时`;
  }
}
