import { createArchive } from '../cases/archive/archive.service.ts';
import { listOutcomes } from '../cases/core/case-outcomes.store.ts';
import { createCases } from '../cases/core/cases.service.ts';
import { createDrafts } from '../cases/core/drafts.service.ts';
import { createExecutor } from '../cases/core/executor.service.ts';
import { calendarsIn, createFactSources } from '../cases/core/fact-sources.service.ts';
import { createPublicCases } from '../cases/core/public-cases.service.ts';
import { createSweep } from '../cases/core/sweep.service.ts';
import { createIntakeHelp } from '../cases/intake/intake-preview.service.ts';
import { createCaseLists } from '../cases/lists/case-list.service.ts';
import { createCaseSearch } from '../cases/lists/case-search.service.ts';
import { listCounterparts } from '../cases/window-move/window-move.store.ts';
import { createWindowMoves } from '../cases/window-move/window-moves.service.ts';
import { createConsultations } from '../consultation/consultations.service.ts';
import { createDirectoryDesk } from '../directory/directory-desk.service.ts';
import { createEscalationDesk } from '../escalation/escalation-desk.service.ts';
import { toldInFile } from '../notifications/messages/told-in-file.service.ts';
import { createNotifications, noSuppliers } from '../notifications/notifications.service.ts';
import { createReminders } from '../notifications/reminders.service.ts';
import { createOffListDesk } from '../offlist/off-list-desk.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import { createShipping } from '../shipments/shipping.service.ts';
import { createPublicQueries } from '../zone/public-query.service.ts';
import { createTries } from '../zone/tries.service.ts';
import type { Foundation, SystemOptions } from './foundation.ts';

/** Cases, and what stands above and beside them; each knows the others only by what is handed in here. */
export async function createModules(
  foundation: Foundation,
  { suppliers = noSuppliers, carrier }: Pick<SystemOptions, 'suppliers' | 'carrier'>,
) {
  const {
    database,
    clock,
    wallClock,
    keyring,
    audit,
    files,
    feed,
    background,
    metrics,
    failed,
    directory,
    catalogue,
    identity,
    settings,
    rollOut,
    versions,
    renderer,
    documents,
    heartbeat,
    publicAddress,
  } = foundation;
  const calendarsOf = calendarsIn(directory, () => heartbeat.interruptedDays(), settings);
  const offListDesk = createOffListDesk({
    database,
    keyring,
    clock,
    audit,
    catalogue,
    directory,
    renderer,
    tellStaff: (tx, told) => notifications.tellStaff(tx, told),
    tellPerson: (tx, told) => notifications.tellPerson(tx, told),
    outcomesOf: listOutcomes,
    ladderOf: (db, id) => escalation.ladder.offListLevel(db, id),
    answered: (tx, answer) => escalation.offListAnswered(tx, answer),
    moved: (tx, move) => escalation.offListMoved(tx, move),
    answerHours: (_intake, home) => settings.numberOf('offListConsent', { regionCode: home }, clock.now()),
  });
  const { offList } = offListDesk;
  const escalation = createEscalationDesk({
    database,
    clock,
    directory,
    catalogue,
    settings,
    audit,
    staff: identity,
    executor: () => executor,
    tell: (tx, told) => notifications.tellStaff(tx, told),
    closeUnanswered: (tx, closing) => offList.closeUnanswered(tx, closing),
  });
  background.subscribers.register(escalation.ladder.subscriber);
  background.subscribers.register(escalation.responses.subscriber);
  const sources = createFactSources({
    consents: offList,
    isActive: (regionCode) => rollOut.isActive(regionCode),
    settings,
    calendarsOf,
    database,
    keyring,
    files,
    catalogue,
    directory,
    documents,
    staff: identity,
    confirmations: identity,
    clock,
    publicAddress,
  });
  const notifications = createNotifications({
    database,
    clock,
    wallClock,
    keyring,
    audit,
    directory,
    background,
    calendarsOf,
    executor: () => executor,
    publicAddress,
    suppliers,
    quietHoursOf: (regionCode, at) => settings.quietHoursOf(regionCode, at),
    onError: failed('notices'),
  });
  const { notices } = notifications;
  const executor = createExecutor({
    database,
    keyring,
    clock,
    files,
    documents,
    sources,
    calendarsOf,
    async onRefused(actor, caseId, problem) {
      await audit.record(database.db, {
        action: 'caseRefused',
        actor: auditActorOf(actor),
        subject: { kind: 'case', id: caseId },
        caseId,
        outcome: 'refused',
        detail: { code: problem.code },
      });
      if (problem.code === 'hash-mismatch') await notices.packageAltered(caseId);
    },
    consents: offList,
    afterCommit: () => feed.wake(),
    opened: (actor, caseId) => identity.caseOpened(actor, caseId),
  });
  foundation.completed({ executor, tellStaff: (tx, told) => notifications.tellStaff(tx, told) });
  const sweep = createSweep({
    database,
    clock,
    executor,
    onError: failed('sweep'),
    onLag: (seconds) => metrics.setSweepLag(seconds),
  });
  const reminders = createReminders({
    database,
    clock,
    remindApplicants: (tx, due) => notifications.remindApplicants(tx, due),
    onOverdue: (tx, duties) => escalation.ladder.onOverdue(tx, duties),
  });
  const cases = createCases({
    calendarsOf,
    rulesOn: (programmeId, day) => versions.rulesOn(programmeId, day),
    database,
    keyring,
    clock,
    files,
    audit,
    catalogue,
    directory,
    staff: identity,
    executor,
    departmentsOf: async (regionCode, kase) =>
      sources.departmentsOf(regionCode, await sources.pinnedStandard(kase)),
  });
  const drafts = createDrafts({
    database,
    keyring,
    clock,
    executor,
    calendarsOf,
    // What was given for this one matter is offered as long as the draft is kept.
    isOffered: async ({ optionId, home, givenStandard }, at) =>
      Boolean(givenStandard ?? (await sources.findStandard(optionId, home.regionCode, at))),
  });
  const archive = createArchive({
    database,
    keyring,
    clock,
    files,
    documents,
    feed,
    audit,
    directory,
    executor,
    calendarsOf,
    around: (kase) => cases.around(kase),
    suppliers: [toldInFile(keyring)],
  });
  background.subscribers.register(archive.caseFiles.subscriber);
  const directoryDesk = createDirectoryDesk({
    database,
    clock,
    directory,
    audit,
    tell: notices.tellStaff,
    async counterpartsOf(tx, windowIds) {
      const found = await Promise.all(windowIds.map((id) => listCounterparts(tx, id)));
      return [...new Set(found.flat().map(({ windowId }) => windowId))];
    },
    members: {
      clerksAt: async (windowId) => [
        ...(await identity.listStaffWithRole({ role: 'windowClerk', windowId })),
        ...(await identity.listStaffWithRole({ role: 'windowLead', windowId })),
      ],
      find: (staffId) => identity.findStaff(staffId),
    },
  });
  const windowMoves = createWindowMoves({
    others: [offList.windowTasks, notifications.phoneTasks.windowTasks, escalation.windowTasks],
    refuseUnstaffed: (windowId) => directoryDesk.provisions.refuseUnstaffed(windowId),
    database,
    clock,
    directory,
    staff: identity,
    executor,
    tell: notices.tellStaff,
  });
  const shipping = createShipping({
    database,
    clock,
    wallClock,
    keyring,
    executor,
    cases,
    directory,
    files,
    staff: identity,
    renderer,
    audit,
    outbox: background.outbox,
    subscribers: background.subscribers,
    tellStaff: (tx, told) => notices.tellStaff(tx, told),
    carrier,
  });
  const consultations = createConsultations({ database, clock, directory, catalogue, executor, audit });
  const lists = createCaseLists({ database, directory, clock });
  const search = createCaseSearch({ database, keyring, directory, audit, clock });
  const help = createIntakeHelp({ database, clock, catalogue, directory, sources });
  const publicCases = createPublicCases({
    database,
    keyring,
    documents,
    around: (kase) => cases.around(kase),
    isSampleWindow: (windowId) => directory.getWindow(windowId).sample,
    windowName: (windowId) => directory.getWindow(windowId).name,
  });
  const tries = createTries({
    database,
    clock: wallClock,
    blindIndex: (kind, value) => keyring.blindIndex(kind, value),
  });
  const queries = createPublicQueries(publicCases, tries);
  return {
    calendarsOf,
    offListDesk,
    escalation,
    sources,
    notifications,
    executor,
    sweep,
    reminders,
    cases,
    drafts,
    archive,
    directoryDesk,
    windowMoves,
    shipping,
    consultations,
    lists,
    search,
    help,
    queries,
  };
}

/** What `createModules` gives. */
export type Modules = Awaited<ReturnType<typeof createModules>>;
