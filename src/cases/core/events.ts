import type { DeliveryWay, Medium } from '../../catalogue/standard.ts';
import type { Day, Instant } from '../../regulation/instant.ts';
import type { EventType } from '../../regulation/lifecycle/index.ts';
import type { CaseState } from '../../regulation/states.ts';
import type {
  Channel,
  IssuedDocument,
  Line,
  ManifestEntry,
  Matter,
  PackedLine,
  Party,
  PostalAddress,
  Verdict,
} from './case.ts';

type Fact<Data, Content = undefined> = { data: Data; personal: Content };

type Handed = { originals: number; copies: number; medium: Medium };

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
      contact: { name: string; phone: string };
      answers: Record<string, string | number>;
      address?: PostalAddress;
    }
  >;
  intakeDeclined: Fact<{ code: string }, { explanation: string }>;
  fileAttached: Fact<{ lineId: string; fileIds: string[] }>;
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
  packageSent: Fact<
    { manifest: ManifestEntry[]; manifestDigest: string; late: boolean },
    { overdueReason: string } | undefined
  >;
  parcelDispatched: Fact<{
    waybill: string;
    carrier: string;
    packed: PackedLine[];
    addressVersion: number;
    document: IssuedDocument;
  }>;
  parcelCollected: Fact<{ waybill: string; occurredAt: Instant }, { proof: string }>;
  parcelMoved: Fact<{ waybill: string; occurredAt: Instant }, { place: string }>;
  parcelDelivered: Fact<{ waybill: string; occurredAt: Instant }, { proof: string }>;
  channelReceived: Fact<{ channel: Channel; manifestDigest?: string; waybill?: string }>;
  materialsReceived: Fact<Record<string, never>>;
  receiptDeemed: Fact<Record<string, never>>;
  caseFirstOpened: Fact<Record<string, never>>;
  handlerAssigned: Fact<{ department: string; staffId: string | null }>;
  caseReassigned: Fact<{ staffId: string }>;
  assignmentReturned: Fact<Record<string, never>, { reason: string }>;
  applicantContacted: Fact<
    { side: 'intake' | 'home'; channel: string; reached: boolean; purpose: string; occurredAt: Instant },
    { number: string; result: string }
  >;
  homeAccepted: Fact<{ acceptedOn: Day; document: IssuedDocument }>;
  homeAcceptanceDeemed: Fact<{ acceptedOn: Day }>;
  homeRejected: Fact<{ document: IssuedDocument }, { reasons: string; legalBasis: string; remedies: string }>;
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
  caseCompleted: Fact<Record<string, never>>;
};

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
