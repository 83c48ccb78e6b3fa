import type { Day, Instant } from '../regulation/instant.ts';
import type { CaseState, Outcome } from '../regulation/states.ts';

/** A window of a case as its applicant sees it. */
type PublicOffice = { regionName: string; windowName: string; phone: string };

/** One of the seven milestones, the same for both windows and the applicant. */
export type PublicMilestone = {
  key: string;
  /** 收件、流转、到达、受理、审查、决定、送达. */
  label: string;
  status: 'done' | 'current' | 'ahead';
  /** When it was reached, or since when it runs. */
  at?: Instant;
  /** Office at which it was reached. */
  place?: string;
  /** By when it is reached, where that is known. */
  dueOn?: Day;
};

/** One line of “为什么是 10月9日？”: a day or a run of days, counted or not. */
export type PublicDayLine = { from: Day; to?: Day; label: string; counted: boolean; n?: number };

/** The next deadline of whoever has the case in hand. */
export type PublicDue = {
  /** What ends it: 作出审批决定. */
  title: string;
  dueOn: Day;
  dueAt: Instant;
  /** Still without the year's holiday notice (OP-93). */
  provisional: boolean;
  overdue: boolean;
  /** Working days after today up to the due day; negative when over. Absent for periods in office hours. */
  workingDaysLeft?: number;
  /** Article the deadline stands on. */
  article: string;
  why: PublicDayLine[];
};

/** A document issued to the applicant. Nothing of its content, only what leads to it. */
export type PublicDocument = {
  title: string;
  issuedAt: Instant;
  status: 'valid' | 'void';
  /** Opens the verification page. */
  verificationCode: string;
};

/** What the applicant has to do now; absent: nothing. */
type PublicTask = { kind: 'pickUp'; office: PublicOffice; until?: Day };

/** The progress of a case for somebody who knows its number and the last digits of the phone: nothing personal, no internal notes. */
export type PublicProgress = {
  businessNumber: string;
  itemName: string;
  optionName: string;
  state: CaseState;
  stateLabel: string;
  outcome?: Outcome;
  intake: PublicOffice;
  home: PublicOffice;
  /** Who has it in hand; `none` once it has ended. */
  holder: { side: 'intake' | 'home' | 'applicant' | 'none'; office: string; since: Instant };
  task?: PublicTask;
  /** What the one-time notice asks to be supplemented, by when, and how many parcels are on their way. */
  notice?: { dueOn: Day; lines: { name: string; reason: string; handedIn: boolean }[]; parcels: number };
  /** Points that the home region asks to be supplemented, and how many are still missing; `over`: its time has passed. */
  supplement?: { points: number; missing: number; dueOn: Day; over: boolean };
  due?: PublicDue;
  milestones: PublicMilestone[];
  documents: PublicDocument[];
  /** Parcel with the result. */
  parcel?: { carrier: string; waybill: string; dispatchedAt: Instant; deliveredAt?: Instant };
  /** Where the applicant's originals are. */
  originals: { name: string; where: string; since: Day; expected?: { what: string; on: Day } }[];
  /** Built on sample windows or standards. */
  sample: boolean;
};

/** What anyone who holds a document may know about it: five fields, its seal and whether it is unaltered. */
export type PublicVerification = {
  /** 收件通知书, 受理通知书 … */
  title: string;
  /** Whether it is the 收件通知书, which is no acceptance. */
  isIntakeReceipt: boolean;
  businessNumber: string;
  issuedAt: Instant;
  windowName: string;
  /** Authority of the seal. */
  sealAuthority: string;
  status: 'valid' | 'void';
  voidedAt?: Instant;
  /** The stored content still has the digest it was issued with. */
  unaltered: boolean;
  /** Issued with a sample seal, for demonstration. */
  sample: boolean;
};

/** What the cases answer to anyone; undefined for whatever does not fit, without saying why. */
export type PublicCases = {
  /** Progress by number and the last four digits of the applicant's, agent's or contact's phone. */
  findCaseProgress(query: {
    businessNumber: string;
    phoneLast4: string;
  }): Promise<PublicProgress | undefined>;
  /** A document by its verification code, upper case and without hyphens. */
  verifyDocument(code: string): Promise<PublicVerification | undefined>;
};
