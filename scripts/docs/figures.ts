import type { Compared } from '../bench/report.ts';
import { readFigures } from '../figures/figures.ts';
import { growth, growthAllowed, limits } from '../scale/goals.ts';
import type { SizeMeasured } from '../scale/measure-size.ts';
import type { Timing } from '../scale/timings.ts';
import { code, table } from './markdown.ts';

/** Share of the bare route's throughput that is asked for. */
const shareWanted = 0.4;
const minutesWanted = 15;

type Bench = {
  conditions: string[];
  compared: Compared[];
  pgbench?: { sentence: string };
  stored: string;
  errors: number;
};
type Filled = { cases: number; events: number; seconds: number };
type Fill = Filled & { conditions: string[]; sentence: string };
type Scale = {
  conditions: string[];
  small: SizeMeasured & { fill: Filled };
  large: SizeMeasured & { fill: Filled };
};
type Load = {
  conditions: string[];
  seconds: number;
  timings: Timing[];
  rssMiB: { first: number; highest: number };
  lagP99Ms: { median: number; highest: number };
  refused: Record<string, number>;
  errors: number;
  verified: string;
};

type Proof = { conditions: string[]; proved: { database: string; sentences: string[] }[] };

const operations: Record<string, string> = {
  register: 'register a case with 3 materials',
  transition: 'judge one material',
  read: 'read a case by its number, audited',
};

const ms = (value: number): string => value.toFixed(1);
const met = (isMet: boolean): string => (isMet ? 'met' : '**missed**');

/** A part of the page: what was run, when and on what, then what came out. */
function part(
  title: string,
  command: string,
  run: { at: string; conditions: string[] } | undefined,
  body: () => string[],
): string {
  const lines = run
    ? [`${code(command)}, ${run.at}. ${run.conditions.map((line) => `${line}.`).join(' ')}`, ...body()]
    : [`${code(command)} was not run yet.`];
  return [`## ${title}`, ...lines].join('\n\n');
}

function benchPart(bench: (Bench & { at: string }) | undefined): string {
  return part('Throughput', 'npm run bench', bench, () => {
    if (!bench) return [];
    return [
      `Goal: at least ${shareWanted * 100} % of a bare Fastify + \`pg\` route that writes the same rows in one statement, in the same run. Medians of the rounds; processor time is of the server’s process and its backends in PostgreSQL, for one request.`,
      table(
        ['', 'Tongban', 'bare route', 'ratio', 'p95', 'processor time', 'goal'],
        bench.compared.map(({ operation, own, bare, ownP95, bareP95, ownCpu, bareCpu }) => [
          operations[operation] ?? operation,
          `${own.toFixed(0)}/s`,
          `${bare.toFixed(0)}/s`,
          `${((own / bare) * 100).toFixed(0)} %`,
          `${ms(ownP95)} / ${ms(bareP95)} ms`,
          `${ownCpu.toFixed(2)} / ${bareCpu.toFixed(2)} ms`,
          met(own / bare >= shareWanted),
        ]),
      ),
      [bench.pgbench?.sentence, bench.stored, `errors: ${bench.errors}`]
        .filter((line) => line !== undefined)
        .map((line) => `- ${line}`)
        .join('\n'),
    ];
  });
}

function fillPart(fill: (Fill & { at: string }) | undefined): string {
  return part('Filling', 'npm run fill', fill, () =>
    fill
      ? [
          `${fill.cases} cases with ${fill.events} events in ${(fill.seconds / 60).toFixed(1)} min (goal: a million in ${minutesWanted} min, ${met(fill.seconds <= minutesWanted * 60)}). ${fill.sentence}.`,
        ]
      : [],
  );
}

function scalePart(scale: (Scale & { at: string }) | undefined): string {
  return part('Many cases', 'npm run bench:scale', scale, () => {
    if (!scale) return [];
    const { small, large } = scale;
    const ratios = new Map(growth(small, large).map(({ what, ratio }) => [what, ratio]));
    const before = new Map(small.timings.map((timing) => [timing.what, timing]));
    const goalOf = (timing: Timing): string => {
      const ratio = ratios.get(timing.what);
      if (ratio !== undefined) return `≤ ${growthAllowed} ×, ${met(ratio <= growthAllowed)}`;
      const limit = Object.entries(limits).find(([start]) => timing.what.startsWith(start))?.[1];
      return limit === undefined ? '' : `≤ ${limit} ms, ${met(timing.p95 <= limit)}`;
    };
    return [
      'One request after the other over HTTP, at the windows that have the most cases; both sizes in turns, the median of five rounds’ p95 in milliseconds. A deep page lies 200 pages in, or at the last full page where a list is shorter.',
      table(
        ['', `${small.cases} cases`, `${large.cases} cases`, 'ratio', 'goal', ''],
        large.timings.map((timing) => [
          timing.what,
          ms(before.get(timing.what)?.p95 ?? Number.NaN),
          ms(timing.p95),
          (timing.p95 / (before.get(timing.what)?.p95 ?? Number.NaN)).toFixed(2),
          goalOf(timing),
          timing.note ?? '',
        ]),
      ),
      `The large database was filled in ${(large.fill.seconds / 60).toFixed(1)} min: ${large.fill.events} events. Larger tables read from end to end meanwhile: ${large.scanned.join(', ') || 'none'}.`,
    ];
  });
}

function loadPart(load: (Load & { at: string }) | undefined): string {
  return part('Many clerks', 'npm run load', load, () => {
    if (!load) return [];
    const { rssMiB, lagP99Ms, timings, errors, refused } = load;
    const refusals = Object.entries(refused).map(([what, times]) => `${what} ${times} ×`);
    return [
      table(
        ['', 'requests', 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms'],
        timings.map(({ what, requests, p50, p95, p99, max }) => [
          what,
          String(requests),
          ms(p50),
          ms(p95),
          ms(p99),
          ms(max),
        ]),
      ),
      [
        `errors: ${errors} (goal 0, ${met(errors === 0)}); refused as the rules ask: ${refusals.join(', ') || 'none'}`,
        `${((timings[0]?.requests ?? 0) / load.seconds).toFixed(1)} requests/s; memory of the server at most ${rssMiB.highest.toFixed(0)} MiB; event loop behind by p99 ${ms(lagP99Ms.median)} ms, at most ${ms(lagP99Ms.highest)} ms`,
        load.verified,
      ]
        .map((line) => `- ${line}`)
        .join('\n'),
    ];
  });
}

const proofPart = (title: string, command: string, proof: (Proof & { at: string }) | undefined): string =>
  part(title, command, proof, () =>
    (proof?.proved ?? []).map(
      ({ database, sentences }) =>
        `${database}:\n\n${sentences.map((sentence) => `- ${sentence}`).join('\n')}`,
    ),
  );

/** What was measured, beside what was asked for. */
export const figuresPage = async (): Promise<string> =>
  `${[
    '# Figures',
    'Made by `npm run docs` from what the last runs wrote to `docs/figures/`; never edited by hand. Server, PostgreSQL and whoever sends the requests share one machine. Ratios are taken within one run, since such machines differ by a third from one run to the next.',
    benchPart(await readFigures<Bench>('bench')),
    fillPart(await readFigures<Fill>('fill')),
    scalePart(await readFigures<Scale>('scale')),
    loadPart(await readFigures<Load>('load')),
    proofPart('Killed while it writes', 'npm run proof:kill', await readFigures<Proof>('proof-kill')),
    proofPart('Chance', 'npm run proof:random', await readFigures<Proof>('proof-random')),
    [
      '## What bounds it',
      'Processor time. On two cores registering spends about as much in PostgreSQL (one statement of fifteen parts for some twenty rows and their indexes) as in the server (checks, hashes, ciphers, JSON); the disk is shared by group commit. What was gained lies in [decision 13](decisions/0013-shared-trips.md): questions asked at once travel together. Two plans cost most until they were found in the server’s own plans: taking old search keys away read the whole table of keys at every step, and pages of lists sorted every row of their window, since one plan served all windows; lists are now planned for their values. Steps that change no deadline still rewrite the rows of deadlines and work lists, and four partial indexes on the snapshot (originals and parcels of a window) are judged anew at every step. With few cases a list has few rows, so a first page that grows with the number of cases grows with its rows too.',
    ].join('\n\n'),
  ].join('\n\n')}\n`;
