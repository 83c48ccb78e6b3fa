import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useDirectoryAct } from '../api/directory.ts';
import { Refusal } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { TextField } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { directoryText as text } from './text.zh-CN.ts';

/** 登记窗口: a new window of a region; it is opened once somebody is there. */
export function RegisterDialog({ region, onClose }: { region: string; onClose: () => void }) {
  const [form, setForm] = useState({
    regionCode: region,
    hall: '',
    name: '',
    contactPerson: '',
    phone: '',
    address: '',
    postcode: '',
    reason: '',
  });
  const act = useDirectoryAct();
  const navigate = useNavigate();
  const { say } = useMessages();
  const set = (field: keyof typeof form) => (value: string) => setForm({ ...form, [field]: value });
  const { name, ...needed } = form;
  const blocked = Object.values(needed).some((value) => value.trim() === '')
    ? text.registerBlocked
    : undefined;
  const errorAt = (...pointers: string[]): string | undefined =>
    act.error instanceof Refusal
      ? act.error.errors.find(({ pointer }) => pointers.includes(pointer))?.detail
      : undefined;
  const submit = () => {
    if (blocked !== undefined) return;
    const { regionCode, hall, contactPerson, phone, address, postcode, reason } = form;
    act.mutate(
      {
        path: 'windows',
        body: {
          regionCode,
          hall: { name: hall, address },
          ...(name.trim() === '' ? {} : { name }),
          contactPerson,
          phone,
          address,
          postal: { addressee: name.trim() === '' ? hall : name, phone, address, postcode },
          reason,
        },
      },
      {
        onSuccess: (answer) => {
          say(text.registered, 'ok');
          onClose();
          void navigate(`/directory/${(answer as { id: string }).id}`);
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.register}
      verb={text.register}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={submit}
      onClose={onClose}
    >
      <TextField
        label={text.region}
        hint={text.regionHint}
        first
        inputMode="numeric"
        maxLength={6}
        value={form.regionCode}
        error={errorAt('/regionCode')}
        onChange={set('regionCode')}
      />
      <TextField
        label={text.hall}
        maxLength={100}
        value={form.hall}
        error={errorAt('/hall/name')}
        onChange={set('hall')}
      />
      <TextField
        label={text.fields.name}
        optional
        maxLength={100}
        value={name}
        error={errorAt('/name')}
        onChange={set('name')}
      />
      <TextField
        label={text.fields.contactPerson}
        maxLength={50}
        value={form.contactPerson}
        error={errorAt('/contactPerson')}
        onChange={set('contactPerson')}
      />
      <TextField
        label={text.fields.phone}
        maxLength={25}
        value={form.phone}
        error={errorAt('/phone', '/postal/phone')}
        onChange={set('phone')}
      />
      <TextField
        label={text.fields.address}
        maxLength={200}
        value={form.address}
        error={errorAt('/address', '/postal/address')}
        onChange={set('address')}
      />
      <TextField
        label={text.fields.postcode}
        inputMode="numeric"
        maxLength={6}
        value={form.postcode}
        error={errorAt('/postal/postcode')}
        onChange={set('postcode')}
      />
      <TextField
        label={text.reason}
        maxLength={200}
        value={form.reason}
        error={errorAt('/reason')}
        onChange={set('reason')}
      />
    </ActDialog>
  );
}
