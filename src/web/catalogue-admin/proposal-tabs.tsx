import { useState } from 'react';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { type PilotEntry, type SplitEntry, useListAct, usePilots, useSplits } from '../api/list-keeping.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { PilotDialog, SplitDialog } from './proposal-dialogs.tsx';
import { adminText as text } from './text.zh-CN.ts';

const { columns } = text;

type TabProps = { programmeId: string; decides: boolean };

/** Splits of items into handling options: proposed, approved by another person. */
export function SplitsTab({ programmeId, decides }: TabProps) {
  const { data, error, isPending, refetch } = useSplits(programmeId);
  const [adding, setAdding] = useState(false);
  const [rejected, setRejected] = useState<SplitEntry>();
  const act = useListAct();
  const splits = data?.splits ?? [];
  return (
    <Card title={text.tabs.splits} aside={<Button onPress={() => setAdding(true)}>{text.split}</Button>}>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={3} /> : null}
      {data && splits.length === 0 ? <Empty title={text.none}>{text.splitWhy}</Empty> : null}
      {splits.length > 0 ? (
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.tabs.splits}>
            <thead>
              <tr>
                <th>{columns.item}</th>
                <th>{columns.options}</th>
                <th>{columns.reason}</th>
                <th>{columns.state}</th>
                <th>{columns.act}</th>
              </tr>
            </thead>
            <tbody>
              {splits.map((split) => (
                <tr key={split.id}>
                  <td data-label={columns.item}>{split.itemName}</td>
                  <td data-label={columns.options}>
                    {split.options.map(({ name, situations }) => (
                      <span className="list-phase" key={name}>
                        {name}（{situations.join('、')}）
                      </span>
                    ))}
                  </td>
                  <td data-label={columns.reason}>
                    {split.reason}
                    <span className="small under">
                      {split.proposedByName} {shortMoment(split.proposedAt)}
                    </span>
                  </td>
                  <td data-label={columns.state}>
                    {split.stateText}
                    {split.decidedByName === null ? null : (
                      <span className="small under">
                        {split.decidedByName} {split.note}
                      </span>
                    )}
                  </td>
                  <td data-label={columns.act}>
                    {decides && split.state === 'proposed' ? (
                      <>
                        <Button
                          small
                          label={`${text.approveSplit} ${split.itemName}`}
                          blocked={split.mine ? text.ownProposal : undefined}
                          onPress={() =>
                            act.mutate({ path: `/api/option-splits/${split.id}/approve`, body: {} })
                          }
                        >
                          {text.approveSplit}
                        </Button>{' '}
                        <Button
                          small
                          label={`${text.reject} ${split.itemName}`}
                          onPress={() => setRejected(split)}
                        >
                          {text.reject}
                        </Button>
                      </>
                    ) : (
                      '—'
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {adding ? <SplitDialog programmeId={programmeId} onClose={() => setAdding(false)} /> : null}
      {rejected ? <RejectDialog split={rejected} onClose={() => setRejected(undefined)} /> : null}
    </Card>
  );
}

function RejectDialog({ split, onClose }: { split: SplitEntry; onClose: () => void }) {
  const [note, setNote] = useState('');
  const act = useListAct();
  return (
    <ActDialog
      title={text.rejectTitle(split.itemName)}
      verb={text.reject}
      safe={text.safe}
      blocked={undefined}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        act.mutate({ path: `/api/option-splits/${split.id}/reject`, body: { note } }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <TextField label={text.reason} value={note} onChange={setNote} maxLength={500} first />
    </ActDialog>
  );
}

const stateOf = ({ approvedByName, liftedByName }: PilotEntry): string =>
  liftedByName !== null
    ? text.pilotState.lifted
    : approvedByName === null
      ? text.pilotState.open
      : text.pilotState.binding;

/** Items restricted to pilots. */
export function PilotsTab({ programmeId, decides }: TabProps) {
  const { data, error, isPending, refetch } = usePilots(programmeId);
  const [adding, setAdding] = useState(false);
  const act = useListAct();
  const pilots = data?.pilots ?? [];
  return (
    <Card title={text.tabs.pilots} aside={<Button onPress={() => setAdding(true)}>{text.pilot}</Button>}>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={3} /> : null}
      {data && pilots.length === 0 ? <Empty title={text.none}>{text.validToHint}</Empty> : null}
      {pilots.length > 0 ? (
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.tabs.pilots}>
            <thead>
              <tr>
                <th>{columns.item}</th>
                <th>{columns.scope}</th>
                <th>{columns.days}</th>
                <th>{columns.state}</th>
                <th>{columns.act}</th>
              </tr>
            </thead>
            <tbody>
              {pilots.map((pilot) => (
                <tr key={pilot.id}>
                  <td data-label={columns.item}>
                    {pilot.itemName}
                    <span className="small under">{pilot.reason}</span>
                  </td>
                  <td data-label={columns.scope}>{pilot.regions.map(({ name }) => name).join('、')}</td>
                  <td data-label={columns.days}>{text.days(pilot.validFrom, pilot.validTo)}</td>
                  <td data-label={columns.state}>
                    {stateOf(pilot)}
                    <span className="small under">
                      {pilot.liftedByName ?? pilot.approvedByName ?? pilot.proposedByName}
                    </span>
                  </td>
                  <td data-label={columns.act}>
                    {decides && pilot.liftedByName === null ? (
                      <PilotAct
                        pilot={pilot}
                        onAct={(step) => act.mutate({ path: `/api/item-pilots/${pilot.id}/${step}` })}
                      />
                    ) : (
                      '—'
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {adding ? <PilotDialog programmeId={programmeId} onClose={() => setAdding(false)} /> : null}
    </Card>
  );
}

function PilotAct({ pilot, onAct }: { pilot: PilotEntry; onAct: (step: 'approve' | 'lift') => void }) {
  if (pilot.approvedByName !== null)
    return (
      <Button small label={`${text.lift} ${pilot.itemName}`} onPress={() => onAct('lift')}>
        {text.lift}
      </Button>
    );
  return (
    <Button
      small
      label={`${text.approveSplit} ${pilot.itemName}`}
      blocked={pilot.mine ? text.ownProposal : undefined}
      onPress={() => onAct('approve')}
    >
      {text.approveSplit}
    </Button>
  );
}
