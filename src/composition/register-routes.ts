import { caseFileRoutes } from '../cases/archive/case-file.routes.ts';
import { caseCommandRoutes, draftRoutes } from '../cases/core/case.routes.ts';
import { hasCasesOfProgramme } from '../cases/core/case.store.ts';
import { caseDocumentRoutes } from '../cases/core/case-document.routes.ts';
import { countHandled } from '../cases/core/case-outcomes.store.ts';
import { caseReadingRoutes } from '../cases/core/case-reading.routes.ts';
import { streamRoutes } from '../cases/core/stream.routes.ts';
import { custodyRoutes } from '../cases/custody/custody.routes.ts';
import { createCustodyDesk } from '../cases/custody/custody-desk.service.ts';
import { explanationRoutes } from '../cases/intake/explanation.routes.ts';
import { createExplanations } from '../cases/intake/explanations.service.ts';
import { intakeHelpRoutes } from '../cases/intake/intake-help.routes.ts';
import { createCaseExport } from '../cases/lists/case-export.service.ts';
import { queueRoutes } from '../cases/lists/queue.routes.ts';
import { priorityShareRoutes } from '../cases/priority/priority-share.routes.ts';
import { createPriorityFigures } from '../cases/priority/priority-share.service.ts';
import { windowRequestRoutes } from '../cases/requests/window-requests.routes.ts';
import { createWindowRequests } from '../cases/requests/window-requests.service.ts';
import { windowMoveRoutes } from '../cases/window-move/window-moves.routes.ts';
import { listKeepingRoutes } from '../catalogue/administration/list-keeping.routes.ts';
import { createListKeeping } from '../catalogue/administration/list-keeping.service.ts';
import { catalogueRoutes } from '../catalogue/catalogue.routes.ts';
import { guideRoutes } from '../catalogue/guides.routes.ts';
import { createGuides } from '../catalogue/guides.service.ts';
import { homeRouteRoutes } from '../catalogue/home-route.routes.ts';
import { createHomeRoutes } from '../catalogue/home-route.service.ts';
import { createMatrices } from '../catalogue/matrices.service.ts';
import { matrixRoutes } from '../catalogue/matrix.routes.ts';
import { standardSampleRoutes } from '../catalogue/standard-samples.routes.ts';
import { createStandardSamples } from '../catalogue/standard-samples.service.ts';
import { standardTableRoutes } from '../catalogue/standard-tables/standard-tables.routes.ts';
import { createStandardTables } from '../catalogue/standard-tables/standard-tables.service.ts';
import { standardRoutes } from '../catalogue/standards.routes.ts';
import { createStandards } from '../catalogue/standards.service.ts';
import { synonymRoutes } from '../catalogue/synonyms.routes.ts';
import { createSynonyms } from '../catalogue/synonyms.service.ts';
import { consultationRoutes } from '../consultation/consultation.routes.ts';
import { directoryRoutes } from '../directory/directory.routes.ts';
import { directoryDeskRoutes } from '../directory/directory-desk.routes.ts';
import { windowServiceRoutes } from '../directory/window-services.routes.ts';
import { workingDaysRoutes } from '../directory/working-days.routes.ts';
import { escalationRoutes } from '../escalation/escalation.routes.ts';
import { accessRoutes } from '../identity/access.routes.ts';
import { confirmationRoutes } from '../identity/confirmations.routes.ts';
import { openIdRoutes } from '../identity/open-id.routes.ts';
import { ownAccessRoutes } from '../identity/own-access.routes.ts';
import { peopleRoutes } from '../identity/people.routes.ts';
import { sessionRoutes } from '../identity/session.routes.ts';
import { staffRoutes } from '../identity/staff.routes.ts';
import { staffTransferRoutes } from '../identity/staff-transfers.routes.ts';
import { isFor } from '../notifications/notices.service.ts';
import { notificationRoutes } from '../notifications/notifications.routes.ts';
import { demandRoutes } from '../offlist/demand.routes.ts';
import { nominationRoutes } from '../offlist/nominations.routes.ts';
import { offListRoutes } from '../offlist/off-list.routes.ts';
import { createProposals } from '../offlist/proposals.service.ts';
import { auditRoutes } from '../platform/audit.routes.ts';
import { feedRoutes } from '../platform/feed.routes.ts';
import { type App } from '../platform/http.ts';
import { metricsRoutes } from '../platform/metrics.ts';
import { operationsRoutes } from '../platform/operations.routes.ts';
import { systemRoutes } from '../platform/system.routes.ts';
import { uploadRoutes } from '../platform/uploads.routes.ts';
import { settingsDeskRoutes } from '../settings/settings-desk.routes.ts';
import { shippingRoutes } from '../shipments/shipping.routes.ts';
import { readAssets } from '../zone/assets.service.ts';
import { publicQueryRoutes } from '../zone/public-query.routes.ts';
import { answerNotFound, zonePages } from '../zone/zone.pages.ts';
import type { Foundation } from './foundation.ts';
import type { Modules } from './modules.ts';
import { serveDesk } from './serve-desk.ts';

/** Every address of the system, lowest module first. */
export async function registerRoutes(
  app: App,
  foundation: Foundation,
  modules: Modules,
  { settle, requestsPerMinute }: { settle: () => Promise<void>; requestsPerMinute: number },
): Promise<void> {
  const {
    config,
    database,
    clock,
    demoClock,
    audit,
    uploads,
    feed,
    background,
    metrics,
    directory,
    catalogue,
    identity,
    settingsDesk,
    settings,
    renderer,
    documents,
    publicAddress,
  } = foundation;
  const {
    calendarsOf,
    offListDesk,
    escalation,
    notifications,
    executor,
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
  } = modules;
  const { notices } = notifications;
  const assets = await readAssets();
  await systemRoutes(app, { database, clock, demoClock, onClockSet: settle });
  metricsRoutes(app, metrics, { token: config.metricsToken });
  sessionRoutes(app, identity, {
    signInsPerMinute: Math.max(60, requestsPerMinute / 20),
    now: () => clock.now(),
  });
  confirmationRoutes(app, identity, { triesPerMinute: Math.max(60, requestsPerMinute / 20) });
  staffRoutes(app, identity);
  peopleRoutes(app, identity);
  staffTransferRoutes(app, identity);
  accessRoutes(app, identity);
  ownAccessRoutes(app, identity, Math.max(60, requestsPerMinute / 20));
  openIdRoutes(app, identity, {
    publicAddress,
    signInsPerMinute: Math.max(60, requestsPerMinute / 20),
  });
  auditRoutes(app, { audit, database });
  operationsRoutes(app, { background, audit, database });
  feedRoutes(app, { feed, audit, database });
  uploadRoutes(app, uploads);
  directoryRoutes(app, directory, (list, number) => catalogue.findItem(list, number) !== undefined);
  directoryDeskRoutes(app, directoryDesk);
  windowServiceRoutes(app, { directory, desk: directoryDesk.desk, audit });
  workingDaysRoutes(app, directory);
  settingsDeskRoutes(app, settingsDesk);
  catalogueRoutes(app, catalogue, {
    now: () => clock.now(),
    regionName: (code) => directory.regionName(code),
  });
  const listKeeping = createListKeeping({
    database,
    clock,
    audit,
    catalogue,
    places: directory,
    hasCases: hasCasesOfProgramme,
    tell: (tx, told) => notifications.tellStaff(tx, told),
  });
  listKeepingRoutes(app, listKeeping);
  nominationRoutes(app, {
    proposals: createProposals({
      database,
      clock,
      audit,
      catalogue,
      demand: offListDesk.demand,
      nominations: listKeeping.nominations,
      handledCases: countHandled,
      tell: (tx, told) => notifications.tellStaff(tx, told),
    }),
    regionName: (code) => directory.regionName(code),
  });
  synonymRoutes(app, createSynonyms({ database, clock, audit, catalogue }));
  const matrices = createMatrices({
    database,
    clock,
    catalogue,
    regionName: (code) => directory.findRegion(code) && directory.regionName(code),
  });
  matrixRoutes(app, matrices);
  const samples = createStandardSamples({ files: foundation.files, catalogue });
  const standards = createStandards({
    database,
    clock,
    audit,
    catalogue,
    samples,
    tell: (tx, told) => notifications.tellStaff(tx, told),
  });
  standardSampleRoutes(app, { samples, standards });
  standardTableRoutes(
    app,
    createStandardTables({
      database,
      clock,
      audit,
      catalogue,
      samples,
      tell: (tx, told) => notifications.tellStaff(tx, told),
    }),
  );
  standardRoutes(app, {
    catalogue,
    standards,
    matrices,
    regionName: (code) => directory.regionName(code),
  });
  const guides = createGuides({
    database,
    clock,
    audit,
    catalogue,
    directory,
    tell: (tx, told) => notifications.tellStaff(tx, told),
    reportDays: (region, at) => settings.numberOf('guideReport', { regionCode: region }, at),
  });
  guideRoutes(app, guides);
  homeRouteRoutes(
    app,
    createHomeRoutes({
      database,
      clock,
      catalogue,
      directory,
      isActive: (regionCode) => foundation.rollOut.isActive(regionCode),
    }),
  );
  intakeHelpRoutes(app, help, clock);
  queueRoutes(app, lists, search, createCaseExport({ database, lists, audit }));
  priorityShareRoutes(app, createPriorityFigures({ database, clock, directory }));
  caseReadingRoutes(app, cases);
  windowRequestRoutes(
    app,
    createWindowRequests({
      database,
      clock,
      directory,
      staff: identity,
      executor,
      others: [({ windows }) => offListDesk.reading.waitingFor(windows)],
    }),
  );
  consultationRoutes(app, consultations);
  escalationRoutes(app, escalation);
  offListRoutes(app, { ...offListDesk, now: () => clock.now() });
  demandRoutes(app, { ...offListDesk, regionName: (code) => directory.regionName(code) });
  custodyRoutes(
    app,
    cases,
    createCustodyDesk({
      database,
      directory,
      clock,
      calendarsOf,
      renderer,
      unlabelled: (waybills) => shipping.labels.unlabelled(waybills),
    }),
  );
  await shippingRoutes(app, shipping, { database, audit });
  caseCommandRoutes(app, {
    executor,
    draftForm: async (caseId, actor) => (await drafts.find(caseId, actor)).form,
    keepDraft: (caseId, actor, form) => drafts.begin(caseId, actor, form),
  });
  draftRoutes(app, drafts);
  explanationRoutes(app, createExplanations(database), {
    windowName: (id) => directory.getWindow(id).name,
    itemName: (catalogueId, number) => catalogue.findItem(catalogueId, number)?.name ?? '',
  });
  caseDocumentRoutes(app, { database, documents, executor, audit });
  caseFileRoutes(app, { ...archive, database, documents, executor, audit });
  streamRoutes(app, database, feed, [
    (actor, tell) => {
      const isOwn = isFor(actor);
      return notices.follow((notice) => {
        if (isOwn(notice)) tell('notice', notice);
      });
    },
  ]);
  notificationRoutes(app, notifications);
  windowMoveRoutes(app, windowMoves);
  publicQueryRoutes(app, queries);
  zonePages(app, {
    extraHoursOf: (windowId) => directoryDesk.provisions.extraHoursOf(windowId),
    guides,
    matrices,
    goLive: listKeeping.goLive,
    catalogue,
    directory,
    database,
    clock,
    queries,
    assets,
  });
  await serveDesk(app);
  answerNotFound(app, assets);
}
