import type { Day } from '../../regulation/instant.ts';

/** Cases and those of them that go before others; `percent` with one decimal, 0 where there is no case. */
export type Share = { cases: number; priority: number; percent: number };

/** How much goes before the rest, at windows and together. */
export type PriorityShares = {
  from: Day;
  to: Day;
  intake: Share;
  home: Share;
  windows: { windowId: string; windowName: string; regionName: string; intake: Share; home: Share }[];
};
