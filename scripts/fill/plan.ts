import { dayOf, type Instant, instantOf } from '../../src/regulation/instant.ts';

/** A window with the people who act at it. */
export type Place = {
  regionCode: string;
  regionName: string;
  windowId: string;
  windowName: string;
  staff: Person[];
};
type Person = { id: string; name: string };

/** A history told once through the real commands, of which many cases are made. */
export type Template = {
  name: string;
  /** Share among all cases. */
  weight: number;
  isOpen: boolean;
  caseId: string;
  businessNumber: string;
  /** Place among the events of the one that gave the number; -1 for a draft. */
  submittedAt: number;
  /** The events with their personal content, each as JSON. */
  events: string[];
  intake: Place;
  home: Place;
};

/** What is settled about one case before it is made. */
export type Planned = {
  serial: number;
  template: number;
  intake: number;
  home: number;
  /** Time of the last event, and between two events. */
  endsAt: number;
  gapMs: number;
  sequence: number;
  firstFeedNo: number;
  /** Meant to have something due already. */
  late: boolean;
};

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A generator that gives the same numbers from the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Moment of one event of a planned case. */
export const momentOfEvent = ({ endsAt, gapMs }: Planned, events: number, index: number): number =>
  endsAt - (events - 1 - index) * gapMs;

/** Which cases are made, where the usual mix is not wanted. */
export type Mix = {
  /** Weights by name of the template; those that are not named are left out. */
  weights: Readonly<Record<string, number>>;
  /** So many of the cases, the first ones, are of these templates by turns and ended so many days ago. */
  late: { cases: number; names: readonly string[]; days: number };
};

/** Share of all cases that lies at the first intake and the first home window: lists with thousands of rows. */
const busyShare = 0.08;

/** How many numbers were given out, by region and day. */
export type Counters = Map<string, number>;

/**
 * Plans cases one after the other. Ended ones lie in the two years before `now`, running ones in its last hours, so
 * that no deadline is over; numbers follow each other in every region and day.
 */
export function* plan(
  cases: number,
  {
    templates,
    intakes,
    homes,
    now,
    seed,
    firstFeedNo: startNo,
    mix,
  }: {
    templates: readonly Pick<Template, 'name' | 'weight' | 'isOpen' | 'events' | 'submittedAt'>[];
    intakes: readonly Pick<Place, 'regionCode'>[];
    homes: readonly unknown[];
    now: Instant;
    seed: number;
    firstFeedNo: number;
    mix?: Mix | undefined;
  },
  counters: Counters,
): Generator<Planned> {
  const random = randomFrom(seed);
  const weights = templates.map(({ name, weight }) => (mix ? (mix.weights[name] ?? 0) : weight));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const nowMs = Date.parse(now);
  const pick = (count: number): number => (random() < busyShare ? 0 : Math.floor(random() * count));
  let firstFeedNo = startNo;
  for (let serial = 1; serial <= cases; serial += 1) {
    let rest = random() * total;
    const late = mix !== undefined && serial <= mix.late.cases ? mix.late : undefined;
    const chosen = late
      ? templates.findIndex(({ name }) => name === late.names[serial % late.names.length])
      : weights.findIndex((weight) => (rest -= weight) < 0);
    const template = Math.max(0, chosen);
    const kind = templates[template];
    if (!kind) throw new Error('no templates');
    const events = kind.events.length;
    const intake = pick(intakes.length);
    const planned: Planned = {
      serial,
      template,
      intake,
      home: pick(homes.length),
      endsAt: late
        ? nowMs - late.days * dayMs
        : kind.isOpen
          ? nowMs - Math.floor(random() * 30 * minuteMs)
          : nowMs - Math.floor((1 + random() * 700) * dayMs),
      gapMs: Math.floor((kind.isOpen ? 2 : 30) * minuteMs * (1 + random() * 2)),
      sequence: 0,
      firstFeedNo,
      late: late !== undefined,
    };
    if (kind.submittedAt >= 0) {
      const day = dayOf(instantOf(momentOfEvent(planned, events, kind.submittedAt)));
      const key = `${intakes[intake]?.regionCode} ${day}`;
      planned.sequence = (counters.get(key) ?? 0) + 1;
      counters.set(key, planned.sequence);
    }
    firstFeedNo += events;
    yield planned;
  }
}
