import { maskNumbers } from './sensitive-text.ts';

const longest = 300;

/** An error as an operator may read it: short, and without numbers of persons. */
export const errorText = (error: unknown): string =>
  maskNumbers(error instanceof Error ? error.message : String(error)).slice(0, longest);
