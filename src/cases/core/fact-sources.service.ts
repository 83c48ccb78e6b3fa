import type { Catalogue } from '../../catalogue/catalogue.service.ts';
import { chooseProgramme } from '../../catalogue/choose-programme.ts';
import { notActiveSentence, routeHomeWindow } from '../../catalogue/routing.ts';
import type { ResolvedStandard } from '../../catalogue/standard.ts';
import type { Directory } from '../../directory/directory.service.ts';
import type { Documents } from '../../documents/documents.service.ts';
import type { Confirmations } from '../../identity/confirmations.service.ts';
import type { StaffRegister } from '../../identity/staff.service.ts';
import { isValidOn } from '../../identity/staff.ts';
import type { OffListConsents } from '../../offlist/off-list-consents.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Files } from '../../platform/files.service.ts';
import { volumeOfCase } from '../../platform/files.store.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import type { Day } from '../../regulation/instant.ts';
import { dayOf } from '../../regulation/instant.ts';
import { refusals } from '../../regulation/refusals.ts';
import type { Settings } from '../../settings/settings.service.ts';
import { supplementDates } from '../home-supplement/dates.ts';
import { standardOfCase } from '../intake/standard-of-case.ts';
import { findLastGiven } from '../requests/given.store.ts';
import { makeBusinessNumber } from './business-number.ts';
import { capacitiesOf } from './capacities.ts';
import type { CaseCalendars, CaseInCalendar } from './due.ts';
import { dueOf } from './due.ts';
import type { AddressFacts, FactSources, RouteFacts, WindowFacts } from './fact-sources.ts';
import { type Counter, findRunning, type Matter, takeSequences } from './shared-reads.store.ts';

/** Lower modules that answer the questions of commands. */
export type FactParts = {
  database: Database;
  keyring: Keyring;
  files: Files;
  catalogue: Catalogue;
  directory: Directory;
  calendarsOf: (kase: CaseInCalendar) => CaseCalendars;
  documents: Pick<Documents, 'findSeal'>;
  staff: Pick<StaffRegister, 'findStaff'>;
  clock: Clock;
  confirmations: Pick<Confirmations, 'findConfirmer'>;
  settings: Pick<Settings, 'numberOf'>;
  /** Whether a region is in operation (R-250); without it all are. */
  isActive?: (regionCode: string) => boolean;
  /** Off-list consents by which cases are opened. */
  consents?: Pick<OffListConsents, 'findConsent'>;
  /** Where the pages of this system can be reached, for QR codes. */
  publicAddress(): string;
};

/** The programme whose Rules know off-list requests (规程第二十四条). */
const programmeOfRules = 'southwest-5';

/** R-021. */
const pilotSentence = '这一项还在试点，试点范围不含两地，暂不能办理。';
const sameRegionSentence = (a: string, b: string): string =>
  `非跨区域办件，请按本地流程办理：收件地和属地都在${a === b ? a : `${a}、${b}`}（规程第二条）。`;

/** Department as it is called in its region: 重庆市綦江区 + 人力社保局. */
const departmentName = (regionName: string, department: string): string =>
  department.startsWith(regionName) ? department : `${regionName}${department}`;

const none: ReadonlySet<Day> = new Set();

/** Calendars and office hours of the two sides of a case, and the days on which the service stood still. */
export const calendarsIn =
  (
    directory: Directory,
    interrupted: () => ReadonlySet<Day> = () => none,
    settings?: Pick<Settings, 'findLength'>,
  ) =>
  (kase: CaseInCalendar): CaseCalendars => ({
    interrupted: interrupted(),
    ...(settings
      ? {
          lengthFor: (rule, side, since) =>
            settings.findLength(
              rule,
              {
                programmeId: kase.programmeId,
                optionId: kase.optionId,
                regionCode: kase[side].regionCode,
              },
              since,
            ),
        }
      : {}),
    intake: directory.calendarOf(kase.intake.regionCode),
    home: directory.calendarOf(kase.home.regionCode),
    intakeHours: directory.officeHoursOf(kase.intake.windowId),
    homeHours: directory.officeHoursOf(kase.home.windowId),
  });

/** Gives out sequences; where a day has not enough left for all who ask, each asks alone for the rest. */
export function sequencesOf(
  database: Pick<Database, 'run' | 'share'>,
): (counter: Counter) => Promise<number | undefined> {
  return database.share(async (counters: readonly Counter[]) => {
    const given = await takeSequences(database.run, counters);
    for (const [at, counter] of counters.entries()) {
      if (given[at] === undefined && counters.length > 1)
        given[at] = (await takeSequences(database.run, [counter]))[0];
    }
    return given;
  });
}

/** Answers the questions that commands ask, from the services of the modules below. */
export function createFactSources(parts: FactParts): FactSources {
  const { database, keyring, files, catalogue, directory, documents, staff } = parts;
  const { calendarsOf, isActive = () => true } = parts;
  const runningOf = database.share((matters: readonly Matter[]) => findRunning(database.run, matters));
  const sequenceOf = sequencesOf(database);

  function windowFacts(windowId: string): WindowFacts {
    const window = directory.getWindow(windowId);
    return {
      id: window.id,
      name: window.name,
      regionCode: window.regionCode,
      regionName: directory.regionName(window.regionCode),
      phone: window.phone,
      isOpen: window.status === 'open',
      ...(isActive(window.regionCode) ? {} : { notActive: true as const }),
      ...(window.services.includes('greenChannel') ? { greenChannel: true as const } : {}),
    };
  }

  async function route(standard: ResolvedStandard, homeRegion: string): Promise<RouteFacts> {
    const found = routeHomeWindow({
      levels: standard.levels,
      home: directory.regionPath(homeRegion),
      entryOf: (code) => directory.entryOf(code),
      withoutImplementer: [...standard.withoutImplementer],
    });
    if (found.ok) {
      const window = windowFacts(found.windowId);
      return window.notActive
        ? {
            ok: false,
            refusal: 'region-not-active',
            sentence: notActiveSentence(window.regionName),
          }
        : { ok: true, window, rule: found.rule };
    }
    const { gapRegion } = found;
    // The case itself is refused; the gap in the directory must be known all the same (OP-16).
    if (gapRegion)
      await database.transaction((tx) =>
        directory.recordGap(tx, { regionCode: gapRegion, reason: found.sentence }),
      );
    return found;
  }

  return {
    async confirmedBy(token, kase, command, callerId) {
      const act = { caseId: kase.id, version: kase.version, command };
      const found = await parts.confirmations.findConfirmer(token, callerId, act);
      return found && { id: found.id, name: found.name, capacities: capacitiesOf(found, kase) };
    },
    findStandard: async (optionId, homeRegion, at) => catalogue.findMatter(optionId, { homeRegion, at }),
    lastGivenStandard: (optionId, homeRegion) => findLastGiven(database.db, { optionId, homeRegion }),
    pinnedStandard: async (kase) => standardOfCase(kase, catalogue),
    isListed: async (regionCode) => directory.entryOf(regionCode).listed,
    route,
    async chooseProgramme(standard, intakeRegion, homeRegion, chosen, at) {
      const { programme, refusal, edition, pilotOnly } = catalogue.chooseProgramme({
        optionId: standard.optionId,
        ...(chosen === undefined ? {} : { chosen }),
        intakeRegion,
        homeRegion,
        at,
      });
      if (programme && edition) {
        return {
          ok: true,
          programmeId: programme.id,
          name: programme.name,
          title: programme.formTitle,
          editionId: edition.id,
        };
      }
      const sentence = pilotOnly
        ? pilotSentence
        : refusal === 'same-region'
          ? sameRegionSentence(
              directory.regionName(directory.provinceOf(intakeRegion)),
              directory.regionName(directory.provinceOf(homeRegion)),
            )
          : refusals['region-not-in-programme'].sentence;
      return { ok: false, refusal: refusal ?? 'region-not-in-programme', sentence };
    },
    async programmeOfRegions(intakeRegion, homeRegion, chosen, at) {
      const listing = catalogue.listProgrammes();
      const on = dayOf(at);
      const choose = (programme: string | undefined) =>
        chooseProgramme({
          listing,
          intakeRegion,
          homeRegion,
          on,
          ...(programme === undefined ? {} : { chosen: programme }),
        });
      const ofRules = choose(chosen ?? programmeOfRules);
      const { programme, refusal } = ofRules.programme || chosen !== undefined ? ofRules : choose(undefined);
      const edition = listing.find(({ id }) => id === programme?.id)?.edition;
      return programme && edition
        ? {
            ok: true,
            programmeId: programme.id,
            name: programme.name,
            title: programme.formTitle,
            editionId: edition.id,
          }
        : {
            ok: false,
            refusal: refusal ?? 'region-not-in-programme',
            sentence: refusals[refusal ?? 'region-not-in-programme'].sentence,
          };
    },
    findConsent: async (requestId, windowId, at) => parts.consents?.findConsent(requestId, windowId, at),
    programmeTitle: async (programmeId) => catalogue.findProgramme(programmeId)?.formTitle ?? '',
    window: async (windowId) => windowFacts(windowId),
    async postalAddress(windowId, at): Promise<AddressFacts> {
      const address = directory.postalAddressOf(windowId, at);
      if (!address) return { addressee: '', phone: '', address: '', postcode: '', version: 0, valid: false };
      const { addressee, phone, postcode, version, invalidAt } = address;
      return { addressee, phone, address: address.address, postcode, version, valid: invalidAt === null };
    },
    async seal(regionCode) {
      const seal = await documents.findSeal(regionCode);
      return seal && { regionCode, authority: seal.authority, sample: seal.sample };
    },
    authority: async (regionCode, department) => departmentName(directory.regionName(regionCode), department),
    async files(ids) {
      if (ids.length === 0) return [];
      const described = await files.describe(ids);
      return described.map(({ id, sha256, size, uploadedBy, caseId }) => ({
        id,
        sha256,
        size,
        uploadedBy: uploadedBy ?? '',
        caseId: caseId ?? null,
      }));
    },
    rehash: async (ids) =>
      new Map(await Promise.all(ids.map(async (id) => [id, await files.rehash(id)] as const))),
    caseVolume: (caseId) => volumeOfCase(database.db, caseId),
    findDuplicate: (applicant, optionId, homeRegion) =>
      runningOf({
        identityIndex: keyring.blindIndex('identity', applicant.identityNumber),
        optionId,
        homeRegion,
      }),
    async takeBusinessNumber(regionCode, day) {
      const sequence = await sequenceOf({ regionCode, day });
      return sequence === undefined ? undefined : makeBusinessNumber({ regionCode, on: day, sequence });
    },
    async findStaff(id) {
      const found = await staff.findStaff(id);
      const today = dayOf(parts.clock.now());
      return (
        found && {
          id: found.id,
          name: found.name,
          regionCode: found.regionCode,
          active: found.suspendedAt === null,
          grants: found.grants.filter((grant) => isValidOn(grant, today)),
        }
      );
    },
    departmentsOf: async (regionCode, standard) => [
      departmentName(directory.regionName(regionCode), standard.department),
    ],
    usualNoticeDays: async ({ programmeId, optionId, intake }, at) =>
      parts.settings.numberOf('supplementDays', { programmeId, optionId, regionCode: intake.regionCode }, at),
    supplementDates: async (kase, from, chosen) => supplementDates(calendarsOf(kase), from, chosen),
    due: async (kase, duty) => dueOf(duty, kase, calendarsOf(kase)),
    verificationUrl: (code) => `${parts.publicAddress()}/verify/${code}`,
    receiptOf: (kase) => kase.documents.findLast(({ kind }) => kind === 'intakeReceipt'),
  };
}
