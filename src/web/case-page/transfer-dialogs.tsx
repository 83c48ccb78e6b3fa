import { useState } from 'react';
import type { CaseView, ParcelView } from '../../cases/core/case-view.ts';
import { type CarrierId, carrierIds, carriers } from '../../cases/transfer/carriers.ts';
import { checkWaybill } from '../../cases/transfer/waybill.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Check, ChoiceField, TextField } from '../components/field.tsx';
import { Stepper } from '../formal-review/review-line.tsx';
import { useScans } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { transferText as text } from './text.zh-CN.ts';

/** 发送电子材料. */
export function SendDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const [declared, setDeclared] = useState(false);
  const [reason, setReason] = useState('');
  const send = useCommand(kase.id);
  const late = kase.deadlines.find(({ rule }) => rule === 'electronicTransfer')?.overdue ?? false;
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
        body: { declaration: true, ...(late ? { overdueReason: reason.trim() } : {}) },
      },
      onClose,
    );
  };
  return (
    <ActDialog
      title={text.sendTitle}
      verb={text.send}
      safe={text.notSend}
      blocked={blocked}
      busy={send.isPending}
      error={send.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.sendWhy(kase.home.windowName)}</p>
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

const carrierChoices = carrierIds.map((value) => ({ value, name: carriers[value] }));

const carrierOf = (value: string): CarrierId => carrierIds.find((id) => id === value) ?? 'ems';

/** Waybill and carrier; a scan of the label fills the number. */
export function WaybillFields(props: {
  waybill: string;
  carrier: CarrierId;
  onWaybill: (waybill: string) => void;
  onCarrier: (carrier: CarrierId) => void;
}) {
  const [left, setLeft] = useState(false);
  useScans((scan) => props.onWaybill(scan.value));
  const checked = checkWaybill(props.waybill);
  return (
    <>
      <TextField
        label={text.waybill}
        hint={text.waybillHint}
        first
        value={props.waybill}
        maxLength={40}
        error={left && !checked.valid ? checked.reason : undefined}
        onChange={props.onWaybill}
        onLeave={() => setLeft(props.waybill.trim() !== '')}
      />
      <ChoiceField
        label={text.carrier}
        value={props.carrier}
        choices={carrierChoices}
        onChange={(value) => props.onCarrier(carrierOf(value))}
      />
    </>
  );
}

/** 登记寄出: waybill and packing list. */
export function ParcelDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const paper = kase.lines.filter((line) => line.paper === 'intake');
  const [waybill, setWaybill] = useState('');
  const [carrier, setCarrier] = useState<CarrierId>('ems');
  const [packed, setPacked] = useState(() =>
    paper.map((line) => ({
      lineId: line.id,
      name: line.name,
      originals: line.received?.originals ?? 0,
      copies: line.received?.copies ?? 0,
    })),
  );
  const dispatch = useCommand(kase.id);
  const checked = checkWaybill(waybill);
  const empty = packed.every(({ originals, copies }) => originals + copies === 0);
  const blocked = empty ? text.packedNone : checked.valid ? undefined : checked.reason;
  const go = () => {
    if (blocked !== undefined || dispatch.isPending) return;
    const pieces = packed.map(({ lineId, originals, copies }) => ({ lineId, originals, copies }));
    dispatch.run(
      { command: 'dispatchParcel', body: { waybill: waybill.trim(), carrier, packed: pieces } },
      onClose,
    );
  };
  const change = (lineId: string, part: { originals?: number; copies?: number }) =>
    setPacked((all) => all.map((piece) => (piece.lineId === lineId ? { ...piece, ...part } : piece)));
  return (
    <ActDialog
      title={text.parcelTitle}
      verb={text.parcel}
      safe={text.notParcel}
      blocked={blocked}
      busy={dispatch.isPending}
      error={dispatch.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.parcelWhy}</p>
      <WaybillFields waybill={waybill} carrier={carrier} onWaybill={setWaybill} onCarrier={setCarrier} />
      <fieldset>
        <legend className="small">{text.packed}</legend>
        <ul className="packed">
          {packed.map((piece) => (
            <li key={piece.lineId}>
              <span>{piece.name}</span>
              <Stepper
                label="原件"
                value={piece.originals}
                onChange={(originals) => change(piece.lineId, { originals })}
              />
              <Stepper
                label="复印件"
                value={piece.copies}
                onChange={(copies) => change(piece.lineId, { copies })}
              />
            </li>
          ))}
        </ul>
      </fieldset>
    </ActDialog>
  );
}

/** 登记揽收 or 登记送达, on proof. */
export function CarrierDialog(props: { kase: CaseView; parcel: ParcelView; onClose: () => void }) {
  const { kase, parcel, onClose } = props;
  const kind = parcel.collectedAt === undefined ? 'collected' : 'delivered';
  const now = useNow();
  const [at, setAt] = useState(now.slice(0, 16));
  const [proof, setProof] = useState('');
  const record = useCommand(kase.id);
  const blocked = [...proof.trim()].length < 2 ? text.proofHint : undefined;
  const go = () => {
    if (blocked !== undefined || record.isPending) return;
    record.run(
      {
        command: 'recordCarrierEvent',
        body: { waybill: parcel.waybill, kind, occurredAt: `${at}:00+08:00`, proof: proof.trim() },
      },
      onClose,
    );
  };
  return (
    <ActDialog
      title={kind === 'collected' ? text.collectedTitle : text.deliveredTitle}
      verb={kind === 'collected' ? text.collected : text.delivered}
      safe={text.notRecord}
      blocked={blocked}
      busy={record.isPending}
      error={record.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">
        {parcel.waybill} · {kind === 'collected' ? text.collectedWhy : text.deliveredWhy}
      </p>
      <TextField
        label={kind === 'collected' ? text.occurredAt : text.deliveredAt}
        type="datetime-local"
        value={at}
        max={now.slice(0, 16)}
        onChange={setAt}
      />
      <TextField
        label={text.proof}
        hint={kind === 'collected' ? text.proofHint : text.deliveredProofHint}
        first
        value={proof}
        maxLength={300}
        onChange={setProof}
      />
    </ActDialog>
  );
}
