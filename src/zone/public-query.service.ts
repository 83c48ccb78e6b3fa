import type { PublicCases, PublicProgress, PublicVerification } from './ports.ts';
import type { AttemptResult, Tries } from './tries.service.ts';

/** What anyone may ask without signing in, each guarded against guessing. */
export type PublicQueries = {
  /** Progress of a case. */
  caseStatus(
    query: { businessNumber: string; phoneLast4: string },
    address: string,
  ): Promise<AttemptResult<PublicProgress>>;
  /** A document by its code; blanks, hyphens and small letters do not matter. */
  verification(code: string, address: string): Promise<AttemptResult<PublicVerification>>;
};

/** A verification code as it is stored: capital letters and digits only. */
export const plainCode = (code: string): string =>
  code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');

/** Joins the cases' answers with the count of tries. */
export const createPublicQueries = (cases: PublicCases, tries: Tries): PublicQueries => ({
  caseStatus: (query, address) =>
    tries.look({ kind: 'progress', address, subject: query.businessNumber }, () =>
      cases.findCaseProgress(query),
    ),
  verification(code, address) {
    const plain = plainCode(code);
    return tries.look({ kind: 'verification', address, subject: plain }, () =>
      plain === '' ? Promise.resolve(undefined) : cases.verifyDocument(plain),
    );
  },
});
