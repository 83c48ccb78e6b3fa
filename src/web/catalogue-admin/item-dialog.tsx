import { useState } from 'react';
import { readLocalNames } from '../../catalogue/administration/list-table.ts';
import { provinceNameOfCode } from '../../directory/region.ts';
import { type KeptItem, useListAct } from '../api/list-keeping.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { TextArea, TextField } from '../components/field.tsx';
import { adminText as text } from './text.zh-CN.ts';

const { fields } = text;

const namesIn = (typed: string): string[] =>
  typed
    .split(/[、，,\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Writes one row of a draft. */
export function ItemDialog(props: {
  editionId: string;
  item: KeptItem | undefined;
  next: number;
  onClose: () => void;
}) {
  const { editionId, item, onClose } = props;
  const [number, setNumber] = useState(`${item?.number ?? props.next}`);
  const [name, setName] = useState(item?.name ?? '');
  const [lead, setLead] = useState((item?.leadDepartments ?? []).map((one) => one.name).join('、'));
  const [cooperating, setCooperating] = useState((item?.cooperatingDepartments ?? []).join('、'));
  const [source, setSource] = useState(item?.source ?? '');
  const [batch, setBatch] = useState(item?.batch ?? '');
  const [dueText, setDueText] = useState(item?.dueText ?? '');
  const [scenario, setScenario] = useState(item?.scenario ?? '');
  const [local, setLocal] = useState(
    Object.entries(item?.localNames ?? {})
      .map(([region, localName]) => `${provinceNameOfCode(region) ?? region} ${localName}`)
      .join('\n'),
  );
  const act = useListAct();
  const read = readLocalNames(local);
  const regionOf = new Map((item?.leadDepartments ?? []).map((one) => [one.name, one.region]));
  const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
  const save = () =>
    act.mutate(
      {
        path: `/api/editions/${editionId}/items/${item?.number ?? number}`,
        method: 'PUT',
        body: {
          number: Number(number),
          name: name.trim(),
          localNames: 'names' in read ? read.names : {},
          leadDepartments: namesIn(lead).map((one) => ({ region: regionOf.get(one) ?? null, name: one })),
          cooperatingDepartments: namesIn(cooperating),
          implementers: item?.implementers ?? [],
          source: orNull(source),
          batch: orNull(batch),
          numberInBatch: item?.numberInBatch ?? null,
          scenario: orNull(scenario),
          scenarioAsPublished:
            item?.scenario === orNull(scenario) ? (item?.scenarioAsPublished ?? null) : orNull(scenario),
          dueText: orNull(dueText),
        },
      },
      { onSuccess: onClose },
    );
  const blocked = 'unreadable' in read ? fields.localNamesHint : undefined;
  return (
    <ActDialog
      title={item ? text.editTitle(item.number) : text.add}
      verb={text.save}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() => (blocked === undefined ? save() : undefined)}
      onClose={onClose}
    >
      <div className="stack">
        <TextField
          label={fields.number}
          value={number}
          onChange={setNumber}
          inputMode="numeric"
          maxLength={4}
        />
        <TextField label={fields.name} value={name} onChange={setName} maxLength={300} first />
        <TextField label={fields.lead} hint={fields.leadHint} value={lead} onChange={setLead} />
        <TextField label={fields.cooperating} optional value={cooperating} onChange={setCooperating} />
        <TextField label={fields.source} optional value={source} onChange={setSource} maxLength={200} />
        <TextField label={fields.batch} optional value={batch} onChange={setBatch} maxLength={100} />
        <TextField label={fields.dueText} optional value={dueText} onChange={setDueText} maxLength={500} />
        <TextArea label={fields.scenario} optional value={scenario} onChange={setScenario} maxLength={2000} />
        <TextArea
          label={fields.localNames}
          hint={fields.localNamesHint}
          optional
          value={local}
          onChange={setLocal}
        />
      </div>
    </ActDialog>
  );
}
