import type { Instant } from '../regulation/instant.ts';
import type { GuideSection } from './guide.ts';

/** A report that a guide differs from what is done. */
export type GuideReport = {
  readonly id: string;
  readonly code: string;
  readonly optionId: string;
  readonly region: string;
  readonly taskRegion: string;
  readonly section: GuideSection;
  readonly description: string;
  readonly guideRevision: number;
  readonly standardVersion: string;
  readonly reportedBy: string | null;
  readonly reportedByName: string | null;
  readonly reportedAt: Instant;
  readonly dueAt: Instant;
  readonly state: 'open' | 'corrected' | 'confirmed';
  readonly answer: string | null;
  readonly answeredByName: string | null;
  readonly answeredAt: Instant | null;
};

/** A report with the names that a reader needs. */
export type ReportView = GuideReport & {
  readonly optionName: string;
  readonly regionName: string;
  readonly sectionText: string;
  readonly overdue: boolean;
};
