/**
 * The outage drill: both SMS suppliers and the carrier are away for seven simulated days while applicants go on coming,
 * the workers stand still for half a day as well, and then everything comes back. Nothing may be lost or told twice, each
 * case hears its news in order, what waited goes out at least five times as fast as it came, and the page 运行状况 tells
 * the truth at every hour. On PGlite, or with DATABASE_URL or TEST_DATABASE_URL on a database of its own on PostgreSQL.
 * Prints a table; exit code 1 where a goal is missed.
 *
 *   npm run drill -- [--an-hour 1] [--days 7]
 */
import { parseArgs } from 'node:util';
import { later } from '../src/regulation/instant.ts';
import { describeServer } from './bench/own-database.ts';
import { machine } from './bench/report.ts';
import { signIn } from './client/client.ts';
import { demoPassword, meet } from './client/story.ts';
import { isTrue, judge, type Lag, readLag } from './drill/checks.ts';
import { serveApplicant } from './drill/work.ts';
import { openWorld, type World } from './drill/world.ts';
import { writeFigures } from './figures/figures.ts';
import type { Mode } from './simulated/sms-supplier.ts';

const { values: flags } = parseArgs({
  options: { 'an-hour': { type: 'string', default: '1' }, days: { type: 'string', default: '7' } },
});
const anHour = Number(flags['an-hour']);
const days = Number(flags.days);
const server = process.env['DATABASE_URL'] || process.env['TEST_DATABASE_URL'] || undefined;

/** In the morning: what is told at night waits until eight, whoever is away. */
const start = '2021-06-07T09:00:00.000+08:00';
const [intakeRegion, homeRegion] = ['510107', '500110'];
const hourMs = 60 * 60 * 1000;
const fastEnough = 5;
/** On this day nothing works by itself for half a day: the process that does it is down. */
const stillDay = 3;
/** How the suppliers are away, a day each. */
const ways: readonly Mode[] = ['500', 'hang', 'busy'];
/** Afterwards they take messages for so many hours and answer nothing, so that nobody knows what they have. */
const silentHours = 12;

type DayRow = { day: number; how: string; applicants: number; lag: Lag; untrue: number };

let serial = 0;

/** One hour: applicants come, the carrier's parcels move, the workers do what is due; answers whether the page was true. */
async function hour(world: World, people: Awaited<ReturnType<typeof meet>>, works: boolean): Promise<void> {
  world.clock.set(later(world.clock.now(), hourMs));
  for (let each = 0; each < anHour; each += 1) {
    serial += 1;
    await serveApplicant(people, homeRegion ?? '', serial);
  }
  await world.carrier.tick();
  if (works) await world.system.settle();
}

const header = [
  'day',
  'suppliers',
  'carrier',
  'applicants',
  'SMS waiting',
  'oldest',
  'orders waiting',
  'unread',
  'page',
];
const widths = [5, 11, 9, 12, 13, 10, 16, 8, 8];
const line = (cells: readonly (string | number)[]): string =>
  cells.map((cell, index) => String(cell).padStart(widths[index] ?? 8)).join('');

const hoursOf = (seconds: number): string => `${(seconds / 3600).toFixed(0)} h`;

const world = await openWorld(start, server);
const conditions = [machine(), server ? await describeServer(server) : 'PGlite'];
try {
  const people = await meet(world.origin, intakeRegion ?? '', homeRegion ?? '');
  const operator = await signIn(world.origin, 'sysadmin', demoPassword);
  console.log(`${conditions.join('\n')}\n${line(header)}`);
  const rows: DayRow[] = [];
  const look = async (): Promise<Lag> => readLag(operator, world, world.clock.now());
  const show = ({ day, how, applicants, lag: { shown }, untrue }: DayRow, carrier: string): void =>
    console.log(
      line([
        day,
        how,
        carrier,
        applicants,
        shown.sms,
        hoursOf(shown.smsOldestSeconds),
        shown.orders,
        shown.unreadEvents,
        untrue === 0 ? 'true' : `${untrue} ×!`,
      ]),
    );

  const began = performance.now();
  world.carrier.misbehave({ down: true });
  let lag = await look();
  let untrue = 0;
  for (let day = 1; day <= days; day += 1) {
    const how = ways[(day - 1) % ways.length] ?? '500';
    for (const supplier of world.suppliers) supplier.setMode(how);
    let wrong = 0;
    for (let clockHour = 1; clockHour <= 24; clockHour += 1) {
      const still = day === stillDay && clockHour > 6 && clockHour <= 18;
      await hour(world, people, !still);
      // Twice a day is enough to look, and while nothing works every hour.
      if (clockHour % 12 !== 0 && !still) continue;
      lag = await look();
      if (!isTrue(lag)) {
        wrong += 1;
        console.log(`  the page was wrong: ${JSON.stringify(lag)}`);
      }
    }
    untrue += wrong;
    const row = { day, how, applicants: serial, lag, untrue: wrong };
    rows.push(row);
    show(row, 'down');
  }
  const outageSeconds = (performance.now() - began) / 1000;
  const waited = lag.actual.sms + lag.actual.orders;

  // Back again; the first hour may still knock in vain where somebody is left alone for a while.
  for (const supplier of world.suppliers) supplier.setMode('ok');
  world.carrier.misbehave({ down: false });
  const drainBegan = performance.now();
  let attempts = 0;
  do {
    world.clock.set(later(world.clock.now(), 60_000));
    await world.system.settle();
    attempts += 1;
    lag = await look();
  } while (lag.actual.sms + lag.actual.orders > 0 && attempts < 600);
  const drainSeconds = (performance.now() - drainBegan) / 1000;
  if (!isTrue(lag)) untrue += 1;
  const row = { day: days + 1, how: 'ok', applicants: serial, lag, untrue: isTrue(lag) ? 0 : 1 };
  rows.push(row);
  show(row, 'up');

  // Three more days under the same load, so that parcels arrive; reports come twice and in the wrong order.
  world.carrier.misbehave({ twice: true, outOfOrder: true });
  for (const supplier of world.suppliers) supplier.setMode('silent');
  for (let clockHour = 1; clockHour <= 72; clockHour += 1) {
    if (clockHour > silentHours) for (const supplier of world.suppliers) supplier.setMode('twice');
    await hour(world, people, true);
  }
  for (const supplier of world.suppliers) supplier.setMode('ok');
  world.carrier.misbehave({ twice: false, outOfOrder: false });
  await hour(world, people, true);
  // An order that the carrier answered at once is looked at again a little later.
  world.clock.set(later(world.clock.now(), 60_000));
  for (const supplier of world.suppliers) await supplier.settled();
  await world.system.settle();
  lag = await look();
  show({ day: days + 4, how: 'ok', applicants: serial, lag, untrue: isTrue(lag) ? 0 : 1 }, 'up');

  const outcome = await judge(world);
  // The load of the days of the drill passes in minutes: what waited must go out faster than even that brought it.
  const arrived = waited / outageSeconds;
  const drained = waited / drainSeconds;
  const ratio = drained / arrived;
  const missed = [
    ...(outcome.lost + outcome.ordersLost > 0 ? [`${outcome.lost + outcome.ordersLost} lost`] : []),
    ...(outcome.doubled + outcome.ordersDoubled > 0
      ? [`${outcome.doubled + outcome.ordersDoubled} doubled`]
      : []),
    ...(outcome.outOfOrder > 0 ? [`${outcome.outOfOrder} out of order`] : []),
    ...(outcome.endedUndelivered > 0 ? [`${outcome.endedUndelivered} messages did not get through`] : []),
    ...(ratio < fastEnough ? [`drained at only ${ratio.toFixed(1)} × the arrival rate`] : []),
    ...(untrue > 0 ? [`the page was wrong ${untrue} times`] : []),
    ...(lag.actual.sms + lag.actual.orders > 0 ? ['something still waits'] : []),
  ];
  console.log(
    `\n${outcome.messages} SMS: ${outcome.lost} lost, ${outcome.doubled} doubled, ${outcome.outOfOrder} out of order; ` +
      `${outcome.orders} parcels ordered: ${outcome.ordersLost} lost, ${outcome.ordersDoubled} doubled; ${outcome.parcelsDelivered} delivered\n` +
      `${waited} waited at the end of ${days} days; drained in ${drainSeconds.toFixed(1)} s, ${drained.toFixed(1)}/s against ` +
      `${arrived.toFixed(1)}/s that came: ${ratio.toFixed(1)} ×; ${attempts} min on the clock`,
  );
  console.log(missed.length === 0 ? 'every goal is met' : `missed: ${missed.join('; ')}`);
  await writeFigures('drill', {
    conditions,
    days,
    rows,
    outcome,
    waited,
    outageSeconds,
    drainSeconds,
    ratio,
    minutesToDrain: attempts,
    missed,
  });
  if (missed.length > 0) process.exitCode = 1;
} finally {
  await world.close();
}
process.exit();
