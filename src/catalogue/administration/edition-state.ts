import type { Day, Instant } from '../../regulation/instant.ts';
import type { ItemRow } from '../item.ts';
import type { Edition, Programme } from '../programme.ts';
import { isMemberProvince } from '../programme-rules.ts';
import { faultsOfLocalNames } from '../published-lists.ts';

/** How an edition stands on a day. */
export const editionStates = {
  draft: '起草中',
  proposed: '待审定',
  approved: '已审定，未到施行日期',
  inForce: '施行中',
  ended: '已由新版替代',
} as const;
export type EditionState = keyof typeof editionStates;

/** An edition with who drafted, proposed and published it. */
export type KeptEdition = Edition & {
  readonly documentNumber: string | null;
  readonly publishedAt: Instant | null;
  readonly draftedBy: string | null;
  readonly draftedByName: string | null;
  readonly draftedAt: Instant | null;
  readonly proposedBy: string | null;
  readonly proposedByName: string | null;
  readonly proposedAt: Instant | null;
  readonly approvedByName: string | null;
  readonly itemCount: number;
};

/** An edition as those who keep it see it. */
export type EditionView = KeptEdition & {
  readonly state: EditionState;
  /** The edition that follows it. */
  readonly supersededBy: string | null;
};

type Dated = Pick<Edition, 'effectiveFrom' | 'effectiveTo'> & {
  readonly publishedAt: string | null;
  readonly proposedBy: string | null;
};

/** How an edition stands on a day. */
export function stateOfEdition(edition: Dated, on: Day): EditionState {
  if (edition.publishedAt === null) return edition.proposedBy === null ? 'draft' : 'proposed';
  if (on < edition.effectiveFrom) return 'approved';
  return edition.effectiveTo === null || on < edition.effectiveTo ? 'inForce' : 'ended';
}

const mostFaults = 50;

/** What keeps the rows of a draft from being published: a sentence each. */
export function faultsOfDraft(items: readonly ItemRow[], programme: Programme, on: Day): string[] {
  if (items.length === 0) return ['清单里还没有事项。'];
  const faults = items.flatMap(({ number, name, leadDepartments }, at) => [
    ...(number === at + 1 ? [] : [`序号不连续：第 ${at + 1} 行是 ${number}。`]),
    ...(name.trim() === '' ? [`第 ${number} 项没有名称。`] : []),
    ...(leadDepartments.length === 0 ? [`第 ${number} 项没有牵头部门。`] : []),
  ]);
  const strangers = faultsOfLocalNames(items, (province) => isMemberProvince(programme, province, on));
  return [...faults, ...strangers].slice(0, mostFaults);
}
