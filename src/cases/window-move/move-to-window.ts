import { Id, object, type Static, Type } from '../../platform/schema.ts';
import type { Side } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import type { WindowFacts } from '../core/fact-sources.ts';

const MoveInput = object({
  windowId: Id,
  reason: Type.String({ minLength: 1, maxLength: 200, description: '为什么移交，如 窗口撤并' }),
});
type MoveInput = Static<typeof MoveInput>;

type Windows = { to: WindowFacts } & Record<Side, WindowFacts>;

/** The side that a window can take over: the one whose window lies in the same region. */
const sideFor = ({ to, ...now }: Windows): Side | undefined =>
  (['intake', 'home'] as const).find((side) => now[side].regionCode === to.regionCode);

/**
 * Gives one side of a case to another window of the same region: its window closes, or cannot go on. Whoever
 * had the case in hand by name at that window no longer has; region, documents and deadlines stay.
 */
export const moveToWindow = command<'moveToWindow', MoveInput, Windows>({
  name: 'moveToWindow',
  input: MoveInput,
  summary: '移交给同一地区的另一个窗口',
  example: { windowId: '00000000-0000-4000-8000-000000000001', reason: '窗口撤并' },
  facts: async (sources, kase, { windowId }) => ({
    to: await sources.window(windowId),
    intake: await sources.window(kase.intake.windowId),
    home: await sources.window(kase.home.windowId),
  }),
  decide(kase, { windowId, reason }, windows, { capacities }) {
    const side = sideFor(windows);
    // The window of a region for which somebody does not answer is one of another region as well.
    if (!side || !capacities.has(`${side}Administration`)) return refuse('window-of-other-region');
    if (kase[side].windowId === windowId) return refuse('window-same');
    if (!windows.to.isOpen) return refuse('window-not-open');
    if (reason.trim() === '') return refuse('reason-missing');
    return {
      events: [
        {
          type: 'movedToWindow',
          data: { side, from: kase[side].windowId, to: windowId, reason: reason.trim() },
        },
      ],
    };
  },
});
