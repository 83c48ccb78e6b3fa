/** After so many transport errors in a row a supplier counts as away. */
const awayAfter = 3;

/** So long nobody asks a supplier that is away; then one message after the other tries it. */
export const usualAwayForMs = 60_000;

/** How a supplier fares, as one process sees it. */
export type Circuit = { errors: number; awaySinceMs: number | undefined };

/** A supplier of which nothing is known. */
export const newCircuit = (): Circuit => ({ errors: 0, awaySinceMs: undefined });

/** Whether a supplier may be asked at a moment. */
export const isAskable = ({ awaySinceMs }: Circuit, nowMs: number, awayForMs: number): boolean =>
  awaySinceMs === undefined || nowMs - awaySinceMs >= awayForMs;

/** What one more answer says about a supplier: anything it says itself shows that it is there. */
export function afterAnswer({ errors }: Circuit, transportError: boolean, nowMs: number): Circuit {
  if (!transportError) return newCircuit();
  return { errors: errors + 1, awaySinceMs: errors + 1 >= awayAfter ? nowMs : undefined };
}
