import type { Side, WindowRequest } from '../core/case.ts';

/** When the other window first saw the two parts of a message. */
export type SeenParts = { question?: string; answer?: string };

/** A part of a message between the windows that one side has not seen yet. */
export type UnseenPart = { requestId: string; part: keyof SeenParts };

/** What of a thread one side has not seen: what the other wrote, and its answers. */
export const unseenParts = (
  requests: readonly Pick<WindowRequest, 'id' | 'from' | 'answeredBy'>[],
  side: Side,
  seen: ReadonlyMap<string, SeenParts>,
): UnseenPart[] =>
  requests.flatMap(({ id, from, answeredBy }) => {
    const part = from === side ? ('answer' as const) : ('question' as const);
    const there = part === 'question' || answeredBy !== undefined;
    return there && !seen.get(id)?.[part] ? [{ requestId: id, part }] : [];
  });
