import type { Case } from '../../src/cases/core/case.ts';
import { openIncidents } from '../../src/cases/custody/parcels.ts';
import { isOpen } from '../../src/cases/discrepancy/open-discrepancies.ts';
import type { CommandName } from '../../src/regulation/lifecycle/index.ts';
import { type Around, fullReasons } from '../case-acts.ts';

type Variants = (kase: Case, usual: Record<string, unknown>, around: Around) => object[];

const linesOf = (usual: Record<string, unknown>): { lineId: string }[] =>
  (usual['lines'] as { lineId: string }[] | undefined) ?? [];

/** Bodies that mean something else than the usual one: what a curious clerk could also send. */
export const explorerVariants: Partial<Record<CommandName, Variants>> = {
  recordIdentityCheck: (_kase, usual) => [{ ...usual, passed: false }],
  markMaterial: (_kase, usual) => [
    { ...usual, verdict: 'deficient', reasonCode: 'illegible', correction: '请换一份字迹清楚的。' },
    { ...usual, verdict: 'notSubmitted' },
  ],
  acceptIntake: (_kase, usual) => [{ ...usual, channels: ['postal'] }],
  recordCarrierEvent: (kase, _usual, { now }) =>
    kase.parcels
      .filter(({ cancelledAt, confirmedAt }) => !(cancelledAt ?? confirmedAt))
      .flatMap(({ waybill }) =>
        ['collected', 'moved', 'delivered', 'failed', 'returned', 'lost'].map((kind) => ({
          waybill,
          kind,
          occurredAt: now,
          proof: '揽收交接单 01',
          place: '重庆处理中心',
        })),
      ),
  confirmReceipt: (_kase, usual) =>
    linesOf(usual).length === 0
      ? []
      : [
          {
            ...usual,
            lines: linesOf(usual).map((line, at) =>
              at === 0 ? { ...line, result: 'missing', note: '邮件里没有这一份' } : line,
            ),
          },
        ],
  reportDiscrepancy: (kase, usual) => [
    {
      ...usual,
      channel: 'postal',
      items: [{ lineId: kase.lines.at(-1)?.id ?? '', kind: 'missing', note: '邮件里没有这一份' }],
    },
  ],
  answerDiscrepancy: (_kase, usual) => [{ ...usual, foundHere: true }],
  resolveDiscrepancy: (kase) =>
    kase.discrepancies
      .filter(isOpen)
      .flatMap(({ id }) => [{ id, result: 'waived', reason: '该页内容已在系统中核实' }]),
  demandPaper: (_kase, usual) => [{ ...usual, purpose: 'archive' }],
  openIncident: (kase, usual) =>
    kase.parcels.flatMap(({ waybill }) =>
      ['silent', 'lost', 'returned', 'notReceived'].map((kind) => ({ ...usual, waybill, kind })),
    ),
  closeIncident: (kase, usual) =>
    openIncidents(kase).flatMap(({ waybill }) => [
      { ...usual, waybill, result: 'replaced' },
      { ...usual, waybill, result: 'otherChannel' },
      ...kase.parcels
        .filter((parcel) => parcel.waybill !== waybill)
        .map((parcel) => ({ ...usual, waybill, result: 'sentAgain', sentAs: parcel.waybill })),
    ]),
  settleLostOriginal: (kase, usual) =>
    kase.lines.filter(({ paper }) => paper === 'lost').map(({ id }) => ({ ...usual, lineId: id })),
  recordCustody: (kase) =>
    (['intake', 'home'] as const).flatMap((to) =>
      kase.parcels.flatMap(({ waybill }) => {
        const lineIds = kase.lines.filter(({ paper }) => paper === 'onTheWay').map(({ id }) => id);
        return lineIds.length === 0 ? [] : [{ lineIds, from: 'carrier', to, waybill }];
      }),
    ),
  returnOriginals: (kase, usual, { nextWaybill }) =>
    kase.lines
      .filter(({ paper }) => paper === 'intake' || paper === 'home')
      .flatMap(({ id }) => [
        { ...usual, lineIds: [id] },
        { lineIds: [id], way: 'post', waybill: nextWaybill(), carrier: 'ems', receiver: '罗晓梅' },
      ]),
  confirmOriginals: (kase, usual) =>
    kase.lines.filter(({ paper }) => paper === 'onTheWay').map(({ id }) => ({ ...usual, lineIds: [id] })),
  recordContact: (_kase, usual) => [
    { ...usual, reached: false, result: '无人接听' },
    { ...usual, purpose: 'decision' },
    { ...usual, purpose: 'decision', reached: false, result: '无人接听' },
    { ...usual, purpose: 'loss' },
  ],
  chooseDelivery: (_kase, usual) => [
    { ...usual, way: 'pickUpAtIntake' },
    { ...usual, way: 'pickUpAtHome' },
  ],
  dispatchResult: (_kase, usual) => [
    { ...usual, way: 'pickUpAtHome', waybill: undefined, carrier: undefined },
  ],
  redeliverResult: (_kase, _usual, { nextWaybill }) => [
    { way: 'mail', waybill: nextWaybill(), carrier: 'ems' },
    { way: 'pickUpAtIntake', waybill: nextWaybill(), carrier: 'ems' },
  ],
  rejectAtHome: () => [fullReasons],
  handInSupplement: (kase, usual) =>
    kase.parcels
      .filter(({ purpose }) => purpose === 'supplement')
      .map(({ waybill }) => ({ ...usual, way: 'post', waybill })),
  handInHomeSupplement: (_kase, usual) => [
    { ...usual, pieces: ((usual['pieces'] as object[] | undefined) ?? []).slice(0, 1) },
  ],
};
