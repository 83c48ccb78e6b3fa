import { useState } from 'react';
import { useProgrammes } from '../api/catalogue.ts';
import { useListAct } from '../api/list-keeping.ts';
import type { ExtensionItemBody } from '../api/list-matters.ts';
import { errorAt } from '../api/problem.ts';
import { ItemField } from '../catalogue-admin/item-field.tsx';
import { RegionsField } from '../catalogue-admin/regions-field.tsx';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { DayField, useToday } from '../components/day-field.tsx';
import { ChoiceField, Field, TextField } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { useMessages } from '../components/messages.tsx';
import { extensionsText as text } from './text.zh-CN.ts';

const { fields } = text;
const ownList = '';

type Named = { item: ExtensionItemBody; name: string; from: string };

/** Proposes items to be handled between one's own region and partners. */
export function ProposeDialog({ region, onClose }: { region: string; onClose: () => void }) {
  const today = useToday();
  const [name, setName] = useState('');
  const [regions, setRegions] = useState<string[]>(region.endsWith('0000') ? [] : [region]);
  const [items, setItems] = useState<Named[]>([]);
  const [effectiveFrom, setEffectiveFrom] = useState<string>(today);
  const act = useListAct();
  const { say } = useMessages();
  const whole = name.trim() !== '' && regions.length > 0 && items.length > 0 && effectiveFrom !== '';
  const blocked = whole ? undefined : text.missing;
  return (
    <ActDialog
      title={text.propose}
      verb={text.propose}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        whole &&
        act.mutate(
          {
            path: '/api/list-extensions',
            body: { name: name.trim(), regions, items: items.map(({ item }) => item), effectiveFrom },
          },
          {
            onSuccess: () => {
              say(text.sent, 'ok');
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <div className="stack">
        <TextField
          label={fields.name}
          hint={fields.nameHint}
          value={name}
          onChange={setName}
          maxLength={100}
          first
          error={errorAt(act.error, '/name')}
        />
        <RegionsField
          label={fields.regions}
          hint={fields.regionsHint}
          value={regions}
          onChange={setRegions}
          error={errorAt(act.error, '/regions')}
        />
        <Items items={items} onChange={setItems} error={errorAt(act.error, '/items')} />
        <DayField
          label={fields.from}
          value={effectiveFrom}
          onChange={setEffectiveFrom}
          error={errorAt(act.error, '/effectiveFrom')}
        />
        <p className="small">{fields.fromHint}</p>
      </div>
    </ActDialog>
  );
}

function Items(props: {
  items: readonly Named[];
  error: string | undefined;
  onChange: (items: Named[]) => void;
}) {
  const { items, error, onChange } = props;
  const programmes = useProgrammes().data ?? [];
  const [list, setList] = useState('southwest-5');
  const [name, setName] = useState('');
  const [department, setDepartment] = useState('');
  const add = (one: Named) => {
    if (!items.some((known) => known.name === one.name)) onChange([...items, one]);
  };
  return (
    <fieldset className="stack">
      <Field label={fields.items} error={error}>
        {({ id }) => (
          <ul className="regions-chosen" id={id} aria-label={fields.items}>
            {items.length === 0 ? <li className="small">{fields.itemsNone}</li> : null}
            {items.map((one) => (
              <li key={one.name}>
                <button
                  type="button"
                  className="chip"
                  aria-label={fields.remove(one.name)}
                  onClick={() => onChange(items.filter((other) => other !== one))}
                >
                  {one.name}
                  <Icon name="cross" />
                </button>
              </li>
            ))}
          </ul>
        )}
      </Field>
      <ChoiceField
        label={fields.list}
        value={list}
        empty={fields.ownItem}
        choices={programmes.map(({ id, name: called }) => ({ value: id, name: called }))}
        onChange={setList}
      />
      {list === ownList ? (
        <>
          <TextField label={fields.ownName} value={name} onChange={setName} maxLength={300} />
          <TextField label={fields.department} value={department} onChange={setDepartment} maxLength={100} />
          <div>
            <Button
              small
              onPress={() => {
                if (name.trim() === '' || department.trim() === '') return;
                const item = { name: name.trim(), department: department.trim() };
                add({ item, name: item.name, from: item.department });
                setName('');
              }}
            >
              {fields.addItem}
            </Button>
          </div>
        </>
      ) : (
        <ItemField
          label={fields.addItem}
          programmeId={list}
          value={undefined}
          onChange={(chosen) =>
            chosen &&
            add({ item: { programmeId: list, number: chosen.number }, name: chosen.name, from: list })
          }
        />
      )}
    </fieldset>
  );
}
