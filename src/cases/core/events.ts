import type { DeliveryWay } from '../../catalogue/standard.ts';
import type { Day, Instant } from '../../regulation/instant.ts';
import type { EventType } from '../../regulation/lifecycle/index.ts';
import type { CaseState } from '../../regulation/states.ts';
import type {
  Channel,
  Handed,
  HomeSupplement,
  Incident,
  IssuedDocument,
  Line,
  ManifestEntry,
  Matter,
  PackedLine,
  ParcelPurpose,
  Party,
  PostalAddress,
  SealedContents,
  Side,
  Verdict,
} from './case.ts';
import type { Fact, WindowEventContents } from './window-events.ts';

/** Who signed at the counter, and how that was verified. */
type SignedBy = { method: string; subject: 'applicant' | 'agent' };

/**
 * What each event says. `data` stands in the log for ever; `personal` lies beside it, sealed under the key of
 * the case, and the log holds only a commitment to it (OP-98).
 */
export type EventContents = {
  caseOpened: Fact<Matter & { homeRule: string }>;
  draftDiscarded: Fact<{ byClock: boolean }>;
  caseSubmitted: Fact<
    {
      businessNumber: string;
      situations: Record<string, boolean>;
      lines: Omit<Line, 'verdict' | 'fileIds'>[];
      delivery: { way: DeliveryWay; offered: DeliveryWay[] };
    },
    {
      duplicateReason?: string;
      applicant: Party;
      agent?: Party;
      contact: { name: string; phone: string; email?: string };
      answers: Record<string, string | number>;
      address?: PostalAddress;
    }
  >;
  intakeDeclined: Fact<{ code: string; document?: IssuedDocument }, { explanation: string }>;
  /** `detached`: pages that lay on the wrong line and are taken off it. */
  fileAttached: Fact<{ lineId: string; fileIds: string[]; detached?: string[] }>;
  formalReviewStarted: Fact<Record<string, never>>;
  identityCheckRecorded: Fact<{
    method: string;
    subject: 'applicant' | 'agent';
    passed: boolean;
    attempt: number;
  }>;
  materialMarked: Fact<
    { lineId: string; verdict: Exclude<Verdict, 'unmarked'>; received?: Handed; reasonCode?: string },
    { correction: string } | undefined
  >;
  materialCorrectedOnSpot: Fact<{ lineId: string; received: Handed }, { correction: string }>;
  intakeAccepted: Fact<{
    channels: Channel[];
    signature: 'pad' | 'paper' | 'fingerprint';
    applicantSignedAt: Instant;
  }>;
  intakeReceiptIssued: Fact<{ document: IssuedDocument }>;
  transferTasksOpened: Fact<{ channels: Channel[] }>;
  homeRegionCorrected: Fact<
    {
      matter: Matter;
      homeRule: string;
      situations: Record<string, boolean>;
      lines: Omit<Line, 'verdict' | 'fileIds'>[];
      delivery: { way: DeliveryWay; offered: DeliveryWay[] };
    },
    { reason: string; answers: Record<string, string | number> }
  >;
  passedLineReopened: Fact<{ lineId: string }, { reason: string }>;
  oneTimeNoticeIssued: Fact<
    {
      document: IssuedDocument;
      round: number;
      days: number;
      printedDays: number;
      dueOn: Day;
      lineIds: string[];
      signature: 'pad' | 'paper' | 'fingerprint' | 'refused' | 'impossible';
      /** Second clerk who saw that the applicant would not or could not sign (OP-59). */
      witnessId?: string;
      replaces?: string;
      /** A defect of a line that had passed is named again: 二次告知. */
      secondNotice: boolean;
    },
    { signatureReason?: string; corrections?: Record<string, string> } | undefined
  >;
  oneTimeNoticeVoided: Fact<{ documentId: string }, { reason: string }>;
  inboundParcelRegistered: Fact<{
    waybill: string;
    carrier: string;
    purpose: 'supplement' | 'homeSupplement';
    to: Side;
    /** Lines of the notice, or points of the home supplement. */
    lineIds: string[];
    collectedAt?: Instant;
  }>;
  supplementHandedIn: Fact<
    {
      lineIds: string[];
      /** What was handed in for each line, counted at the counter; judged in the review that follows. */
      received: Record<string, Handed>;
      way: 'counter' | 'post';
      waybill?: string;
      occurredAt: Instant;
    },
    { extras: string[] } | undefined
  >;
  supplementCompleted: Fact<Record<string, never>>;
  caseDeemedAbandoned: Fact<
    { by: 'notice' | 'homeSupplement'; dueOn: Day; document?: IssuedDocument },
    { localRule: string } | undefined
  >;
  caseReinstated: Fact<
    {
      ground: 'inTime' | 'interruption';
      proofFileIds: string[];
      leadId: string;
      lineIds: string[];
      /** When the pieces were handed in or collected, for `inTime`. */
      occurredAt?: Instant;
      dueOn?: Day;
    },
    { reason: string; proof: string }
  >;
  intakeReceiptVoided: Fact<
    { documentId: string; homeConsentBy?: string },
    { reason: string; contact?: { name: string; phone: string } }
  >;
  packageSent: Fact<
    {
      manifest: ManifestEntry[];
      manifestDigest: string;
      late: boolean;
      /** A later package has an id of its own; the first transfer has none. */
      more?: {
        id: string;
        purpose: 'relay' | 'replacement';
        refId: string;
        lineIds: string[];
        pointIds?: string[];
      };
    },
    { overdueReason: string } | undefined
  >;
  channelSwitched: Fact<
    /** The due time of the channel that was left, for the history. */
    { from: Channel; to: Channel; dueAt: Instant },
    { reason: string; homeAgreedBy?: string }
  >;
  parcelDispatched: Fact<{
    purpose: ParcelPurpose;
    waybill: string;
    carrier: string;
    packed: PackedLine[];
    refId?: string;
    pointIds?: string[];
    addressVersion: number;
    document: IssuedDocument;
    sealed?: SealedContents;
  }>;
  parcelCollected: Fact<{ waybill: string; occurredAt: Instant }, { proof: string }>;
  parcelMoved: Fact<{ waybill: string; occurredAt: Instant }, { place: string }>;
  parcelDelivered: Fact<{ waybill: string; occurredAt: Instant }, { proof: string }>;
  parcelCancelled: Fact<{ waybill: string }, { reason: string }>;
  parcelDeliveryFailed: Fact<{ waybill: string; occurredAt: Instant }, { proof: string }>;
  parcelReturned: Fact<{ waybill: string; occurredAt: Instant }, { proof: string }>;
  parcelLost: Fact<{ waybill: string; occurredAt: Instant }, { proof: string }>;
  channelReceived: Fact<{
    channel: Channel;
    manifestDigest?: string;
    waybill?: string;
    /** Lines whose piece is there, as announced or not; without it all of the parcel. */
    lineIds?: string[];
  }>;
  paperDemanded: Fact<{
    id: string;
    purpose: 'review' | 'archive';
    lineIds: string[];
    recall: boolean;
    countsFrom: Instant;
  }>;
  paperDemandCancelled: Fact<{ id: string }, { reason: string }>;
  discrepancyReported: Fact<
    {
      discrepancies: {
        id: string;
        lineId: string;
        kind: string;
        channel: Channel;
        waybill?: string;
        applicantMustAct: boolean;
        photoIds: string[];
      }[];
    },
    { notes: Record<string, string> }
  >;
  discrepancyAnswered: Fact<{ id: string; waybill?: string; foundHere?: boolean }, { answer: string }>;
  discrepancyResolved: Fact<
    { id: string; result: 'pieceThere' | 'waived' | 'askedFromApplicant' },
    { reason: string } | undefined
  >;
  incidentOpened: Fact<
    { id: string; waybill: string; kind: Incident['kind']; byClock: boolean },
    { note: string } | undefined
  >;
  incidentClosed: Fact<
    { id: string; result: NonNullable<Incident['result']>; waybill?: string },
    { proof: string }
  >;
  originalSettled: Fact<
    { lineId: string; way: 'replacement' | 'statement'; leadId: string },
    { proof: string }
  >;
  custodyRecorded: Fact<
    {
      lineIds: string[];
      from: Side | 'applicant' | 'carrier';
      to: Side;
      waybill?: string;
      signature?: string;
    },
    { giver: string }
  >;
  originalsReturned: Fact<
    {
      lineIds: string[];
      from: Side;
      way: 'counter' | 'post';
      waybill?: string;
      carrier?: string;
      signature?: string;
    },
    { receiver: string }
  >;
  originalsReceived: Fact<{ lineIds: string[]; signature: string }>;
  materialsReceived: Fact<Record<string, never>>;
  receiptDeemed: Fact<Record<string, never>>;
  caseFirstOpened: Fact<Record<string, never>>;
  handlerAssigned: Fact<{ department: string; staffId: string | null }>;
  /** On the home side the approver unless the post says the window. */
  caseReassigned: Fact<{ staffId: string; side: Side; post?: 'window' }>;
  /** At the window of the side unless the post says the approver. */
  caseTaken: Fact<{ side: Side; staffId: string; post?: 'approver' }>;
  assignmentReturned: Fact<Record<string, never>, { reason: string }>;
  applicantContacted: Fact<
    { side: 'intake' | 'home'; channel: string; reached: boolean; purpose: string; occurredAt: Instant },
    { number: string; result: string }
  >;
  homeAccepted: Fact<{ acceptedOn: Day; document: IssuedDocument }>;
  homeAcceptanceDeemed: Fact<{ acceptedOn: Day }>;
  homeRejected: Fact<{ document: IssuedDocument }, { reasons: string; legalBasis: string; remedies: string }>;
  homeSupplementRequested: Fact<
    { supplement: Omit<HomeSupplement, 'state' | 'requestedAt'>; document: IssuedDocument },
    { points: Record<string, string>; reason?: string }
  >;
  homeSupplementReplaced: Fact<
    {
      id: string;
      dueOn: Day;
      workingDays: number;
      pausedUntil: Day;
      voids: string;
      document: IssuedDocument;
    },
    { points: Record<string, string>; reason: string }
  >;
  homeSupplementHandedIn: Fact<{
    id: string;
    pieces: { pointId: string; fileIds: string[]; originals: number; copies: number }[];
    place: Side;
    way: 'counter' | 'post';
    waybill?: string;
    occurredAt: Instant;
  }>;
  homeSupplementReceived: Fact<{
    id: string;
    arrivedOn: Day;
    endedOn: Day;
    /** Relayed parcels that the window opened. */
    waybills: string[];
    byClock: boolean;
  }>;
  homeSupplementEnded: Fact<{ id: string; openPoints: string[]; endedOn: Day }, { note: string }>;
  homeSupplementTakenBack: Fact<{ id: string; voids: string }, { reason: string }>;
  reviewSuspended: Fact<
    { type: string; startOn: Day; expectedEndOn: Day; document: IssuedDocument },
    { reason: string }
  >;
  reviewResumed: Fact<{ endOn: Day }, { result: string }>;
  decisionRecordCorrected: Fact<
    { field: string; secondApproverId: string; secondApproverName: string; document: IssuedDocument },
    { before: string; after: string; reason: string }
  >;
  withdrawalRequested: Fact<
    { id: string; signature: string; identity: SignedBy; document: IssuedDocument },
    { reason: string }
  >;
  caseWithdrawn: Fact<
    { byClock: boolean; signature?: string; identity?: SignedBy; document?: IssuedDocument },
    { reason: string } | undefined
  >;
  withdrawalTakenBack: Fact<{ id: string; signature: string; identity: SignedBy }>;
  substantiveReviewStarted: Fact<Record<string, never>>;
  opinionRecorded: Fact<
    { points: { pointId: string; favourable: boolean }[] },
    { opinions: Record<string, string> }
  >;
  applicationGranted: Fact<{ document: IssuedDocument }, { resultNumber?: string }>;
  applicationDenied: Fact<
    { document: IssuedDocument },
    { reasons: string; legalBasis: string; remedies: string }
  >;
  deliveryChosen: Fact<{ way: DeliveryWay }, { address?: PostalAddress } | undefined>;
  resultDispatched: Fact<{ way: DeliveryWay; waybill?: string; carrier?: string; originals: string[] }>;
  resultHandedOver: Fact<{ at: 'intake' | 'home'; identityMethod: string; signature: string }>;
  resultDelivered: Fact<{ occurredAt: Instant }>;
  resultSentBack: Fact<{ waybill: string; carrier: string }>;
  resultRedispatched: Fact<{ way: DeliveryWay; waybill?: string; carrier?: string }>;
  resultKept: Fact<{ attempts: number }>;
  caseCompleted: Fact<Record<string, never>>;
} & WindowEventContents;

/** An event as a command decides it: type, facts, content that may have to be erased. */
export type NewEvent = {
  [Type in EventType]: {
    type: Type;
    data: EventContents[Type]['data'];
    personal?: EventContents[Type]['personal'];
    /** When it took effect, where that is not the moment of recording (C.9, 5). */
    effectiveAt?: Instant;
  };
}[EventType];

/** Who caused an event: a person with window or region, or the clock. */
export type EventActor = {
  kind: 'staff' | 'applicant' | 'system';
  id: string | null;
  name: string;
  capacity: string;
  windowId: string | null;
  regionCode: string | null;
};

/** An event as it stands in the log of a case. */
export type CaseEvent = NewEvent & {
  seq: number;
  /** The state of the case after it: only the life-cycle table decides it. */
  state: CaseState;
  command: string;
  article: string;
  actor: EventActor;
  effectiveAt: Instant;
  recordedAt: Instant;
};
