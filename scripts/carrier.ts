// The simulated carrier as a program: npm run carrier. Settings by environment, as for the system it serves.
import { startSimulatedCarrier } from './simulated/carrier.ts';

const env = process.env;
const secret = env['TONGBAN_CARRIER_SECRET'] ?? 'demo-carrier-secret';
const port = Number(env['CARRIER_PORT'] ?? 8091);
const app = (env['TONGBAN_URL'] ?? 'http://127.0.0.1:8080').replace(/\/+$/, '');
const ownClock = env['CARRIER_CLOCK'] === 'own';
const tickMs = 2_000;

if (!Number.isInteger(port) || port < 0 || port > 65535) {
  console.error(`CARRIER_PORT 应为 0 到 65535 的整数，现在是 ${env['CARRIER_PORT']}。`);
  process.exit(2);
}

/** How far the system's clock is from ours: a demonstration may set it. */
let ahead = 0;
async function readClock(): Promise<void> {
  try {
    const answer = (await (
      await fetch(`${app}/api/health`, { signal: AbortSignal.timeout(2_000) })
    ).json()) as { now?: string };
    if (answer.now !== undefined) ahead = Date.parse(answer.now) - Date.now();
  } catch {
    // The system does not run now; the time last known goes on.
  }
}

if (!ownClock) await readClock();
const carrier = await startSimulatedCarrier({
  secret,
  port,
  callback: `${app}/api/carrier/events`,
  now: () => Date.now() + ahead,
});
console.log(`模拟寄递企业 ${carrier.url}`);
console.log(`  接它启动：TONGBAN_CARRIER_URL=${carrier.url} TONGBAN_CARRIER_SECRET=${secret} npm start`);
console.log(
  `  让它出错：curl -X POST ${carrier.url}/control -d '{"down":true}'   恢复：curl -X POST ${carrier.url}/control/well`,
);
console.log(`  可设 down error hang late twice outOfOrder wrongPlace（真假）、wrongNumber（次数）；`);
console.log(`  让邮件出事：curl -X POST ${carrier.url}/control/event -d '{"waybill":"EA…CN","kind":"lost"}'`);

let running = Promise.resolve();
const timer = setInterval(() => {
  running = running
    .then(async () => {
      if (!ownClock) await readClock();
      await carrier.tick();
    })
    .catch((error: unknown) => console.error(error));
}, tickMs);

const stop = (): void => {
  clearInterval(timer);
  void carrier.close().then(() => process.exit(0));
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
