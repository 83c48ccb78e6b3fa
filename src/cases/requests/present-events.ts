import type { Case } from '../core/case.ts';
import type { CaseEvent } from '../core/events.ts';

/** Titles of these events on the timeline, where the command's own does not say it. */
export const requestTitles: Partial<Record<CaseEvent['type'], string>> = {
  standardRequested: '向属地请求收件标准',
  standardProvided: '属地答复收件标准',
  guideAdopted: '按属地办事指南收件',
  standardAdopted: '沿用属地上次答复的标准',
  requestCancelled: '撤回询问',
};

/** Written by one window for the other: both read it, whatever else of the case they may see. */
export const isBetweenWindows = ({ type }: Pick<CaseEvent, 'type'>): boolean =>
  type === 'standardRequested' || type === 'windowAsked' || type === 'windowAnswered';

const given = ({
  materials,
  promisedDays,
}: {
  materials: readonly unknown[];
  promisedDays: number;
}): string =>
  `材料 ${materials.length} 项，承诺${promisedDays === 0 ? '当天' : ` ${promisedDays} 个工作日`}办结`;

/** What an event between the windows says in one line; undefined for events of others. */
export function requestDetail(event: CaseEvent, kase: Case): string | undefined {
  switch (event.type) {
    case 'standardProvided':
      return given(event.data.standard);
    case 'guideAdopted': {
      const { guide } = event.data.standard;
      return `${given(event.data.standard)}；${guide?.version ?? ''} ${guide?.address ?? ''}`.trim();
    }
    case 'standardAdopted':
      return `${given(event.data.standard)}；${event.data.standard.givenAt.slice(0, 10)} 的答复`;
    case 'windowAsked': {
      const line = kase.lines.find(({ id }) => id === event.data.lineId)?.name;
      return [event.data.kind === 'note' ? '告知' : '要答复', ...(line ? [line] : [])].join('：');
    }
    default:
      return undefined;
  }
}
