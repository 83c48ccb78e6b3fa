import type { GivenStandard } from '../../catalogue/given-standard.ts';
import type { ResolvedStandard } from '../../catalogue/standard.ts';
import type { Seal } from '../../documents/seal.ts';
import type { OpenConsent } from '../../offlist/off-list-request.ts';
import type { Grant } from '../../platform/actor.ts';
import type { Day, Instant } from '../../regulation/instant.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';
import type { Capacity } from '../../regulation/roles.ts';
import type { SupplementDates } from '../home-supplement/dates.ts';
import type { Case, IssuedDocument, OpenDuty, Party } from './case.ts';
import type { DutyDue } from './due.ts';

/** A window as commands need it. */
export type WindowFacts = {
  id: string;
  name: string;
  regionCode: string;
  regionName: string;
  phone: string;
  isOpen: boolean;
  /** Its region is not in operation yet. */
  notActive?: true;
  /** It offers the green channel. */
  greenChannel?: true;
};

/** The postal address of a window valid now; `valid` is false while it is marked as wrong. */
export type AddressFacts = {
  addressee: string;
  phone: string;
  address: string;
  postcode: string;
  version: number;
  valid: boolean;
};

/** Where a case goes: the home window with the rule that led to it, or why there is none. */
export type RouteFacts =
  | { ok: true; window: WindowFacts; rule: string }
  | {
      ok: false;
      refusal:
        | 'region-not-in-directory'
        | 'home-window-missing'
        | 'home-region-unclear'
        | 'region-not-active';
      sentence: string;
      gapRegion?: string;
    };

/** Which programme a case belongs to, or why none covers it (OP-96). */
export type ProgrammeFacts =
  | { ok: true; programmeId: string; name: string; title: string; editionId: string }
  | { ok: false; refusal: 'same-region' | 'region-not-in-programme'; sentence: string };

/** A stored file as commands need it. */
export type FileFacts = {
  id: string;
  sha256: string;
  size: number;
  uploadedBy: string;
  caseId: string | null;
};

/** A seal that may be used now by this person, or none. */
export type SealFacts = Seal | undefined;

/** A member of staff who may get a case. */
export type StaffFacts = {
  id: string;
  name: string;
  regionCode: string | null;
  active: boolean;
  /** Grants that hold today. */
  grants: readonly Grant[];
};

/** A second person beside the one who acts. */
export type SecondPerson = { id: string; name: string; capacities: ReadonlySet<Capacity> };

/**
 * What commands may ask beyond the case: a port of plain questions, answered by the services of lower
 * modules. Decisions stay pure; they get the answers.
 */
export type FactSources = {
  /** The standard of an option, or for an item without one its matter without materials (stage 1). */
  findStandard(optionId: string, homeRegion: string, at: Instant): Promise<ResolvedStandard | undefined>;
  /** What a home region last answered for an item without a published standard. */
  lastGivenStandard(optionId: string, homeRegion: string): Promise<GivenStandard | undefined>;
  /** The standard a case keeps. */
  pinnedStandard(kase: Case): Promise<ResolvedStandard>;
  /** Whether a region has an entry in the contact directory. */
  isListed(regionCode: string): Promise<boolean>;
  route(standard: ResolvedStandard, homeRegion: string): Promise<RouteFacts>;
  chooseProgramme(
    standard: ResolvedStandard,
    intakeRegion: string,
    homeRegion: string,
    programme: string | undefined,
    at: Instant,
  ): Promise<ProgrammeFacts>;
  /** The programme of two regions for what stands in no list: the one of the Rules, else the narrowest (C.4). */
  programmeOfRegions(
    intakeRegion: string,
    homeRegion: string,
    programme: string | undefined,
    at: Instant,
  ): Promise<ProgrammeFacts>;
  /** The consent to an off-list request of a window, or why it opens no case; undefined for an unknown request. */
  findConsent(requestId: string, windowId: string, at: Instant): Promise<OpenConsent | undefined>;
  programmeTitle(programmeId: string): Promise<string>;
  window(windowId: string): Promise<WindowFacts>;
  postalAddress(windowId: string, at: Instant): Promise<AddressFacts>;
  /** A seal of the region for this person; undefined without seal, or without the right to use it. */
  seal(regionCode: string, staffId: string | null, at: Instant): Promise<SealFacts>;
  /** The authority that signs the home region's documents for an option. */
  authority(regionCode: string, department: string): Promise<string>;
  files(ids: readonly string[]): Promise<FileFacts[]>;
  /** Digests of the stored bytes, read and computed anew. */
  rehash(ids: readonly string[]): Promise<Map<string, string | undefined>>;
  /** Bytes of all files of a case together. */
  caseVolume(caseId: string): Promise<number>;
  /** A running case of the same applicant for the same option at the same home region. */
  findDuplicate(applicant: Party, optionId: string, homeRegion: string): Promise<string | undefined>;
  /** Takes the next number of the region's day; undefined when the day's range is used up. */
  takeBusinessNumber(regionCode: string, day: Day): Promise<string | undefined>;
  findStaff(id: string): Promise<StaffFacts | undefined>;
  /**
   * The second person who confirmed an act of the caller with account and password a moment ago (two-person commands):
   * in what capacities they stand to this case. Undefined for a token that is unknown, over, of the caller, or meant for
   * another act; ask it through `secondPerson`.
   */
  confirmedBy(
    token: string,
    kase: Case,
    command: CommandName,
    callerId: string,
  ): Promise<SecondPerson | undefined>;
  /** Departments that handle the option in the region. */
  departmentsOf(regionCode: string, standard: ResolvedStandard): Promise<string[]>;
  /** Dates of a home supplement asked for at a moment: the usual ones, or those of a day that was chosen. */
  supplementDates(kase: Case, from: Instant, chosen?: Day): Promise<SupplementDates | undefined>;
  /** Days that a notice gives unless the clerk says otherwise (R-249, OP-05). */
  usualNoticeDays(kase: Case, at: Instant): Promise<number>;
  /** When a duty of the case is due, by the register and the calendars of its sides. */
  due(kase: Case, duty: OpenDuty): Promise<DutyDue>;
  verificationUrl(code: string): string;
  /** The number of the issued receipt, for the packing list. */
  receiptOf(kase: Case): IssuedDocument | undefined;
};
