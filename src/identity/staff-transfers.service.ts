import { randomUUID } from 'node:crypto';
import type { Actor } from '../platform/actor.ts';
import type { Clock } from '../platform/clock.ts';
import { type Database, type Db, isUniqueViolation } from '../platform/database.ts';
import type { StaffAddress, TellStaff } from '../platform/messages-port.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { approvalFault } from '../regulation/four-eyes.ts';
import { dayOf, later } from '../regulation/instant.ts';
import { shortDay } from '../regulation/shanghai-time.ts';
import { type TransferState, transferDays, transferStates } from '../regulation/staff-transfers.ts';
import type { Places } from './identity-ports.ts';
import { endSessionsOf } from './session.store.ts';
import { revokeGrants, setRegion } from './staff.store.ts';
import { type Staff, wholeSystem } from './staff.ts';
import { insertStaffChange } from './staff-changes.store.ts';
import { scopeOf } from './staff-scope.ts';
import * as store from './staff-transfers.store.ts';
import { plainField, type StaffWork } from './staff-work.service.ts';

/** A transfer for whoever reads it: as which side, and what can be done. */
export type SeenTransfer = store.TransferRow & {
  fromRegionName: string;
  toRegionName: string;
  stateLabel: string;
  /** The reader is the administration that receives. */
  incoming: boolean;
  mayAccept: boolean;
  mayTakeBack: boolean;
};

/** Staff who go to another region. */
export type StaffTransfers = {
  /**
   * Lets somebody go: roles and sessions end at once, open tasks go to the successor, and the account waits for the
   * administration of the new region. Refuses `transfer-waiting`, `successor-missing`, and the own region.
   */
  transferStaff(
    by: Actor,
    staffId: string,
    transfer: { regionCode: string; reason?: string; successorId?: string },
  ): Promise<Staff>;
  /** Transfers from and to the regions of the reader. */
  listTransfers(
    by: Actor,
    page: { waiting: boolean; before?: number | undefined; limit: number },
  ): Promise<SeenTransfer[]>;
  /**
   * The new region takes the account over, without a role yet, or refuses with a reason; the old one takes it back.
   * Refuses `transfer-ended`, `other-region`, and `own-proposal` for whoever proposed it and would accept.
   */
  endTransfer(
    by: Actor,
    transferId: string,
    end: { state: 'accepted' | 'takenBack' } | { state: 'refused'; reason: string },
  ): Promise<SeenTransfer>;
  /** Ends transfers that nobody accepted in time; answers how many. */
  expireTransfers(): Promise<number>;
  /** Does so from time to time; the answer ends it. */
  startTransferClock(onError: (error: unknown) => void): () => void;
};

const lookEveryMs = 60_000;
const expiredAtOnce = 200;
const dayMs = 24 * 60 * 60 * 1000;
const page = '/people/waiting';

/** Builds transfers from the parts of the register. */
export function createStaffTransfers(options: {
  database: Database;
  clock: Clock;
  wallClock: Clock;
  places: Places;
  work: StaffWork;
  tellStaff: TellStaff;
}): StaffTransfers {
  const { database, clock, wallClock, places, work, tellStaff } = options;

  const regionName = (code: string | null): string =>
    code === null ? '' : code === wholeSystem ? '全部地区' : places.regionName(code);

  const managersOf = (regionCode: string): StaffAddress =>
    regionCode === wholeSystem
      ? { regionCode, role: 'systemAdministrator' }
      : { regionCode, role: 'serviceAdministration' };

  const within = (by: Actor, regionCode: string | null): boolean => {
    const { everywhere, regions } = scopeOf(by);
    return everywhere || (regionCode !== null && regions.includes(regionCode));
  };

  function seen(by: Actor, row: store.TransferRow): SeenTransfer {
    const waits = row.state === 'waiting' && clock.now() < row.expiresAt;
    const incoming = within(by, row.toRegion);
    return {
      ...row,
      fromRegionName: regionName(row.fromRegion),
      toRegionName: regionName(row.toRegion),
      stateLabel: transferStates[row.state],
      incoming,
      mayAccept:
        waits && incoming && row.staffId !== by.id && approvalFault(row.proposedBy, by.id) === undefined,
      mayTakeBack: waits && within(by, row.fromRegion) && row.staffId !== by.id,
    };
  }

  const words: Record<Exclude<TransferState, 'waiting'>, (row: store.TransferRow) => string> = {
    accepted: (row) => `${regionName(row.toRegion)}已接收${row.name}`,
    refused: (row) =>
      `${regionName(row.toRegion)}不接收${row.name}，账号仍归${regionName(row.fromRegion)}，没有岗位`,
    takenBack: (row) => `${regionName(row.fromRegion)}撤回了${row.name}的调出`,
    expired: (row) =>
      `${regionName(row.toRegion)}没有在 ${transferDays} 天内接收${row.name}，调出作废；账号仍归${regionName(row.fromRegion)}，没有岗位`,
  };

  /** Both administrations hear how it ended. */
  const tellEnd = (tx: Db, row: store.TransferRow, state: Exclude<TransferState, 'waiting'>) =>
    tellStaff(
      tx,
      [...new Set([row.fromRegion, row.toRegion])].flatMap((regionCode) =>
        regionCode === null
          ? []
          : [
              {
                to: managersOf(regionCode),
                kind: `staffTransfer${state[0]?.toUpperCase() ?? ''}${state.slice(1)}`,
                text: words[state](row),
                link: page,
                onceKey: `staff-transfer:${row.id}:${state}`,
              },
            ],
      ),
    );

  async function getWaiting(tx: Db, transferId: string): Promise<store.TransferRow> {
    const row = await store.findTransfer(tx, transferId, true);
    if (!row) throw new Problem('not-found', { detail: '没有找到这次调动。' });
    return row;
  }

  async function expireTransfers(): Promise<number> {
    return database.transaction(async (tx) => {
      const now = clock.now();
      const over = await store.lockExpired(tx, now, expiredAtOnce);
      for (const row of over) {
        await store.endTransfer(tx, { id: row.id, state: 'expired', at: now, by: null, note: null });
        const detail = { to: row.toRegion, toName: regionName(row.toRegion), transferId: row.id };
        await insertStaffChange(tx, {
          staffId: row.staffId,
          kind: 'transferExpired',
          by: null,
          at: now,
          detail,
        });
        await tellEnd(tx, row, 'expired');
      }
      return over.length;
    });
  }

  return {
    async transferStaff(by, staffId, { regionCode, reason = '', successorId }) {
      if (regionCode === wholeSystem && !scopeOf(by).everywhere) throw new Problem('other-region');
      work.requireRegion('/regionCode', regionCode);
      const why = plainField('/reason', reason, 200, 0);
      const transfer = async (tx: Db, staff: Staff): Promise<void> => {
        work.requireSettled(staff);
        if (staff.regionCode === regionCode)
          throw fieldInvalid('/regionCode', '这个人就在这个地区；在本地区换岗位请用“换岗”。');
        await work.handOver(tx, staff, successorId, by);
        const now = clock.now();
        await revokeGrants(tx, { staffId, by: by.id, now });
        await endSessionsOf(tx, staffId, { now: wallClock.now(), reason: 'transferred' });
        const id = randomUUID();
        const expiresAt = later(now, transferDays * dayMs);
        await store.insertTransfer(tx, {
          id,
          staffId,
          fromRegion: staff.regionCode,
          toRegion: regionCode,
          reason: why,
          proposedBy: by.id,
          proposedByName: by.name,
          proposedAt: now,
          expiresAt,
        });
        const detail = {
          from: staff.regionCode,
          to: regionCode,
          toName: regionName(regionCode),
          transferId: id,
        };
        await work.note(tx, 'transferProposed', by, staffId, detail, why === '' ? undefined : why);
        await tellStaff(tx, [
          {
            to: managersOf(regionCode),
            kind: 'staffTransferProposed',
            text: `${regionName(staff.regionCode)}把${staff.name}（${staff.username}）调来本地区，请在 ${shortDay(dayOf(expiresAt))} 前决定是否接收`,
            link: page,
            onceKey: `staff-transfer:${id}`,
          },
        ]);
      };
      return work.manage(by, staffId, transfer).catch((error: unknown) => {
        throw isUniqueViolation(error, 'one_waiting_transfer') ? new Problem('transfer-waiting') : error;
      });
    },

    async listTransfers(by, { waiting, before, limit }) {
      const { everywhere, regions } = scopeOf(by);
      const asked = { regions: everywhere ? null : regions, waiting, before, limit };
      return (await store.listTransfers(database.db, asked)).map((row) => seen(by, row));
    },

    async endTransfer(by, transferId, end) {
      const note = end.state === 'refused' ? plainField('/reason', end.reason, 200, 2) : null;
      return database.transaction(async (tx) => {
        const row = await getWaiting(tx, transferId);
        const side = end.state === 'takenBack' ? row.fromRegion : row.toRegion;
        if (!within(by, side))
          throw new Problem('other-region', { detail: '只能由调动双方的管理部门办理。' });
        if (row.staffId === by.id)
          throw new Problem('not-authorised', { detail: '不能办理自己的调动，请由另一位管理人员办理。' });
        const now = clock.now();
        if (row.state !== 'waiting' || now >= row.expiresAt) throw new Problem('transfer-ended');
        if (end.state === 'accepted') {
          const fault = approvalFault(row.proposedBy, by.id);
          if (fault) throw new Problem(fault);
          await setRegion(tx, row.staffId, row.toRegion);
        }
        await store.endTransfer(tx, { id: row.id, state: end.state, at: now, by, note });
        const detail = {
          from: row.fromRegion,
          to: row.toRegion,
          toName: regionName(row.toRegion),
          transferId: row.id,
        };
        const action = `transfer${end.state[0]?.toUpperCase() ?? ''}${end.state.slice(1)}`;
        await work.note(tx, action, by, row.staffId, detail, note ?? undefined);
        await tellEnd(tx, row, end.state);
        return seen(by, { ...row, state: end.state, endedAt: now, endedByName: by.name, note });
      });
    },

    expireTransfers,
    startTransferClock(onError) {
      const timer = setInterval(() => void expireTransfers().catch(onError), lookEveryMs);
      return () => clearInterval(timer);
    },
  };
}
