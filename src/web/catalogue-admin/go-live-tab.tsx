import { useState } from 'react';
import { type GoLiveEntry, type KeptProgramme, useGoLive, useListAct } from '../api/list-keeping.ts';
import { useSession } from '../api/session.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { DayField } from '../components/day-field.tsx';
import { Cards, Check, ChoiceField, TextField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { RegionPicker } from '../new-case/region-picker.tsx';
import { adminText as text } from './text.zh-CN.ts';

const { columns } = text;
const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, name]) => ({ value, name }));

/** Go-live days of a list in a region: asked for against realised. */
export function GoLiveTab({ programme }: { programme: KeptProgramme }) {
  const { data: session } = useSession();
  const own = session?.grants.find(({ role }) => role === 'serviceAdministration')?.regionCode;
  const [region, setRegion] = useState(own ?? programme.members[0]?.region ?? '');
  const [openOnly, setOpenOnly] = useState(false);
  const [edited, setEdited] = useState<GoLiveEntry>();
  const { data, error, isPending, refetch } = useGoLive(programme.id, region);
  const rows = (data?.rows ?? []).filter(({ status }) => !openOnly || status !== 'realised');
  return (
    <Card title={text.tabs.goLive}>
      <div className="pad stack">
        <RegionPicker
          label={text.region}
          hint={text.regionWhy}
          value={region}
          error={undefined}
          onChange={setRegion}
        />
        <Check checked={openOnly} onChange={setOpenOnly}>
          {text.onlyOpen}
        </Check>
      </div>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={6} /> : null}
      {data && rows.length === 0 ? <Empty icon="check" title={text.none} /> : null}
      {rows.length > 0 ? (
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.tabs.goLive}>
            <thead>
              <tr>
                <th className="list-number">{columns.number}</th>
                <th>{columns.name}</th>
                <th>{columns.due}</th>
                <th>{columns.status}</th>
                <th>{columns.realised}</th>
                {data?.mine ? <th>{columns.act}</th> : null}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.number}>
                  <td data-label={columns.number}>{row.number}</td>
                  <td data-label={columns.name}>{row.name}</td>
                  <td data-label={columns.due}>
                    {row.phases.length === 0
                      ? text.noDue
                      : row.phases.map(({ due }) => (
                          <span className="list-phase" key={due}>
                            {text.dueOn(due)}
                          </span>
                        ))}
                  </td>
                  <td data-label={columns.status}>
                    {row.statusText}
                    {row.overdueDays > 0 ? (
                      <span className="small under">{text.overdue(row.overdueDays)}</span>
                    ) : null}
                  </td>
                  <td data-label={columns.realised}>
                    {row.realisedOn ?? '—'}
                    {row.modeText === null ? null : <span className="small under">{row.modeText}</span>}
                  </td>
                  {data?.mine ? (
                    <td data-label={columns.act}>
                      <Button small label={`${text.update} ${row.name}`} onPress={() => setEdited(row)}>
                        {text.update}
                      </Button>
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {edited ? (
        <UpdateDialog
          programmeId={programme.id}
          region={region}
          row={edited}
          onClose={() => setEdited(undefined)}
        />
      ) : null}
    </Card>
  );
}

function UpdateDialog(props: { programmeId: string; region: string; row: GoLiveEntry; onClose: () => void }) {
  const { programmeId, region, row, onClose } = props;
  const [status, setStatus] = useState<string>(row.status === 'overdue' ? 'inProgress' : row.status);
  const [realisedOn, setRealisedOn] = useState(row.realisedOn ?? '');
  const [mode, setMode] = useState(row.mode ?? '');
  const [note, setNote] = useState(row.note ?? '');
  const act = useListAct();
  const realised = status === 'realised';
  return (
    <ActDialog
      title={row.name}
      verb={text.save}
      safe={text.safe}
      blocked={undefined}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        act.mutate(
          {
            path: `/api/list-programmes/${programmeId}/items/${row.number}/go-live`,
            method: 'PUT',
            body: {
              region,
              status,
              ...(realised && realisedOn !== '' ? { realisedOn } : {}),
              ...(realised && mode !== '' ? { mode } : {}),
              ...(note.trim() === '' ? {} : { note }),
            },
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <div className="stack">
        <Cards legend={text.status} choices={choicesOf(text.statuses)} value={status} onChange={setStatus} />
        {realised ? (
          <>
            <DayField label={text.realisedOn} value={realisedOn} onChange={setRealisedOn} first />
            <ChoiceField
              label={text.mode}
              value={mode}
              empty="—"
              choices={choicesOf(text.modes)}
              onChange={setMode}
            />
          </>
        ) : null}
        <TextField label={text.note} optional value={note} onChange={setNote} maxLength={500} />
      </div>
    </ActDialog>
  );
}
