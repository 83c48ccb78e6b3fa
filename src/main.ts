import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { caseCommandRoutes, draftRoutes } from './cases/core/case.routes.ts';
import { findCaseKey } from './cases/core/case.store.ts';
import { caseDocumentRoutes } from './cases/core/case-document.routes.ts';
import { caseReadingRoutes } from './cases/core/case-reading.routes.ts';
import { createCases } from './cases/core/cases.service.ts';
import { createDrafts } from './cases/core/drafts.service.ts';
import { createExecutor, type Executor } from './cases/core/executor.service.ts';
import { calendarsIn, createFactSources } from './cases/core/fact-sources.service.ts';
import { createPublicCases } from './cases/core/public-cases.service.ts';
import { createStaffTasks } from './cases/core/staff-tasks.service.ts';
import { streamRoutes } from './cases/core/stream.routes.ts';
import { createSweep } from './cases/core/sweep.service.ts';
import { custodyRoutes } from './cases/custody/custody.routes.ts';
import { createCustodyDesk } from './cases/custody/custody-desk.service.ts';
import { explanationRoutes } from './cases/intake/explanation.routes.ts';
import { createExplanations } from './cases/intake/explanations.service.ts';
import { intakeHelpRoutes } from './cases/intake/intake-help.routes.ts';
import { createIntakeHelp } from './cases/intake/intake-preview.service.ts';
import { createCaseExport } from './cases/lists/case-export.service.ts';
import { createCaseLists } from './cases/lists/case-list.service.ts';
import { createCaseSearch } from './cases/lists/case-search.service.ts';
import { queueRoutes } from './cases/lists/queue.routes.ts';
import { catalogueRoutes } from './catalogue/catalogue.routes.ts';
import { createCatalogue } from './catalogue/catalogue.service.ts';
import { loadCatalogue } from './catalogue/loader.service.ts';
import { directoryRoutes } from './directory/directory.routes.ts';
import { createDirectory, type Directory } from './directory/directory.service.ts';
import { loadRegions, loadSampleDirectory } from './directory/load-directory.service.ts';
import { workingDaysRoutes } from './directory/working-days.routes.ts';
import { createDocuments, type Documents } from './documents/documents.service.ts';
import { createRenderer } from './documents/renderer.service.ts';
import { confirmationRoutes } from './identity/confirmations.routes.ts';
import { loadDemoStaff } from './identity/demo-staff.service.ts';
import { createIdentity } from './identity/identity.service.ts';
import { sessionRoutes } from './identity/session.routes.ts';
import { staffRoutes } from './identity/staff.routes.ts';
import { noticeRoutes } from './notifications/notices.routes.ts';
import { createNotices } from './notifications/notices.service.ts';
import { createReminders } from './notifications/reminders.service.ts';
import { auditRoutes } from './platform/audit.routes.ts';
import { createAudit } from './platform/audit.service.ts';
import { auditActorOf } from './platform/audit.ts';
import { type Clock, createClock } from './platform/clock.ts';
import { type Config, readConfig } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import { createDemoClock } from './platform/demo-clock.service.ts';
import { createFeed } from './platform/feed.service.ts';
import { createFiles } from './platform/files.service.ts';
import { createHeartbeat, type Heartbeat } from './platform/heartbeat.service.ts';
import { type App, createHttp, type RouteEntry } from './platform/http.ts';
import { openKeyring } from './platform/keyring.service.ts';
import { createLogger } from './platform/log.ts';
import { createMalwareScan } from './platform/malware-scan.service.ts';
import { createMetrics, metricsRoutes } from './platform/metrics.ts';
import { openPglite } from './platform/pglite.ts';
import { openPostgres } from './platform/postgres.ts';
import { Problem } from './platform/problem.ts';
import { systemRoutes } from './platform/system.routes.ts';
import { uploadRoutes } from './platform/uploads.routes.ts';
import { createUploads } from './platform/uploads.service.ts';
import { readAssets } from './zone/assets.service.ts';
import { publicQueryRoutes } from './zone/public-query.routes.ts';
import { createPublicQueries } from './zone/public-query.service.ts';
import { createTries } from './zone/tries.service.ts';
import { answerNotFound, zonePages } from './zone/zone.pages.ts';

/** Everything a running Tongban consists of. */
export type System = {
  app: App;
  routes: RouteEntry[];
  clock: Clock;
  database: Database;
  directory: Directory;
  documents: Documents;
  executor: Executor;
  heartbeat: Heartbeat;
  /** Carries out what the clock has to do, and seals feed, notices and audit; what the workers do by themselves. */
  settle(): Promise<void>;
  startWorkers(): void;
  close(): Promise<void>;
};

/** How a system is put together beyond its settings; tests hand in their own clock and database. */
export type SystemOptions = {
  config: Config;
  database: Database;
  clock?: Clock;
  logger?: ReturnType<typeof createLogger>;
  /** Requests a minute and address, in place of the setting; tests set it high. */
  requestsPerMinute?: number;
};

const sweepEveryMs = 5_000;
const auditEveryMs = 5_000;
const heartbeatEveryMs = 60_000;
const remindersEveryMs = 5_000;
const uploadsEveryMs = 60 * 60 * 1000;
const deskFolder = join(import.meta.dirname, '../dist/desk');
const demoSince = '2021-01-01T00:00:00.000+08:00';

/** Puts the modules together, lowest first, and loads what ships. Nothing listens and nothing works by itself yet. */
export async function createSystem(options: SystemOptions): Promise<System> {
  const { config, database, clock = createClock(), requestsPerMinute = config.requestsPerMinute } = options;
  const logger = options.logger ?? createLogger({ level: config.logLevel });
  const wallClock = createClock();
  const demoClock = config.demo ? createDemoClock(database, clock) : undefined;
  await demoClock?.restore();
  const keyring = await openKeyring(database, config.dataFolder);
  const audit = createAudit({ database, clock: wallClock });
  const scan = createMalwareScan(config.clamd, (error) => failed('malware-scan')(error));
  const files = createFiles({ database, keyring, folder: config.dataFolder, clock });
  const uploads = createUploads({ database, keyring, files, folder: config.dataFolder, clock, scan });
  const feed = createFeed({ database, clock, onError: (error) => failed('feed')(error) });
  const metrics = createMetrics({ feedPending: () => feed.pendingCount() });
  /** What goes wrong in the background is logged and counted under the name of the worker. */
  const failed =
    (worker: string) =>
    (error: unknown): void => {
      metrics.countFailure(worker);
      logger.error({ error }, worker);
    };

  await loadRegions(database);
  if (config.demo) await loadSampleDirectory(database);
  const directory = await createDirectory({ database, clock });
  await loadCatalogue(database, clock.now(), undefined, (warning) => logger.warn(warning));
  const catalogue = createCatalogue({ database, clock });
  await catalogue.reload();

  const staffTasks = createStaffTasks(() => executor);
  const identity = createIdentity({
    database,
    clock,
    wallClock,
    audit,
    places: directory,
    tasks: staffTasks,
  });
  if (config.demo) await loadDemoStaff(directory.listWindows(), { database, audit, since: demoSince });

  const renderer = createRenderer();
  const documents = createDocuments({
    database,
    files,
    clock,
    renderer,
    async keyOf(caseId) {
      const row = await findCaseKey(database.db, caseId);
      return row?.keyWrapped ? keyring.unwrap(row.keyWrapped) : undefined;
    },
  });
  if (config.demo) {
    await documents.loadSampleSeals(
      directory.listWindows().map(({ regionCode }) => ({
        id: randomUUID(),
        regionCode,
        authority: directory.findAdministration(regionCode)?.name ?? directory.regionName(regionCode),
      })),
    );
  }

  let address = `http://${config.host}:${config.port}`;
  const heartbeat = createHeartbeat(database, clock);
  await heartbeat.beat();
  const calendarsOf = calendarsIn(directory, () => heartbeat.interruptedDays());
  const sources = createFactSources({
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
    publicAddress: () => config.publicUrl ?? address,
  });
  const notices = createNotices({ database, feed, clock });
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
    afterCommit: () => feed.wake(),
  });
  const sweep = createSweep({
    database,
    clock,
    executor,
    onError: failed('sweep'),
    onLag: (seconds) => metrics.setSweepLag(seconds),
  });
  const reminders = createReminders({ database, clock });
  const cases = createCases({
    calendarsOf,
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
    isOffered: async ({ optionId, home }, at) =>
      (await sources.findStandard(optionId, home.regionCode, at)) !== undefined,
  });
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
  const assets = await readAssets();

  const { app, routes } = await createHttp({
    authenticate: (token) => identity.authenticate(token),
    logger,
    trustedProxies: config.trustedProxies,
    requestsPerMinute,
  });
  metrics.observe(app);
  const settle = async (): Promise<void> => {
    // A round takes so many at once; a clock set far ahead leaves more than one round of work.
    while ((await reminders.run()) > 0);
    while ((await sweep.run()) > 0);
    await feed.sealPending();
    while ((await notices.catchUp()) > 0);
    await audit.seal();
  };
  await systemRoutes(app, { database, clock, demoClock, onClockSet: settle });
  metricsRoutes(app, metrics, { token: config.metricsToken });
  sessionRoutes(app, identity, {
    signInsPerMinute: Math.max(60, requestsPerMinute / 20),
    now: () => clock.now(),
  });
  confirmationRoutes(app, identity, { triesPerMinute: Math.max(60, requestsPerMinute / 20) });
  staffRoutes(app, identity);
  auditRoutes(app, { audit, database });
  uploadRoutes(app, uploads);
  directoryRoutes(app, directory);
  workingDaysRoutes(app, directory);
  catalogueRoutes(app, catalogue);
  intakeHelpRoutes(app, help, clock);
  queueRoutes(app, lists, search, createCaseExport({ database, lists, audit }));
  caseReadingRoutes(app, cases);
  custodyRoutes(app, cases, createCustodyDesk({ database, directory, clock, calendarsOf, renderer }));
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
  streamRoutes(app, database, feed);
  noticeRoutes(app, notices);
  publicQueryRoutes(app, queries);
  zonePages(app, { catalogue, directory, database, clock, queries, assets });
  await serveDesk(app);
  answerNotFound(app, assets);

  const stops: (() => void | Promise<void>)[] = [];
  let closed: Promise<void> | undefined;
  return {
    app,
    routes,
    clock,
    database,
    directory,
    documents,
    executor,
    heartbeat,
    settle,
    startWorkers() {
      address = app.listeningOrigin;
      feed.start();
      sweep.start(sweepEveryMs);
      stops.push(notices.start(failed('notices')));
      stops.push(reminders.start(remindersEveryMs, failed('reminders')));
      stops.push(heartbeat.start(heartbeatEveryMs, failed('heartbeat')));
      stops.push(directory.watch(failed('directory')));
      const auditTimer = setInterval(() => void audit.seal().catch(failed('audit')), auditEveryMs);
      const uploadTimer = setInterval(
        () => void uploads.removeStaleUploads(clock.now()).catch(failed('uploads')),
        uploadsEveryMs,
      );
      stops.push(() => {
        clearInterval(auditTimer);
        clearInterval(uploadTimer);
      });
    },
    close() {
      closed ??= (async () => {
        await app.close();
        for (const stop of stops) await stop();
        await sweep.stop();
        await feed.close();
        await database.close();
      })();
      return closed;
    },
  };
}

/** The desk's pages; every address below /desk/ that is no file opens the app. */
async function serveDesk(app: App): Promise<void> {
  if (!existsSync(deskFolder)) return;
  await app.register(fastifyStatic, {
    root: deskFolder,
    prefix: '/desk/',
    wildcard: false,
    maxAge: '1y',
    immutable: true,
    schemaHide: true,
  });
  const page = { config: { access: 'public' as const }, schema: { hide: true } };
  app.get('/desk', page, (_request, reply) => reply.redirect('/desk/'));
  app.get('/desk/*', page, (request, reply) => {
    // A file of an earlier build: a page in its place would only confuse the browser.
    if (request.url.startsWith('/desk/assets/')) throw new Problem('not-found');
    return reply.sendFile('index.html', { maxAge: 0, immutable: false });
  });
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const database = config.databaseUrl
    ? await openPostgres(config.databaseUrl)
    : await openPglite(config.dataFolder);
  const system = await createSystem({ config, database });
  const stop = (): void => void system.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await system.app.listen({ port: config.port, host: config.host });
  system.startWorkers();
  const origin = system.app.listeningOrigin;
  console.log(`tongban listening on ${origin}`);
  console.log(`  专区 ${origin}/   窗口工作台 ${origin}/desk/   接口 ${origin}/api/docs`);
  // Written now, so that the next start is quick even if this process is killed.
  flushCompileCache();
  if (config.demo) console.log('  演示账号见 README（口令都相同）；仅限本机访问。');
}

if (import.meta.main) {
  start().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    if (process.env['LOG_LEVEL'] === 'debug') console.error(error);
    process.exit(1);
  });
}
