type Waiting<Ask, Answer> = { ask: Ask; resolve: (answer: Answer) => void; reject: (error: unknown) => void };

/** How many may share a trip, and how many trips may be under way at once. */
export type Trips = { atOnce?: number; lanes?: number };

/**
 * Lets what is asked at the same time share a trip to the database: what comes while all lanes are under way goes
 * together with the next. The first never waits, nobody is answered before the trip that carried the own question has
 * ended, and where a trip is refused, each of its questions travels alone. `carryOut` gives one answer a question, in
 * their order.
 */
export function shareTrips<Ask, Answer>(
  carryOut: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
  { atOnce = 100, lanes = 1 }: Trips = {},
): (ask: Ask) => Promise<Answer> {
  let waiting: Waiting<Ask, Answer>[] = [];
  let underWay = 0;

  async function travel(group: readonly Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answers = await carryOut(group.map(({ ask }) => ask));
      if (answers.length !== group.length) throw new Error('a trip must bring one answer a question');
      for (const [at, { resolve }] of group.entries()) resolve(answers[at] as Answer);
    } catch (error) {
      const [only] = group;
      if (group.length === 1) only?.reject(error);
      else for (const one of group) await travel([one]);
    }
  }

  async function travelAll(): Promise<void> {
    underWay += 1;
    while (waiting.length > 0) {
      const group = waiting.slice(0, atOnce);
      waiting = waiting.slice(atOnce);
      await travel(group);
    }
    underWay -= 1;
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject });
      if (underWay < lanes) void travelAll();
    });
}
