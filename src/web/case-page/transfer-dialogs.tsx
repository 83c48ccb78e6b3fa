import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Check, TextField } from '../components/field.tsx';
import { Stepper } from '../formal-review/review-line.tsx';
import { SealingPhotos, useSending } from '../shipments/sending.tsx';
import { AddScans } from './add-scans.tsx';
import { transferText as text } from './text.zh-CN.ts';

/** 发送电子材料, or once more when the home window found it changed. */
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
      verb={kase.package ? text.sendAgain : text.send}
      safe={text.notSend}
      blocked={blocked}
      busy={send.isPending}
      error={send.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{kase.package ? text.sendAgainWhy : text.sendWhy(kase.home.windowName)}</p>
      {kase.package ? (
        <AddScans
          kase={kase}
          lines={kase.lines.filter(({ received }) => received && received.medium !== 'eLicence')}
          lead={text.sendAgainLines}
        />
      ) : null}
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

/** A parcel that answers something: what it is called, what it is for, and the lines it may hold. */
export type LaterParcel = { title: string; why: string; for: object; lineIds: readonly string[] };

type ParcelDialogProps = { kase: CaseView; sending?: LaterParcel; onClose: () => void };

/** 登记寄出: waybill and packing list. */
export function ParcelDialog({ kase, sending, onClose }: ParcelDialogProps) {
  const paper = kase.lines.filter((line) =>
    sending ? sending.lineIds.includes(line.id) : line.paper === 'intake',
  );
  const [photoIds, setPhotoIds] = useState<readonly string[]>([]);
  const [packed, setPacked] = useState(() =>
    paper.map((line) => ({
      lineId: line.id,
      name: line.name,
      originals: line.received?.originals ?? 0,
      copies: line.received?.copies ?? 0,
    })),
  );
  const parcel = useSending(kase, 'dispatchParcel', {
    packed: packed.map(({ lineId, originals, copies }) => ({ lineId, originals, copies })),
    ...(sending ? { for: sending.for } : {}),
    ...(photoIds.length > 0 ? { photoIds } : {}),
  });
  const empty = packed.every(({ originals, copies }) => originals + copies === 0);
  const blocked = empty ? text.packedNone : parcel.blocked;
  const go = () => {
    if (blocked === undefined) parcel.run(onClose);
  };
  const change = (lineId: string, part: { originals?: number; copies?: number }) =>
    setPacked((all) => all.map((piece) => (piece.lineId === lineId ? { ...piece, ...part } : piece)));
  return (
    <ActDialog
      title={sending?.title ?? text.parcelTitle}
      verb={text.parcel}
      safe={text.notParcel}
      blocked={blocked}
      busy={parcel.busy}
      error={parcel.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{sending?.why ?? text.parcelWhy}</p>
      {parcel.fields}
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
      <SealingPhotos photoIds={photoIds} onChange={setPhotoIds} />
    </ActDialog>
  );
}
