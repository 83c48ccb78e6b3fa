import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { dayOf } from '../../regulation/instant.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { type GroupDetail, useDemand, useDemandGroup, useGroupChange } from '../api/demand.ts';
import { useSession } from '../api/session.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Card, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Route, Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { offListLooks } from '../off-list/looks.ts';
import { useNow } from '../time/now.tsx';
import { demandText as text } from './text.zh-CN.ts';
import '../off-list/off-list.css';

/** One group: its records within the own regions, moved and renamed here, with history. */
export default function GroupPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useDemandGroup(id);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={8} />;
  return <Group key={data.id} group={data} />;
}

function Group({ group }: { group: GroupDetail }) {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const edits = (session?.grants ?? []).some(
    ({ role }) => role === 'serviceAdministration' || role === 'coordinationGroup',
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<'rename' | 'move'>();
  const year = Number(useNow().slice(0, 4));
  const close = () => setOpened(undefined);
  useKeys([
    { key: 'R', name: text.rename, act: () => setOpened('rename'), off: !edits },
    { key: 'M', name: text.move, act: () => setOpened('move'), off: !edits || chosen.size === 0 },
    { key: 'Esc', name: text.backToList, act: () => void navigate('/demand') },
  ]);
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{group.name}</h1>
          <p className="soft">{text.group}</p>
        </div>
        {edits ? (
          <div className="tools">
            <Button keys="R" onPress={() => setOpened('rename')}>
              {text.rename}
            </Button>
            <Button
              keys="M"
              blocked={chosen.size === 0 ? text.moveNone : undefined}
              onPress={() => setOpened('move')}
            >
              {text.move}
            </Button>
          </div>
        ) : null}
      </div>
      <div className="stack">
        <Card title={text.records} aside={chosen.size > 0 ? text.chosen(chosen.size) : undefined}>
          <div className="table-frame">
            <table className="cards-when-narrow" aria-label={text.records}>
              <thead>
                <tr>
                  {edits ? <th aria-label={text.move} /> : null}
                  <th>{text.wording}</th>
                  <th>{text.columns.intake}</th>
                  <th>{text.columns.state}</th>
                  <th>{text.columns.at}</th>
                </tr>
              </thead>
              <tbody>
                {group.records.map((record) => (
                  <tr key={record.id}>
                    {edits ? (
                      <td data-label={text.move}>
                        <input
                          type="checkbox"
                          aria-label={`${text.move}：${record.wording}`}
                          checked={chosen.has(record.id)}
                          onChange={(event) => toggle(record.id, event.target.checked)}
                        />
                      </td>
                    ) : null}
                    <td data-label={text.wording}>
                      <span className="strong">{record.wording}</span>{' '}
                      {record.duplicate ? (
                        <span className="small" title={text.duplicateWhy}>
                          {text.duplicate}
                        </span>
                      ) : null}
                    </td>
                    <td data-label={text.columns.intake}>
                      <Route intake={record.intakeName} home={record.homeName} />
                    </td>
                    <td data-label={text.columns.state}>
                      <Tag {...offListLooks[record.state]}>{record.stateLabel}</Tag>
                    </td>
                    <td data-label={text.columns.at}>{shortMoment(record.recordedAt, year)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
        <Card title={text.history}>
          <ol className="off-list-history">
            {group.history.map(({ kind, at, byName, detail }) => (
              <li key={`${at} ${kind} ${byName} ${detail.wording ?? ''} ${detail.after ?? ''}`}>
                <b>{text.kinds[kind]}</b> {detail.wording ?? text.change(detail.before, detail.after)}
                <span className="small block">
                  {shortMoment(at, year)} · {byName}
                  {detail.reason ? ` · ${detail.reason}` : ''}
                </span>
              </li>
            ))}
          </ol>
        </Card>
      </div>
      {opened === 'rename' ? <RenameDialog group={group} onClose={close} /> : null}
      {opened === 'move' ? <MoveDialog group={group} chosen={[...chosen]} onClose={close} /> : null}
    </>
  );
}

function RenameDialog({ group, onClose }: { group: GroupDetail; onClose: () => void }) {
  const { say } = useMessages();
  const [name, setName] = useState(group.name);
  const [reason, setReason] = useState('');
  const change = useGroupChange(group.id);
  const blocked =
    [...name.trim()].length < 2
      ? text.nameShort
      : [...reason.trim()].length < 2
        ? text.reasonShort
        : undefined;
  const done = () => {
    say(text.renamed);
    onClose();
  };
  return (
    <ActDialog
      title={text.renameTitle}
      verb={text.renameVerb}
      safe={text.back}
      blocked={blocked}
      busy={change.isPending}
      error={change.error}
      onAct={() =>
        blocked === undefined &&
        !change.isPending &&
        change.mutate(
          { act: 'rename', body: { name: name.trim(), reason: reason.trim() } },
          { onSuccess: done },
        )
      }
      onClose={onClose}
    >
      <TextField label={text.newName} first value={name} maxLength={100} onChange={setName} />
      <TextField label={text.reason} value={reason} maxLength={300} onChange={setReason} />
    </ActDialog>
  );
}

function MoveDialog(props: { group: GroupDetail; chosen: readonly string[]; onClose: () => void }) {
  const { group, chosen, onClose } = props;
  const { say } = useMessages();
  const navigate = useNavigate();
  const [to, setTo] = useState('');
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const month = dayOf(useNow()).slice(0, 7);
  const others = (useDemand(month, '').data?.groups ?? []).filter(({ groupId }) => groupId !== group.id);
  const change = useGroupChange(group.id);
  const blocked =
    to === '' && [...name.trim()].length < 2
      ? text.nameShort
      : [...reason.trim()].length < 2
        ? text.reasonShort
        : undefined;
  const done = () => {
    say(text.moved);
    if (chosen.length === group.records.length) void navigate('/demand');
    else onClose();
  };
  return (
    <ActDialog
      title={text.moveTitle}
      verb={text.moveVerb}
      safe={text.back}
      blocked={blocked}
      busy={change.isPending}
      error={change.error}
      onAct={() =>
        blocked === undefined &&
        !change.isPending &&
        change.mutate(
          {
            act: 'moves',
            body: {
              requestIds: chosen,
              ...(to === '' ? { newName: name.trim() } : { toGroupId: to }),
              reason: reason.trim(),
            },
          },
          { onSuccess: done },
        )
      }
      onClose={onClose}
    >
      <p className="soft">
        {text.chosen(chosen.length)}。{text.moveWhy}
      </p>
      <ChoiceField
        label={text.moveTo}
        value={to}
        empty={text.moveNew}
        choices={others.map(({ groupId, name: other }) => ({ value: groupId, name: other }))}
        onChange={setTo}
      />
      {to === '' ? <TextField label={text.newName} value={name} maxLength={100} onChange={setName} /> : null}
      <TextField label={text.reason} value={reason} maxLength={300} onChange={setReason} />
    </ActDialog>
  );
}
