/** What is typed while asking for a supplement. */
export type RequestDraft = {
  /** `key` tells points apart while they are being written. */
  points: { key: number; lineId: string; text: string }[];
  days: number;
  announces: boolean;
  reason: string;
};

/** Working days proposed for the applicant. */
export const usualDays = 10;

/** Most working days that can be typed. */
export const mostDays = 60;

/** Fewest characters of a point and of a reason. */
export const shortest = 4;

/** Nothing typed yet: one empty point, the usual time. */
export const emptyRequest: RequestDraft = {
  points: [{ key: 1, lineId: '', text: '' }],
  days: usualDays,
  announces: false,
  reason: '',
};

/** The draft with one more empty point. */
export const withPoint = (draft: RequestDraft): RequestDraft => ({
  ...draft,
  points: [
    ...draft.points,
    { key: 1 + Math.max(0, ...draft.points.map(({ key }) => key)), lineId: '', text: '' },
  ],
});

const short = (text: string): boolean => [...text.trim()].length < shortest;

/** Numbers (from 0) of the points that do not say what is wanted. */
export const unclearPoints = ({ points }: RequestDraft): number[] =>
  points.flatMap(({ text }, index) => (short(text) ? [index] : []));

/** Why it cannot be sent yet: no point, an unclear one, or no reason for asking again. */
export function lackingIn(draft: RequestDraft, again: boolean): 'points' | 'reason' | undefined {
  if (draft.points.length === 0 || unclearPoints(draft).length > 0) return 'points';
  return again && short(draft.reason) ? 'reason' : undefined;
}

/** The body of the command; the due date is the one that was shown. */
export const bodyOf = (draft: RequestDraft, dueOn: string, again: boolean): object => ({
  points: draft.points.map(({ lineId, text }) => ({
    ...(lineId === '' ? {} : { lineId }),
    text: text.trim(),
  })),
  dueOn,
  announcesAbandonment: draft.announces,
  ...(again ? { reason: draft.reason.trim() } : {}),
});
