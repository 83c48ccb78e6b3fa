import { randomUUID } from 'node:crypto';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import type { TellStaff } from '../../platform/messages-port.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import type { ContactDesk, CounterpartsOf } from '../contact-list/contact-desk.service.ts';
import type { Directory } from '../directory.service.ts';
import type { WindowStatus } from '../window.ts';
import { type Hall, type HallChange, hallFields } from './hall.ts';
import type { HallWish } from './hall-changes.service.ts';

/** A hall for whoever reads it, with its windows that are not closed. */
export type SeenHall = Hall & {
  regionName: string;
  windows: { id: string; name: string; address: string; status: WindowStatus }[];
  mayEdit: boolean;
};

/** Halls for those who read and keep the contact list. */
export type HallDesk = {
  /** Halls of a region and below; without one, of all. By region, page by page. */
  list(
    actor: Actor,
    region: string | undefined,
    page: { after?: string | undefined; limit: number },
  ): { items: SeenHall[]; next?: string };
  get(actor: Actor, id: string): SeenHall;
  history(id: string): Promise<HallChange[]>;
  /** Changes a hall of one's own; windows with open cases there are told. Refuses `directory-not-yours`. */
  change(actor: Actor, id: string, wish: HallWish & { reason: string }): Promise<void>;
};

/** The order of the list, and the key from which the next page goes on. */
const keyOf = ({ regionCode, id }: Hall): string => `${regionCode} ${id}`;

/** Builds what keeps halls in the name of administrations. */
export function createHallDesk(parts: {
  clock: Clock;
  directory: Directory;
  desk: Pick<ContactDesk, 'mayEdit' | 'refuseOthers' | 'onChanged'>;
  audit: Pick<Audit, 'record'>;
  tell: TellStaff;
  counterpartsOf: CounterpartsOf;
}): HallDesk {
  const { clock, directory, desk, audit, tell, counterpartsOf } = parts;

  function seen(actor: Actor, halls: readonly Hall[]): SeenHall[] {
    const windowsOf = Map.groupBy(
      directory.listEntries().filter(({ kind }) => kind === 'window'),
      ({ hallId }) => hallId,
    );
    return halls.map((hall) => ({
      ...hall,
      regionName: directory.regionName(hall.regionCode),
      windows: (windowsOf.get(hall.id) ?? []).map(({ id, name, address, status }) => ({
        id,
        name,
        address,
        status: status ?? 'closed',
      })),
      mayEdit: desk.mayEdit(actor, hall.regionCode),
    }));
  }

  return {
    list(actor, region, { after = '', limit }) {
      const found = directory
        .listHalls()
        .filter(
          (hall) =>
            keyOf(hall) > after &&
            (region === undefined ||
              directory.regionPath(hall.regionCode).some(({ code }) => code === region)),
        )
        .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items: seen(actor, items),
        ...(found.length > limit && last ? { next: keyOf(last) } : {}),
      };
    },
    get(actor, id) {
      const [hall] = seen(actor, [directory.getHall(id)]);
      return hall as SeenHall;
    },
    history: (id) => directory.listHallChanges(id),
    async change(actor, id, { reason, ...wish }) {
      desk.refuseOthers(actor, directory.getHall(id).regionCode);
      const by = { id: actor.id, name: actor.name, reason };
      await directory.changeHall(id, wish, by, {
        onChanged: desk.onChanged,
        async within(tx, { hall, validFrom, before, after }) {
          await audit.record(tx, {
            action: 'hallChanged',
            actor: auditActorOf(actor, 'serviceAdministration'),
            subject: { kind: 'hall', id },
            detail: { fields: Object.keys(after).join(' '), validFrom },
          });
          const windows = directory.listEntries().flatMap((entry) => (entry.hallId === id ? [entry.id] : []));
          const words = hallFields
            .filter(({ key }) => after[key] !== undefined)
            .map(({ key, label }) => `${label} ${before[key] ?? ''} → ${after[key] ?? ''}`)
            .join('；');
          const text = `${hall.name}自 ${shortMoment(validFrom, Number(clock.now().slice(0, 4)))} 起有变：${words}`;
          const once = randomUUID();
          const told = [...new Set([...windows, ...(await counterpartsOf(tx, windows))])];
          await tell(
            tx,
            told.map((windowId) => ({
              to: { windowId },
              kind: 'hallChanged',
              text,
              link: `/directory/halls/${id}`,
              onceKey: `hall-changed:${once}:${windowId}`,
            })),
          );
        },
      });
    },
  };
}
