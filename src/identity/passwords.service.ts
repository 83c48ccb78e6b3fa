import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Hashing of passwords; handed in so that tests can watch it. */
export type Passwords = {
  hash(password: string): Promise<string>;
  matches(hash: string, password: string): Promise<boolean>;
};

/**
 * Argon2id (the package's default), 19 MiB, two passes, one lane: the OWASP minimum, some tens of
 * milliseconds, so that a hall signing in at nine o'clock does not wait.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One character typed in two ways (full width, composed) is one password. */
const sameText = (password: string): string => password.normalize('NFKC');

/** Argon2id with the parameters above. */
export const argon2Passwords: Passwords = {
  hash: (password) => hash(sameText(password), cost),
  matches: (hashed, password) => verify(hashed, sameText(password)),
};

// No letters or digits that look alike: it is read aloud and typed once.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password of some 74 bits, in groups to read aloud; to be changed at the first sign-in. */
export function createOneTimePassword(): string {
  const group = (): string => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group()].join('-');
}
