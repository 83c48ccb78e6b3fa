import { randomUUID } from 'node:crypto';
import { findCaseKey } from '../cases/core/case.store.ts';
import { type Executor } from '../cases/core/executor.service.ts';
import { countOpenCases } from '../cases/core/open-cases.store.ts';
import { createStaffTasks } from '../cases/core/staff-tasks.service.ts';
import { createCatalogue } from '../catalogue/catalogue.service.ts';
import { loadCatalogue } from '../catalogue/loader.service.ts';
import { createDirectory } from '../directory/directory.service.ts';
import { loadRegions, loadSampleDirectory } from '../directory/load-directory.service.ts';
import { createDocuments } from '../documents/documents.service.ts';
import { type FormKind, formKinds, formNames } from '../documents/forms.ts';
import { createRenderer, hasLayout } from '../documents/renderer.service.ts';
import { loadDemoStaff } from '../identity/demo-staff.service.ts';
import { createIdentity, type IdentityOptions } from '../identity/identity.service.ts';
import { type SupplierSettings } from '../notifications/messages/supplier.ts';
import { createAudit } from '../platform/audit.service.ts';
import { createBackground } from '../platform/background.service.ts';
import { type Clock, createClock } from '../platform/clock.ts';
import { type Config } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import { createDemoClock } from '../platform/demo-clock.service.ts';
import { createFeed } from '../platform/feed.service.ts';
import { createFiles } from '../platform/files.service.ts';
import { createHeartbeat } from '../platform/heartbeat.service.ts';
import { openKeyring } from '../platform/keyring.service.ts';
import { createLogger } from '../platform/log.ts';
import { createMalwareScan } from '../platform/malware-scan.service.ts';
import type { TellStaff } from '../platform/messages-port.ts';
import { createMetrics } from '../platform/metrics.ts';
import { createUploads } from '../platform/uploads.service.ts';
import { activateSampleRegions } from '../settings/roll-out.service.ts';
import { createSettingsDesk } from '../settings/settings-desk.service.ts';
import { type CarrierAccess } from '../shipments/carrier-access.ts';

const demoSince = '2021-01-01T00:00:00.000+08:00';

/** How a system is put together beyond its settings; tests hand in their own clock and database. */
export type SystemOptions = {
  config: Config;
  database: Database;
  clock?: Clock;
  logger?: ReturnType<typeof createLogger>;
  /** Requests a minute and address, in place of the setting; tests set it high. */
  requestsPerMinute?: number;
  /** Suppliers of SMS and e-mail; without them whatever is to be said is said by telephone. */
  suppliers?: SupplierSettings;
  /** The carrier with which parcels are ordered; without one waybills are typed by hand. */
  carrier?: CarrierAccess | undefined;
  /** The identity service by which staff sign in; without one they have passwords only. */
  openId?: IdentityOptions['openId'];
};

/** What every module stands on, and the modules below cases; what ships is loaded. */
export async function layFoundation(options: SystemOptions) {
  const { config, database, clock = createClock() } = options;
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
  const background = createBackground({ database, feed, keyring, clock });
  const metrics = createMetrics({
    feedPending: () => feed.pendingCount(),
    subscribers: () => background.subscribers.states(),
    topics: () => background.outbox.states(),
  });
  /** What goes wrong in the background is logged and counted under the name of the worker. */
  const failed =
    (worker: string) =>
    (error: unknown): void => {
      metrics.countFailure(worker);
      logger.error({ error }, worker);
    };

  await loadRegions(database);
  if (config.demo) await loadSampleDirectory(database, clock.now());
  const directory = await createDirectory({ database, clock });
  await loadCatalogue(database, clock.now(), undefined, (warning) => logger.warn(warning));
  const catalogue = createCatalogue({ database, clock });
  await catalogue.reload();

  // What is in hand is asked of cases, and staff are told by notices; both are made later.
  let later: { executor: Executor; tellStaff: TellStaff } | undefined;
  const made = () => {
    if (!later) throw new Error('the modules above are not made yet');
    return later;
  };
  const staffTasks = createStaffTasks(() => made().executor);
  const identity = createIdentity({
    database,
    clock,
    wallClock,
    audit,
    places: directory,
    tasks: staffTasks,
    keyring,
    tellStaff: (tx, told) => made().tellStaff(tx, told),
    // Demo accounts have a public password; a second factor would only keep their users out.
    twoFactorRequired: !config.demo,
    casesPerHour: config.casesPerHour,
    openId: options.openId,
  });
  if (config.demo) await loadDemoStaff(directory.listWindows(), { database, audit, since: demoSince });

  if (config.demo) {
    const sampled = directory.listWindows().flatMap(({ sample, regionCode }) => (sample ? [regionCode] : []));
    await activateSampleRegions(database, clock, [...new Set(sampled)]);
  }
  const settingsDesk = await createSettingsDesk({
    database,
    clock,
    audit,
    directory,
    names: {
      programme: (id) => catalogue.findProgramme(id)?.name,
      option(id) {
        const known = catalogue.listKnownOptions().find((each) => each.id === id);
        return known && [catalogue.itemOfStandard(id)?.name, known.name].join(' · ');
      },
    },
    subjects: {
      forms: () => formKinds,
      formName: (form) => formNames[form as FormKind],
      hasLayout: (form, number) => hasLayout(form as FormKind, number),
    },
    countStaff: async (regionCode) =>
      (await identity.listStaffWithRole({ role: 'windowClerk', regionCode })).length,
    countOpenCases,
  });
  const { settings, rollOut, versions } = settingsDesk;
  const renderer = createRenderer();
  const documents = createDocuments({
    database,
    files,
    clock,
    renderer,
    layoutOn: (form, day) => versions.layoutOn(form, day),
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
  return {
    config,
    database,
    clock,
    wallClock,
    demoClock,
    logger,
    keyring,
    audit,
    files,
    uploads,
    feed,
    background,
    metrics,
    failed,
    directory,
    catalogue,
    identity,
    settingsDesk,
    settings,
    rollOut,
    versions,
    renderer,
    documents,
    heartbeat,
    /** Address under which others reach this system. */
    publicAddress: () => config.publicUrl ?? address,
    listensOn(origin: string) {
      address = origin;
    },
    /** To be called once the modules above are made. */
    completed(by: NonNullable<typeof later>) {
      later = by;
    },
  };
}

/** What `layFoundation` gives. */
export type Foundation = Awaited<ReturnType<typeof layFoundation>>;
