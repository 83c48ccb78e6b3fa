import type { Day, Instant } from '../regulation/instant.ts';

/** What has versions: the Rules of a programme, or a printed form. */
export type TextKind = 'rules' | 'form';

/** A version as its readers see it. It holds until the day before the next one begins. */
export type TextVersionView = {
  /** Empty for what came with the system and was never registered. */
  id: string;
  kind: TextKind;
  subject: string;
  subjectName: string;
  number: number;
  title: string;
  reference: string;
  trial: boolean;
  validFrom: Day | null;
  validTo: Day | null;
  state: 'open' | 'approved' | 'rejected';
  stateText: string;
  inForce: boolean;
  proposedByName: string | null;
  proposedAt: Instant | null;
  decidedByName: string | null;
  decidedAt: Instant | null;
  mayDecide: boolean;
};

/** A version of the Rules as it stands on a case. */
export type RulesInForce = { title: string; number: number; trial: boolean; reference: string };

/** How a version is called: 规程 第 1 版（试行）. */
export const versionTitle = ({
  title,
  number,
  trial,
}: Pick<RulesInForce, 'title' | 'number' | 'trial'>): string =>
  `${title} 第 ${number} 版${trial ? '（试行）' : ''}`;
