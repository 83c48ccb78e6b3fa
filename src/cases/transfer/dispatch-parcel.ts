import type { PackingListData } from '../../documents/forms.ts';
import { Id, object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { stateGroups } from '../../regulation/states.ts';
import type { Case, IssuedDocument, PackedLine } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import type { AddressFacts, FileFacts, WindowFacts } from '../core/fact-sources.ts';
import { orderDocument } from '../core/order-document.ts';
import { uploadFacts, uploadFault } from '../core/own-uploads.ts';
import { printedMatter } from '../core/printed-matter.ts';
import { openDiscrepancies } from '../discrepancy/open-discrepancies.ts';
import { openPaperTasks } from '../discrepancy/paper-tasks.ts';
import { pointsToRelay } from '../home-supplement/supplement.ts';
import { carrierIds } from './carriers.ts';
import { paperToSend } from './channels.ts';
import { laterOf, notOpenHere, SentFor } from './later-sending.ts';
import { isElsewhere } from './parcels.ts';
import { sealingRecord } from './sealing.ts';
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
  for: Type.Optional(SentFor),
  photoIds: Type.Optional(
    Type.Array(Id, { maxItems: 20, uniqueItems: true, description: '封装前拍的内件照片，连同摘要记入办件' }),
  ),
});

type DispatchFacts = {
  photos: FileFacts[];
  address: AddressFacts;
  intake: WindowFacts;
  home: WindowFacts;
  programmeTitle: string;
  receipt: IssuedDocument | undefined;
  verificationUrl(code: string): string;
};

const preHome = new Set<string>(stateGroups.preHome);

/** Whether the first parcel, or one more of it, can go: the channel is chosen and paper lies here. */
const canSendFirst = (kase: Case): boolean =>
  preHome.has(kase.state) && kase.channels.includes('postal') && paperToSend(kase).length > 0;

/** Why no parcel can be sent to the home window now, whatever is packed. */
function dispatchBlocked(kase: Case): 'no-paper-to-send' | undefined {
  const later =
    openPaperTasks(kase).length > 0 ||
    openDiscrepancies(kase).length > 0 ||
    pointsToRelay(kase, 'postal').length > 0;
  return later || canSendFirst(kase) ? undefined : 'no-paper-to-send';
}

/** What the packing list calls a piece: the line, or what the home window asked for. */
const nameOf = (kase: Case, lineId: string): string =>
  kase.lines.find(({ id }) => id === lineId)?.name ?? kase.personal?.supplementPoints[lineId] ?? '补正材料';

function packingList(
  kase: Case,
  pieces: readonly PackedLine[],
  waybillNumber: string,
  facts: DispatchFacts,
): Omit<PackingListData, 'documentNumber' | 'verification' | 'handlerName' | 'packedAt'> {
  const { address, home, intake } = facts;
  return {
    businessNumber: kase.businessNumber ?? '',
    programmeTitle: facts.programmeTitle,
    addresseeWindowName: home.name,
    addresseeName: address.addressee,
    addresseePhone: address.phone,
    address: address.address,
    postcode: address.postcode,
    directoryVersion: String(address.version),
    senderWindowName: intake.name,
    senderPhone: intake.phone,
    itemName: printedMatter(kase),
    waybillNumber,
    lines: pieces.map(({ lineId, originals, copies }) => ({ name: nameOf(kase, lineId), originals, copies })),
    receiptNumber: facts.receipt?.number ?? '',
  };
}

/**
 * Registers a parcel to the home window with its packing list (C.1, 14): the materials, paper the home window asked
 * for, a replacement, or what was handed in for a home supplement. Addressee and address come from the directory
 * alone. It is sent when the carrier collects it, not before.
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
  async facts(sources, kase, { photoIds = [] }, { now }) {
    return {
      photos: await uploadFacts(sources, photoIds),
      address: await sources.postalAddress(kase.home.windowId, now),
      intake: await sources.window(kase.intake.windowId),
      home: await sources.window(kase.home.windowId),
      programmeTitle: await sources.programmeTitle(kase.programmeId),
      receipt: sources.receiptOf(kase),
      verificationUrl: (code) => sources.verificationUrl(code),
    };
  },
  blocked: dispatchBlocked,
  decide(kase, { waybill, carrier, packed, for: sentFor, photoIds = [] }, facts, context) {
    const later = sentFor && laterOf(kase, sentFor, 'postal');
    if (sentFor && !later) return refuse('field-invalid', notOpenHere);
    if (!later && !canSendFirst(kase)) return refuse('no-paper-to-send');
    const pieces = packed.filter(({ originals, copies }) => originals + copies > 0);
    if (pieces.length === 0) return refuse('packing-list-empty');
    const wanted = later?.lineIds ?? kase.lines.map(({ id }) => id);
    const stray = pieces.find(({ lineId }) => !wanted.includes(lineId));
    if (stray) {
      return refuse('field-invalid', {
        errors: [{ pointer: '/packed', detail: `${nameOf(kase, stray.lineId)}不在这次要寄的材料里。` }],
      });
    }
    const elsewhere = pieces.find(({ lineId }) => isElsewhere(kase, lineId, later?.purpose ?? 'material'));
    if (elsewhere) {
      const detail = `${nameOf(kase, elsewhere.lineId)}的纸质材料不在本窗口。`;
      return refuse('original-not-in-custody', { detail });
    }
    const checked = checkWaybill(waybill);
    if (!checked.valid) return refuse('waybill-invalid', { detail: checked.reason });
    if (kase.parcels.some((parcel) => parcel.waybill === checked.normalized)) {
      return refuse('waybill-invalid', { detail: '这个运单号已经登记过。' });
    }
    if (!facts.address.valid) return refuse('directory-address-invalid');
    // An order that waited for the carrier has taken its photos into the case before.
    const fault = uploadFault(
      facts.photos.map((file) => (file.caseId === kase.id ? { ...file, caseId: null } : file)),
      photoIds,
      context.actor,
      '/photoIds',
    );
    if (fault) return refuse('field-invalid', { errors: [fault] });
    const sealed = sealingRecord(pieces, facts.photos);
    const { document, order } = orderDocument(kase, context, ({ number, code }) => ({
      kind: 'packingList',
      data: {
        ...packingList(kase, pieces, checked.normalized, facts),
        documentNumber: number,
        verification: { code, url: facts.verificationUrl(code) },
        handlerName: context.actor.name,
        packedAt: context.now,
        ...(sealed ? { sealing: { photos: sealed.photos.length, digest: sealed.digest } } : {}),
      } satisfies PackingListData,
    }));
    return {
      events: [
        {
          type: 'parcelDispatched',
          data: {
            purpose: later?.purpose ?? 'material',
            waybill: checked.normalized,
            carrier,
            packed: pieces,
            ...(later ? { refId: later.refId } : {}),
            ...(later?.pointIds ? { pointIds: later.pointIds } : {}),
            addressVersion: facts.address.version,
            document,
            ...(sealed ? { sealed } : {}),
          },
        },
      ],
      documents: [order],
    };
  },
});
