import { mayBeHandedBack } from '../../catalogue/shown-originals.ts';
import type { FieldError } from '../../platform/problem.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Line } from '../core/case.ts';

/** What was handed in for a line, counted by the clerk. */
export const HandedIn = object({
  originals: Type.Integer(),
  copies: Type.Integer(),
  medium: oneOf(['paper', 'electronic', 'eLicence']),
  handedBack: Type.Optional(Type.Boolean({ description: '核验后当场退还原件' })),
});
export type HandedIn = Static<typeof HandedIn>;

const isCount = (count: number): boolean => Number.isInteger(count) && count >= 0 && count <= 99;

/** Counts are whole, between 0 and 99, and together at least 1. */
export const countsFit = ({ originals, copies }: HandedIn): boolean =>
  isCount(originals) && isCount(copies) && originals + copies >= 1;

/** What the standard asks for, as the usual answer to "what was handed in?". */
export const asAsked = (line: Line): HandedIn => ({
  originals: line.originals,
  copies: line.copies,
  medium: line.media.includes('paper') ? 'paper' : (line.media[0] ?? 'paper'),
});

/** Why the original cannot be given back at the counter, as a field error; undefined when it may, or stays. */
export const handBackFault = (line: Line, { handedBack, medium }: HandedIn): FieldError[] | undefined =>
  !handedBack || (medium === 'paper' && mayBeHandedBack(line))
    ? undefined
    : [
        {
          pointer: '/received/handedBack',
          detail:
            medium === 'paper' ? '这份原件属地要看或要存档，不能当场退还。' : '没有收纸质原件，不用退还。',
        },
      ];
