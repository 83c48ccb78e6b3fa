import { useState } from 'react';
import { useListAct } from '../api/list-keeping.ts';
import { errorAt } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { DayField } from '../components/day-field.tsx';
import { ChoiceField, TextArea, TextField } from '../components/field.tsx';
import { type ChosenItem, ItemField } from './item-field.tsx';
import { RegionsField } from './regions-field.tsx';
import { adminText as text } from './text.zh-CN.ts';

type DialogProps = { programmeId: string; onClose: () => void };

const partsOf = (typed: string, between: RegExp): string[] =>
  typed
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Options out of their lines: 名称：情形一、情形二. */
const optionsOf = (typed: string, level: string) =>
  partsOf(typed, /\n/u).map((line) => {
    const [name = '', situations = ''] = line.split(/[：:]/u);
    return { name: name.trim(), levels: [level], situations: partsOf(situations, /[、，,]/u) };
  });

/** Proposes to split an item into handling options. */
export function SplitDialog({ programmeId, onClose }: DialogProps) {
  const [item, setItem] = useState<ChosenItem>();
  const [level, setLevel] = useState('county');
  const [options, setOptions] = useState('');
  const [reason, setReason] = useState('');
  const act = useListAct();
  return (
    <ActDialog
      title={text.split}
      verb={text.split}
      safe={text.safe}
      blocked={item === undefined ? text.splitMissing : undefined}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        item &&
        act.mutate(
          {
            path: `/api/list-programmes/${programmeId}/items/${item?.number}/splits`,
            body: { options: optionsOf(options, level), reason },
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <div className="stack">
        <ItemField label={text.splitItem} programmeId={programmeId} value={item} onChange={setItem} first />
        <ChoiceField
          label={text.level}
          value={level}
          choices={Object.entries(text.levels).map(([value, name]) => ({ value, name }))}
          onChange={setLevel}
        />
        <TextArea
          label={text.splitOptions}
          hint={text.splitOptionsHint}
          value={options}
          onChange={setOptions}
          rows={4}
        />
        <TextField
          label={text.reason}
          hint={text.splitWhy}
          value={reason}
          onChange={setReason}
          maxLength={500}
        />
      </div>
    </ActDialog>
  );
}

/** Proposes a pilot of an item. */
export function PilotDialog({ programmeId, onClose }: DialogProps) {
  const [item, setItem] = useState<ChosenItem>();
  const [regions, setRegions] = useState<string[]>([]);
  const [validFrom, setValidFrom] = useState('');
  const [validTo, setValidTo] = useState('');
  const [reason, setReason] = useState('');
  const act = useListAct();
  return (
    <ActDialog
      title={text.pilot}
      verb={text.pilot}
      safe={text.safe}
      blocked={item === undefined ? text.splitMissing : undefined}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        item &&
        act.mutate(
          {
            path: `/api/list-programmes/${programmeId}/items/${item?.number}/pilots`,
            body: {
              regions,
              validFrom,
              ...(validTo === '' ? {} : { validTo }),
              reason,
            },
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <div className="stack">
        <ItemField label={text.splitItem} programmeId={programmeId} value={item} onChange={setItem} first />
        <RegionsField
          label={text.pilotRegions}
          hint={text.pilotRegionsHint}
          value={regions}
          onChange={setRegions}
          error={errorAt(act.error, '/regions')}
        />
        <DayField label={text.validFrom} value={validFrom} onChange={setValidFrom} />
        <DayField
          label={text.validTo}
          hint={text.validToHint}
          optional
          value={validTo}
          onChange={setValidTo}
        />
        <TextField label={text.reason} value={reason} onChange={setReason} maxLength={500} />
      </div>
    </ActDialog>
  );
}
