import type { Day } from '../regulation/instant.ts';
import type { LadderId } from '../regulation/ladder.ts';

/** Ids of the programmes that ship; others may be added. */
export type ProgrammeId = string;

/** At which level two regions of a programme have to differ for a case to be cross-region. */
export const granularities = { province: '省（区、市）', district: '区县' } as const;
export type Granularity = keyof typeof granularities;

/** How a programme stands: in use, closed to new cases, or named in a document without its list. */
export const programmeStatuses = { open: '已公布', closed: '已停止', listNotSupplied: '清单未提供' } as const;
export type ProgrammeStatus = keyof typeof programmeStatuses;

/** A region that belongs to a programme, with all below it, from the first day until before the second. */
export type ProgrammeMember = {
  readonly region: string;
  readonly validFrom: Day;
  readonly validTo?: Day | null;
};

/** One arrangement for handling across regions (通办范围) with its own catalogue and rules. */
export type Programme = {
  readonly id: ProgrammeId;
  /** SW5, CY, NAT, CQ2, CQ3 … */
  readonly shortCode: string;
  readonly name: string;
  /** How it is named at the head of 附件1 and 附件2. */
  readonly formTitle: string;
  readonly documentNumber: string;
  readonly granularity: Granularity;
  /** Body that coordinates the programme. */
  readonly coordinator: string;
  /** Who coordinates when somebody does not answer (C.5); without it a programme cannot be in use. */
  readonly ladder?: LadderId | null;
  readonly status: ProgrammeStatus;
  /** How many items the document names, also where the list is not at hand. */
  readonly announcedItems: number;
  readonly members: readonly ProgrammeMember[];
};

/** One immutable published version of a catalogue (清单版本, R-015). */
export type Edition = {
  readonly id: string;
  readonly programmeId: ProgrammeId;
  /** Year and number in the year: 2021-1. */
  readonly label: string;
  readonly effectiveFrom: Day;
  /** First day on which it no longer holds; null: still in force. */
  readonly effectiveTo: Day | null;
};

/** Whether dated data holds on a day: from its first day, until before its end. */
export const holdsOn = (
  { effectiveFrom, effectiveTo }: { effectiveFrom: Day; effectiveTo: Day | null },
  on: Day,
): boolean => effectiveFrom <= on && (effectiveTo === null || on < effectiveTo);
