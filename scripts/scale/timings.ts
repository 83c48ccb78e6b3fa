/** What a number of requests took, in milliseconds. */
export type Timing = {
  what: string;
  requests: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
  note?: string;
};

const share = (sorted: readonly number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;

/** The figures of a list of times. */
export function timingOf(what: string, times: readonly number[], note?: string): Timing {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    what,
    requests: times.length,
    p50: share(sorted, 0.5),
    p95: share(sorted, 0.95),
    p99: share(sorted, 0.99),
    max: sorted.at(-1) ?? Number.NaN,
    ...(note === undefined ? {} : { note }),
  };
}

/** Does something again and again, one after the other, and takes the time of each; the first few do not count. */
export async function timed(
  what: string,
  times: number,
  work: (turn: number) => Promise<unknown>,
  note?: string,
): Promise<Timing> {
  const warmUp = Math.min(20, Math.ceil(times / 10));
  const measured: number[] = [];
  for (let turn = 0; turn < warmUp + times; turn += 1) {
    const began = performance.now();
    await work(turn);
    if (turn >= warmUp) measured.push(performance.now() - began);
  }
  return timingOf(what, measured, note);
}

const middle = (numbers: readonly number[]): number =>
  share(
    numbers.toSorted((a, b) => a - b),
    0.5,
  );

/** The same work measured in several rounds: the median of each figure, since one hiccup of the machine is no finding. */
export function acrossRounds(rounds: readonly Timing[]): Timing {
  const [first] = rounds;
  if (!first) throw new Error('nothing was measured');
  return {
    ...first,
    requests: rounds.reduce((sum, { requests }) => sum + requests, 0),
    p50: middle(rounds.map(({ p50 }) => p50)),
    p95: middle(rounds.map(({ p95 }) => p95)),
    p99: middle(rounds.map(({ p99 }) => p99)),
    max: Math.max(...rounds.map(({ max }) => max)),
  };
}

/** A timing as a line of text. */
export const timingLine = ({ what, p50, p95, p99, max, note }: Timing): string =>
  `${what.padEnd(34)} p50 ${p50.toFixed(1).padStart(7)}  p95 ${p95.toFixed(1).padStart(7)}  p99 ${p99.toFixed(1).padStart(7)}  max ${max.toFixed(1).padStart(8)} ms${note ? `  ${note}` : ''}`;
