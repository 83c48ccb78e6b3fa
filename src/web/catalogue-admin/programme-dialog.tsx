import { useState } from 'react';
import { ladders } from '../../regulation/ladder.ts';
import { type KeptProgramme, useListAct } from '../api/list-keeping.ts';
import { errorAt } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { DayField, useToday } from '../components/day-field.tsx';
import { Cards, ChoiceField, TextField } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { mattersText } from './matters-text.zh-CN.ts';
import { RegionsField } from './regions-field.tsx';

const text = mattersText.programmes;
const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, name]) => ({ value, name }));
const ladderChoices = Object.entries(ladders).map(([value, { second }]) => ({ value, name: second }));

/** Adds a programme, or changes what it says of itself; members join and leave one by one afterwards. */
export function ProgrammeDialog(props: {
  programme: KeptProgramme | undefined;
  onDone: (id: string) => void;
  onClose: () => void;
}) {
  const { programme, onDone, onClose } = props;
  const today = useToday();
  const [id, setId] = useState('');
  const [form, setForm] = useState({
    name: programme?.name ?? '',
    shortCode: programme?.shortCode ?? '',
    documentNumber: programme?.documentNumber ?? '',
    coordinator: programme?.coordinator ?? '',
    formTitle: programme && programme.formTitle !== programme.name ? programme.formTitle : '',
    granularity: programme?.granularity ?? '',
    ladder: programme?.ladder ?? '',
    status: programme?.status === 'listNotSupplied' ? 'listNotSupplied' : 'open',
    announcedItems: programme ? `${programme.announcedItems}` : '',
  });
  const [regions, setRegions] = useState<string[]>([]);
  const [validFrom, setValidFrom] = useState<string>(today);
  const act = useListAct();
  const { say } = useMessages();
  const set = (field: keyof typeof form) => (value: string) => setForm({ ...form, [field]: value });
  const errorOf = (field: string) => errorAt(act.error, `/${field}`);
  const write = () => {
    const count = Number(form.announcedItems);
    const members = programme
      ? programme.members.map(({ region, validFrom: from, validTo }) => ({
          region,
          validFrom: from,
          validTo,
        }))
      : regions.map((region) => ({ region, validFrom }));
    act.mutate(
      {
        path: `/api/list-programmes/${programme?.id ?? id.trim()}`,
        method: programme ? 'PUT' : 'POST',
        body: {
          name: form.name,
          shortCode: form.shortCode,
          documentNumber: form.documentNumber,
          coordinator: form.coordinator,
          ...(form.formTitle.trim() === '' ? {} : { formTitle: form.formTitle }),
          ...(form.granularity === '' ? {} : { granularity: form.granularity }),
          ladder: form.ladder === '' ? null : form.ladder,
          status: form.status,
          ...(Number.isInteger(count) && count > 0 ? { announcedItems: count } : {}),
          members,
        },
      },
      {
        onSuccess: () => {
          say(programme ? mattersText.done : text.added(form.name), 'ok');
          onDone(programme?.id ?? id.trim());
        },
      },
    );
  };
  const blocked =
    programme || /^[a-z][a-z0-9-]{0,39}$/.test(id.trim()) ? undefined : `${text.id}：${text.idHint}`;
  return (
    <ActDialog
      title={programme ? `${text.change} ${programme.name}` : text.add}
      verb={programme ? text.change : text.add}
      safe={mattersText.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() => (blocked === undefined ? write() : undefined)}
      onClose={onClose}
    >
      <div className="stack">
        {programme ? null : (
          <TextField label={text.id} hint={text.idHint} value={id} onChange={setId} maxLength={40} first />
        )}
        <TextField
          label={text.name}
          value={form.name}
          onChange={set('name')}
          maxLength={200}
          error={errorOf('name')}
        />
        <TextField
          label={text.shortCode}
          hint={text.shortCodeHint}
          value={form.shortCode}
          onChange={set('shortCode')}
          maxLength={20}
          error={errorOf('shortCode')}
        />
        <TextField
          label={text.documentNumber}
          hint={text.documentHint}
          value={form.documentNumber}
          onChange={set('documentNumber')}
          maxLength={200}
          error={errorOf('documentNumber')}
        />
        <TextField
          label={text.coordinator}
          value={form.coordinator}
          onChange={set('coordinator')}
          maxLength={200}
          error={errorOf('coordinator')}
        />
        <ChoiceField
          label={text.granularity}
          value={form.granularity}
          empty="—"
          choices={choicesOf(text.granularities)}
          onChange={set('granularity')}
          error={errorOf('granularity')}
        />
        <ChoiceField
          label={text.ladder}
          hint={text.ladderHint}
          value={form.ladder}
          empty={text.ladderNone}
          choices={ladderChoices}
          onChange={set('ladder')}
          error={errorOf('ladder')}
        />
        <Cards
          legend={text.use}
          choices={choicesOf(text.uses)}
          value={form.status}
          onChange={set('status')}
        />
        <TextField
          label={text.announcedItems}
          value={form.announcedItems}
          onChange={set('announcedItems')}
          inputMode="numeric"
          maxLength={4}
          error={errorOf('announcedItems')}
        />
        <TextField
          label={text.formTitle}
          hint={text.formTitleHint}
          optional
          value={form.formTitle}
          onChange={set('formTitle')}
          maxLength={200}
        />
        {programme ? null : (
          <>
            <RegionsField
              label={text.members}
              hint={text.membersHint}
              value={regions}
              beyond
              onChange={setRegions}
              error={errorOf('members')}
            />
            <DayField label={text.memberFrom} value={validFrom} onChange={setValidFrom} />
          </>
        )}
      </div>
    </ActDialog>
  );
}
