import type { Directory } from '../../directory/directory.service.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Database } from '../../platform/database.ts';
import type { Capacity } from '../../regulation/roles.ts';
import { seesPersonal } from '../core/capacities.ts';
import * as caseStore from '../core/case.store.ts';
import type { Case } from '../core/case.ts';
import { decodeEvent, type LoadedCase, verifyCase } from '../core/case-codec.service.ts';
import type { CaseCalendars } from '../core/due.ts';
import type { Executor } from '../core/executor.service.ts';
import { presentEvent } from '../core/present-events.ts';
import { windowsToldOf } from '../core/windows-told-of.ts';
import type { TraceView } from './case-file-view.ts';
import { dutiesEndedBy, gapsIn } from './trace.ts';

/** Who did what on a case, when, and with which deadline. */
export type Traces = {
  /** The trace as a reader may see it; the reading is recorded. */
  view(caseId: string, actor: Actor): Promise<TraceView>;
  /** The trace of a loaded case, as far as these capacities may see it. */
  ofCase(loaded: LoadedCase, capacities: ReadonlySet<Capacity>): Promise<TraceView>;
};

/** Builds the answer to "who did what, when, by when?". */
export function createTraces(parts: {
  database: Database;
  directory: Directory;
  audit: Pick<Audit, 'record'>;
  executor: Pick<Executor, 'open'>;
  calendarsOf: (kase: Case) => CaseCalendars;
}): Traces {
  const { database, directory, audit, executor, calendarsOf } = parts;
  const { db } = database;

  async function ofCase(loaded: LoadedCase, capacities: ReadonlySet<Capacity>): Promise<TraceView> {
    const { kase, key } = loaded;
    const rows = await caseStore.listEvents(db, kase.id);
    const events = rows.map((row) => decodeEvent(kase.id, row, key));
    const verified = verifyCase(loaded, rows);
    const names = new Map(
      windowsToldOf(kase, events).flatMap((id) => {
        const window = directory.findWindow(id);
        return window ? [[id, window.name] as const] : [];
      }),
    );
    const duties = dutiesEndedBy(kase.id, events, calendarsOf);
    return {
      whole: verified.intact,
      head: verified.head,
      gaps: gapsIn(events),
      ...(verified.fault === undefined ? {} : { fault: verified.fault }),
      entries: events.map((event, at) => {
        const { hash = '', previousHash = '', commitment = null } = rows[at] ?? {};
        const hashes = { hash, previousHash, hasContent: commitment !== null };
        return {
          ...presentEvent(event, hashes, kase, capacities, names),
          duties: duties.get(event.seq) ?? [],
        };
      }),
    };
  }

  return {
    ofCase,
    async view(caseId, actor) {
      const { loaded, capacities } = await executor.open(caseId, actor);
      if (seesPersonal(loaded.kase, capacities)) {
        await audit.record(db, {
          action: 'caseTraceRead',
          actor: auditActorOf(actor),
          subject: { kind: 'case', id: caseId },
          caseId,
        });
      }
      return ofCase(loaded, capacities);
    },
  };
}
