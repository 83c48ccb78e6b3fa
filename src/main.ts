import { flushCompileCache } from 'node:module';
import { createSystem } from './composition/system.ts';
import { readOpenId } from './identity/open-id-settings.ts';
import { readSuppliers } from './notifications/messages/supplier.ts';
import { readConfig } from './platform/config.ts';
import { openPglite } from './platform/pglite.ts';
import { openPostgres } from './platform/postgres.ts';
import { readCarrierAccess } from './shipments/carrier-access.ts';

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const database = config.databaseUrl
    ? await openPostgres(config.databaseUrl)
    : await openPglite(config.dataFolder);
  const system = await createSystem({
    config,
    database,
    suppliers: readSuppliers(process.env),
    carrier: readCarrierAccess(process.env),
    openId: { settings: readOpenId(process.env) },
  });
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
