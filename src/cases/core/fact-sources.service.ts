import type { Catalogue } from '../../catalogue/catalogue.service.ts';
import { routeHomeWindow } from '../../catalogue/routing.ts';
import type { ResolvedStandard } from '../../catalogue/standard.ts';
import type { Directory } from '../../directory/directory.service.ts';
import type { Documents } from '../../documents/documents.service.ts';
import type { StaffRegister } from '../../identity/staff.service.ts';
import type { Database } from '../../platform/database.ts';
import type { Files } from '../../platform/files.service.ts';
import { volumeOfCase } from '../../platform/files.store.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import { refusals } from '../../regulation/refusals.ts';
import { makeBusinessNumber } from './business-number.ts';
import { findRunning, takeSequence } from './case.store.ts';
import type { Case } from './case.ts';
import type { CaseCalendars } from './due.ts';
import { dueOf } from './due.ts';
import type { AddressFacts, FactSources, RouteFacts, WindowFacts } from './fact-sources.ts';

/** Lower modules that answer the questions of commands. */
export type FactParts = {
  database: Database;
  keyring: Keyring;
  files: Files;
  catalogue: Catalogue;
  directory: Directory;
  documents: Pick<Documents, 'findSeal'>;
  staff: Pick<StaffRegister, 'findStaff'>;
  /** Where the pages of this system can be reached, for QR codes. */
  publicAddress(): string;
};

const sameRegionSentence = (a: string, b: string): string =>
  `非跨区域办件，请按本地流程办理：收件地和属地都在${a === b ? a : `${a}、${b}`}（规程第二条）。`;

/** Department as it is called in its region: 重庆市綦江区 + 人力社保局. */
const departmentName = (regionName: string, department: string): string =>
  department.startsWith(regionName) ? department : `${regionName}${department}`;

/** Calendars and office hours of the two sides of a case. */
export const calendarsIn =
  (directory: Directory) =>
  (kase: Pick<Case, 'intake' | 'home'>): CaseCalendars => ({
    intake: directory.calendarOf(kase.intake.regionCode),
    home: directory.calendarOf(kase.home.regionCode),
    homeHours: directory.officeHoursOf(kase.home.windowId),
  });

/** Answers the questions that commands ask, from the services of the modules below. */
export function createFactSources(parts: FactParts): FactSources {
  const { database, keyring, files, catalogue, directory, documents, staff } = parts;
  const calendarsOf = calendarsIn(directory);

  function windowFacts(windowId: string): WindowFacts {
    const window = directory.getWindow(windowId);
    return {
      id: window.id,
      name: window.name,
      regionCode: window.regionCode,
      regionName: directory.regionName(window.regionCode),
      phone: window.phone,
      isOpen: window.status === 'open',
    };
  }

  async function route(standard: ResolvedStandard, homeRegion: string): Promise<RouteFacts> {
    const found = routeHomeWindow({
      levels: standard.levels,
      home: directory.regionPath(homeRegion),
      entryOf: (code) => directory.entryOf(code),
      withoutImplementer: [...standard.withoutImplementer],
    });
    if (found.ok) return { ok: true, window: windowFacts(found.windowId), rule: found.rule };
    const { gapRegion } = found;
    // The case itself is refused; the gap in the directory must be known all the same (OP-16).
    if (gapRegion)
      await database.transaction((tx) =>
        directory.recordGap(tx, { regionCode: gapRegion, reason: found.sentence }),
      );
    return found;
  }

  return {
    findStandard: async (optionId, homeRegion, at) => catalogue.findStandard(optionId, { homeRegion, at }),
    pinnedStandard: async (kase) =>
      catalogue.getStandardVersion(kase.optionId, kase.standardVersion, kase.home.regionCode),
    isListed: async (regionCode) => directory.entryOf(regionCode).listed,
    route,
    async chooseProgramme(standard, intakeRegion, homeRegion, chosen, at) {
      const { programme, refusal, edition } = catalogue.chooseProgramme({
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
      const sentence =
        refusal === 'same-region'
          ? sameRegionSentence(
              directory.regionName(directory.provinceOf(intakeRegion)),
              directory.regionName(directory.provinceOf(homeRegion)),
            )
          : refusals['region-not-in-programme'].sentence;
      return { ok: false, refusal: refusal ?? 'region-not-in-programme', sentence };
    },
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
      findRunning(
        database.run,
        keyring.blindIndex('identity', applicant.identityNumber),
        optionId,
        homeRegion,
      ),
    async takeBusinessNumber(regionCode, day) {
      const sequence = await takeSequence(database.run, regionCode, day);
      return sequence === undefined ? undefined : makeBusinessNumber({ regionCode, on: day, sequence });
    },
    async findStaff(id) {
      const found = await staff.findStaff(id);
      return (
        found && {
          id: found.id,
          name: found.name,
          regionCode: found.regionCode,
          active: found.suspendedAt === null,
        }
      );
    },
    departmentsOf: async (regionCode, standard) => [
      departmentName(directory.regionName(regionCode), standard.department),
    ],
    async acceptanceDueAt(kase) {
      const since = kase.receivedAtHomeAt ?? kase.openedAt;
      return dueOf({ rule: 'homeAcceptance', round: 1, holder: 'homeWindow', since }, kase, calendarsOf(kase))
        .dueAt;
    },
    async transferDueAt(kase, channel) {
      const rule = channel === 'electronic' ? 'electronicTransfer' : 'postalDispatch';
      const since = kase.intakeAcceptedAt ?? kase.openedAt;
      return dueOf({ rule, round: 1, holder: 'intakeWindow', since }, kase, calendarsOf(kase)).dueAt;
    },
    verificationUrl: (code) => `${parts.publicAddress()}/verify/${code}`,
    receiptOf: (kase) => kase.documents.findLast(({ kind }) => kind === 'intakeReceipt'),
  };
}
