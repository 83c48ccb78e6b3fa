/**
 * What stands between somebody signed in and everything else, the first first: the second factor is to be proved or
 * set up, the statement on confidentiality to be signed; or too many cases were opened in an hour.
 */
export const bars = ['secondFactorDue', 'twoFactorSetUpDue', 'statementDue', 'casesLocked'] as const;

/** One of the bars. */
export type Bar = (typeof bars)[number];
