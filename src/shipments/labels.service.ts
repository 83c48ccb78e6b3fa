import { carriers } from '../cases/transfer/carriers.ts';
import { singleCopy } from '../documents/copies.ts';
import type { LabelParty } from '../documents/forms.ts';
import type { Renderer } from '../documents/renderer.service.ts';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import { payers } from '../regulation/postal.ts';
import type { Carrier, ShippingParty } from './carrier.ts';
import type { Orders } from './orders.service.ts';
import { listUnlabelled, markPrinted } from './orders.store.ts';

/** Labels of ordered parcels. */
export type Labels = {
  /** The label as PDF, for the window that ordered; printing it is recorded, since it names people in full. */
  print(orderId: string, actor: Actor, address?: string): Promise<{ bytes: Buffer; number: string }>;
  /** Of some waybills those ordered here without a printed label. */
  unlabelled(waybills: readonly string[]): Promise<string[]>;
};

const partyOf = ({ name, phone, address, postcode }: ShippingParty): LabelParty => ({
  name,
  phone,
  address,
  postcode,
});

/** Builds the labels. */
export function createLabels(parts: {
  database: Database;
  clock: Clock;
  orders: Pick<Orders, 'get' | 'endsOfOrder'>;
  renderer: Pick<Renderer, 'render'>;
  audit: Pick<Audit, 'record'>;
  carrier: Carrier | undefined;
}): Labels {
  const { database, clock, orders, renderer, audit, carrier } = parts;
  return {
    async print(orderId, actor, address) {
      const row = await orders.get(orderId, actor);
      const numbered = row.state === 'numbered' || row.state === 'dispatched';
      if (row.waybill === null || !numbered || row.byHand) {
        throw new Problem('not-found', { detail: '寄递企业还没有给运单号，没有面单可打印。' });
      }
      const { sender, addressee, kase } = await orders.endsOfOrder(row);
      // A number can come without its sorting code; a label without it is a label all the same.
      const asked = row.routing === '' ? await carrier?.label(row.id).catch(() => undefined) : undefined;
      const { pdf } = renderer.render(
        'shippingLabel',
        {
          documentNumber: row.number,
          businessNumber: kase.businessNumber ?? '',
          verification: null,
          waybillNumber: row.waybill,
          carrier: (carriers as Record<string, string>)[row.carrier] ?? row.carrier,
          routing: asked?.routing ?? row.routing,
          sender: partyOf(sender),
          addressee: partyOf(addressee),
          contents: row.contents,
          payer: payers[row.payer],
          weight: `${(row.weightGrams / 1000).toFixed(2)} 千克`,
          orderedAt: row.orderedAt,
        },
        singleCopy,
      );
      await database.transaction(async (tx) => {
        await markPrinted(tx, orderId, clock.now());
        await audit.record(tx, {
          action: 'shippingLabelPrinted',
          actor: auditActorOf(actor),
          subject: { kind: 'shipmentOrder', id: orderId },
          caseId: row.caseId,
          address,
        });
      });
      return { bytes: Buffer.from(pdf), number: row.waybill };
    },
    unlabelled: async (waybills) =>
      waybills.length === 0
        ? []
        : (await listUnlabelled(database.db, waybills)).map(({ waybill }) => waybill),
  };
}
