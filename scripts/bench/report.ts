import { arch, cpus, freemem, loadavg, totalmem } from 'node:os';
import type { Measured } from './load.ts';

/** One round of one kind of work on one of the two servers. */
export type Round = Measured & { operation: string; server: 'tongban' | 'bare'; round: number };

const gib = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);

/** On what it was measured. */
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? arch()}, ${gib(totalmem())} GiB (${gib(freemem())} free), ` +
  `load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}, ${new Date().toISOString().slice(0, 16)}Z`;

const columns = [
  'work',
  'server',
  'round',
  'per s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'node ms',
  'pg ms',
  'errors',
];
const widths = [12, 8, 6, 8, 8, 8, 8, 8, 8, 7];

const line = (cells: readonly (string | number)[]): string =>
  cells
    .map((cell, at) =>
      at < 2 ? String(cell).padEnd(widths[at] ?? 0) : String(cell).padStart(widths[at] ?? 0),
    )
    .join('  ');

/** The table's head. */
export const head = (): string => line(columns);

/** One round as a row of the table. */
export const roundLine = ({
  operation,
  server,
  round,
  perSecond,
  p50,
  p95,
  p99,
  serverCpu,
  databaseCpu,
  errors,
}: Round): string =>
  line([
    operation,
    server,
    round,
    perSecond.toFixed(0),
    p50.toFixed(1),
    p95.toFixed(1),
    p99.toFixed(1),
    serverCpu.toFixed(2),
    databaseCpu.toFixed(2),
    errors,
  ]);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Medians of both servers for one kind of work: requests a second, processor time and latency in milliseconds. */
export type Compared = {
  operation: string;
  own: number;
  bare: number;
  ownCpu: number;
  bareCpu: number;
  ownP95: number;
  bareP95: number;
};

/** What the rounds of one kind of work come to. */
export function compare(operation: string, rounds: readonly Round[]): Compared {
  const of = (server: Round['server'], value: (round: Round) => number): number =>
    median(rounds.filter((round) => round.operation === operation && round.server === server).map(value));
  const perSecond = ({ perSecond: rate }: Round): number => rate;
  const cpu = ({ serverCpu, databaseCpu }: Round): number => serverCpu + databaseCpu;
  const [own, bare] = [of('tongban', perSecond), of('bare', perSecond)];
  const [ownCpu, bareCpu] = [of('tongban', cpu), of('bare', cpu)];
  const p95 = (round: Round): number => round.p95;
  return {
    operation,
    own,
    bare,
    ownCpu,
    bareCpu,
    ownP95: of('tongban', p95),
    bareP95: of('bare', p95),
  };
}

/** Both servers beside each other, with the ratios of throughput and of processor time for a request. */
export function ratioLine({ operation, own, bare, ownCpu, bareCpu }: Compared): string {
  const percent = (part: number, whole: number): string =>
    `${((part / whole) * 100).toFixed(1).padStart(5)} %`;
  return (
    `${operation.padEnd(12)}  tongban ${own.toFixed(0).padStart(6)}/s  bare ${bare.toFixed(0).padStart(6)}/s  ` +
    `ratio ${percent(own, bare)}   cpu ${ownCpu.toFixed(2)} ms to ${bareCpu.toFixed(2)} ms, ratio ${percent(bareCpu, ownCpu)}`
  );
}
