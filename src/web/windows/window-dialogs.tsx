import { useState } from 'react';
import type { ManagedWindowView } from '../../cases/window-move/managed-window.ts';
import { isDay, startOfDay } from '../../regulation/shanghai-time.ts';
import { useWindowAct } from '../api/windows.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { DayField } from '../components/day-field.tsx';
import { ChoiceField, TextField } from '../components/field.tsx';
import { windowsText as text } from './text.zh-CN.ts';

type DialogProps = { window: ManagedWindowView; onClose: () => void };

const isShort = (value: string): boolean => [...value.trim()].length < 2;

/** 移交并关闭: everything of a window goes over to another one of its region. */
export function MoveDialog(props: DialogProps & { windows: readonly ManagedWindowView[] }) {
  const { window, windows, onClose } = props;
  const targets = windows.filter(
    ({ id, regionCode, status }) => id !== window.id && regionCode === window.regionCode && status === 'open',
  );
  const [target, setTarget] = useState(targets[0]?.id ?? '');
  const [reason, setReason] = useState('');
  const [after, setAfter] = useState('close');
  const act = useWindowAct(window.id);
  const blocked =
    targets.length === 0
      ? text.noTarget
      : target === ''
        ? text.targetMissing
        : isShort(reason)
          ? text.reasonMissing
          : undefined;
  return (
    <ActDialog
      title={`${text.acts.move}：${window.name}`}
      verb={text.acts.move}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          { act: 'moves', body: { toWindow: target, reason: reason.trim(), closes: after === 'close' } },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <p>{text.counts(window.open, window.ended, window.drafts, window.accounts, window.tasks)}</p>
      <p className="soft">{text.moveWhy}</p>
      {targets.length > 0 ? (
        <ChoiceField
          label={text.target}
          value={target}
          choices={targets.map(({ id, name }) => ({ value: id, name }))}
          onChange={setTarget}
        />
      ) : null}
      <TextField
        label={text.reason}
        hint={text.reasonHint}
        first
        value={reason}
        maxLength={200}
        onChange={setReason}
      />
      <ChoiceField
        label={text.keep}
        value={after}
        choices={Object.entries(text.keepChoices).map(([value, name]) => ({ value, name }))}
        onChange={setAfter}
      />
    </ActDialog>
  );
}

/** 关闭窗口, 暂停接新件, 恢复: what needs nothing but a reason. */
export function ReasonDialog(props: DialogProps & { act: 'close' | 'status' }) {
  const { window, onClose } = props;
  const [reason, setReason] = useState('');
  const act = useWindowAct(window.id);
  const opens = window.status !== 'open';
  const title = props.act === 'close' ? text.acts.close : opens ? text.acts.open : text.acts.suspend;
  const blocked = isShort(reason) ? text.reasonMissing : undefined;
  return (
    <ActDialog
      title={`${title}：${window.name}`}
      verb={title}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          {
            act: props.act,
            body: props.act === 'close' ? { reason: reason.trim() } : { reason: reason.trim(), open: opens },
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      {props.act === 'close' ? <p className="soft">{text.closeWhy}</p> : null}
      <TextField label={text.reason} first value={reason} maxLength={200} onChange={setReason} />
    </ActDialog>
  );
}

/** 搬迁: another address from a day on. */
export function RelocateDialog({ window, onClose }: DialogProps) {
  const [place, setPlace] = useState({
    address: window.address,
    phone: window.phone,
    addressee: window.name,
    mail: '',
    postcode: '',
  });
  const [from, setFrom] = useState('');
  const [reason, setReason] = useState('');
  const act = useWindowAct(window.id);
  const set = (name: keyof typeof place) => (value: string) => setPlace({ ...place, [name]: value });
  const mail = place.mail.trim() === '' ? place.address : place.mail;
  const blocked =
    [place.address, place.phone, place.addressee].some(isShort) ||
    !/^\d{6}$/.test(place.postcode) ||
    (from !== '' && !isDay(from))
      ? text.relocateBlocked
      : isShort(reason)
        ? text.reasonMissing
        : undefined;
  return (
    <ActDialog
      title={`${text.acts.relocate}：${window.name}`}
      verb={text.acts.relocate}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          {
            act: 'address',
            body: {
              address: place.address.trim(),
              phone: place.phone.trim(),
              postal: {
                addressee: place.addressee.trim(),
                phone: place.phone.trim(),
                address: mail.trim(),
                postcode: place.postcode,
              },
              ...(from === '' ? {} : { validFrom: startOfDay(from) }),
              reason: reason.trim(),
            },
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <TextField label={text.address} first value={place.address} maxLength={200} onChange={set('address')} />
      <TextField label={text.phone} value={place.phone} maxLength={25} onChange={set('phone')} />
      <TextField
        label={text.mailAddress}
        optional
        hint={mail}
        value={place.mail}
        maxLength={200}
        onChange={set('mail')}
      />
      <TextField label={text.addressee} value={place.addressee} maxLength={100} onChange={set('addressee')} />
      <TextField
        label={text.postcode}
        value={place.postcode}
        maxLength={6}
        inputMode="numeric"
        onChange={set('postcode')}
      />
      <DayField label={text.from} optional hint={text.fromHint} value={from} onChange={setFrom} />
      <TextField label={text.reason} value={reason} maxLength={200} onChange={setReason} />
    </ActDialog>
  );
}
