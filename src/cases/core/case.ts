import type { GivenStandard } from '../../catalogue/given-standard.ts';
import type { DeliveryWay, Medium } from '../../catalogue/standard.ts';
import type { DutyHolder, DutyId } from '../../regulation/duties.ts';
import type { Day, Instant } from '../../regulation/instant.ts';
import type { PriorityReason } from '../../regulation/priority.ts';
import type { CaseState, Outcome } from '../../regulation/states.ts';
import type { Pause } from '../../regulation/working-days.ts';
import type {
  Discrepancy,
  HomeSupplement,
  Incident,
  Notice,
  PaperTask,
  Suspension,
  WindowRequest,
  WithdrawalRequest,
} from './case-records.ts';

export type {
  Discrepancy,
  HomeSupplement,
  Incident,
  Notice,
  PaperTask,
  Suspension,
  WindowRequest,
  WithdrawalRequest,
} from './case-records.ts';

/** Which side of the case a window is. */
export type Side = 'intake' | 'home';

/** One of the two windows of a case, as it stood when the case was opened. */
export type PartyWindow = { regionCode: string; windowId: string };

/** How the materials travel. */
export type Channel = 'electronic' | 'postal';

/** How a material line stands in the formal review. */
export type Verdict = 'unmarked' | 'passed' | 'deficient' | 'notSubmitted';

/** What was handed in for a line. `handedBack`: the original was examined at the counter and given back at once. */
export type Handed = { originals: number; copies: number; medium: Medium; handedBack?: boolean };

/** One material of the application, with what the formal review found. */
export type Line = {
  id: string;
  name: string;
  required: boolean;
  key: boolean;
  /** Counts the standard asks for. */
  originals: number;
  copies: number;
  examineOriginal: boolean;
  archivePaper: boolean;
  media: readonly Medium[];
  verdict: Verdict;
  /** What was handed in; undefined until marked, or until a supplement brought a piece. */
  received?: Handed;
  reasonCode?: string;
  markedAt?: Instant;
  /** Set when a deficiency was corrected at the counter. */
  correctedOnSpotAt?: Instant;
  fileIds: readonly string[];
  /** Reopened by the window lead after a notice, with a reason. */
  reopenedAt?: Instant;
  /** When a piece for this line was handed in after the current notice; by post the carrier's collection. */
  handedInAt?: Instant;
  /** Where the paper of this line is; undefined for a line without paper, or whose original was only shown. */
  paper?: PaperPlace;
};

/** Where paper can be. `lost` is not yet settled, `settled` is. */
export type PaperPlace = 'intake' | 'onTheWay' | 'home' | 'returned' | 'lost' | 'settled';

/** One step of the custody chain of a line's paper: who holds it from then on. */
export type CustodyStep = {
  lineId: string;
  at: Instant;
  place: PaperPlace;
  /** Member of staff who wrote it down; null for the clock. */
  by: string | null;
  /** The parcel it is in, where the carrier holds it. */
  waybill?: string;
};

/** A later electronic package: relayed supplement or replacement of a piece. */
export type MorePackage = Package & {
  id: string;
  purpose: 'relay' | 'replacement';
  /** The home supplement that is relayed, or the discrepancy that is made good. */
  refId: string;
  lineIds: readonly string[];
  pointIds?: readonly string[];
};

/** An identity check at the window; never with a biometric image. */
export type IdentityCheck = {
  at: Instant;
  by: string;
  method: string;
  subject: 'applicant' | 'agent';
  passed: boolean;
};

/** A file of an electronic package as it was frozen. */
export type ManifestEntry = { fileId: string; lineId: string | null; sha256: string; size: number };

/** The electronic package: a frozen manifest with one digest over all. */
export type Package = {
  sentAt: Instant;
  manifest: readonly ManifestEntry[];
  manifestDigest: string;
  failures: number;
  receivedAt?: Instant;
};

/** What a parcel carries. */
export type ParcelPurpose =
  | 'material'
  | 'paperDemand'
  | 'replacement'
  | 'relay'
  | 'supplement'
  | 'homeSupplement'
  | 'result'
  | 'resultBack'
  | 'originalsBack';

/** One piece of the packing list. */
export type PackedLine = { lineId: string; originals: number; copies: number };

/** What lay in a parcel before it was sealed: photos, and one digest over them and the lines packed. */
export type SealedContents = { photos: readonly { fileId: string; sha256: string }[]; digest: string };

/** A parcel (寄递) with what carrier and windows said of it. */
export type Parcel = {
  waybill: string;
  carrier: string;
  purpose: ParcelPurpose;
  from: Side | 'applicant';
  to: Side | 'applicant';
  packed: readonly PackedLine[];
  sealed?: SealedContents;
  /** What a later parcel answers: paper task, discrepancy or home supplement; of the last also the points. */
  refId?: string;
  pointIds?: readonly string[];
  registeredAt: Instant;
  /** The hand-over to the carrier; fixes the time of dispatch (OP-07). */
  collectedAt?: Instant;
  /** Last sign of it between collection and delivery. */
  movedAt?: Instant;
  deliveredAt?: Instant;
  confirmedAt?: Instant;
  failedAt?: Instant;
  returnedAt?: Instant;
  lostAt?: Instant;
  cancelledAt?: Instant;
};

/** A document issued in the case. */
export type IssuedDocument = {
  id: string;
  /** Printed number: business number and place in the case. */
  number: string;
  kind: string;
  issuedAt: Instant;
  contentDigest: string;
  verificationCode: string;
  /** Voided with a reason; it stays readable, marked 作废. */
  voidedAt?: Instant;
};

/** Who keeps which of the three copies. */
export type Copies = {
  applicant: 'open' | 'handedOver';
  intake: 'open' | 'archived';
  home: 'open' | 'sentElectronically' | 'sentByPost' | 'sentBoth';
};

/** Content that is erased when the law asks for it; it lies beside the log under the key of the case (OP-98). */
export type Personal = {
  applicant: Party;
  agent?: Party;
  contact: { name: string; phone: string; email?: string };
  answers: Record<string, string | number>;
  address?: PostalAddress;
  corrections: Record<string, string>;
  opinions: Record<string, string>;
  decision?: { reasons?: string; legalBasis?: string; remedies?: string; resultNumber?: string };
  rejection?: { reasons: string; legalBasis: string; remedies: string };
  explanation?: string;
  /** What each point of a home supplement asks for, by point id. */
  supplementPoints: Record<string, string>;
  /** What was found different, by discrepancy id. */
  discrepancyNotes: Record<string, string>;
  /** What the intake window answered, by discrepancy id. */
  discrepancyAnswers: Record<string, string>;
  withdrawalReason?: string;
  /** Why it goes before others. */
  priority?: { reason: PriorityReason; words?: string };
  /** What the windows wrote to each other: questions, notes and answers, by request id. */
  windowTexts?: Record<string, { text: string; answer?: string }>;
  /** What each correction of the decision says, in the order of `corrections`. */
  decisionCorrections?: readonly { before: string; after: string; reason: string }[];
  /** What was handed in with a supplement beyond the lines named. */
  extras?: string[];
  contacts: { at: Instant; number: string; result: string }[];
};

/** A person or body as it identified itself. */
export type Party = {
  kind: 'person' | 'organisation';
  name: string;
  identityKind: string;
  identityNumber: string;
  phone?: string;
};

/** Where a result goes by mail. */
export type PostalAddress = { recipient: string; phone: string; address: string };

/** Somebody or some department to whom the home window gave the case. */
export type Handler = { department: string; staffId: string | null; since: Instant };

/** What a case is about and between whom: settled when it is opened, and kept. */
export type Matter = {
  mode: 'proxyIntake';
  programmeId: string;
  editionId: string;
  catalogueId: string;
  itemNumber: number;
  itemName: string;
  optionId: string;
  optionName: string;
  standardVersion: string;
  statutoryName: string;
  promisedDays: number;
  statutoryDays: number | null;
  resultName: string;
  /** What the home window gave instead of a published standard; null until it did, absent where one is published. */
  givenStandard?: GivenStandard | null;
  /** 清单外: the request whose consent opened it, and until when it may be registered (C.4, 4a). */
  offList?: { requestId: string; validUntil: Instant };
  intake: PartyWindow;
  home: PartyWindow;
};

/**
 * A case (办件): one application with its whole history, taken in by one region and decided by another. It is
 * never stored by hand: this value is the fold of the case's events, and the snapshot equals the fold.
 */
export type Case = Matter & {
  id: string;
  /** Number of the last event; what If-Match is compared with. */
  version: number;
  state: CaseState;
  openedBy: string;
  openedAt: Instant;
  /** When the draft went over to another hand or window: the time it is kept begins anew. */
  draftMovedAt?: Instant;
  businessNumber?: string;
  submittedAt?: Instant;
  situations: Record<string, boolean>;
  lines: readonly Line[];
  delivery?: { way: DeliveryWay; offered: readonly DeliveryWay[] };
  reviewStartedAt?: Instant;
  /** Staff who took part in the formal review; none of them may decide. */
  formalReviewers: readonly string[];
  identityChecks: readonly IdentityCheck[];
  intakeAcceptedAt?: Instant;
  channels: readonly Channel[];
  /** Channels whose materials the home window confirmed. */
  received: readonly Channel[];
  package?: Package;
  parcels: readonly Parcel[];
  documents: readonly IssuedDocument[];
  copies?: Copies;
  notices: readonly Notice[];
  /** When the current supplement was complete: every named line has a piece. */
  supplementCompletedAt?: Instant;
  /** By what way the last piece of it came; the review is due at once at the counter, in 1 working day by post. */
  supplementWay?: 'counter' | 'post';
  reinstatements: readonly {
    at: Instant;
    ground: 'inTime' | 'interruption';
    proofFileIds: readonly string[];
  }[];
  /** When home region or option were corrected before the intake acceptance: the review began anew (C.1, 3b). */
  homeCorrections?: readonly Instant[];
  abandoned?: { at: Instant; by: 'notice' | 'homeSupplement' };
  morePackages: readonly MorePackage[];
  paperTasks: readonly PaperTask[];
  discrepancies: readonly Discrepancy[];
  incidents: readonly Incident[];
  custody: readonly CustodyStep[];
  homeSupplements: readonly HomeSupplement[];
  suspensions: readonly Suspension[];
  withdrawals: readonly WithdrawalRequest[];
  /** What the two windows asked and told each other; absent until somebody did. */
  requests?: readonly WindowRequest[];
  corrections: readonly {
    at: Instant;
    field: string;
    by: string;
    secondApproverId: string;
    documentId: string;
  }[];
  /** Who of each window has the case in hand by name. */
  takenBy: { intake?: { staffId: string; since: Instant }; home?: { staffId: string; since: Instant } };
  firstOpenedAt?: Instant;
  receivedAtHomeAt?: Instant;
  /** Flags that are shown and counted, and never decide what may be done. */
  flags: readonly ('receiptDeemed' | 'acceptanceDeemed' | 'dispatchedLate' | 'offList')[];
  /** Goes before others by the green channel; null once that was taken back. */
  priority?: { side: Side; since: Instant; by: string } | null;
  /** Null once an assignment was handed back. */
  handler?: Handler | null;
  contacts: readonly { at: Instant; side: Side; channel: string; reached: boolean; purpose: string }[];
  homeAcceptedOn?: Day;
  homeAcceptedAt?: Instant;
  /** Review points that have an opinion. */
  opinionPoints: readonly { pointId: string; favourable: boolean }[];
  opinionRecordedAt?: Instant;
  decidedAt?: Instant;
  rejectedAt?: Instant;
  outcome?: Outcome;
  result?: {
    place: 'home' | 'onTheWay' | 'intake' | 'applicant';
    dispatchedAt: Instant;
    way: DeliveryWay;
    waybill?: string;
    deliveredAt?: Instant;
    arrivedAt?: Instant;
    round: number;
    /** Lines whose originals go with it. */
    originals?: readonly string[];
    /** 留存待领: kept for collection after two contact attempts. */
    keptAt?: Instant;
  };
  endedAt?: Instant;
  personal: Personal | null;
};

/** An open duty of a case: what somebody has to do, by when, and where the period began. */
export type OpenDuty = {
  rule: DutyId;
  /** A rule that must act again gets a new round (C.9, 6). */
  round: number;
  holder: DutyHolder;
  /** Where the period starts. */
  since: Instant;
  /** Number of days, for rules whose length is given by the case. */
  days?: number;
  /** Number of office hours, likewise. */
  hours?: number;
  /** A day already printed or told: the due day is never earlier (C.9, 7). */
  notBefore?: Day;
  /** Days that do not count. */
  pauses?: readonly Pause[];
  /** The very moment it ends, where an event has settled that. */
  endsAt?: Instant;
};
