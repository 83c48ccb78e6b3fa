import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { CarrierId } from '../../cases/transfer/carriers.ts';
import { checkWaybill } from '../../cases/transfer/waybill.ts';
import { useCommand } from '../api/cases.ts';
import { WaybillFields } from '../case-page/waybill-fields.tsx';
import { ActDialog } from '../components/act-dialog.tsx';
import { Check, TextField } from '../components/field.tsx';
import { Stepper } from '../formal-review/review-line.tsx';
import { InboundParcelDialog } from '../notice/inbound-dialog.tsx';
import { missingPoints, openSupplement, toRelay } from './supplement-acts.ts';
import { supplementText as text } from './text.zh-CN.ts';

type DialogProps = { kase: CaseView; onClose: () => void };

/** 登记来件: pieces for the home region's supplement. */
export function InboundDialog({ kase, onClose }: DialogProps) {
  const open = openSupplement(kase);
  const pieces = (open ? missingPoints(open) : []).map(({ id, lineName, text: words }) => ({
    id,
    name: [lineName, words].filter(Boolean).join('：'),
  }));
  return <InboundParcelDialog kase={kase} pieces={pieces} why={text.inboundWhy} onClose={onClose} />;
}

/** 发送属地: scans that lie at the intake window. */
export function RelayDialog({ kase, onClose }: DialogProps) {
  const open = openSupplement(kase);
  const points = open ? toRelay(open, 'electronic') : [];
  const [declared, setDeclared] = useState(false);
  const [reason, setReason] = useState('');
  const send = useCommand(kase.id);
  const late = kase.deadlines.some(({ rule, overdue }) => rule === 'relayElectronic' && overdue);
  const blocked = !declared
    ? text.declarationMissing
    : late && [...reason.trim()].length < 2
      ? text.overdueHint
      : undefined;
  const go = () => {
    if (blocked !== undefined || send.isPending) return;
    send.run(
      {
        command: 'sendPackage',
        body: {
          declaration: true,
          ...(late ? { overdueReason: reason.trim() } : {}),
          for: { supplementId: open?.id, pointIds: points.map(({ id }) => id) },
        },
      },
      onClose,
    );
  };
  return (
    <ActDialog
      title={text.relayTitle}
      verb={text.relay}
      safe={text.notRelay}
      blocked={blocked}
      busy={send.isPending}
      error={send.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.relayWhy(points.length, kase.home.windowName)}</p>
      <Check checked={declared} onChange={setDeclared}>
        {text.declaration}
      </Check>
      {late ? (
        <TextField
          label={text.overdueReason}
          hint={text.overdueHint}
          value={reason}
          maxLength={300}
          onChange={setReason}
        />
      ) : null}
    </ActDialog>
  );
}

/** 登记寄往属地: paper that lies at the intake window. */
export function RelayParcelDialog({ kase, onClose }: DialogProps) {
  const open = openSupplement(kase);
  const points = open ? toRelay(open, 'postal') : [];
  const [waybill, setWaybill] = useState('');
  const [carrier, setCarrier] = useState<CarrierId>('ems');
  const [packed, setPacked] = useState(() =>
    points.map((point) => {
      const received = kase.lines.find(({ id }) => id === point.lineId)?.received;
      return {
        point,
        lineId: point.lineId ?? point.id,
        originals: received?.originals ?? 0,
        copies: received ? received.copies : 1,
      };
    }),
  );
  const dispatch = useCommand(kase.id);
  const checked = checkWaybill(waybill);
  const blocked = checked.valid ? undefined : checked.reason;
  const go = () => {
    if (blocked !== undefined || dispatch.isPending) return;
    dispatch.run(
      {
        command: 'dispatchParcel',
        body: {
          waybill: waybill.trim(),
          carrier,
          packed: packed.map(({ lineId, originals, copies }) => ({ lineId, originals, copies })),
          for: { supplementId: open?.id, pointIds: points.map(({ id }) => id) },
        },
      },
      onClose,
    );
  };
  const change = (lineId: string, part: { originals?: number; copies?: number }) =>
    setPacked((all) => all.map((piece) => (piece.lineId === lineId ? { ...piece, ...part } : piece)));
  return (
    <ActDialog
      title={text.relayParcelTitle}
      verb={text.relayParcel}
      safe={text.notParcel}
      blocked={blocked}
      busy={dispatch.isPending}
      error={dispatch.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.relayParcelWhy}</p>
      <WaybillFields waybill={waybill} carrier={carrier} onWaybill={setWaybill} onCarrier={setCarrier} />
      <ul className="piece-list">
        {packed.map(({ point, lineId, originals, copies }) => (
          <li key={point.id}>
            <p>{[point.lineName, point.text].filter(Boolean).join('：')}</p>
            <div className="row">
              <Stepper
                label={text.originals}
                value={originals}
                onChange={(count) => change(lineId, { originals: count })}
              />
              <Stepper
                label={text.copies}
                value={copies}
                onChange={(count) => change(lineId, { copies: count })}
              />
            </div>
          </li>
        ))}
      </ul>
    </ActDialog>
  );
}
