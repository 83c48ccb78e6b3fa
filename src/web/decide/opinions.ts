/** What the approver writes on one point. */
export type Opinion = { favourable?: boolean; text: string };

/** A point to judge. */
export type Point = { id: string; question: string; basis: string };

/** How the opinions stand: points without a word, unfavourable ones without an explanation, unfavourable in all. */
export function standOf(
  points: readonly Point[],
  opinions: Readonly<Record<string, Opinion>>,
): { open: number; unexplained: number; unfavourable: number } {
  const given = points.map(({ id }) => opinions[id]);
  const unfavourable = given.filter((opinion) => opinion?.favourable === false);
  return {
    open: given.filter((opinion) => opinion?.favourable === undefined).length,
    unexplained: unfavourable.filter((opinion) => (opinion?.text.trim() ?? '') === '').length,
    unfavourable: unfavourable.length,
  };
}

/** Body of record-opinion: every point with its opinion. */
export const opinionBody = (
  points: readonly Point[],
  opinions: Readonly<Record<string, Opinion>>,
): { points: { pointId: string; favourable: boolean; text?: string }[] } => ({
  points: points.flatMap(({ id }) => {
    const { favourable, text = '' } = opinions[id] ?? {};
    if (favourable === undefined) return [];
    const words = text.trim();
    return [{ pointId: id, favourable, ...(words === '' ? {} : { text: words }) }];
  }),
});

/** The next point without an opinion after the given one, going round. */
export function nextOpenPoint(
  points: readonly Point[],
  opinions: Readonly<Record<string, Opinion>>,
  after: number,
): number | undefined {
  const order = [...points.keys()].map((i) => (after + 1 + i) % points.length);
  return order.find((i) => {
    const point = points[i];
    return point !== undefined && i !== after && opinions[point.id]?.favourable === undefined;
  });
}
