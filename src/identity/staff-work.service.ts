import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import type { AuditDetail } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { type Day, dayOf, later } from '../regulation/instant.ts';
import { clashOf, type Role, roles, windowRoles } from '../regulation/roles.ts';
import type { Places, StaffTasks } from './identity-ports.ts';
import { attemptsAllowed, lockMs } from './sign-in-rules.ts';
import { findStaff, listHolders, lockStaff, type View } from './staff.store.ts';
import { isValidOn, type Staff, wholeSystem } from './staff.ts';
import { insertStaffChanges } from './staff-changes.store.ts';
import { managingRoles, type Obstacle, obstacleToManaging } from './staff-scope.ts';

/** Where a role is to be held. */
export type GrantPlace = { role: Role; regionCode: string; windowId?: string | undefined };

/** What every change to an account is made of. */
export type StaffWork = ReturnType<typeof createStaffWork>;

/** What changes to accounts stand on. */
export type StaffWorkOptions = {
  database: Database;
  clock: Clock;
  wallClock: Clock;
  audit: Pick<Audit, 'record' | 'recordAll'>;
  places: Places;
  tasks: StaffTasks;
};

const obstacleSentences: Record<Exclude<Obstacle, 'other-region'>, string> = {
  'own-account': '不能改自己的账号和岗位，请由另一位管理人员办理。',
  'higher-role': '这个账号有更高的岗位，由系统管理员管理。',
};

/** Refuses for what keeps somebody from managing an account. */
function refuseFor(obstacle: Obstacle | undefined): void {
  if (obstacle === undefined) return;
  if (obstacle === 'other-region') throw new Problem('other-region');
  throw new Problem('not-authorised', { detail: obstacleSentences[obstacle] });
}

/** There is no such account, for this person. */
export const staffNotFound = (): Problem => new Problem('not-found', { detail: '没有找到这个账号。' });

/** A text of one line as somebody typed it; refuses what is too short, too long or not plain. */
export function plainField(pointer: string, text: string, max: number, min: number): string {
  const check = checkPlainText(text, { max, min });
  if (!check.valid) throw fieldInvalid(pointer, check.reason);
  return check.normalized;
}

/** Builds the parts from which the verbs of the register are made. */
export function createStaffWork(options: StaffWorkOptions) {
  const { database, clock, wallClock, audit, places, tasks } = options;
  const today = (): Day => dayOf(clock.now());
  const view = (): View => ({
    today: today(),
    attempts: { allowed: attemptsAllowed, forgottenBefore: later(wallClock.now(), -lockMs), lockMs },
  });

  /**
   * Writes changes of one kind into the histories of accounts, with the reason in words, and into the audit log without
   * it.
   */
  async function noteAll(
    tx: Db,
    action: string,
    by: Actor,
    changes: readonly { staffId: string; detail: AuditDetail; reason?: string | undefined }[],
  ): Promise<void> {
    const grant = by.grants.find(({ role }) => managingRoles.includes(role));
    const actor = { kind: by.kind, id: by.id, name: by.name, grant };
    const at = clock.now();
    await insertStaffChanges(
      tx,
      changes.map(({ staffId, detail, reason }) => ({
        staffId,
        kind: action,
        by,
        at,
        detail: reason === undefined ? detail : { ...detail, reason },
      })),
    );
    await audit.recordAll(
      tx,
      changes.map(({ staffId, detail }) => ({
        action,
        actor,
        subject: { kind: 'staff', id: staffId },
        detail,
      })),
    );
  }

  /** Writes one change. */
  const note = (
    tx: Db,
    action: string,
    by: Actor,
    staffId: string,
    detail: AuditDetail = {},
    reason?: string,
  ): Promise<void> => noteAll(tx, action, by, [{ staffId, detail, reason }]);

  async function fresh(tx: Db, staffId: string): Promise<Staff> {
    const staff = await findStaff(tx, staffId, view());
    if (!staff) throw staffNotFound();
    return staff;
  }

  /** One change to one account: locked, checked, done, answered as it is afterwards. */
  function change(
    staffId: string,
    obstacleTo: (staff: Staff) => Obstacle | undefined,
    work: (tx: Db, staff: Staff) => Promise<void>,
  ): Promise<Staff> {
    return database.transaction(async (tx) => {
      const staff = await lockStaff(tx, staffId, view());
      if (!staff || staff.kind !== 'staff') throw staffNotFound();
      refuseFor(obstacleTo(staff));
      await work(tx, staff);
      return fresh(tx, staffId);
    });
  }

  const manage = (
    by: Actor,
    staffId: string,
    work: (tx: Db, staff: Staff) => Promise<void>,
  ): Promise<Staff> => change(staffId, (staff) => obstacleToManaging(by, staff), work);

  function requireRegion(pointer: string, code: string): void {
    if (code !== wholeSystem && !places.findRegion(code))
      throw fieldInvalid(pointer, '没有这个行政区划代码。');
  }

  function requirePlace({ role, regionCode, windowId }: GrantPlace): void {
    requireRegion('/regionCode', regionCode);
    if (!windowRoles.includes(role)) {
      if (windowId !== undefined) throw fieldInvalid('/windowId', `${roles[role]}不属于某一个窗口。`);
      return;
    }
    if (windowId === undefined) throw fieldInvalid('/windowId', `请指定${roles[role]}所在的窗口。`);
    const window = places.findWindow(windowId);
    if (window?.regionCode !== regionCode) throw fieldInvalid('/windowId', '这个地区没有这个窗口。');
  }

  /** Refuses a role for somebody who left for another region and was not accepted there yet. */
  function requireSettled({ transferTo }: Staff): void {
    if (transferTo !== null) throw new Problem('transfer-waiting');
  }

  /** Refuses a role that does not go together with those held now or later. */
  function requireApart(held: readonly { role: Role }[], wanted: Role): void {
    const clash = clashOf(
      held.map(({ role }) => role),
      wanted,
    );
    if (clash === undefined) return;
    throw new Problem('roles-apart', {
      detail: `已是${roles[clash]}，不能同时担任${roles[wanted]}。`,
      errors: [{ pointer: '/role', detail: `已是${roles[clash]}，不能同时担任${roles[wanted]}。` }],
    });
  }

  /** Who goes on with drafts of somebody who leaves: the lead of their window, else the successor, else a colleague. */
  async function heirAt(tx: Db, windowId: string, leaving: string, successorId: string | undefined) {
    const others = async (role: Role) =>
      (await listHolders(tx, role, { windowId }, today())).filter(({ id }) => id !== leaving);
    const clerks = await others('windowClerk');
    const heir = (await others('windowLead'))[0] ?? clerks.find(({ id }) => id === successorId) ?? clerks[0];
    const found = heir && (await findStaff(tx, heir.id, view()));
    if (!found) return undefined;
    const { id, name, regionCode, grants } = found;
    return { id, name, regionCode, grants: grants.filter((grant) => isValidOn(grant, today())) };
  }

  async function handOverTasks(
    tx: Db,
    staff: Staff,
    successorId: string | undefined,
    by: Actor,
  ): Promise<void> {
    const openTasks = await tasks.openTasksOf(tx, staff.id);
    if (openTasks === 0) return;
    if (successorId === undefined) {
      throw new Problem('successor-missing', {
        detail: `名下还有 ${openTasks} 件未办结的事，请指定接手的人。`,
        extensions: { openTasks },
      });
    }
    const successor = successorId === staff.id ? undefined : await findStaff(tx, successorId, view());
    const canTakeOver =
      successor !== undefined &&
      successor.suspendedAt === null &&
      successor.regionCode === staff.regionCode &&
      successor.grants.some((grant) => isValidOn(grant, today()));
    if (!canTakeOver) {
      throw new Problem('handler-suspended', {
        detail: '接手的人已停用、没有岗位，或不在本地区。',
        errors: [{ pointer: '/successorId', detail: '接手的人已停用、没有岗位，或不在本地区。' }],
      });
    }
    const { id, regionCode, grants } = successor;
    const held = grants.filter((grant) => isValidOn(grant, today()));
    await tasks.handOver(tx, staff.id, { id, regionCode, grants: held }, by);
  }

  /** Gives the open tasks of somebody who leaves to the successor; refuses to leave them to nobody. */
  async function handOver(tx: Db, staff: Staff, successorId: string | undefined, by: Actor): Promise<void> {
    await handOverTasks(tx, staff, successorId, by);
    await tasks.handOverDrafts(tx, staff.id, (windowId) => heirAt(tx, windowId, staff.id, successorId), by);
  }

  return {
    today,
    view,
    note,
    noteAll,
    fresh,
    change,
    manage,
    requireRegion,
    requirePlace,
    requireSettled,
    requireApart,
    handOver,
  };
}
