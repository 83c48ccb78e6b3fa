import type { SubscriberState, TopicState } from '../api/operations.ts';

/** From this age on what waits counts as behind; below it is the ordinary course of things. */
const behindAfterSeconds = 60;

/** How something fares, the worst first: stopped for an operator, tried again, behind, fine. */
export type Health = 'stopped' | 'retrying' | 'behind' | 'fine';

/** Messages that ended without reaching anybody. */
export const undelivered = ({ failed, dead, expired }: TopicState): number => failed + dead + expired;

/** How a subscriber fares. */
export const healthOfSubscriber = ({ dead, parked, lagSeconds }: SubscriberState): Health =>
  dead > 0 ? 'stopped' : parked > 0 ? 'retrying' : lagSeconds >= behindAfterSeconds ? 'behind' : 'fine';

/** How a kind of message fares. */
export const healthOfTopic = (topic: TopicState): Health =>
  undelivered(topic) > 0
    ? 'stopped'
    : topic.failing > 0
      ? 'retrying'
      : topic.oldestSeconds >= behindAfterSeconds
        ? 'behind'
        : 'fine';

/** The whole: how many things wait for an operator, and what is behind or tried again, by title. */
export function healthOf(
  subscribers: readonly SubscriberState[],
  topics: readonly TopicState[],
): { stopped: number; behind: string[]; failing: string[] } {
  const all = [
    ...subscribers.map((state) => ({
      title: state.title,
      stopped: state.dead,
      health: healthOfSubscriber(state),
    })),
    ...topics.map((state) => ({
      title: state.title,
      stopped: undelivered(state),
      health: healthOfTopic(state),
    })),
  ];
  const titlesOf = (wanted: Health): string[] =>
    all.filter(({ health }) => health === wanted).map(({ title }) => title);
  return {
    stopped: all.reduce((sum, { stopped }) => sum + stopped, 0),
    behind: titlesOf('behind'),
    failing: titlesOf('retrying'),
  };
}
