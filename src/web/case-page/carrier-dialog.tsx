import { useState } from 'react';
import type { CaseView, ParcelView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Cards, TextField } from '../components/field.tsx';
import { useNow } from '../time/now.tsx';
import { type CarrierKind, carrierKinds, usualKind } from './carrier-kinds.ts';
import { transferText as text } from './text.zh-CN.ts';

/** 登记寄递进展, on proof: collected, on its way, not delivered, delivered, come back, lost. */
export function CarrierDialog(props: { kase: CaseView; parcel: ParcelView; onClose: () => void }) {
  const { kase, parcel, onClose } = props;
  const choices = carrierKinds(parcel);
  const [kind, setKind] = useState<CarrierKind>(usualKind(parcel));
  const now = useNow();
  const [at, setAt] = useState(now.slice(0, 16));
  const [proof, setProof] = useState('');
  const record = useCommand(kase.id);
  const words = text.carrierKinds[kind];
  const missing = kind === 'moved' ? text.placeMissing : text.proofMissing;
  const blocked = [...proof.trim()].length < 2 ? missing : undefined;
  const go = () => {
    if (blocked !== undefined || record.isPending) return;
    const told = kind === 'moved' ? { place: proof.trim() } : { proof: proof.trim() };
    const body = { waybill: parcel.waybill, kind, occurredAt: `${at}:00+08:00`, ...told };
    record.run({ command: 'recordCarrierEvent', body }, onClose);
  };
  return (
    <ActDialog
      title={text.carrierTitle}
      verb={words.verb}
      safe={text.notRecord}
      blocked={blocked}
      busy={record.isPending}
      error={record.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">
        {parcel.waybill} · {words.why}
      </p>
      <Cards
        legend={text.carrierKind}
        two
        value={kind}
        choices={choices.map((value) => ({ value, name: text.carrierKinds[value].name }))}
        onChange={(value) => setKind(choices.find((each) => each === value) ?? kind)}
      />
      <TextField
        label={words.time}
        type="datetime-local"
        value={at}
        max={now.slice(0, 16)}
        onChange={setAt}
      />
      <TextField
        label={kind === 'moved' ? text.place : text.proof}
        hint={words.hint}
        first
        value={proof}
        maxLength={kind === 'moved' ? 100 : 300}
        onChange={setProof}
      />
    </ActDialog>
  );
}
