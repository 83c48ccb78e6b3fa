import type { CaseFiles } from '../cases/archive/case-files.service.ts';
import { type Executor } from '../cases/core/executor.service.ts';
import { watchSynonyms } from '../catalogue/synonyms.service.ts';
import { type Directory } from '../directory/directory.service.ts';
import { type DirectoryDesk } from '../directory/directory-desk.service.ts';
import { type Documents } from '../documents/documents.service.ts';
import type { OffList } from '../offlist/off-list.service.ts';
import { type Background } from '../platform/background.service.ts';
import { type Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { type Heartbeat } from '../platform/heartbeat.service.ts';
import { type App, createHttp, type RouteEntry } from '../platform/http.ts';
import { type Shipping } from '../shipments/shipping.service.ts';
import { layFoundation, type SystemOptions } from './foundation.ts';
import { createModules } from './modules.ts';
import { registerRoutes } from './register-routes.ts';

export type { SystemOptions } from './foundation.ts';

/** Everything a running Tongban consists of. */
export type System = {
  app: App;
  routes: RouteEntry[];
  clock: Clock;
  database: Database;
  directory: Directory;
  directoryDesk: DirectoryDesk;
  documents: Documents;
  executor: Executor;
  offList: OffList;
  caseFiles: CaseFiles;
  heartbeat: Heartbeat;
  background: Background;
  shipping: Shipping;
  /** Carries out what the clock has to do, and seals feed, notices and audit; what the workers do by themselves. */
  settle(): Promise<void>;
  startWorkers(): void;
  close(): Promise<void>;
};

const sweepEveryMs = 5_000;
const auditEveryMs = 5_000;
const heartbeatEveryMs = 60_000;
const remindersEveryMs = 5_000;
const synonymsEveryMs = 30_000;
const uploadsEveryMs = 60 * 60 * 1000;

/** Puts the modules together, lowest first, and loads what ships. Nothing listens and nothing works by itself yet. */
export async function createSystem(options: SystemOptions): Promise<System> {
  const foundation = await layFoundation(options);
  const modules = await createModules(foundation, options);
  const {
    config,
    database,
    clock,
    logger,
    audit,
    uploads,
    feed,
    background,
    metrics,
    failed,
    directory,
    catalogue,
    identity,
    settingsDesk,
    documents,
    heartbeat,
  } = foundation;
  const {
    escalation,
    notifications,
    executor,
    sweep,
    reminders,
    archive,
    directoryDesk,
    windowMoves,
    shipping,
  } = modules;
  const { offList } = modules.offListDesk;
  const { requestsPerMinute = config.requestsPerMinute } = options;
  const { app, routes } = await createHttp({
    authenticate: (token) => identity.authenticate(token),
    logger,
    trustedProxies: config.trustedProxies,
    requestsPerMinute,
  });
  metrics.observe(app);
  const settle = async (): Promise<void> => {
    // A round takes so many at once; a clock set far ahead leaves more than one round of work.
    await background.settle(
      async () =>
        (await reminders.run()) +
        (await notifications.run()) +
        (await sweep.run()) +
        (await offList.expireDue()) +
        (await windowMoves.run()) +
        (await escalation.run()) +
        (await shipping.settle()) +
        (await identity.expireTransfers()),
    );
    await identity.remindReviews();
    await audit.seal();
  };
  await registerRoutes(app, foundation, modules, { settle, requestsPerMinute });
  await background.open();

  const stops: (() => void | Promise<void>)[] = [];
  let closed: Promise<void> | undefined;
  return {
    app,
    routes,
    clock,
    database,
    directory,
    directoryDesk,
    documents,
    executor,
    offList,
    caseFiles: archive.caseFiles,
    heartbeat,
    background,
    shipping,
    settle,
    startWorkers() {
      foundation.listensOn(app.listeningOrigin);
      feed.start();
      sweep.start(sweepEveryMs);
      stops.push(background.start(failed));
      stops.push(archive.caseFiles.startWorker(remindersEveryMs, failed('case-files')));
      stops.push(reminders.start(remindersEveryMs, failed('reminders')));
      stops.push(notifications.start(failed));
      stops.push(shipping.start(failed('shipping')));
      stops.push(escalation.start(remindersEveryMs, failed('escalation')));
      stops.push(heartbeat.start(heartbeatEveryMs, failed('heartbeat')));
      stops.push(directory.watch(failed('directory')));
      stops.push(settingsDesk.watch(failed('settings')));
      stops.push(watchSynonyms({ database, catalogue }, synonymsEveryMs, failed('synonyms')));
      stops.push(identity.startReviewReminders(failed('access-reviews')));
      stops.push(identity.startTransferClock(failed('staff-transfers')));
      stops.push(directoryDesk.start(heartbeatEveryMs, failed('directory-desk')));
      stops.push(windowMoves.startWorker(remindersEveryMs, failed('window-moves')));
      stops.push(offList.startWorker(sweepEveryMs, failed('off-list')));
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
