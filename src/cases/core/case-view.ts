import type { DeliveryWay, MaterialSample } from '../../catalogue/standard.ts';
import type { StandardSource } from '../../catalogue/standard-source.ts';
import type { DutyHolder, DutyId } from '../../regulation/duties.ts';
import type { Day, Instant } from '../../regulation/instant.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';
import type { PriorityReason } from '../../regulation/priority.ts';
import type { CaseState, Outcome } from '../../regulation/states.ts';
import type { TrustLevel } from '../../regulation/trust-levels.ts';
import type { WindowService } from '../../regulation/window-services.ts';
import type { CustodyView, IncidentView } from '../custody/present-custody.ts';
import type { DiscrepancyView, PaperTaskView } from '../discrepancy/present-discrepancies.ts';
import type { HomeSupplementView } from '../home-supplement/present-home-supplement.ts';
import type { NoticeView, SupplementView } from '../notice/present-notices.ts';
import type { GivenStandardView, WindowRequestView } from '../requests/present-requests.ts';
import type { Channel, Copies, Line, PackedLine, ParcelPurpose, SealedContents, Side } from './case.ts';

/** One line of "why this date?": a day or a run of days, counted or not, and the reason. */
export type WhyLine = { from: Day; to?: Day; label: string; counted: boolean; n?: number };

/** A window of a case, for the head of the page. */
export type WindowView = {
  regionCode: string;
  regionName: string;
  windowId: string;
  windowName: string;
  phone: string;
  /** 一窗通办专窗, 绿色通道. */
  services: WindowService[];
};

/** A deadline of a case with its explanation. */
export type DeadlineView = {
  rule: DutyId;
  /** Which time the rule runs in this case. */
  round: number;
  title: string;
  holder: DutyHolder;
  kind: 'task' | 'limit';
  since: Instant;
  dueOn: Day;
  /** The moment it is over: 24:00 of a day, or an office hour. */
  dueAt: Instant;
  /** Computed from the statutory holidays only, since the year's notice is not out yet (OP-93). */
  provisional: boolean;
  /** Working days left after today; negative when over; undefined for periods in office hours. */
  workingDaysLeft?: number;
  overdue: boolean;
  article: string;
  atDue: string;
  why: WhyLine[];
};

/** Something the reader may do now, or may not and why. */
export type ActionView = {
  command: CommandName;
  title: string;
  /** Address to POST to. */
  href: string;
  article: string;
  blocked?: { code: string; sentence: string };
};

/** A person as the reader may see it; masked unless opened on purpose. */
export type PartyView = {
  kind: 'person' | 'organisation';
  name: string;
  identityKind: string;
  identityNumber: string;
  phone?: string;
};

/** A file that shows what a material looks like, with its address. */
export type SampleView = Pick<MaterialSample, 'kind' | 'fault' | 'name' | 'mediaType'> & { href: string };

/** A material line with what the reader needs to judge it. */
export type LineView = Line & {
  note: string;
  source: string;
  substitutes: string[];
  /** Accepted trust levels of an electronic copy; none where the standard does not say. */
  trustLevels: TrustLevel[];
  /** 法定形式要求. */
  criteria: string[];
  /** What it should look like, and how not; the form to fill in. */
  samples: SampleView[];
  correction?: string;
  points: { id: string; question: string; basis: string }[];
  files: { id: string; href: string; mediaType: string; size: number; pages: number }[];
};

/** A document of the case. */
export type DocumentView = {
  id: string;
  kind: string;
  title: string;
  issuedAt: Instant;
  href: string;
  verificationCode: string;
  status: 'valid' | 'void';
};

/** A parcel with its progress. */
export type ParcelView = {
  waybill: string;
  carrier: string;
  purpose: ParcelPurpose;
  from: Side | 'applicant';
  to: Side | 'applicant';
  packed: PackedLine[];
  /** Photos of what lay in it before it was sealed, and the digest over them. */
  sealed?: SealedContents;
  /** What a later parcel answers: paper task, discrepancy or home supplement. */
  refId?: string;
  registeredAt: Instant;
  collectedAt?: Instant;
  movedAt?: Instant;
  failedAt?: Instant;
  returnedAt?: Instant;
  lostAt?: Instant;
  cancelledAt?: Instant;
  deliveredAt?: Instant;
  confirmedAt?: Instant;
};

/** The seven milestones that both windows and the applicant see alike. */
export type MilestoneView = { key: string; label: string; at?: Instant };

/** Who has the case in hand. */
export type HolderView = {
  side: Side | 'applicant' | 'none';
  office: string;
  person?: string;
  since: Instant;
  why: string;
};

/** A case as one reader may see it; the same for page, API and export. */
export type CaseView = {
  id: string;
  version: number;
  businessNumber?: string;
  state: CaseState;
  stateLabel: string;
  outcome?: Outcome;
  mode: string;
  programme: {
    id: string;
    name: string;
    /** The version of the Rules in force on the day of acceptance, before it today's. */
    rules?: string;
  };
  item: { catalogueId: string; number: number; name: string };
  option: { id: string; name: string };
  standard: {
    version: string;
    stage: 1 | 2 | 3;
    sample: boolean;
    /** Where it can be read: the standard's source, in stage 1 the guide of the home region. */
    source?: StandardSource;
    /** Stage 1: the home region has not given its standard yet. */
    missing: boolean;
    /** Stage 1: what it gave. */
    given?: GivenStandardView;
    /** Stage 1 without a standard: what this home region last answered for the item. */
    last?: GivenStandardView;
  };
  /** What the two windows asked and told each other. */
  requests: WindowRequestView[];
  statutoryName: string;
  promisedDays: number;
  statutoryDays: number | null;
  resultName: string;
  intake: WindowView;
  home: WindowView;
  /** As what the reader acts on this case. */
  capacities: string[];
  openedAt: Instant;
  submittedAt?: Instant;
  intakeAcceptedAt?: Instant;
  receivedAtHomeAt?: Instant;
  homeAcceptedOn?: Day;
  decidedAt?: Instant;
  endedAt?: Instant;
  /** Working days between intake acceptance and home acceptance (流转时间). */
  transferWorkingDays?: number;
  applicant?: PartyView;
  agent?: PartyView;
  contact?: { name: string; phone: string; email?: string };
  answers?: { fieldId: string; label: string; value: string }[];
  /** Whether personal data is shown in full; reading it in full is recorded. */
  unmasked: boolean;
  situations: { id: string; question: string; answer: boolean }[];
  lines: LineView[];
  /** Review points that concern the application as a whole. */
  generalPoints: { id: string; question: string; basis: string }[];
  identityChecks: { at: Instant; method: string; subject: string; passed: boolean }[];
  channels: Channel[];
  proposedChannels: Channel[];
  received: Channel[];
  package?: { sentAt: Instant; files: number; manifestDigest: string; receivedAt?: Instant };
  /** Pieces that differ. */
  discrepancies: DiscrepancyView[];
  /** Paper the home window asked for. */
  paperTasks: PaperTaskView[];
  parcels: ParcelView[];
  /** Where the paper of every material is. */
  custody: CustodyView[];
  /** Waybills of parcels that the sending window may ask the carrier about now. */
  askable: string[];
  /** Parcels that went wrong. */
  incidents: IncidentView[];
  homeSupplements: HomeSupplementView[];
  /** One-time notices, voided ones among them. */
  notices: NoticeView[];
  /** What is to be supplemented now; only while the case waits for it. */
  supplement?: SupplementView;
  /** Lines that a notice told to be in order; only the window lead opens them again. */
  closedLineIds: string[];
  /** Handed in with a supplement beyond the lines named. */
  extras?: string[];
  delivery?: { way: DeliveryWay; wayLabel: string; offered: DeliveryWay[]; address?: string };
  result?: {
    place: string;
    way: DeliveryWay;
    dispatchedAt: Instant;
    waybill?: string;
    deliveredAt?: Instant;
    arrivedAt?: Instant;
    /** 留存待领 since. */
    keptAt?: Instant;
    /** Two deliveries failed: it can only be picked up. */
    pickUpOnly?: boolean;
    /** The last delivery failed: it can be sent again. */
    failed?: boolean;
  };
  documents: DocumentView[];
  copies?: Copies;
  flags: string[];
  /** Goes before others by the green channel: since when, marked by whom; why for those who see personal data. */
  priority?: {
    reason?: PriorityReason;
    label?: string;
    words?: string;
    since: Instant;
    side: Side;
    by?: string;
  };
  handler?: { department: string; person?: string; since: Instant; own: boolean };
  contacts: {
    at: Instant;
    side: Side;
    channel: string;
    reached: boolean;
    purpose: string;
    result?: string;
  }[];
  /** Only for the home side. */
  opinions?: { pointId: string; question: string; favourable: boolean; text?: string }[];
  decision?: { reasons?: string; legalBasis?: string; remedies?: string; resultNumber?: string };
  rejection?: { reasons: string; legalBasis: string; remedies: string };
  explanation?: string;
  /** Special procedures, in order. */
  suspensions: {
    type: string;
    typeLabel: string;
    startOn: Day;
    expectedEndOn: Day;
    endOn?: Day;
    href: string;
  }[];
  /** Days that do not count for the limits after 受理, apart from one another. */
  pauses: { from: Day; to: Day; label: string }[];
  /** Limits without and with the days that do not count; `expected` while the clock still stands. Empty without pauses. */
  pausedLimits: { rule: DutyId; title: string; withoutPauses: Day; withPauses: Day; expected: boolean }[];
  /** Corrections of the decision, both versions. */
  decisionCorrections?: {
    at: Instant;
    field: string;
    label: string;
    before: string;
    after: string;
    reason: string;
    by: string;
    confirmedBy: string;
    href: string;
  }[];
  /** The last wish to withdraw. */
  withdrawal?: { at: Instant; state: 'open' | 'confirmed' | 'takenBack'; reason?: string };
  /** Who of each window has the case in hand by name. */
  takenBy: { [side in Side]?: { person: string; since: Instant; own: boolean } };
  holder: HolderView;
  next?: { title: string; dueAt?: Instant; provisional: boolean };
  byItself?: { at: Instant; text: string };
  deadlines: DeadlineView[];
  milestones: MilestoneView[];
  actions: ActionView[];
};

/** One entry of the timeline that both sides share. */
export type EventView = {
  seq: number;
  type: string;
  title: string;
  detail?: string;
  side: Side | 'system';
  actor: string;
  capacity: string;
  windowName?: string;
  state: CaseState;
  article: string;
  effectiveAt: Instant;
  recordedAt: Instant;
  /** The deadline this act answered, if one ran. */
  due?: { dueAt: Instant; met: boolean };
  hash: string;
  previousHash: string;
  /** The content is not for this reader or was erased; the hash stands all the same. */
  redacted: boolean;
};

/** A row of a work list; everything personal is masked. */
export type CaseRow = {
  id: string;
  businessNumber?: string;
  state: CaseState;
  stateLabel: string;
  outcome?: Outcome;
  itemNumber: number;
  itemName: string;
  optionName: string;
  applicant: string;
  intakeRegionName: string;
  homeRegionName: string;
  /** Goes before others by the green channel. */
  priority?: true;
  /** The reader's side of the case. */
  side: Side;
  /** Messages of the other window that the reader's has not seen. */
  unread?: number;
  channel: string;
  next: string;
  nextRule?: DutyId;
  /** Whether the next act lies with the reader's window. */
  mine: boolean;
  /** Who has to do what comes next. */
  holder?: DutyHolder;
  dueAt?: Instant;
  dueOn?: Day;
  provisional: boolean;
  workingDaysLeft?: number;
  overdue: boolean;
  updatedAt: Instant;
};

/** A duty that was done late or is late: the mark that stays. */
export type LateDutyView = {
  caseId: string;
  businessNumber?: string;
  itemName: string;
  applicant: string;
  rule: DutyId;
  title: string;
  holder: DutyHolder;
  windowName: string;
  dueAt: Instant;
  dueOn: Day;
  /** Whether it is still to be done. */
  open: boolean;
};

/** A page of a list: rows and the cursor of the next page. */
export type CasePage = { cases: CaseRow[]; next?: string };

/** What a command answers: enough to go on with, and nothing personal, so that it can be repeated. */
export type CommandReceipt = {
  id: string;
  businessNumber?: string;
  version: number;
  state: CaseState;
  stateLabel: string;
  events: { seq: number; type: string }[];
  documents: { id: string; kind: string; href: string }[];
};
