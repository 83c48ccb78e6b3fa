import { singleCopy } from '../documents/copies.ts';
import type { OffListPaperData } from '../documents/forms.ts';
import type { Renderer } from '../documents/renderer.service.ts';
import { maskIdentity, maskName, maskPhone } from '../identity/masking.ts';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { maskNumbers } from '../platform/sensitive-text.ts';
import { dayOf, type Instant } from '../regulation/instant.ts';
import { type OffListState, offListStates } from '../regulation/off-list.ts';
import { isDay } from '../regulation/shanghai-time.ts';
import type { OffList, OpenedOffList } from './off-list.service.ts';
import * as store from './off-list.store.ts';
import { decodeOffListEvent, type OffListVerification, verifyOffList } from './off-list-codec.service.ts';
import type { OffListApplicant, OffListRequest } from './off-list-request.ts';
import { administered, demandScope, ownWindows } from './off-list-scope.ts';
import {
  type OffListPage,
  type OffListPaper,
  type OffListQueue,
  type OffListRowView,
  type OffListView,
  offListPapers,
} from './off-list-view.ts';
import type { OffListWorld } from './off-list-world.service.ts';
import { actionsFor, eventTitle, holderOf, papersOf } from './present-off-list.ts';

/** Reading off-list requests: what somebody may see, masked, and every look at a person's data recorded. */
export type OffListReading = {
  view(id: string, actor: Actor, options?: { unmask?: boolean; address?: string }): Promise<OffListView>;
  list(
    actor: Actor,
    query: { queue: OffListQueue; state?: OffListState; after?: string; limit: number },
  ): Promise<OffListPage>;
  /** How many questions wait for this person's answer, up to 99. */
  waiting(actor: Actor): Promise<number>;
  /** What waits for an answer at some windows, for the alert of the desk. */
  waitingFor(windows: readonly string[]): Promise<WaitingConsent[]>;
  /** What can be printed, as PDF; the applicant's name stands on it, so printing is recorded. */
  paper(id: string, paper: OffListPaper, actor: Actor): Promise<{ bytes: Buffer; name: string }>;
  /** Whether the history is whole. */
  verify(id: string, actor: Actor): Promise<OffListVerification>;
};

const mostWaiting = 99;

/** A question that waits at a window, as the desk alerts to it. */
export type WaitingConsent = {
  key: string;
  kind: string;
  kindLabel: string;
  title: string;
  from: string;
  since: Instant;
  dueAt: Instant;
  overdue: boolean;
  link: string;
};

/** Printed number of a paper: the day and the beginning of the record's id; no business number. */
const numberOf = ({ id, recordedAt, intake }: OffListRequest): string =>
  `清单外 ${intake.regionCode}-${dayOf(recordedAt).replaceAll('-', '')}-${id.slice(0, 8).toUpperCase()}`;

const maskedApplicant = ({ name, phone, identityNumber }: OffListApplicant): OffListApplicant => ({
  name: maskName(name),
  phone: maskPhone(phone),
  ...(identityNumber ? { identityNumber: maskIdentity(identityNumber) } : {}),
});

const encode = ({ recordedAt, id }: { recordedAt: string; id: string }): string =>
  Buffer.from(`${recordedAt}|${id}`).toString('base64url');

function decode(text: string | undefined): store.OffListCursor {
  if (text === undefined) return undefined;
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split('|');
  if (!isDay(at.slice(0, 10)) || !/^[\dT:.+-]{20,35}$/.test(at) || !/^[0-9a-f-]{36}$/.test(id))
    throw fieldInvalid('/after', '翻页位置不对，请从头看起。');
  return { at, id };
}

/** Builds the reading side. */
export function createOffListReading(parts: {
  database: Database;
  clock: Clock;
  audit: Pick<Audit, 'record'>;
  world: OffListWorld;
  offList: Pick<OffList, 'open'>;
  renderer: Pick<Renderer, 'render'>;
}): OffListReading {
  const { database, clock, audit, world, offList, renderer } = parts;
  const { db } = database;

  const recordRead = (actor: Actor, action: string, id: string, address?: string): Promise<void> =>
    audit.record(db, {
      action,
      actor: auditActorOf(actor),
      subject: { kind: 'offListRequest', id },
      address,
    });

  /** Who may read whose words: the intake side all, the home side question and own answer, others without numbers. */
  function textsFor({ loaded, actors, answersAs }: OpenedOffList) {
    const { personal } = loaded.request;
    const intakeSide = actors.has('intakeClerk');
    const above =
      actors.has('intakeAdministration') || actors.has('auditor') || actors.has('coordinationGroup');
    const own = (text: string | undefined): string | undefined =>
      text === undefined ? undefined : intakeSide ? text : maskNumbers(text);
    const homeSide = actors.has('homeClerk') || actors.has('homeAdministration') || answersAs !== undefined;
    return {
      explanation: intakeSide || above ? own(personal?.explanation) : undefined,
      question: intakeSide || above || homeSide ? own(personal?.question) : undefined,
      reason: own(personal?.reason),
    };
  }

  async function present(opened: OpenedOffList, unmask: boolean): Promise<OffListView> {
    const { loaded, actors } = opened;
    const { request } = loaded;
    const intakeSide = actors.has('intakeClerk');
    const texts = textsFor(opened);
    const homeListed =
      world.findHome(request.intake.regionCode, request.homeRegion, clock.now()) !== undefined;
    const rows = await store.listOffListEvents(db, request.id);
    const applicant =
      request.personal && intakeSide
        ? unmask
          ? request.personal.applicant
          : maskedApplicant(request.personal.applicant)
        : undefined;
    const holder = holderOf(request, opened.ladder, clock.now());
    return {
      id: request.id,
      version: request.version,
      state: request.state,
      stateLabel: offListStates[request.state],
      wording: request.wording,
      applicantKind: request.applicantKind,
      ...(applicant ? { applicant } : {}),
      unmasked: unmask && applicant !== undefined,
      intake: {
        regionCode: request.intake.regionCode,
        regionName: world.regionName(request.intake.regionCode),
        windowName: world.windowName(request.intake.windowId),
        phone: world.windowPhone(request.intake.windowId),
      },
      home: {
        regionCode: request.homeRegion,
        regionName: world.regionName(request.homeRegion),
        ...(request.homeWindow
          ? { windowName: world.windowName(request.homeWindow), phone: world.windowPhone(request.homeWindow) }
          : {}),
      },
      homeListed,
      recordedAt: request.recordedAt,
      notThese: [...request.notThese],
      ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
      ...(request.askedAt ? { askedAt: request.askedAt } : {}),
      ...(request.answerDueAt ? { answerDueAt: request.answerDueAt } : {}),
      ...(request.answeredAt ? { answeredAt: request.answeredAt } : {}),
      ...(request.answeredAt && request.answeredAs
        ? { answeredBy: rows.find(({ effectiveAt }) => effectiveAt === request.answeredAt)?.actor.name ?? '' }
        : {}),
      ...(request.standard ? { standard: request.standard } : {}),
      ...(request.consentUntil ? { consentUntil: request.consentUntil } : {}),
      ...(request.declinedFor ? { declinedFor: request.declinedFor } : {}),
      ...(request.caseId ? { caseId: request.caseId } : {}),
      ...(request.endedAt ? { endedAt: request.endedAt } : {}),
      ...(holder ? { holder } : {}),
      actors: [...actors],
      actions: actionsFor(request, opened, homeListed),
      papers: intakeSide
        ? papersOf(request).map((paper) => ({
            paper,
            title: offListPapers[paper],
            href: `/api/off-list-requests/${request.id}/papers/${paper}.pdf`,
          }))
        : [],
      events: rows.map((row) => {
        const { personal } = decodeOffListEvent(request.id, row, intakeSide ? loaded.key : undefined);
        const note = personal && 'reason' in personal ? personal.reason : undefined;
        return {
          seq: row.seq,
          title: eventTitle(row.type),
          at: row.effectiveAt,
          actor: row.actor.name,
          article: row.article,
          ...(note ? { note } : {}),
          hash: row.hash,
        };
      }),
    };
  }

  const rowView = (row: store.OffListListed, withApplicant: boolean): OffListRowView => ({
    id: row.id,
    state: row.state,
    stateLabel: offListStates[row.state],
    wording: row.wording,
    ...(withApplicant ? { applicant: row.applicantMasked } : {}),
    intakeName: world.regionName(row.intakeRegion),
    homeName: world.regionName(row.homeRegion),
    recordedAt: row.recordedAt,
    ...(row.answerDueAt ? { answerDueAt: row.answerDueAt } : {}),
    overdue: row.answerDueAt !== null && clock.now() >= row.answerDueAt,
    ...(row.consentUntil ? { consentUntil: row.consentUntil } : {}),
    ...(row.endedAt ? { endedAt: row.endedAt } : {}),
    ...(row.caseId ? { caseId: row.caseId } : {}),
  });

  const waitingRows = (actor: Actor, limit: number): Promise<store.OffListListed[]> =>
    store.listToAnswer(db, {
      windows: ownWindows(actor),
      prefixes: actor.grants.some(({ role }) => role === 'coordinationGroup') ? [''] : administered(actor),
      now: clock.now(),
      limit,
    });

  function listed(
    actor: Actor,
    { queue, state, after, limit }: Parameters<OffListReading['list']>[1],
  ): Promise<store.OffListListed[]> {
    const cursor = decode(after);
    const asked = { state, cursor, limit: limit + 1 };
    if (queue === 'toAnswer') return waitingRows(actor, limit);
    if (queue === 'region') {
      const prefixes = demandScope(actor);
      if (prefixes.length === 0) throw new Problem('not-authorised');
      return store.listOfRegions(db, { ...asked, prefixes });
    }
    const windows = ownWindows(actor);
    if (windows.length === 0) throw new Problem('not-authorised');
    return store.listOfWindows(db, { ...asked, side: queue, windows });
  }

  return {
    async view(id, actor, { unmask = false, address } = {}) {
      const opened = await offList.open(id, actor);
      const view = await present(opened, unmask);
      if (view.applicant)
        await recordRead(actor, view.unmasked ? 'personalDataRead' : 'offListRead', id, address);
      return view;
    },
    async list(actor, query) {
      const rows = await listed(actor, query);
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      const more = query.queue !== 'toAnswer' && rows.length > query.limit && last;
      return {
        requests: page.map((row) => rowView(row, query.queue === 'intake')),
        ...(more ? { next: encode(last) } : {}),
      };
    },
    waiting: async (actor) => (await waitingRows(actor, mostWaiting)).length,
    async waitingFor(windows) {
      const rows = await store.listToAnswer(db, {
        windows,
        prefixes: [],
        now: clock.now(),
        limit: mostWaiting,
      });
      return rows.map(({ id, wording, intakeRegion, recordedAt, askedAt, answerDueAt }) => ({
        key: `offListConsent:${id}`,
        kind: 'offListConsent',
        kindLabel: '清单外事项',
        title: wording,
        from: world.regionName(intakeRegion),
        since: askedAt ?? recordedAt,
        dueAt: answerDueAt ?? recordedAt,
        overdue: answerDueAt !== null && clock.now() >= answerDueAt,
        link: `/offlist/${id}`,
      }));
    },
    async paper(id, paper, actor) {
      const opened = await offList.open(id, actor);
      const { request } = opened.loaded;
      if (!opened.actors.has('intakeClerk') || !papersOf(request).includes(paper))
        throw new Problem('not-found');
      await recordRead(actor, 'offListPrinted', id);
      const data = paperData(request, paper, actor.name);
      const { pdf } = renderer.render('offListPaper', data, singleCopy);
      return { bytes: Buffer.from(pdf), name: `${offListPapers[paper]} ${numberOf(request)}.pdf` };
    },
    async verify(id, actor) {
      const { loaded } = await offList.open(id, actor);
      return verifyOffList(loaded, await store.listOffListEvents(db, id));
    },
  };

  function paperData(request: OffListRequest, paper: OffListPaper, handlerName: string): OffListPaperData {
    const { personal, intake, standard } = request;
    return {
      paper,
      title: offListPapers[paper],
      documentNumber: numberOf(request),
      businessNumber: '',
      verification: null,
      intakeWindowName: world.windowName(intake.windowId),
      windowPhone: world.windowPhone(intake.windowId),
      homeRegionName: world.regionName(request.homeRegion),
      homeWindowName: request.homeWindow ? world.windowName(request.homeWindow) : '',
      applicantName: personal?.applicant.name ?? '',
      applicantPhone: maskPhone(personal?.applicant.phone ?? ''),
      applicantKind: request.applicantKind,
      wording: request.wording,
      recordedAt: request.recordedAt,
      explanation: personal?.explanation ?? '',
      question: personal?.question ?? '',
      answerDueAt: request.answerDueAt ?? null,
      outcome: request.state === 'offListExpired' ? 'expired' : (request.declinedFor ?? 'explained'),
      reason: personal?.reason ?? '',
      standard: standard ?? null,
      consentUntil: request.consentUntil ?? null,
      handlerName,
      issuedAt: clock.now(),
    };
  }
}
