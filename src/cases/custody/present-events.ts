import type { Case } from '../core/case.ts';
import type { CaseEvent } from '../core/events.ts';
import { incidentResults } from './close-incident.ts';
import { incidentKinds } from './present-custody.ts';

/** Titles of custody events on the timeline, where the command's own does not say it. */
export const custodyTitles: Partial<Record<CaseEvent['type'], string>> = {
  incidentOpened: '寄递事故，开始查询',
  incidentClosed: '寄递事故已了结',
  originalSettled: '遗失的原件已处理',
  custodyRecorded: '材料交窗口保管',
  originalsReturned: '原件退还',
  originalsReceived: '申请人收到原件',
  resultKept: '结果留存待领',
};

const givers = { applicant: '申请人', carrier: '寄递企业', intake: '收件窗口', home: '属地窗口' } as const;

/** What a custody event says in one line; undefined for events of others. */
export function custodyDetail(event: CaseEvent, kase: Case): string | undefined {
  const names = (ids: readonly string[]): string =>
    ids.map((id) => kase.lines.find((line) => line.id === id)?.name ?? id).join('、');
  switch (event.type) {
    case 'incidentOpened':
      return `运单号 ${event.data.waybill}：${incidentKinds[event.data.kind]}`;
    case 'incidentClosed':
      return `${incidentResults[event.data.result]}${event.data.waybill ? `，运单号 ${event.data.waybill}` : ''}`;
    case 'originalSettled':
      return `${names([event.data.lineId])}：${event.data.way === 'replacement' ? '已补办' : '申请人书面说明'}，窗口负责人已确认`;
    case 'custodyRecorded':
      return `${names(event.data.lineIds)}，由${givers[event.data.from]}交来${event.data.waybill ? `（运单号 ${event.data.waybill}）` : ''}`;
    case 'originalsReturned':
      return `${names(event.data.lineIds)}，${event.data.way === 'counter' ? '窗口当面退还，已签名' : `邮寄，运单号 ${event.data.waybill ?? ''}`}`;
    case 'originalsReceived':
      return names(event.data.lineIds);
    case 'resultKept':
      return `已联系 ${event.data.attempts} 次，30 天内没有领取`;
    default:
      return undefined;
  }
}
