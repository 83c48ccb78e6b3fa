import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { dayOf } from '../../regulation/instant.ts';
import { chineseDate } from '../../regulation/shanghai-time.ts';
import { type EntryView, useDirectoryAct, useEntry, useEntryHistory } from '../api/directory.ts';
import { sentenceFor } from '../api/problem.ts';
import { useSession } from '../api/session.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Card, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { WindowServiceTags } from '../components/window-services.tsx';
import { History } from '../history/history.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { ProvisionCards } from './provision-cards.tsx';
import { ServicesCard } from './services-card.tsx';
import { directoryText as text } from './text.zh-CN.ts';
import { versionsOf } from './versions.ts';
import './directory.css';

/** One entry of the contact list: what holds now, who changed what, and for a window what it is provided with. */
export default function EntryPage() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { data: entry, error, isPending, refetch } = useEntry(id);
  const [changing, setChanging] = useState(false);
  const [flagging, setFlagging] = useState(false);
  useKeys([
    { key: 'Ctrl Enter', name: text.change, act: () => setChanging(true), off: !entry?.mayEdit || changing },
    { key: 'Esc', name: text.toList, act: () => void navigate('/directory'), off: changing },
  ]);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={8} />;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{entry.name}</h1>
          <p className="soft">
            <Link to="/directory">{text.title}</Link> · {entry.regionName} · {entry.levelName}
          </p>
        </div>
        <Acts entry={entry} onChange={() => setChanging(true)} onFlag={() => setFlagging(true)} />
      </div>
      <div className="stack">
        {entry.addressFault === null ? null : <Note tone="bad">{text.addressFault(entry.addressFault)}</Note>}
        <Facts entry={entry} />
        <Changes entry={entry} />
        {entry.kind === 'window' ? <ServicesCard windowId={entry.id} /> : null}
        {entry.kind === 'window' ? <ProvisionCards windowId={entry.id} /> : null}
      </div>
      {flagging ? <FlagDialog entry={entry} onClose={() => setFlagging(false)} /> : null}
      {changing ? <ChangeDialog entry={entry} onClose={() => setChanging(false)} /> : null}
    </>
  );
}

function Acts(props: { entry: EntryView; onChange: () => void; onFlag: () => void }) {
  const { entry, onChange, onFlag } = props;
  const { data: session } = useSession();
  const act = useDirectoryAct();
  const { say } = useMessages();
  const flags =
    entry.kind === 'window' &&
    entry.addressFault === null &&
    (entry.mayEdit || session?.actingWindow?.windowId !== undefined);
  const flag = flags ? <Button onPress={onFlag}>{text.flag}</Button> : null;
  if (!entry.mayEdit) return flag;
  return (
    <div className="row">
      {act.error ? <Note tone="bad">{sentenceFor(act.error)}</Note> : null}
      {flag}
      <Button
        busy={act.isPending}
        onPress={() =>
          act.mutate(
            { path: 'confirmations', body: { ids: [entry.id] } },
            { onSuccess: () => say(text.confirmed(1), 'ok') },
          )
        }
      >
        {text.confirm}
      </Button>
      <Button kind="main" keys="Ctrl Enter" onPress={onChange}>
        {text.change}
      </Button>
    </div>
  );
}

function FlagDialog({ entry, onClose }: { entry: EntryView; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const act = useDirectoryAct();
  const { say } = useMessages();
  const blocked = [...reason.trim()].length < 2 ? text.reasonMissing : undefined;
  return (
    <ActDialog
      title={text.flagTitle(entry.name)}
      verb={text.flagVerb}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          { path: `entries/${entry.id}/address-fault`, body: { reason: reason.trim() } },
          {
            onSuccess: () => {
              say(text.flagged, 'ok');
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p className="soft">{text.flagWhy}</p>
      <TextField label={text.reason} first value={reason} maxLength={200} onChange={setReason} />
    </ActDialog>
  );
}

function Facts({ entry }: { entry: EntryView }) {
  const rows: [string, string][] = [
    [text.fields.contactPerson, entry.contactPerson],
    [text.fields.address, entry.address],
    ...(entry.kind === 'window'
      ? ([
          [text.fields.addressee, entry.addressee],
          [text.fields.postalAddress, entry.postalAddress],
        ] as [string, string][])
      : []),
    [text.fields.postcode, entry.postcode],
    [text.fields.officeHours, entry.officeHours],
    [text.listedSince, chineseDate(dayOf(entry.listedSince))],
    [text.lastConfirmed, chineseDate(dayOf(entry.confirmedAt))],
  ];
  return (
    <Card
      title={text.title}
      aside={
        <div className="row">
          {entry.doubtful ? (
            <Tag tone="bad" icon="alert">
              {text.doubtful}
            </Tag>
          ) : entry.due ? (
            <Tag tone="wait" icon="clock">
              {text.due}
            </Tag>
          ) : null}
          {entry.status === null ? null : (
            <Tag
              tone={entry.status === 'open' ? 'ok' : 'wait'}
              icon={entry.status === 'open' ? 'check' : 'pause'}
            >
              {text.status[entry.status]}
            </Tag>
          )}
          <WindowServiceTags services={entry.services} />
          {entry.sample ? <span className="small">{text.sample}</span> : null}
        </div>
      }
    >
      <dl className="facts pad">
        <dt>{text.fields.phone}</dt>
        <dd>
          <a href={`tel:${entry.phone.replaceAll(/[^\d+]/g, '')}`} title={text.callNow}>
            {entry.phone}
          </a>
        </dd>
        {entry.hallId === '' ? null : (
          <>
            <dt>{text.hall}</dt>
            <dd>
              <Link to={`/directory/halls/${entry.hallId}`}>{entry.hallName}</Link>
            </dd>
          </>
        )}
        {rows.map(([name, value]) => (
          <FactRow key={name} name={name} value={value} />
        ))}
      </dl>
    </Card>
  );
}

const FactRow = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

function Changes({ entry }: { entry: EntryView }) {
  const now = useNow();
  const { data, error, refetch } = useEntryHistory(entry.id);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} />;
  return <History title={text.history} versions={versionsOf(entry, data.items, now)} />;
}
