import { randomUUID } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { createIdentity, type Identity, type IdentityOptions } from '../src/identity/identity.service.ts';
import { insertGrant, insertStaff } from '../src/identity/staff.store.ts';
import type { Actor } from '../src/platform/actor.ts';
import { createAudit } from '../src/platform/audit.service.ts';
import type { Clock } from '../src/platform/clock.ts';
import { all, type Database, run, sql } from '../src/platform/database.ts';
import type { StaffNotice } from '../src/platform/messages-port.ts';
import { type Day, dayOf, type Instant } from '../src/regulation/instant.ts';
import type { Role } from '../src/regulation/roles.ts';

/** Windows of the fixture's directory: two in 武侯区, one in 綦江区. */
export const windows = {
  wuhou: { id: randomUUID(), name: '武侯区窗口', regionCode: '510107' },
  wuhouSecond: { id: randomUUID(), name: '武侯区第二窗口', regionCode: '510107' },
  qijiang: { id: randomUUID(), name: '綦江区窗口', regionCode: '500110' },
};

const regionNames: Record<string, string> = {
  '510107': '四川省成都市武侯区',
  '500110': '重庆市綦江区',
  '510000': '四川省',
};

/** Password of everybody made by `addStaff`. */
export const password = 'correct horse battery';

/** A clock that stands still until moved. */
export function standingClock(now: Instant): Clock {
  let current = now;
  return {
    now: () => current,
    set: (next) => {
      current = next;
    },
  };
}

/** One role of a person to be made. */
export type Post = { role: Role; regionCode: string; windowId?: string; validFrom?: Day; validTo?: Day };

type AuditLine = {
  actorId: string | null;
  subjectId: string | null;
  outcome: string;
  detail: Record<string, unknown>;
  address: string | null;
};

/** Real hashing at the lowest cost, counted. */
function countedPasswords() {
  const cost = { memoryCost: 8, timeCost: 1, parallelism: 1 };
  const counted = {
    checks: 0,
    hash: (text: string) => hash(text, cost),
    matches: (hashed: string, text: string) => {
      counted.checks += 1;
      return verify(hashed, text);
    },
  };
  return counted;
}

/** Seals by turning bytes around, with the context in front: enough to see that it is sealed and under what. */
const plainKeyring = {
  seal: (plain: Uint8Array | string, context: string) =>
    Buffer.concat([Buffer.from(`${context}\n`), Buffer.from(plain).toReversed()]),
  openText(sealed: Uint8Array, context: string) {
    const bytes = Buffer.from(sealed);
    const at = bytes.indexOf(10);
    if (bytes.subarray(0, at).toString() !== context) throw new Error('sealed under another context');
    return Buffer.from(bytes.subarray(at + 1).toReversed()).toString();
  },
};

/** The module on a test database, with what a test needs to set and to look at. */
export function identityFixture(
  database: Database,
  replacing: Partial<Pick<IdentityOptions, 'audit' | 'twoFactorRequired' | 'casesPerHour' | 'openId'>> = {},
) {
  const clock = standingClock('2021-09-29T10:00:00.000+08:00');
  const wallClock = standingClock('2025-03-03T10:00:00.000+08:00');
  const passwords = countedPasswords();
  const openTasks = new Map<string, number>();
  const told: StaffNotice[] = [];
  const audit = createAudit({ database, clock });
  const identity: Identity = createIdentity({
    database,
    clock,
    wallClock,
    audit,
    ...replacing,
    keyring: plainKeyring,
    tellStaff: async (_tx, notices) => {
      told.push(...notices);
    },
    passwords,
    places: {
      findRegion: (code) => (regionNames[code] ? { code } : undefined),
      regionName: (code) => regionNames[code] ?? code,
      findWindow: (id) => Object.values(windows).find((window) => window.id === id),
      listWindows: () => Object.values(windows),
    },
    tasks: {
      openTasksOf: async (_db, staffId) => openTasks.get(staffId) ?? 0,
      handOver: async (_db, from, { id: to }) => {
        openTasks.set(to, (openTasks.get(to) ?? 0) + (openTasks.get(from) ?? 0));
        openTasks.delete(from);
      },
      handOverDrafts: async () => undefined,
    },
  });

  async function addStaff(
    username: string,
    regionCode: string,
    posts: Post[] = [],
    { mustChange = false, signed = true } = {},
  ): Promise<string> {
    const now = clock.now();
    const passwordHash = await passwords.hash(password);
    const staffId = await insertStaff(database.db, {
      kind: 'staff',
      username,
      name: `姓名${username.length}`,
      regionCode,
      passwordHash,
      now,
    });
    await run(
      database.db,
      sql`update staff_accounts set must_change_password = ${mustChange},
        statement_version = ${signed ? 1 : null}, statement_until = ${signed ? '2099-12-31' : null}
        where id = ${staffId}`,
    );
    for (const {
      role,
      regionCode: place,
      windowId = null,
      validFrom = dayOf(now),
      validTo = null,
    } of posts) {
      const grant = { staffId, role, regionCode: place, windowId, validFrom, validTo, givenBy: null, now };
      await insertGrant(database.db, grant);
    }
    return staffId;
  }

  const signIn = (username: string, typed = password, address = '192.0.2.1') =>
    identity.signIn({ username, password: typed, address });

  async function actorOf(username: string, typed = password): Promise<Actor> {
    const actor = await identity.authenticate((await signIn(username, typed)).token);
    if (!actor) throw new Error(`${username} not signed in`);
    return actor;
  }

  const auditOf = (action: string): Promise<AuditLine[]> =>
    all(
      database.db,
      sql<AuditLine>`
        select actor_id as "actorId", subject_id as "subjectId", outcome, detail, address
        from audit_entries where action = ${action} order by id`,
    );

  return { identity, clock, wallClock, passwords, openTasks, told, addStaff, signIn, actorOf, auditOf };
}
