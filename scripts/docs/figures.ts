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
  /** Absent where each size was measured once. */
  rounds?: number;
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

type Swept = { openDuties: number; due: number; fired: number; seconds: number; idleMs: number };
type Sweep = { conditions: string[]; few: Swept; many: Swept; limits: { seconds: number; growth: number } };
type Feed = {
  conditions: string[];
  caughtUp: { events: number; seconds: number; eventsPerSecond: number };
  seen: { changes: number; p50: number; p95: number; max: number };
  limits: { eventsPerSecond: number; seenMs: number };
};
type Imports = {
  conditions: string[];
  goalSeconds: number;
  measured: {
    database: string;
    what: string;
    rows: number;
    lookSeconds: number;
    storeSeconds: number;
    bareSeconds: number;
    waitedSeconds: number;
  }[];
};
type LagShown = { sms: number; smsOldestSeconds: number; orders: number; unreadEvents: number };
type Drill = {
  conditions: string[];
  days: number;
  rows: { day: number; how: string; applicants: number; lag: { shown: LagShown }; untrue: number }[];
  outcome: {
    messages: number;
    lost: number;
    doubled: number;
    outOfOrder: number;
    orders: number;
    ordersLost: number;
    ordersDoubled: number;
    parcelsDelivered: number;
  };
  waited: number;
  drainSeconds: number;
  ratio: number;
  minutesToDrain: number;
};

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
      `One request after the other over HTTP, at the windows that have the most cases; ${scale.rounds ? `both sizes in turns, the median of ${scale.rounds} rounds’ p95` : 'one size after the other, p95'} in milliseconds. A deep page lies 200 pages in, or at the last full page where a list is shorter.`,
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

function sweepPart(sweep: (Sweep & { at: string }) | undefined): string {
  return part('Due duties', 'npm run bench:sweep', sweep, () => {
    if (!sweep) return [];
    const { few, many, limits: allowed } = sweep;
    return [
      `Goal: 1,000 due among 100,000 open duties found and fired in under ${allowed.seconds} s, whatever else is open. Each act writes everything a person’s act writes.`,
      table(
        ['open duties', 'due', 'fired', 'seconds', 'a look that finds nothing', 'goal'],
        [few, many].map(({ openDuties, due, fired, seconds, idleMs }) => [
          String(openDuties),
          String(due),
          String(fired),
          seconds.toFixed(2),
          `${ms(idleMs)} ms`,
          met(fired >= due && seconds <= allowed.seconds),
        ]),
      ),
    ];
  });
}

function feedPart(feed: (Feed & { at: string }) | undefined): string {
  return part('Feed and subscribers', 'npm run bench:feed', feed, () => {
    if (!feed) return [];
    const { caughtUp, seen, limits: allowed } = feed;
    return [
      [
        `a subscriber with a handler that only counts caught up ${caughtUp.events} events in ${caughtUp.seconds.toFixed(1)} s: ${caughtUp.eventsPerSecond.toFixed(0)}/s (goal ${allowed.eventsPerSecond}/s, ${met(caughtUp.eventsPerSecond >= allowed.eventsPerSecond)})`,
        `two processes on one PostgreSQL: ${seen.changes} changes at one were seen on the live connection of the other after ${seen.p50.toFixed(0)} ms (p50), ${seen.p95.toFixed(0)} ms (p95), ${seen.max.toFixed(0)} ms (longest; goal ${allowed.seenMs} ms, ${met(seen.max <= allowed.seenMs)})`,
      ]
        .map((line) => `- ${line}`)
        .join('\n'),
    ];
  });
}

const importTables: Record<string, string> = {
  staff: 'a role for each of so many people',
  windows: 'windows of the contact list',
  list: 'a list in a draft (R-027: at most 5,000 rows)',
};

function importPart(imports: (Imports & { at: string }) | undefined): string {
  return part('Import of tables', 'npm run bench:import', imports, () => {
    if (!imports) return [];
    const { goalSeconds, measured } = imports;
    return [
      `A spreadsheet handed in over the API: the look (dry run), then storing with everything that belongs to it – history, audit, first postal addresses, readings of names. Goal: each under ${goalSeconds} s. Beside it the bare rows in one \`insert\` in the same database. “waited” is the longest that another request waited meanwhile: PGlite has one connection, and everybody waits for the transaction that has it.`,
      table(
        ['', 'database', 'rows', 'look s', 'stored s', 'bare insert s', 'waited s', 'goal'],
        measured.map((one) => [
          importTables[one.what] ?? one.what,
          one.database,
          String(one.rows),
          one.lookSeconds.toFixed(1),
          one.storeSeconds.toFixed(1),
          one.bareSeconds.toFixed(2),
          one.waitedSeconds.toFixed(1),
          met(Math.max(one.lookSeconds, one.storeSeconds) < goalSeconds),
        ]),
      ),
    ];
  });
}

function drillPart(drill: (Drill & { at: string }) | undefined): string {
  return part('Outage drill', 'npm run drill', drill, () => {
    if (!drill) return [];
    const { rows, outcome, waited, drainSeconds, ratio, minutesToDrain, days } = drill;
    return [
      `Both SMS suppliers and the carrier are away for ${days} simulated days while applicants go on coming, and for half a day the workers stand still. “unread” are events that some subscriber has not read. The page 运行状况 is compared with other tables at every look.`,
      table(
        ['day', 'suppliers', 'applicants', 'SMS waiting', 'oldest', 'orders waiting', 'unread', 'page'],
        rows.map(({ day, how, applicants, lag: { shown }, untrue }) => [
          String(day),
          how,
          String(applicants),
          String(shown.sms),
          `${(shown.smsOldestSeconds / 3600).toFixed(0)} h`,
          String(shown.orders),
          String(shown.unreadEvents),
          untrue === 0 ? 'true' : `**wrong ${untrue} ×**`,
        ]),
      ),
      [
        `${outcome.messages} SMS: ${outcome.lost} lost, ${outcome.doubled} doubled, ${outcome.outOfOrder} out of the order of their case`,
        `${outcome.orders} parcels ordered: ${outcome.ordersLost} lost, ${outcome.ordersDoubled} doubled, ${outcome.parcelsDelivered} delivered by the end`,
        `${waited} that waited went out in ${drainSeconds.toFixed(1)} s, ${minutesToDrain} min on the clock: ${ratio.toFixed(1)} × as fast as they came in the run itself (goal 5 ×, ${met(ratio >= 5)}), in which a day passes in seconds`,
      ]
        .map((line) => `- ${line}`)
        .join('\n'),
    ];
  });
}

type SearchShares = {
  asked: number;
  first: number;
  firstThree: number;
  offListAsked: number;
  offList: number;
};
type SearchTimes = { p50: number; p95: number; longest: number; processorP95: number };
type Search = {
  conditions: string[];
  goals: { first: number; firstThree: number; offList: number; listsMs: number; namesMs: number };
  classes: { kind: string; asked: number; first: number; firstThree: number }[];
  worked: SearchShares;
  heldBack: SearchShares;
  all: SearchShares;
  lists: SearchTimes;
  names: SearchTimes & { count: number };
  errors: { kind: string; query: string; right: string; found: string[] }[];
};

const searchKinds: Record<string, string> = {
  exact: 'whole names',
  colloquial: 'everyday questions',
  synonym: 'other words for the name',
  partial: 'parts of a name',
  local: 'local names',
  pinyin: 'pinyin',
  initials: 'initials',
  typo: 'slips',
  business: 'of small businesses',
  dialect: 'as people of the southwest speak',
  long: 'long stories',
  voice: 'heard wrong, by voice input',
  mixed: 'characters and pinyin mixed',
  offlist: 'in no list: said to be so',
};

function searchPart(search: (Search & { at: string }) | undefined): string {
  return part('Search', 'npm run bench:search', search, () => {
    if (!search) return [];
    const { goals, classes, lists, names } = search;
    const percent = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)} %`;
    const row = (title: string, { asked, first, firstThree, offListAsked, offList }: SearchShares) => [
      title,
      `${asked}`,
      `${first} %, ${met(first >= goals.first)}`,
      `${firstThree} %, ${met(firstThree >= goals.firstThree)}`,
      `${offListAsked}`,
      `${offList} %, ${met(offList >= goals.offList)}`,
    ];
    return [
      `The questions are those of \`scripts/search/queries.tsv\` and \`further-queries.tsv\`, asked in all lists at once; the same matter in another list is as right, and of matters that are equally right any. A third of the first file and half of the second, chosen by the digest of the text, were held back while words and weights were worked on; the second was written without a look at the answers. Goals: first ${goals.first} %, in the first three ${goals.firstThree} %, matters of no list said to be so ${goals.offList} %.`,
      table(
        ['', 'in the lists', 'right first', 'in the first three', 'in no list', 'said so'],
        [row('worked on', search.worked), row('held back', search.heldBack), row('all', search.all)],
      ),
      table(
        ['questions', 'asked', 'right first', 'in the first three'],
        classes.map(({ kind, asked, first, firstThree }) => [
          searchKinds[kind] ?? kind,
          `${asked}`,
          percent(first, asked),
          percent(firstThree, asked),
        ]),
      ),
      table(
        ['one answer', 'p50 ms', 'p95 ms', 'longest ms', 'p95 of processor time', 'goal'],
        [
          ['the lists', lists, goals.listsMs] as const,
          [`${names.count} option names`, names, goals.namesMs] as const,
        ].map(([title, times, goal]) => [
          title,
          ms(times.p50),
          ms(times.p95),
          ms(times.longest),
          ms(times.processorP95),
          `≤ ${goal} ms, ${met(times.p95 <= goal)}`,
        ]),
      ),
      'What is missed, and why: a sentence that names two matters of the lists, one only as its cause (工伤职工在外地看病), where the order of the hits is a guess; matters of which a near relative is in a list (提取公积金 on leaving a job, where the lists have only retirement and purchase); and long stories of which no word is known. The first kind stays within the first three hits, the second is answered with the relative instead of “not in the lists”, the third is said to be off-list and comes up under 常用说法 for the administrations. The table has what is missed of the part that was worked on; that of the part held back is not looked at.',
      table(
        ['question', 'right', 'found first'],
        search.errors.slice(0, 40).map(({ query, right, found }) => [query, right, found[0] ?? '—']),
      ),
    ];
  });
}

type Start = { seconds: number; memoryMiB: number };
type Routing = {
  conditions: string[];
  filled: { regions: number; options: number; rows: number; seconds: number };
  goals: { answerMs: number; matrixMs: number };
  timings: Timing[];
  starts: { shipped: Start; filled: Start };
};

function routingPart(routing: (Routing & { at: string }) | undefined): string {
  return part('Routing', 'npm run bench:routing', routing, () => {
    if (!routing) return [];
    const { filled, goals, timings, starts } = routing;
    const goalOf = (what: string, p95: number): string => {
      if (what === 'the answer over HTTP') return `< ${goals.answerMs} ms, ${met(p95 < goals.answerMs)}`;
      if (what.startsWith('difference matrix')) return `< ${goals.matrixMs} ms, ${met(p95 < goals.matrixMs)}`;
      return '';
    };
    const started = ({ seconds, memoryMiB }: Start): string =>
      `${seconds.toFixed(1)} s and ${memoryMiB.toFixed(0)} MiB`;
    return [
      `${filled.rows} rows of how an option stands in a region (${filled.regions} regions × ${filled.options} options), filled set by set in ${filled.seconds.toFixed(1)} s. The answer for an option and a home region chosen by chance: window with the rule, standard with its stage, whether it is realised there. Standards, regions and windows are in memory, the rows are not; each answer reads its own by key.`,
      table(
        ['', 'times', 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms', 'goal'],
        timings.map(({ what, requests, p50, p95, p99, max }) => [
          what,
          String(requests),
          p50.toFixed(2),
          p95.toFixed(2),
          p99.toFixed(2),
          ms(max),
          goalOf(what, p95),
        ]),
      ),
      `A server listens after ${started(starts.shipped)} with what ships, and after ${started(starts.filled)} with all of it.`,
    ];
  });
}

/** What was measured, beside what was asked for. */
export const figuresPage = async (): Promise<string> =>
  `${[
    '# Figures',
    'Made by `npm run docs` from what the last runs wrote to `docs/figures/`; never edited by hand. Server, PostgreSQL and whoever sends the requests share one machine. Ratios are taken within one run, since such machines differ by a third from one run to the next.',
    benchPart(await readFigures<Bench>('bench')),
    fillPart(await readFigures<Fill>('fill')),
    scalePart(await readFigures<Scale>('scale')),
    loadPart(await readFigures<Load>('load')),
    searchPart(await readFigures<Search>('search')),
    routingPart(await readFigures<Routing>('routing')),
    sweepPart(await readFigures<Sweep>('sweep')),
    feedPart(await readFigures<Feed>('feed')),
    importPart(await readFigures<Imports>('import')),
    drillPart(await readFigures<Drill>('drill')),
    proofPart('Killed while it writes', 'npm run proof:kill', await readFigures<Proof>('proof-kill')),
    proofPart('Chance', 'npm run proof:random', await readFigures<Proof>('proof-random')),
    [
      '## What bounds it',
      'Processor time. On two cores registering spends about as much in PostgreSQL (one statement of fifteen parts for some twenty rows and their indexes) as in the server (checks, hashes, ciphers, JSON); the disk is shared by group commit. What was gained lies in [decision 13](decisions/0013-shared-trips.md): questions asked at once travel together. Two plans cost most until they were found in the server’s own plans: taking old search keys away read the whole table of keys at every step, and pages of lists sorted every row of their window, since one plan served all windows; lists are now planned for their values. Steps that change no deadline still rewrite the rows of deadlines and work lists, and four partial indexes on the snapshot (originals and parcels of a window) are judged anew at every step. With few cases a list has few rows, so a first page that grows with the number of cases grows with its rows too.',
    ].join('\n\n'),
  ].join('\n\n')}\n`;
