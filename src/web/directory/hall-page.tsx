import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { isDay, startOfDay } from '../../regulation/shanghai-time.ts';
import { type HallView, useDirectoryAct, useHall, useHallHistory } from '../api/directory.ts';
import { errorAt } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { DayField } from '../components/day-field.tsx';
import { Check, TextField } from '../components/field.tsx';
import { Card, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { History } from '../history/history.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { directoryText as text } from './text.zh-CN.ts';
import { versionsOf } from './versions.ts';
import './directory.css';

/** One hall: name, address, windows, and what was changed when by whom. */
export default function HallPage() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const now = useNow();
  const { data: hall, error, isPending, refetch } = useHall(id);
  const history = useHallHistory(id);
  const [changing, setChanging] = useState(false);
  useKeys([
    {
      key: 'Ctrl Enter',
      name: text.changeHall,
      act: () => setChanging(true),
      off: !hall?.mayEdit || changing,
    },
    { key: 'Esc', name: text.toList, act: () => void navigate('/directory?tab=halls'), off: changing },
  ]);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={6} />;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{hall.name}</h1>
          <p className="soft">
            <Link to="/directory?tab=halls">{text.title}</Link> · {hall.regionName}
          </p>
        </div>
        {hall.mayEdit ? (
          <Button kind="main" keys="Ctrl Enter" onPress={() => setChanging(true)}>
            {text.changeHall}
          </Button>
        ) : null}
      </div>
      <div className="stack">
        <Card
          title={text.hall}
          aside={hall.sample ? <span className="small">{text.sample}</span> : undefined}
        >
          <dl className="facts pad">
            <dt>{text.fields.address}</dt>
            <dd>{hall.address}</dd>
            <dt>{text.hallWindows}</dt>
            <dd>
              {hall.windows.length === 0 ? text.hallNoWindows : null}
              {hall.windows.map((window) => (
                <span key={window.id} className="block">
                  <Link to={`/directory/${window.id}`}>{window.name}</Link>
                  <span className="small under">
                    {window.address}
                    {window.status === 'open' ? '' : ` · ${text.status[window.status]}`}
                  </span>
                </span>
              ))}
            </dd>
          </dl>
        </Card>
        {history.data ? (
          <History
            title={text.hallHistory}
            versions={versionsOf({ name: hall.name, address: hall.address }, history.data.items, now)}
          />
        ) : null}
      </div>
      {changing ? <ChangeHallDialog hall={hall} onClose={() => setChanging(false)} /> : null}
    </>
  );
}

function ChangeHallDialog({ hall, onClose }: { hall: HallView; onClose: () => void }) {
  const [name, setName] = useState(hall.name);
  const [address, setAddress] = useState(hall.address);
  const [follow, setFollow] = useState(true);
  const [from, setFrom] = useState('');
  const [reason, setReason] = useState('');
  const act = useDirectoryAct();
  const { say } = useMessages();
  const moves = address.trim() !== hall.address;
  const blocked =
    name.trim() === hall.name && !moves
      ? text.nothingChanged
      : [...reason.trim()].length < 2
        ? text.reasonMissing
        : from !== '' && !isDay(from)
          ? text.fromHint
          : undefined;
  const fielded = ['name', 'address', 'validFrom', 'reason'].some(
    (field) => errorAt(act.error, `/${field}`) !== undefined,
  );
  return (
    <ActDialog
      title={`${text.changeHall}：${hall.name}`}
      verb={text.change}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={fielded ? undefined : act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          {
            path: `halls/${hall.id}/changes`,
            body: {
              ...(name.trim() === hall.name ? {} : { name: name.trim() }),
              ...(moves ? { address: address.trim(), windowsFollow: follow } : {}),
              ...(from === '' ? {} : { validFrom: startOfDay(from) }),
              reason: reason.trim(),
            },
          },
          {
            onSuccess: () => {
              say(text.hallChanged(name.trim()), 'ok');
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <TextField
        label={text.fields.name}
        first
        value={name}
        maxLength={100}
        error={errorAt(act.error, '/name')}
        onChange={setName}
      />
      <TextField
        label={text.fields.address}
        value={address}
        maxLength={200}
        error={errorAt(act.error, '/address')}
        onChange={setAddress}
      />
      {moves && hall.windows.length > 0 ? (
        <Check checked={follow} onChange={setFollow}>
          {text.follow}
          <span className="small block">{text.followWhy(hall.windows.length)}</span>
        </Check>
      ) : null}
      <DayField
        label={text.from}
        optional
        hint={text.fromHint}
        value={from}
        error={errorAt(act.error, '/validFrom')}
        onChange={setFrom}
      />
      <TextField
        label={text.reason}
        hint={text.reasonHint}
        value={reason}
        maxLength={200}
        error={errorAt(act.error, '/reason')}
        onChange={setReason}
      />
    </ActDialog>
  );
}
