import { useState } from 'react';
import { type KeptEdition, type KeptProgramme, useEditions, useListAct } from '../api/list-keeping.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { DayField } from '../components/day-field.tsx';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { adminText as text } from './text.zh-CN.ts';

const { columns } = text;

/** The editions of a programme; a new one is drafted here. */
export function EditionsTab({
  programme,
  onOpen,
}: {
  programme: KeptProgramme;
  onOpen: (id: string) => void;
}) {
  const { data, error, isPending, refetch } = useEditions(programme.id);
  const [begins, setBegins] = useState(false);
  useKeys([{ key: 'Ctrl Enter', name: text.begin, act: () => setBegins(true) }]);
  const editions = data?.editions ?? [];
  return (
    <Card
      title={text.tabs.editions}
      aside={
        <Button kind="main" keys="Ctrl Enter" onPress={() => setBegins(true)}>
          {text.begin}
        </Button>
      }
    >
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={3} /> : null}
      {data && editions.length === 0 ? <Empty title={text.none} /> : null}
      {editions.length > 0 ? (
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.tabs.editions}>
            <thead>
              <tr>
                <th>{columns.label}</th>
                <th>{columns.state}</th>
                <th>{columns.days}</th>
                <th>{columns.items}</th>
                <th>{columns.people}</th>
                <th>{columns.act}</th>
              </tr>
            </thead>
            <tbody>
              {editions.map((edition) => (
                <tr key={edition.id}>
                  <td data-label={columns.label}>{edition.label}</td>
                  <td data-label={columns.state}>
                    {edition.stateText}
                    {edition.supersededBy === null ? null : (
                      <span className="small under">
                        {text.superseded(edition.supersededBy.split('.').at(-1) ?? '')}
                      </span>
                    )}
                  </td>
                  <td data-label={columns.days}>{text.days(edition.effectiveFrom, edition.effectiveTo)}</td>
                  <td data-label={columns.items}>{edition.itemCount}</td>
                  <td data-label={columns.people}>{peopleOf(edition)}</td>
                  <td data-label={columns.act}>
                    <Button small label={text.openLabel(edition.label)} onPress={() => onOpen(edition.id)}>
                      {text.open}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {begins ? (
        <BeginDialog
          programmeId={programme.id}
          editions={editions}
          onBegun={onOpen}
          onClose={() => setBegins(false)}
        />
      ) : null}
    </Card>
  );
}

/** Who drafted, proposed and published an edition. */
export function peopleOf({ draftedByName, proposedByName, approvedByName }: KeptEdition): string {
  const parts = [
    [text.people.drafted, draftedByName],
    [text.people.proposed, proposedByName],
    [text.people.approved, approvedByName],
  ].flatMap(([what, name]) => (name === null ? [] : [`${what} ${name}`]));
  return parts.length === 0 ? text.shipped : parts.join('，');
}

function BeginDialog(props: {
  programmeId: string;
  editions: KeptEdition[];
  onBegun: (id: string) => void;
  onClose: () => void;
}) {
  const { programmeId, editions, onBegun, onClose } = props;
  const [label, setLabel] = useState('');
  const [effectiveFrom, setEffectiveFrom] = useState('');
  const [documentNumber, setDocumentNumber] = useState('');
  const [from, setFrom] = useState(editions[0]?.id ?? '');
  const act = useListAct();
  const { say } = useMessages();
  return (
    <ActDialog
      title={text.begin}
      verb={text.begin}
      safe={text.safe}
      blocked={undefined}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        act.mutate(
          {
            path: `/api/list-programmes/${programmeId}/editions`,
            body: {
              label: label.trim(),
              effectiveFrom,
              ...(documentNumber.trim() === '' ? {} : { documentNumber }),
              ...(from === '' ? {} : { from }),
            },
          },
          {
            onSuccess: () => {
              say(text.begun(label), 'ok');
              onBegun(`${programmeId}.${label.trim()}`);
            },
          },
        )
      }
      onClose={onClose}
    >
      <div className="stack">
        <TextField label={text.label} hint={text.labelHint} value={label} onChange={setLabel} first />
        <DayField label={text.effectiveFrom} value={effectiveFrom} onChange={setEffectiveFrom} />
        <TextField
          label={text.documentNumber}
          hint={text.documentHint}
          optional
          value={documentNumber}
          onChange={setDocumentNumber}
          maxLength={100}
        />
        <ChoiceField
          label={text.from}
          value={from}
          empty={text.fromNothing}
          choices={editions.map((one) => ({ value: one.id, name: `${one.label}（${one.stateText}）` }))}
          onChange={setFrom}
        />
      </div>
    </ActDialog>
  );
}
