import { fieldInvalid } from '../platform/problem.ts';
import { parseInstant } from '../regulation/instant.ts';

/** Where a page of a list ended: its sort key and id. */
export type Place = { at: string; id: string };

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The cursor of the next page. */
export const encodePlace = ({ at, id }: Place): string => `${at}_${id}`;

/** Reads a cursor; refuses what no page gave out. */
export function decodePlace(text: string | undefined): Place | undefined {
  if (text === undefined) return undefined;
  const [at = '', id = ''] = text.split('_');
  const moment = at === 'infinity' ? at : parseInstant(at);
  if (moment === undefined || !uuid.test(id))
    throw fieldInvalid('/after', '翻页的位置不对，请从第一页看起。');
  return { at: moment, id };
}
