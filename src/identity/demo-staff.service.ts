import type { Audit } from '../platform/audit.service.ts';
import type { Database } from '../platform/database.ts';
import { sha256 } from '../platform/digest.ts';
import { statementOn, wordsOf } from '../regulation/confidentiality.ts';
import { dayOf, type Instant } from '../regulation/instant.ts';
import { insertDemoAccounts, listSampleUsernames } from './demo-staff.store.ts';
import { type DemoWindow, demoAccounts, demoPassword } from './demo-staff.ts';
import { argon2Passwords, type Passwords } from './passwords.service.ts';

/** What loading needs from outside. */
export type DemoStaffOptions = {
  database: Database;
  audit: Pick<Audit, 'record'>;
  /** From this day on their roles hold: early enough for every day the demo clock is set to. */
  since: Instant;
  passwords?: Pick<Passwords, 'hash'>;
};

/** Demo staff have signed for every day the demo clock is set to. */
const demoStatementUntil = '2099-12-31';

/**
 * Adds the demo accounts that are missing, for the given windows; answers how many were added. Accounts that exist
 * are left as they are. The shared password is hashed once.
 */
export async function loadDemoStaff(
  windows: readonly DemoWindow[],
  { database, audit, since, passwords = argon2Passwords }: DemoStaffOptions,
): Promise<number> {
  const existing = new Set(await listSampleUsernames(database.db));
  const missing = demoAccounts(windows).filter(({ username }) => !existing.has(username));
  if (missing.length === 0) return 0;
  const passwordHash = await passwords.hash(demoPassword);
  const statement = statementOn(dayOf(since));
  return database.transaction(async (tx) => {
    const added = await insertDemoAccounts(tx, missing, passwordHash, since, {
      version: statement.version,
      digest: sha256(wordsOf(statement)).toString('hex'),
      until: demoStatementUntil,
    });
    await audit.record(tx, { action: 'demoStaffLoaded', actor: null, detail: { added } });
    return added;
  });
}
