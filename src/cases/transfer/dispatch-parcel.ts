import type { PackingListData } from '../../documents/forms.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { IssuedDocument } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import type { AddressFacts, WindowFacts } from '../core/fact-sources.ts';
import { orderDocument } from '../core/order-document.ts';
import { carrierIds } from './carriers.ts';
import { paperToSend } from './channels.ts';
import { checkWaybill } from './waybill.ts';

const DispatchInput = object({
  waybill: Type.String({ minLength: 1, maxLength: 40 }),
  carrier: oneOf(carrierIds),
  packed: Type.Array(
    object({
      lineId: Type.String({ minLength: 1, maxLength: 80 }),
      originals: Type.Integer({ minimum: 0, maximum: 99 }),
      copies: Type.Integer({ minimum: 0, maximum: 99 }),
    }),
    { maxItems: 100 },
  ),
});

type DispatchFacts = {
  address: AddressFacts;
  intake: WindowFacts;
  home: WindowFacts;
  programmeTitle: string;
  receipt: IssuedDocument | undefined;
  verificationUrl(code: string): string;
};

/**
 * Registers a parcel to the home window with its packing list (C.1, 14). Addressee and address come from the
 * directory alone. It is sent when the carrier collects it, not before.
 */
export const dispatchParcel = command<'dispatchParcel', Static<typeof DispatchInput>, DispatchFacts>({
  name: 'dispatchParcel',
  input: DispatchInput,
  summary: '登记寄出，生成装箱单',
  example: {
    waybill: 'RR473124829US',
    carrier: 'ems',
    packed: [{ lineId: '048-1-m-form', originals: 1, copies: 0 }],
  },
  async facts(sources, kase, _input, { now }) {
    return {
      address: await sources.postalAddress(kase.home.windowId, now),
      intake: await sources.window(kase.intake.windowId),
      home: await sources.window(kase.home.windowId),
      programmeTitle: await sources.programmeTitle(kase.programmeId),
      receipt: sources.receiptOf(kase),
      verificationUrl: (code) => sources.verificationUrl(code),
    };
  },
  blocked: (kase) =>
    !kase.channels.includes('postal') || paperToSend(kase).length === 0 ? 'no-paper-to-send' : undefined,
  decide(kase, { waybill, carrier, packed }, facts, context) {
    const sendable = paperToSend(kase);
    if (!kase.channels.includes('postal') || sendable.length === 0) return refuse('no-paper-to-send');
    const pieces = packed.filter(({ originals, copies }) => originals + copies > 0);
    if (pieces.length === 0) return refuse('packing-list-empty');
    const stray = pieces.find(({ lineId }) => !sendable.some(({ id }) => id === lineId));
    if (stray) {
      return refuse('field-invalid', {
        errors: [{ pointer: '/packed', detail: `${stray.lineId} 没有纸质材料在本窗口。` }],
      });
    }
    const checked = checkWaybill(waybill);
    if (!checked.valid) return refuse('waybill-invalid', { detail: checked.reason });
    if (kase.parcels.some((parcel) => parcel.waybill === checked.normalized)) {
      return refuse('waybill-invalid', { detail: '这个运单号已经登记过。' });
    }
    if (!facts.address.valid) return refuse('directory-address-invalid');
    const nameOf = new Map(kase.lines.map((line) => [line.id, line.name]));
    const { document, order } = orderDocument(kase, context, ({ number, code }) => ({
      kind: 'packingList',
      data: {
        documentNumber: number,
        businessNumber: kase.businessNumber ?? '',
        verification: { code, url: facts.verificationUrl(code) },
        programmeTitle: facts.programmeTitle,
        addresseeWindowName: facts.home.name,
        addresseeName: facts.address.addressee,
        addresseePhone: facts.address.phone,
        address: facts.address.address,
        postcode: facts.address.postcode,
        directoryVersion: String(facts.address.version),
        senderWindowName: facts.intake.name,
        senderPhone: facts.intake.phone,
        itemName: `${kase.itemName}（${kase.optionName}）`,
        waybillNumber: checked.normalized,
        lines: pieces.map(({ lineId, originals, copies }) => ({
          name: nameOf.get(lineId) ?? lineId,
          originals,
          copies,
        })),
        receiptNumber: facts.receipt?.number ?? '',
        handlerName: context.actor.name,
        packedAt: context.now,
      } satisfies PackingListData,
    }));
    return {
      events: [
        {
          type: 'parcelDispatched',
          data: {
            waybill: checked.normalized,
            carrier,
            packed: pieces,
            addressVersion: facts.address.version,
            document,
          },
        },
      ],
      documents: [order],
    };
  },
});
