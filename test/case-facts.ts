import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeBusinessNumber } from '../src/cases/core/business-number.ts';
import type { Case } from '../src/cases/core/case.ts';
import { type CaseCalendars, dueOf } from '../src/cases/core/due.ts';
import type { FactSources, FileFacts, WindowFacts } from '../src/cases/core/fact-sources.ts';
import { supplementDates } from '../src/cases/home-supplement/dates.ts';
import { standardOfCase } from '../src/cases/intake/standard-of-case.ts';
import { readCatalogueFiles } from '../src/catalogue/catalogue-files.ts';
import { chooseProgramme } from '../src/catalogue/choose-programme.ts';
import { resolveStandard } from '../src/catalogue/resolve-standard.ts';
import type { ResolvedStandard } from '../src/catalogue/standard.ts';
import { readStandards } from '../src/catalogue/standard-files.ts';
import type { Grant } from '../src/platform/actor.ts';
import { dayOf } from '../src/regulation/instant.ts';
import { defaultOfficeHours } from '../src/regulation/office-hours.ts';
import type { Capacity } from '../src/regulation/roles.ts';
import { settings } from '../src/regulation/settings.ts';
import { calendarFrom, type YearArrangement } from '../src/regulation/working-calendar.ts';

const data = join(import.meta.dirname, '../data');
const textsIn = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(join(data, folder)).map((name) => [name, readFileSync(join(data, folder, name), 'utf8')]),
  );

/** The lists and standards as they ship, read once. */
function readShipped() {
  const { catalogues } = readCatalogueFiles(textsIn('catalogue'));
  const listed = new Map(
    catalogues.map(({ programme, items }) => [programme.id, { programme, items, on: '2021-07-01' }]),
  );
  const { standards, faults } = readStandards(textsIn('standards'), listed);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return { catalogues, listed, standards };
}

let shipped: ReturnType<typeof readShipped> | undefined;

/** The acceptance standard of a shipped option for one home region. */
export function shippedStandard(optionId: string, homeRegion: string): ResolvedStandard | undefined {
  shipped ??= readShipped();
  const found = shipped.standards.find(({ content }) => content.id === optionId);
  const item =
    found && shipped.listed.get(found.catalogueId)?.items.find(({ number }) => number === found.itemNumber);
  if (!found || !item) return undefined;
  const editionId = `${found.catalogueId} 2021-1`;
  return resolveStandard(
    {
      optionId,
      version: '2021-1',
      editionId,
      effectiveFrom: '2021-07-01',
      effectiveTo: null,
      unified: false,
      content: found.content,
    },
    { ...item, catalogueId: found.catalogueId, editionId },
    homeRegion,
  );
}

/** The national working-day calendar as it ships. */
export const nationalCalendar = calendarFrom(
  [...textsIn('calendar').values()].map((text) => JSON.parse(text) as YearArrangement),
);

/** Both sides on the national calendar, in the usual office hours. */
export const nationalCalendars: CaseCalendars = {
  intake: nationalCalendar,
  home: nationalCalendar,
  intakeHours: defaultOfficeHours,
  homeHours: defaultOfficeHours,
};

/** 成都市武侯区 takes in, 重庆市綦江区 decides. */
export const intakeWindow: WindowFacts = {
  id: '00000000-0000-4000-8000-510107000001',
  name: '成都市武侯区政务服务中心“跨省通办”窗口',
  regionCode: '510107',
  regionName: '四川省成都市武侯区',
  phone: '028-85000001',
  isOpen: true,
};
export const homeWindow: WindowFacts = {
  id: '00000000-0000-4000-8000-500110000001',
  name: '重庆市綦江区政务服务大厅“跨省通办”窗口',
  regionCode: '500110',
  regionName: '重庆市綦江区',
  phone: '023-48000001',
  isOpen: true,
  greenChannel: true,
};
/** More windows in the same regions, one of them closed, and one in another region. */
export const secondIntakeWindow: WindowFacts = {
  ...intakeWindow,
  id: '00000000-0000-4000-8000-510107000002',
  name: '成都市武侯区金花桥“跨省通办”窗口',
};
export const closedIntakeWindow: WindowFacts = {
  ...secondIntakeWindow,
  id: '00000000-0000-4000-8000-510107000003',
  isOpen: false,
};
export const secondHomeWindow: WindowFacts = {
  ...homeWindow,
  id: '00000000-0000-4000-8000-500110000002',
  name: '重庆市綦江区古南“跨省通办”窗口',
};
export const windowElsewhere: WindowFacts = {
  ...secondHomeWindow,
  id: '00000000-0000-4000-8000-500112000001',
  regionCode: '500112',
  regionName: '重庆市渝北区',
};
const windows = [intakeWindow, homeWindow];
const everyWindow = [...windows, secondIntakeWindow, closedIntakeWindow, secondHomeWindow, windowElsewhere];

/** The department in the home region that handles the usual item. */
export const homeDepartment = '重庆市綦江区人力社保局';

/** Clerk at both windows and approver at home: fit for whatever a test gives them. */
export const everyPost: readonly Grant[] = [
  ...windows.map(({ id, regionCode }) => ({ role: 'windowClerk' as const, regionCode, windowId: id })),
  { role: 'approver', regionCode: homeWindow.regionCode, windowId: null },
];

const second = (token: string, serial: number, name: string, ...capacities: Capacity[]) => ({
  token,
  id: `00000000-0000-4000-8000-${serial}`,
  name,
  capacities: new Set(capacities),
});

/** Colleagues who confirm an act in thought: each by the own token. */
export const secondPersons = {
  intakeLead: second('second-intake-lead', 910_000_000_001, '陈静', 'intakeClerk', 'intakeLead'),
  intakeClerk: second('second-intake-clerk', 910_000_000_002, '刘洋', 'intakeClerk'),
  homeLead: second('second-home-lead', 910_000_000_003, '吴霞', 'homeClerk', 'homeLead'),
  homeClerk: second('second-home-clerk', 910_000_000_004, '何军', 'homeClerk'),
  approver: second('second-approver', 910_000_000_005, '郑洁', 'approver'),
};

/** An uploaded page that belongs to no case yet. */
export const uploadOf = (id: string, uploadedBy: string): FileFacts => ({
  id,
  sha256: createHash('sha256').update(id).digest('hex'),
  size: 40_000,
  uploadedBy,
  caseId: null,
});

function windowOf(id: string): WindowFacts {
  const window = everyWindow.find((each) => each.id === id);
  if (!window) throw new Error(`no window ${id}`);
  return window;
}

const standardOf = async (kase: Case): Promise<ResolvedStandard> =>
  standardOfCase(kase, {
    getStandardVersion(optionId, _version, homeRegion) {
      const standard = shippedStandard(optionId, homeRegion);
      if (!standard) throw new Error(`no standard ${optionId}`);
      return standard;
    },
  });

/**
 * What commands may ask, answered as the shipped data and two windows would: the lists, standards and calendars are
 * the real ones. A test overrides the facts that matter to it.
 */
export function factsOf(uploader: string, overrides: Partial<FactSources> = {}): FactSources {
  let sequence = 0;
  return {
    confirmedBy: async (token, _kase, _command, callerId) => {
      const person = Object.values(secondPersons).find((each) => each.token === token);
      return person && person.id !== callerId ? person : undefined;
    },
    findStandard: async (optionId, homeRegion) => shippedStandard(optionId, homeRegion),
    lastGivenStandard: async () => undefined,
    pinnedStandard: standardOf,
    isListed: async (regionCode) => regionCode === homeWindow.regionCode,
    route: async () => ({ ok: true, window: homeWindow, rule: '由县级办理。' }),
    async chooseProgramme(standard, intakeRegion, homeRegion, chosen, at) {
      shipped ??= readShipped();
      const listing = shipped.catalogues
        .filter(({ programme }) => programme.id === standard.catalogueId)
        .map(({ programme }) => programme);
      const on = dayOf(at);
      const { programme, refusal } = chooseProgramme({
        listing,
        intakeRegion,
        homeRegion,
        on,
        ...(chosen === undefined ? {} : { chosen }),
      });
      if (!programme) return { ok: false, refusal, sentence: '不在通办范围内。' };
      const { id: programmeId, name, formTitle: title } = programme;
      return { ok: true, programmeId, name, title, editionId: standard.editionId };
    },
    programmeOfRegions: async () => ({
      ok: false,
      refusal: 'region-not-in-programme',
      sentence: '通办范围不含该地区。',
    }),
    findConsent: async () => undefined,
    programmeTitle: async () => '西南五省政务服务“跨省通办”',
    window: async (id) => windowOf(id),
    postalAddress: async (id) => {
      const { name, phone, regionName } = windowOf(id);
      return {
        addressee: name,
        phone,
        address: `${regionName}政务路1号`,
        postcode: '401420',
        version: 1,
        valid: true,
      };
    },
    seal: async (regionCode) => ({ regionCode, authority: '政务服务管理办公室', sample: true }),
    authority: async (_regionCode, department) => department,
    files: async (ids) => ids.map((id) => uploadOf(id, uploader)),
    rehash: async (ids) => new Map(ids.map((id) => [id, uploadOf(id, uploader).sha256])),
    caseVolume: async () => 0,
    findDuplicate: async () => undefined,
    async takeBusinessNumber(regionCode, on) {
      sequence += 1;
      return makeBusinessNumber({ regionCode, on, sequence });
    },
    findStaff: async (id) => ({
      id,
      name: '周敏',
      regionCode: homeWindow.regionCode,
      active: true,
      grants: everyPost,
    }),
    departmentsOf: async () => [homeDepartment],
    due: async (kase, duty) => dueOf(duty, kase, nationalCalendars),
    usualNoticeDays: async () => settings.supplementDays.usual,
    supplementDates: async (_kase, from, chosen) => supplementDates(nationalCalendars, from, chosen),
    verificationUrl: (code) => `https://example.invalid/verify/${code}`,
    receiptOf: (kase) => kase.documents.findLast(({ kind }) => kind === 'intakeReceipt'),
    ...overrides,
  };
}
