/** Something a clerk does on a draft. */
export type Effort = 'key' | 'scan' | 'click' | 'searchLetter' | 'data';

/** What counts towards the limit of twelve an ordinary intake may take; typing the applicant's data does not. */
const counted: Readonly<Record<Effort, boolean>> = {
  key: true,
  scan: true,
  click: true,
  searchLetter: true,
  data: false,
};

/** The count after one more effort. */
export const afterEffort = (count: number, effort: Effort): number => (counted[effort] ? count + 1 : count);
