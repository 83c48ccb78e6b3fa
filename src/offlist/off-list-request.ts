import type { GivenStandard } from '../catalogue/given-standard.ts';
import type { Instant } from '../regulation/instant.ts';
import type { OffListActor, OffListEventType, OffListState } from '../regulation/off-list.ts';

/** One of the two sides of a request; the home window is known once it was asked. */
export type OffListSide = { regionCode: string; windowId: string };

/** An item of the lists that the search offered and the clerk found to be something else. */
export type NotThisItem = { catalogueId: string; number: number; name: string };

/** What names a person; it lies sealed beside the log under the key of the request (OP-98). */
export type OffListApplicant = { name: string; phone: string; identityNumber?: string };

/** Content of a request that is erased when the law asks for it. */
export type OffListPersonal = {
  applicant: OffListApplicant;
  explanation?: string;
  question?: string;
  /** Why the home side refused, in its words. */
  reason?: string;
  withdrawal?: string;
};

/** How a declined request ended: refused with a reason, or without an answer after the whole ladder. */
export type DeclineReason = 'refused' | 'unanswered';

/** An off-list request (清单外申请): the fold of its events, as a case is of its own. */
export type OffListRequest = {
  id: string;
  /** Number of the last event; what If-Match is compared with. */
  version: number;
  state: OffListState;
  /** What the applicant wants, as it was said. Nothing personal: it stands in lists and figures. */
  wording: string;
  applicantKind: 'person' | 'organisation';
  intake: OffListSide;
  homeRegion: string;
  /** The window that was asked. */
  homeWindow?: string;
  recordedAt: Instant;
  recordedBy: string;
  notThese: readonly NotThisItem[];
  contact?: 'counter' | 'phone';
  askedAt?: Instant;
  /** When the home window must have answered, in its office hours. */
  answerDueAt?: Instant;
  answeredAt?: Instant;
  /** As what the answer was given: by the window, or by an administration in the ladder. */
  answeredAs?: OffListActor;
  standard?: GivenStandard;
  /** 24:00 of the last day of the consent. */
  consentUntil?: Instant;
  declinedFor?: DeclineReason;
  caseId?: string;
  endedAt?: Instant;
  corrections: readonly { at: Instant; by: string; fields: readonly string[] }[];
  personal: OffListPersonal | null;
};

type Fact<Data, Content = undefined> = { data: Data; personal: Content };

/** What each event says: facts that stand for ever, and content that may have to be erased. */
export type OffListContents = {
  offListRequested: Fact<
    {
      wording: string;
      applicantKind: 'person' | 'organisation';
      intake: OffListSide;
      homeRegion: string;
      notThese: NotThisItem[];
    },
    { applicant: OffListApplicant }
  >;
  offListExplained: Fact<{ contact: 'counter' | 'phone' }, { explanation: string }>;
  offListConsentRequested: Fact<{ homeWindow: string; answerDueAt: Instant }, { question: string }>;
  offListConsentGiven: Fact<{ standard: GivenStandard; consentUntil: Instant }>;
  offListConsentRefused: Fact<Record<string, never>, { reason: string }>;
  offListUnanswered: Fact<{ level2OpenedAt: Instant }>;
  offListConsentUsed: Fact<{ caseId: string }>;
  offListConsentExpired: Fact<{ caseId?: string }>;
  offListRequestWithdrawn: Fact<Record<string, never>, { withdrawal: string } | undefined>;
  offListMovedToWindow: Fact<{ side: 'intake' | 'home'; from: string; to: string; reason: string }>;
  offListCorrected: Fact<
    {
      wording?: string;
      applicantKind?: 'person' | 'organisation';
      notThese?: NotThisItem[];
      fields: string[];
    },
    { reason: string; applicant?: OffListApplicant }
  >;
};

/** Who caused an event: a person with the place from which they acted, or the clock. */
export type OffListEventActor = {
  kind: 'staff' | 'system';
  id: string | null;
  name: string;
  as: OffListActor;
  windowId: string | null;
  regionCode: string | null;
};

/** An event as a command decides it. */
export type NewOffListEvent = {
  [Type in OffListEventType]: {
    type: Type;
    data: OffListContents[Type]['data'];
    personal?: OffListContents[Type]['personal'];
  };
}[OffListEventType];

/** An event as it stands in the log of a request. */
export type OffListEvent = NewOffListEvent & {
  seq: number;
  state: OffListState;
  command: string;
  article: string;
  actor: OffListEventActor;
  effectiveAt: Instant;
  recordedAt: Instant;
};

type Slices = {
  [Type in OffListEventType]: (
    before: OffListRequest,
    event: Extract<OffListEvent, { type: Type }>,
  ) => Partial<OffListRequest>;
};

const withPersonal = (
  { personal }: OffListRequest,
  more: Partial<OffListPersonal> | undefined,
): Pick<OffListRequest, 'personal'> => ({ personal: personal && more ? { ...personal, ...more } : personal });

const slices: Slices = {
  offListRequested: (_before, { data, personal, actor, effectiveAt }) => ({
    ...data,
    recordedAt: effectiveAt,
    recordedBy: actor.id ?? '',
    corrections: [],
    personal: personal ? { applicant: personal.applicant } : null,
  }),
  offListExplained: (before, { data, personal, effectiveAt }) => ({
    contact: data.contact,
    endedAt: effectiveAt,
    ...withPersonal(before, personal),
  }),
  offListConsentRequested: (before, { data, personal, effectiveAt }) => ({
    askedAt: effectiveAt,
    homeWindow: data.homeWindow,
    answerDueAt: data.answerDueAt,
    ...withPersonal(before, personal),
  }),
  offListConsentGiven: (_before, { data, actor, effectiveAt }) => ({
    standard: data.standard,
    consentUntil: data.consentUntil,
    answeredAt: effectiveAt,
    answeredAs: actor.as,
  }),
  offListConsentRefused: (before, { personal, actor, effectiveAt }) => ({
    declinedFor: 'refused' as const,
    answeredAt: effectiveAt,
    answeredAs: actor.as,
    endedAt: effectiveAt,
    ...withPersonal(before, personal),
  }),
  offListUnanswered: (_before, { effectiveAt }) => ({
    declinedFor: 'unanswered' as const,
    endedAt: effectiveAt,
  }),
  offListConsentUsed: (_before, { data, effectiveAt }) => ({ caseId: data.caseId, endedAt: effectiveAt }),
  offListConsentExpired: (_before, { effectiveAt }) => ({ endedAt: effectiveAt }),
  offListRequestWithdrawn: (before, { personal, effectiveAt }) => ({
    endedAt: effectiveAt,
    ...withPersonal(before, personal),
  }),
  offListMovedToWindow: (before, { data: { side, to } }) =>
    side === 'intake' ? { intake: { ...before.intake, windowId: to } } : { homeWindow: to },
  offListCorrected: (before, { data, personal, actor, effectiveAt }) => {
    const { fields, wording, applicantKind, notThese } = data;
    return {
      ...(wording === undefined ? {} : { wording }),
      ...(applicantKind === undefined ? {} : { applicantKind }),
      ...(notThese === undefined ? {} : { notThese }),
      corrections: [...before.corrections, { at: effectiveAt, by: actor.name, fields }],
      ...withPersonal(before, personal?.applicant && { applicant: personal.applicant }),
    };
  },
};

/** The request after an event. */
export function evolveOffList(before: OffListRequest | undefined, event: OffListEvent): OffListRequest {
  const slice = slices[event.type] as (
    before: OffListRequest | undefined,
    event: OffListEvent,
  ) => Partial<OffListRequest>;
  return {
    ...(before as OffListRequest),
    ...slice(before, event),
    version: event.seq,
    state: event.state,
  };
}

/** The request that its events tell. */
export function foldOffList(id: string, events: readonly OffListEvent[]): OffListRequest {
  const told = events.reduce<OffListRequest | undefined>(
    (before, event) => ({ ...evolveOffList(before, event), id }),
    undefined,
  );
  if (!told) throw new Error(`off-list request ${id} has no events`);
  return told;
}

/** A consent that opens a case, as the opening needs it. */
export type OpenConsent = {
  request: OffListRequest;
  fault: 'consent-missing' | 'consent-expired' | undefined;
};

/** Whether a consent can open a case now; else why not. */
export function consentFault(
  { state, consentUntil }: OffListRequest,
  now: Instant,
): 'consent-missing' | 'consent-expired' | undefined {
  if (state === 'offListExpired') return 'consent-expired';
  if (state !== 'offListConsented' || consentUntil === undefined) return 'consent-missing';
  return now >= consentUntil ? 'consent-expired' : undefined;
}
