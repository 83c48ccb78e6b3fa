import { useState } from 'react';
import type { ContactField } from '../../directory/contact-list/contact-entry.ts';
import { officeHoursFrom } from '../../directory/window.ts';
import { isDay, startOfDay } from '../../regulation/shanghai-time.ts';
import { type EntryChangeBody, type EntryView, useDirectoryAct } from '../api/directory.ts';
import { Refusal } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { DayField } from '../components/day-field.tsx';
import { TextField } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { directoryText as text } from './text.zh-CN.ts';

type Form = Record<ContactField, string>;

const longest: Readonly<Partial<Record<ContactField, number>>> = {
  phone: 25,
  postcode: 6,
  contactPerson: 50,
};

/** 修改: other contact data from now or from a day on; what stood there stays in the history. */
export function ChangeDialog({ entry, onClose }: { entry: EntryView; onClose: () => void }) {
  const [form, setForm] = useState<Form>(entry);
  const [from, setFrom] = useState('');
  const [reason, setReason] = useState('');
  const act = useDirectoryAct();
  const { say } = useMessages();
  const fields = (Object.keys(text.fields) as ContactField[]).filter(
    (field) => entry.kind === 'window' || (field !== 'addressee' && field !== 'postalAddress'),
  );
  const changed = fields.filter((field) => form[field].trim() !== entry[field]);
  const hours = officeHoursFrom(form.officeHours);
  const blocked =
    changed.length === 0
      ? text.nothingChanged
      : !hours
        ? text.hoursWrong
        : [...reason.trim()].length < 2
          ? text.reasonMissing
          : from !== '' && !isDay(from)
            ? text.fromHint
            : undefined;
  const errorAt = (field: string): string | undefined =>
    act.error instanceof Refusal
      ? act.error.errors.find(({ pointer }) => pointer === `/${field}`)?.detail
      : undefined;
  const fielded = [...fields, 'validFrom', 'reason'].some((field) => errorAt(field) !== undefined);
  const submit = () => {
    if (blocked !== undefined) return;
    const body: EntryChangeBody = { reason: reason.trim() };
    for (const field of changed)
      if (field === 'officeHours') {
        if (hours) body.officeHours = hours;
      } else body[field] = form[field].trim();
    if (from !== '') body.validFrom = startOfDay(from);
    act.mutate(
      { path: `entries/${entry.id}/changes`, body },
      {
        onSuccess: () => {
          say(text.changed(entry.name), 'ok');
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={`${text.change}：${entry.name}`}
      verb={text.change}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={fielded ? undefined : act.error}
      onAct={submit}
      onClose={onClose}
    >
      {fields.map((field, i) => (
        <TextField
          key={field}
          label={text.fields[field]}
          first={i === 0}
          value={form[field]}
          maxLength={longest[field] ?? 200}
          error={errorAt(field)}
          onChange={(value) => setForm({ ...form, [field]: value })}
        />
      ))}
      <DayField
        label={text.from}
        optional
        hint={text.fromHint}
        value={from}
        error={errorAt('validFrom')}
        onChange={setFrom}
      />
      <TextField
        label={text.reason}
        hint={text.reasonHint}
        value={reason}
        maxLength={200}
        error={errorAt('reason')}
        onChange={setReason}
      />
    </ActDialog>
  );
}
