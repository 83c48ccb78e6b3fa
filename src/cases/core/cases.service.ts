import type { Catalogue } from '../../catalogue/catalogue.service.ts';
import type { Directory } from '../../directory/directory.service.ts';
import type { StaffRegister } from '../../identity/staff.service.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Files, StoredFile } from '../../platform/files.service.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import { Problem } from '../../platform/problem.ts';
import { dayOf } from '../../regulation/instant.ts';
import type { Capacity } from '../../regulation/roles.ts';
import type { TextVersions } from '../../settings/text-versions.service.ts';
import {
  inChargeAt,
  type Post,
  peopleInCharge,
  postNames,
  postsOver,
  sideOfPost,
} from '../home/in-charge.ts';
import { standardOfCase } from '../intake/standard-of-case.ts';
import { findLastGiven } from '../requests/given.store.ts';
import { filesOfRequests, lacksStandard, requestsOf } from '../requests/open-requests.ts';
import { seesWindowTexts } from '../requests/present-requests.ts';
import { findReads } from '../requests/reads.store.ts';
import { filesOfCase } from '../transfer/later-sending.ts';
import { isBusinessNumber } from './business-number.ts';
import { seesPersonal } from './capacities.ts';
import * as store from './case.store.ts';
import type { Case } from './case.ts';
import { type ChainVerification, decodeEvent, type LoadedCase, verifyCase } from './case-codec.service.ts';
import type { CaseView, EventView, WindowView } from './case-view.ts';
import type { CaseCalendars, CaseInCalendar } from './due.ts';
import type { CaseEvent } from './events.ts';
import type { Executor } from './executor.service.ts';
import { presentCase } from './present-case.ts';
import { presentEvent } from './present-events.ts';
import type { EventRow } from './stored-case.ts';
import type { Surroundings } from './surroundings.ts';
import { windowsToldOf } from './windows-told-of.ts';

/** Reading cases. */
export type Cases = {
  /** What showing a case needs beyond it; for the public page as well. */
  around(kase: Case): Promise<Surroundings>;
  /** A case as this reader may see it; `unmask` shows personal data in full and is recorded. */
  view(caseId: string, actor: Actor, options?: { unmask?: boolean; address?: string }): Promise<CaseView>;
  viewByNumber(businessNumber: string, actor: Actor): Promise<CaseView>;
  events(caseId: string, actor: Actor): Promise<EventView[]>;
  /** Whether the history is whole: every link, every commitment, the snapshot. */
  verify(caseId: string, actor: Actor): Promise<ChainVerification>;
  /** One file of the case, for those who may see scans; every opening is recorded. */
  file(caseId: string, fileId: string, actor: Actor): Promise<{ bytes: Buffer; file: StoredFile }>;
  /** To whom a lead or an administration can give the case, by the posts of their own side. */
  colleagues(
    caseId: string,
    actor: Actor,
  ): Promise<{ post: Post; name: string; staff: { id: string; name: string }[] }[]>;
  /** To whom the home window can give the case. */
  assignees(caseId: string, actor: Actor): Promise<{ name: string; staff: { id: string; name: string }[] }[]>;
};

/** What reading cases stands on. */
export type CasesParts = {
  database: Database;
  keyring: Keyring;
  clock: Clock;
  files: Files;
  audit: Pick<Audit, 'record'>;
  catalogue: Catalogue;
  directory: Directory;
  calendarsOf: (kase: CaseInCalendar) => CaseCalendars;
  /** The version of the Rules of a programme that holds on a day. */
  rulesOn?: TextVersions['rulesOn'];
  staff: Pick<StaffRegister, 'findStaff' | 'listStaffWithRole'>;
  executor: Pick<Executor, 'open' | 'openByNumber'>;
  departmentsOf(regionCode: string, kase: Case): Promise<string[]>;
};

/** Staff whose names a page of the case shows. */
const namedIn = (kase: Case): string[] => [
  ...new Set([
    ...peopleInCharge(kase),
    ...kase.corrections.flatMap(({ by, secondApproverId }) => [by, secondApproverId]),
    ...(kase.priority ? [kase.priority.by] : []),
    ...requestsOf(kase).flatMap(({ by, answeredBy }) => [by, ...(answeredBy ? [answeredBy] : [])]),
  ]),
];

/** Builds the reading side of cases. */
export function createCases(parts: CasesParts): Cases {
  const { database, clock, files, audit, catalogue, directory, staff, executor } = parts;
  const { calendarsOf } = parts;

  function windowView({ regionCode, windowId }: Case['home']): WindowView {
    const window = directory.getWindow(windowId);
    return {
      regionCode,
      regionName: directory.regionName(regionCode),
      windowId,
      windowName: window.name,
      phone: window.phone,
      services: [...window.services],
    };
  }

  async function around(kase: Case): Promise<Surroundings> {
    const named = await Promise.all(namedIn(kase).map((id) => staff.findStaff(id)));
    const fileIds = filesOfCase(kase);
    const described = fileIds.length > 0 ? await files.describe(fileIds) : [];
    const lastGiven = lacksStandard(kase)
      ? await findLastGiven(database.db, { optionId: kase.optionId, homeRegion: kase.home.regionCode })
      : undefined;
    const { windowId: givenAt } = (kase.givenStandard ?? lastGiven)?.givenBy ?? {};
    const givenWindow = givenAt ? directory.findWindow(givenAt)?.name : undefined;
    const standard = standardOfCase(kase, catalogue);
    const source = catalogue.findSource(kase.optionId, kase.home.regionCode, standard);
    const rules = parts.rulesOn?.(kase.programmeId, dayOf(kase.intakeAcceptedAt ?? clock.now()));
    return {
      ...(rules ? { rules } : {}),
      ...(requestsOf(kase).length > 0 ? { seen: await findReads(database.db, [kase.id]) } : {}),
      ...(lastGiven ? { lastGiven } : {}),
      ...(givenWindow ? { givenWindow } : {}),
      ...(source ? { source } : {}),
      now: clock.now(),
      calendars: calendarsOf(kase),
      standard,
      programmeName: catalogue.findProgramme(kase.programmeId)?.name ?? kase.programmeId,
      intake: windowView(kase.intake),
      home: windowView(kase.home),
      staffNames: new Map(named.flatMap((each) => (each ? [[each.id, each.name] as const] : []))),
      files: new Map(described.map(({ id, mediaType, size, pages }) => [id, { mediaType, size, pages }])),
    };
  }

  const auditActor = (actor: Actor): { kind: Actor['kind']; id: string; name: string } => ({
    kind: actor.kind,
    id: actor.id,
    name: actor.name,
  });

  async function show(
    { loaded, capacities }: { loaded: LoadedCase; capacities: ReadonlySet<Capacity> },
    actor: Actor,
    { unmask = false, address }: { unmask?: boolean; address?: string } = {},
  ): Promise<CaseView> {
    const { kase } = loaded;
    const view = presentCase(
      kase,
      {
        capacities,
        unmask,
        actor: {
          kind: actor.kind,
          id: actor.id,
          name: actor.name,
          capacity: '',
          windowId: null,
          regionCode: null,
        },
      },
      await around(kase),
    );
    if (seesPersonal(kase, capacities) && kase.personal) {
      await audit.record(database.db, {
        action: view.unmasked ? 'personalDataRead' : 'caseRead',
        actor: auditActor(actor),
        subject: { kind: 'case', id: kase.id },
        caseId: kase.id,
        address,
      });
    }
    return view;
  }

  async function history(
    caseId: string,
    actor: Actor,
  ): Promise<{
    found: Awaited<ReturnType<Executor['open']>>;
    rows: EventRow[];
  }> {
    const found = await executor.open(caseId, actor);
    return { found, rows: await store.listEvents(database.db, caseId) };
  }

  /** Who could take the place of somebody in charge: all but those who have the case already. */
  async function holdersAt(kase: Case, post: Post): Promise<{ id: string; name: string }[]> {
    const { windowId, regionCode } = kase[sideOfPost(post)];
    const found =
      post === 'approver'
        ? await staff.listStaffWithRole({ role: 'approver', regionCode })
        : [
            ...(await staff.listStaffWithRole({ role: 'windowClerk', windowId })),
            ...(await staff.listStaffWithRole({ role: 'windowLead', windowId })),
          ];
    const never = new Set([
      inChargeAt(kase, post)?.staffId,
      ...(post === 'approver' ? kase.formalReviewers : []),
    ]);
    return [...new Map(found.map(({ id, name }) => [id, { id, name }])).values()].filter(
      ({ id }) => !never.has(id),
    );
  }

  return {
    around,
    view: async (caseId, actor, options) => show(await executor.open(caseId, actor), actor, options),
    async viewByNumber(businessNumber, actor) {
      if (!isBusinessNumber(businessNumber)) throw new Problem('business-number-invalid');
      return show(await executor.openByNumber(businessNumber, actor), actor);
    },
    async events(caseId, actor) {
      const { found, rows } = await history(caseId, actor);
      const { kase, key } = found.loaded;
      // The entries say in people's own words what happened: names, reasons, results of calls.
      if (seesPersonal(kase, found.capacities) && kase.personal) {
        await audit.record(database.db, {
          action: 'caseHistoryRead',
          actor: auditActor(actor),
          subject: { kind: 'case', id: kase.id },
          caseId: kase.id,
        });
      }
      const told = rows.map((row) => decodeEvent(caseId, row, key));
      const names = new Map(
        windowsToldOf(kase, told).flatMap((id) => {
          const window = directory.findWindow(id);
          return window ? [[id, window.name] as const] : [];
        }),
      );
      return rows.map(({ hash, previousHash, commitment }, at) =>
        presentEvent(
          told[at] as CaseEvent,
          { hash, previousHash, hasContent: commitment !== null },
          kase,
          found.capacities,
          names,
        ),
      );
    },
    async verify(caseId, actor) {
      const { found, rows } = await history(caseId, actor);
      return verifyCase(found.loaded, rows);
    },
    async file(caseId, fileId, actor) {
      const { loaded, capacities } = await executor.open(caseId, actor);
      // What one window sent the other is for both, before the transfer as well.
      const sent = filesOfRequests(loaded.kase).includes(fileId);
      const known = sent || filesOfCase(loaded.kase).includes(fileId);
      const may = sent ? seesWindowTexts(capacities) : seesPersonal(loaded.kase, capacities);
      if (!known || !may) throw new Problem('file-not-found');
      const [file] = await files.describe([fileId]);
      if (!file) throw new Problem('file-not-found');
      await audit.record(database.db, {
        action: 'scanRead',
        actor: auditActor(actor),
        subject: { kind: 'file', id: fileId },
        caseId,
      });
      return { bytes: await files.read(fileId), file };
    },
    async colleagues(caseId, actor) {
      const { loaded, capacities } = await executor.open(caseId, actor);
      const { kase } = loaded;
      const over = postsOver(capacities).filter((post) => post !== 'approver' || kase.handler);
      if (postsOver(capacities).length === 0) throw new Problem('not-authorised');
      return Promise.all(
        over.map(async (post) => ({ post, name: postNames[post], staff: await holdersAt(kase, post) })),
      );
    },
    async assignees(caseId, actor) {
      const { loaded, capacities } = await executor.open(caseId, actor);
      if (!capacities.has('homeClerk') && !capacities.has('homeLead')) throw new Problem('not-authorised');
      const { kase } = loaded;
      const approvers = await staff.listStaffWithRole({ role: 'approver', regionCode: kase.home.regionCode });
      const reviewers = new Set(kase.formalReviewers);
      const departments = await parts.departmentsOf(kase.home.regionCode, kase);
      return departments.map((name) => ({
        name,
        staff: approvers
          .filter(({ id }) => !reviewers.has(id))
          .map(({ id, name: person }) => ({ id, name: person })),
      }));
    },
  };
}
