import type { Case } from '../core/case.ts';
import type { CaseEvent } from '../core/events.ts';
import { kindLabel, paperPurposes } from './present-discrepancies.ts';

/** Titles of these events on the timeline, where the command's own does not say it. */
export const discrepancyTitles: Partial<Record<CaseEvent['type'], string>> = {
  discrepancyReported: '发现材料差异',
  parcelDeliveryFailed: '邮件没有投成',
  parcelReturned: '邮件被退回',
  parcelLost: '邮件在寄递中遗失',
};

const results = {
  pieceThere: '材料已到',
  waived: '不再要求',
  askedFromApplicant: '改由申请人补正',
} as const;
const channels = { electronic: '电子', postal: '邮寄' } as const;
const purposes = { relay: '转送申请人补正的材料', replacement: '替换有差异的材料' } as const;

/** What an event about channels, paper on demand or differences says in one line; undefined for events of others. */
export function discrepancyDetail(event: CaseEvent, kase: Case): string | undefined {
  const names = (ids: readonly string[]): string =>
    ids.map((id) => kase.lines.find((line) => line.id === id)?.name ?? id).join('、');
  const ofDiscrepancy = (id: string): string => {
    const found = kase.discrepancies.find((each) => each.id === id);
    return found ? `${names([found.lineId])}（${kindLabel(found.kind)}）` : '';
  };
  switch (event.type) {
    case 'packageSent': {
      const { manifest, manifestDigest, late, more } = event.data;
      const what = more ? `${purposes[more.purpose]}：` : '';
      return `${what}${manifest.length} 个文件，清单摘要 ${manifestDigest.slice(0, 12)}${late ? '，已逾期' : ''}`;
    }
    case 'channelSwitched':
      return `${channels[event.data.from]}改为${channels[event.data.to]}，原期限到 ${event.data.dueAt.slice(0, 16).replace('T', ' ')}`;
    case 'parcelCancelled':
    case 'parcelDeliveryFailed':
    case 'parcelReturned':
    case 'parcelLost':
      return `运单号 ${event.data.waybill}`;
    case 'paperDemanded':
      return `${paperPurposes[event.data.purpose]}要用：${names(event.data.lineIds)}${event.data.recall ? '；原件在申请人处，请先收回' : ''}`;
    case 'paperDemandCancelled':
      return names(kase.paperTasks.find(({ id }) => id === event.data.id)?.lineIds ?? []);
    case 'discrepancyReported':
      return event.data.discrepancies
        .map(({ lineId, kind, applicantMustAct }) =>
          [names([lineId]), kindLabel(kind), ...(applicantMustAct ? ['须申请人配合'] : [])].join('：'),
        )
        .join('；');
    case 'discrepancyAnswered':
      return `${ofDiscrepancy(event.data.id)}${event.data.foundHere ? '：材料还在收件窗口' : ''}${event.data.waybill ? `：补寄，运单号 ${event.data.waybill}` : ''}`;
    case 'discrepancyResolved':
      return `${ofDiscrepancy(event.data.id)}：${results[event.data.result]}`;
    default:
      return undefined;
  }
}
