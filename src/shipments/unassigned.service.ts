import { createHash, randomUUID } from 'node:crypto';
import type { Executor } from '../cases/core/executor.service.ts';
import { windowsOf } from '../cases/lists/list-scope.ts';
import { carriers } from '../cases/transfer/carriers.ts';
import { checkWaybill } from '../cases/transfer/waybill.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import { canonical } from '../platform/canonical.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Keyring } from '../platform/keyring.service.ts';
import type { TellStaff } from '../platform/messages-port.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { type Instant, parseInstant } from '../regulation/instant.ts';
import { answeredRegions } from './shipments.service.ts';
import * as store from './unassigned.store.ts';
import type { UnassignedView } from './views.ts';

/** 未认领邮件: what arrived and belongs to nobody yet. */
export type Unassigned = {
  register(
    actor: Actor,
    parcel: {
      waybill: string;
      carrier: string;
      sender: string;
      contents: string;
      arrivedAt: string;
      collectedAt?: string;
      windowId?: string;
    },
  ): Promise<UnassignedView>;
  list(
    actor: Actor,
    asked: { scope: 'window' | 'region'; after?: string; limit: number; address?: string },
  ): Promise<{ parcels: UnassignedView[]; next?: string }>;
  /**
   * Links one to a case. With pieces it is registered as the applicant's supplement and counts as arrived, so that the
   * review begins; without them the window is told to look at it.
   */
  link(
    actor: Actor,
    id: string,
    to: { businessNumber: string; lineIds: readonly string[] },
  ): Promise<{ caseId: string; outcome: 'supplement' | 'noted' }>;
  /** Sends one back to who sent it. */
  sendBack(actor: Actor, id: string, how: { reason: string; waybill?: string }): Promise<void>;
};

const noteContext = (id: string): string => `unassigned-parcel:${id}`;

function plain(pointer: string, text: string, max: number): string {
  const checked = checkPlainText(text, { max, min: 2 });
  if (!checked.valid) throw fieldInvalid(pointer, checked.reason);
  return checked.normalized;
}

/** Builds the list of parcels that belong to nobody yet. */
export function createUnassigned(parts: {
  database: Database;
  clock: Clock;
  keyring: Pick<Keyring, 'seal' | 'openText'>;
  executor: Pick<Executor, 'execute' | 'openByNumber'>;
  directory: Pick<Directory, 'getWindow'>;
  audit: Pick<Audit, 'record'>;
  tellStaff: TellStaff;
}): Unassigned {
  const { database, clock, keyring, executor, directory } = parts;
  const { db } = database;

  function viewOf(row: store.UnassignedRow): UnassignedView {
    const { sender, contents } = JSON.parse(keyring.openText(row.noted, noteContext(row.id))) as {
      sender: string;
      contents: string;
    };
    return {
      id: row.id,
      windowName: directory.getWindow(row.windowId).name,
      waybill: row.waybill,
      carrierName: (carriers as Record<string, string>)[row.carrier] ?? row.carrier,
      sender,
      contents,
      arrivedAt: row.arrivedAt,
      ...(row.collectedAt ? { collectedAt: row.collectedAt } : {}),
    };
  }

  const momentOf = (pointer: string, text: string): Instant => {
    const at = parseInstant(text);
    if (!at || at > clock.now()) throw fieldInvalid(pointer, '时间应在现在以前，且要带时区。');
    return at;
  };

  async function openOne(actor: Actor, id: string): Promise<store.UnassignedRow> {
    const row = await store.findUnassigned(db, id);
    if (!row || !windowsOf(actor).includes(row.windowId)) throw new Problem('not-found');
    if (row.state !== 'open') throw new Problem('parcel-settled');
    return row;
  }

  async function settle(
    row: store.UnassignedRow,
    actor: Actor,
    done: Pick<
      Parameters<typeof store.settleUnassigned>[2],
      'state' | 'caseId' | 'outcome' | 'returnWaybill'
    >,
    businessNumber?: string,
  ): Promise<void> {
    await database.transaction(async (tx) => {
      if (!(await store.settleUnassigned(tx, row.id, { ...done, by: actor.id, at: clock.now() })))
        throw new Problem('parcel-settled');
      await parts.audit.record(tx, {
        action: done.state === 'linked' ? 'unassignedParcelLinked' : 'unassignedParcelReturned',
        actor: auditActorOf(actor),
        subject: { kind: 'unassignedParcel', id: row.id },
        ...(done.caseId ? { caseId: done.caseId } : {}),
      });
      if (done.caseId && done.outcome === 'noted') {
        await parts.tellStaff(tx, [
          {
            to: { windowId: row.windowId },
            kind: 'unassignedParcelLinked',
            text: `申请人寄来的邮件 ${row.waybill} 已归入本件，请审查`,
            caseId: done.caseId,
            ...(businessNumber ? { businessNumber } : {}),
            link: `/cases/${done.caseId}`,
            onceKey: `unassigned:${row.id}`,
          },
        ]);
      }
    });
  }

  return {
    async register(actor, { waybill, carrier, sender, contents, arrivedAt, collectedAt, windowId }) {
      const windows = windowsOf(actor);
      const at = windowId ?? windows[0];
      if (at === undefined || !windows.includes(at)) throw new Problem('not-authorised');
      const checked = checkWaybill(waybill);
      if (!checked.valid) throw new Problem('waybill-invalid', { detail: checked.reason });
      const arrived = momentOf('/arrivedAt', arrivedAt);
      const collected = collectedAt === undefined ? null : momentOf('/collectedAt', collectedAt);
      if (collected !== null && collected > arrived) throw fieldInvalid('/collectedAt', '揽收应早于到达。');
      const id = randomUUID();
      const noted = { sender: plain('/sender', sender, 100), contents: plain('/contents', contents, 200) };
      const row = {
        id,
        windowId: at,
        regionCode: directory.getWindow(at).regionCode,
        waybill: checked.normalized,
        carrier,
        noted: keyring.seal(JSON.stringify(noted), noteContext(id)),
        arrivedAt: arrived,
        collectedAt: collected,
        registeredBy: actor.id,
        registeredAt: clock.now(),
      };
      if (!(await store.insertUnassigned(db, row))) throw new Problem('parcel-already-unassigned');
      return viewOf({
        ...row,
        state: 'open',
        caseId: null,
        outcome: null,
        returnWaybill: null,
        settledBy: null,
        settledAt: null,
      });
    },

    async list(actor, { scope, after, limit, address }) {
      const windows = scope === 'window' ? windowsOf(actor) : [];
      const regionPrefixes = scope === 'region' ? answeredRegions(actor) : [];
      if (windows.length + regionPrefixes.length === 0) throw new Problem('not-authorised');
      const [arrivedAt = '', id = ''] = after?.split('_') ?? [];
      if (after !== undefined && !(parseInstant(arrivedAt) && /^[0-9a-f-]{36}$/.test(id))) {
        throw fieldInvalid('/after', '翻页的位置不对，请从第一页看起。');
      }
      const page = { after: after === undefined ? undefined : { arrivedAt, id }, limit };
      const rows = await store.listUnassigned(db, { windows, regionPrefixes }, page);
      if (rows.length > 0) {
        // Who sent a parcel is personal: reading the list leaves a trace.
        await parts.audit.record(db, {
          action: 'unassignedParcelsRead',
          actor: auditActorOf(actor),
          address,
          detail: { parcels: rows.length, scope },
        });
      }
      const last = rows.at(-1);
      return {
        parcels: rows.map(viewOf),
        ...(last && rows.length === limit ? { next: `${last.arrivedAt}_${last.id}` } : {}),
      };
    },

    async link(actor, id, { businessNumber, lineIds }) {
      const row = await openOne(actor, id);
      const { loaded } = await executor.openByNumber(businessNumber, actor);
      const caseId = loaded.kase.id;
      const { waybill, carrier, arrivedAt, collectedAt } = row;
      const known = loaded.kase.parcels.some((parcel) => parcel.waybill === waybill);
      if (lineIds.length === 0 && !known) {
        await settle(
          row,
          actor,
          { state: 'linked', caseId, outcome: 'noted', returnWaybill: null },
          businessNumber,
        );
        return { caseId, outcome: 'noted' };
      }
      const acts = [
        ...(known
          ? []
          : [
              {
                command: 'registerInboundParcel' as const,
                input: { waybill, carrier, lineIds: [...lineIds], ...(collectedAt ? { collectedAt } : {}) },
              },
            ]),
        {
          command: 'recordCarrierEvent' as const,
          input: { waybill, kind: 'delivered', occurredAt: arrivedAt, proof: '窗口收到邮件，原列未认领' },
        },
      ];
      await executor
        .execute({
          caseId,
          acts,
          actor,
          key: `unassigned-${row.id}`,
          digest: createHash('sha256').update(canonical(acts)).digest('hex'),
        })
        .catch((error: unknown) => {
          // It was recorded as delivered before, by the carrier or by a colleague.
          if (!(error instanceof Problem && error.code === 'already-taken')) throw error;
        });
      await settle(row, actor, { state: 'linked', caseId, outcome: 'supplement', returnWaybill: null });
      return { caseId, outcome: 'supplement' };
    },

    async sendBack(actor, id, { reason, waybill }) {
      const row = await openOne(actor, id);
      const outcome = plain('/reason', reason, 200);
      const checked = waybill === undefined ? undefined : checkWaybill(waybill);
      if (checked && !checked.valid) throw new Problem('waybill-invalid', { detail: checked.reason });
      await settle(row, actor, {
        state: 'returned',
        caseId: null,
        outcome,
        returnWaybill: checked ? checked.normalized : null,
      });
    },
  };
}
