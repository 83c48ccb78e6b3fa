import { useState } from 'react';
import type { Channel } from '../../cases/core/case.ts';
import type { CaseView, ParcelView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Cards, TextField } from '../components/field.tsx';
import { transferText as text } from './text.zh-CN.ts';

const tooShort = (value: string): boolean => [...value.trim()].length < 2;
const other: Record<Channel, Channel> = { electronic: 'postal', postal: 'electronic' };

/** Channels that were chosen and of which nothing has gone yet. */
export const switchable = (kase: CaseView): Channel[] =>
  kase.channels.filter((channel) =>
    channel === 'electronic'
      ? kase.package === undefined
      : !kase.parcels.some(
          ({ purpose, cancelledAt, returnedAt }) => purpose === 'material' && !(cancelledAt ?? returnedAt),
        ),
  );

/** 改换流转方式: one channel takes the place of the other, with the reason. */
export function SwitchDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const choices = switchable(kase);
  const [from, setFrom] = useState<Channel>(choices[0] ?? 'electronic');
  const [reason, setReason] = useState('');
  const [agreed, setAgreed] = useState('');
  const command = useCommand(kase.id);
  const originals = from === 'postal' && kase.proposedChannels.includes('postal');
  const blocked = tooShort(reason)
    ? text.switchReasonMissing
    : originals && tooShort(agreed)
      ? text.homeAgreedMissing
      : undefined;
  const go = () => {
    if (blocked !== undefined || command.isPending) return;
    const consent = originals ? { homeAgreedBy: agreed.trim() } : {};
    command.run(
      { command: 'switchChannel', body: { from, to: other[from], reason: reason.trim(), ...consent } },
      onClose,
    );
  };
  return (
    <ActDialog
      title={text.switchTitle}
      verb={text.switch}
      safe={text.notSwitch}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.switchWhy}</p>
      <Cards
        legend={text.switchWhich}
        value={from}
        choices={choices.map((value) => ({ value, name: text.switches[value] }))}
        onChange={(value) => setFrom(choices.find((each) => each === value) ?? from)}
      />
      <TextField
        label={text.switchReason}
        hint={text.switchReasonHint}
        first
        value={reason}
        maxLength={300}
        onChange={setReason}
      />
      {originals ? (
        <TextField
          label={text.homeAgreed}
          hint={text.homeAgreedHint}
          value={agreed}
          maxLength={100}
          onChange={setAgreed}
        />
      ) : null}
    </ActDialog>
  );
}

/** 取消寄件: only while the carrier has not collected it. */
export function CancelParcelDialog(props: { kase: CaseView; parcel: ParcelView; onClose: () => void }) {
  const { kase, parcel, onClose } = props;
  const [reason, setReason] = useState('');
  const command = useCommand(kase.id);
  const blocked = tooShort(reason) ? text.cancelReasonMissing : undefined;
  const go = () => {
    if (blocked !== undefined || command.isPending) return;
    const body = { waybill: parcel.waybill, reason: reason.trim() };
    command.run({ command: 'cancelParcel', body }, onClose);
  };
  return (
    <ActDialog
      title={text.cancelParcelTitle}
      verb={text.cancelParcel}
      safe={text.notCancelParcel}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">
        {parcel.waybill} · {text.cancelParcelWhy}
      </p>
      <TextField label={text.cancelReason} first value={reason} maxLength={300} onChange={setReason} />
    </ActDialog>
  );
}
