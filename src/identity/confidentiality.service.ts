import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { sha256 } from '../platform/digest.ts';
import type { StaffNotice, TellStaff } from '../platform/messages-port.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import {
  type ConfidentialityStatement,
  openingsCountedMs,
  signedUntil,
  statementOn,
  wordsOf,
} from '../regulation/confidentiality.ts';
import { type Day, dayOf, type Instant, later } from '../regulation/instant.ts';
import { setCasesLock } from './staff.store.ts';
import { type Staff, wholeSystem } from './staff.ts';
import { insertStaffChange } from './staff-changes.store.ts';
import { obstacleToSecuring } from './staff-scope.ts';
import { plainField, type StaffWork } from './staff-work.service.ts';
import {
  findLastSignature,
  forgetOpenings,
  forgetOpeningsOf,
  insertSignature,
  noteOpening,
} from './statements.store.ts';

/** The statement as somebody reads it before signing. */
export type StatementToSign = ConfidentialityStatement & {
  /** SHA-256 of the words, in hex; goes with the signature. */
  digest: string;
  /** Until when the last signature under these words holds; null without one. */
  validUntil: Day | null;
  signedAt: Instant | null;
};

/** Confidentiality (规程第二十六条、第二十七条, R-235): the statement of staff, and cases opened in bulk. */
export type Confidentiality = {
  findStatement(by: Actor): Promise<StatementToSign>;
  /** Signs for one year; refuses `statement-outdated` when the words are not those of today. */
  signStatement(
    by: Actor,
    signature: { name: string; digest: string; address?: string },
  ): Promise<StatementToSign>;
  /**
   * Counts a case somebody opens; with too many different ones in an hour the account is locked, lead and auditors are
   * told, and this and every further opening is refused (`cases-locked`). Auditors look through cases for a living.
   */
  caseOpened(by: Actor, caseId: string): Promise<void>;
  /** Releases a locked account after an administrator has looked into it. */
  releaseCases(by: Actor, staffId: string, reason: string): Promise<Staff>;
};

/** What confidentiality stands on. */
export type ConfidentialityOptions = {
  database: Database;
  clock: Clock;
  wallClock: Clock;
  audit: Pick<Audit, 'record'>;
  work: StaffWork;
  /** Different cases an hour before an account is locked; 0 counts nothing. */
  casesPerHour: number;
  tellStaff: TellStaff;
};

const digestOf = (statement: ConfidentialityStatement): string => sha256(wordsOf(statement)).toString('hex');

/** Builds confidentiality over a database. */
export function createConfidentiality(options: ConfidentialityOptions): Confidentiality {
  const { database, clock, wallClock, audit, work, casesPerHour, tellStaff } = options;
  const { db } = database;

  async function find(by: Actor): Promise<StatementToSign> {
    const statement = statementOn(dayOf(clock.now()));
    const digest = digestOf(statement);
    const last = await findLastSignature(db, by.id);
    const same = last?.version === statement.version;
    return {
      ...statement,
      digest,
      validUntil: same ? last.validUntil : null,
      signedAt: same ? last.signedAt : null,
    };
  }

  /** Locks the account and tells those who must look into it. */
  async function lock(by: Actor, opened: number): Promise<void> {
    await database.transaction(async (tx) => {
      const now = wallClock.now();
      if (!(await setCasesLock(tx, by.id, now))) return;
      const detail = { opened };
      await audit.record(tx, {
        action: 'casesLocked',
        actor: auditActorOf(by),
        subject: { kind: 'staff', id: by.id },
        outcome: 'refused',
        detail,
      });
      await insertStaffChange(tx, { staffId: by.id, kind: 'casesLocked', by: null, at: clock.now(), detail });
      const regionCode = by.grants[0]?.regionCode ?? wholeSystem;
      const text = `${by.name}（${by.username}）一小时内打开了 ${opened} 件不同的办件，账号已锁定，请核实。`;
      const notice = { kind: 'casesLocked', text, link: `/people/${by.id}`, urgent: true };
      const to: StaffNotice['to'][] = [
        { regionCode, role: 'windowLead' },
        { regionCode, role: 'serviceAdministration' },
        { regionCode: wholeSystem, role: 'auditor' },
        { regionCode: wholeSystem, role: 'securityAdministrator' },
      ];
      await tellStaff(
        tx,
        to.map((each) => ({ ...notice, to: each, onceKey: `cases-locked:${by.id}:${now}` })),
      );
    });
  }

  return {
    findStatement: find,

    async signStatement(by, { name, digest, address }) {
      if (by.kind !== 'staff') throw new Problem('not-authorised');
      const now = clock.now();
      const statement = statementOn(dayOf(now));
      if (digest !== digestOf(statement)) throw new Problem('statement-outdated');
      if (name.trim() !== by.name) throw fieldInvalid('/name', `请写本人姓名“${by.name}”。`);
      const { version } = statement;
      const validUntil = signedUntil(dayOf(now));
      await database.transaction(async (tx) => {
        const signature = { staffId: by.id, name: by.name, version, digest, signedAt: now, validUntil };
        await insertSignature(tx, signature);
        const detail = { version, digest, validUntil };
        await insertStaffChange(tx, { staffId: by.id, kind: 'statementSigned', by, at: now, detail });
        await audit.record(tx, {
          action: 'statementSigned',
          actor: auditActorOf(by),
          subject: { kind: 'staff', id: by.id },
          address,
          detail,
        });
      });
      return find(by);
    },

    async caseOpened(by, caseId) {
      if (casesPerHour === 0 || by.kind !== 'staff') return;
      if (by.grants.some(({ role }) => role === 'auditor')) return;
      const now = wallClock.now();
      const since = later(now, -openingsCountedMs);
      const opened = await noteOpening(db, { staffId: by.id, caseId, now, since });
      if (opened <= casesPerHour) return;
      await lock(by, opened);
      await forgetOpenings(db, since);
      throw new Problem('cases-locked');
    },

    async releaseCases(by, staffId, reason) {
      const why = plainField('/reason', reason, 200, 2);
      return work.change(
        staffId,
        (staff) => obstacleToSecuring(by, staff),
        async (tx) => {
          if (!(await setCasesLock(tx, staffId, null))) return;
          await forgetOpeningsOf(tx, staffId);
          await work.note(tx, 'casesReleased', by, staffId, {}, why);
        },
      );
    },
  };
}
