import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { type ResetView, type TransferView, usePeopleAct, useResets, useTransfers } from '../api/people.ts';
import { useSession } from '../api/session.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { useToday } from '../components/day-field.tsx';
import { TextField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { SimpleDialog } from './person-dialogs.tsx';
import { yearOf } from './person-marks.tsx';
import { peopleText as text } from './text.zh-CN.ts';
import { keepsAccess, keepsPeople, rolesOf } from './who-keeps.ts';
import './people.css';

type Opened = { what: 'accept' | 'refuse' | 'takeBack'; transfer: TransferView };

/** 调动与复核: people who come and go between regions, and second factors that wait for a second administrator. */
export default function WaitingPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const held = rolesOf(session?.grants);
  const [opened, setOpened] = useState<Opened>();
  useKeys([
    { key: 'Esc', name: text.toList, act: () => void navigate('/people'), off: opened !== undefined },
  ]);
  if (!keepsAccess(held)) return <Empty title={text.notYours}>{text.notYoursWhy}</Empty>;
  return (
    <>
      <div className="page-head">
        <h1>{text.waiting}</h1>
      </div>
      <p className="soft people-lead">{text.waitingLead}</p>
      <div className="stack">
        {keepsPeople(held) ? <Waiting onOpen={setOpened} /> : null}
        <Resets />
        {keepsPeople(held) ? <Ended /> : null}
      </div>
      {opened ? <Dialogs opened={opened} onClose={() => setOpened(undefined)} /> : null}
    </>
  );
}

function Waiting({ onOpen }: { onOpen: (opened: Opened) => void }) {
  const { data, error, refetch, hasNextPage, fetchNextPage } = useTransfers('waiting');
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={4} />;
  const all = data.pages.flatMap(({ transfers }) => transfers);
  const incoming = all.filter((transfer) => transfer.incoming);
  const outgoing = all.filter((transfer) => !transfer.incoming || transfer.mayTakeBack);
  return (
    <>
      <TransferList title={text.incoming} none={text.incomingNone} transfers={incoming}>
        {(transfer) =>
          transfer.mayAccept ? (
            <>
              <Button small kind="main" onPress={() => onOpen({ what: 'accept', transfer })}>
                {text.accept}
              </Button>
              <Button small onPress={() => onOpen({ what: 'refuse', transfer })}>
                {text.refuse}
              </Button>
            </>
          ) : (
            <span className="small">{text.own}</span>
          )
        }
      </TransferList>
      <TransferList title={text.outgoing} none={text.outgoingNone} transfers={outgoing}>
        {(transfer) =>
          transfer.mayTakeBack ? (
            <Button small onPress={() => onOpen({ what: 'takeBack', transfer })}>
              {text.takeBack}
            </Button>
          ) : null
        }
      </TransferList>
      {hasNextPage ? (
        <div className="pad">
          <Button onPress={() => void fetchNextPage()}>{text.moreRows}</Button>
        </div>
      ) : null}
    </>
  );
}

function TransferList(props: {
  title: string;
  none: string;
  transfers: readonly TransferView[];
  children: (transfer: TransferView) => ReactNode;
}) {
  const thisYear = yearOf(useToday());
  return (
    <Card title={props.title}>
      {props.transfers.length === 0 ? <p className="pad soft">{props.none}</p> : null}
      <ul className="people-history">
        {props.transfers.map((transfer) => (
          <li key={transfer.id} className="people-waiting">
            <div>
              <b>{transfer.name}</b> <span className="small">{transfer.username}</span>
              <span className="small under">
                {text.transferFrom(transfer.fromRegionName, transfer.toRegionName)}
                {transfer.reason === '' ? '' : ` · ${transfer.reason}`}
              </span>
              <span className="small under">
                {text.transferBy(transfer.proposedByName, shortMoment(transfer.proposedAt, thisYear))} ·{' '}
                {text.transferEnds(shortMoment(transfer.expiresAt, thisYear))}
              </span>
            </div>
            <div className="people-acts">{props.children(transfer)}</div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Resets() {
  const { data, error, refetch } = useResets();
  const [decided, setDecided] = useState<{ reset: ResetView; approve: boolean }>();
  const thisYear = yearOf(useToday());
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} />;
  return (
    <Card title={text.resets}>
      {data.resets.length === 0 ? <p className="pad soft">{text.resetsNone}</p> : null}
      <ul className="people-history">
        {data.resets.map((reset) => (
          <li key={reset.staffId} className="people-waiting">
            <div>
              <Link to={`/people/${reset.staffId}`}>{reset.name}</Link>{' '}
              <span className="small">{reset.username}</span>
              <span className="small under">
                {reset.regionName} · {reset.reason}
              </span>
              <span className="small under">
                {text.transferBy(reset.proposedByName, shortMoment(reset.proposedAt, thisYear))}
              </span>
            </div>
            <div className="people-acts">
              {reset.own ? (
                <span className="small">{text.own}</span>
              ) : (
                <Button small kind="main" onPress={() => setDecided({ reset, approve: true })}>
                  {text.acts.approveReset}
                </Button>
              )}
              <Button small onPress={() => setDecided({ reset, approve: false })}>
                {text.acts.withdrawReset}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {decided ? (
        <SimpleDialog
          title={`${text.acts[decided.approve ? 'approveReset' : 'withdrawReset']}：${decided.reset.name}`}
          verb={text.acts[decided.approve ? 'approveReset' : 'withdrawReset']}
          why={text.resetWhy}
          act={{
            method: 'POST',
            path: `staff/${decided.reset.staffId}/second-factor-reset/decide`,
            body: { approve: decided.approve },
          }}
          onClose={() => setDecided(undefined)}
        />
      ) : null}
    </Card>
  );
}

function Ended() {
  const list = useTransfers('ended');
  const thisYear = yearOf(useToday());
  const transfers = list.data?.pages.flatMap((page) => page.transfers) ?? [];
  return (
    <Card title={text.transfersEnded}>
      <PagedList
        query={list}
        rows={transfers}
        none={<p className="pad soft">{text.transfersEndedNone}</p>}
        more={text.moreRows}
        waiting={3}
      >
        <ul className="people-history">
          {transfers.map((transfer) => (
            <li key={transfer.id} className="people-waiting">
              <div>
                <b>{transfer.name}</b> <span className="small">{transfer.username}</span>
                <span className="small under">
                  {text.transferFrom(transfer.fromRegionName, transfer.toRegionName)}
                  {transfer.note === null ? '' : ` · ${transfer.note}`}
                </span>
                <span className="small under">
                  {text.transferEnded(transfer.endedByName, shortMoment(transfer.endedAt ?? '', thisYear))}
                </span>
              </div>
              <Tag
                tone={transfer.state === 'accepted' ? 'ok' : 'wait'}
                icon={transfer.state === 'accepted' ? 'check' : 'slashed'}
              >
                {transfer.stateLabel}
              </Tag>
            </li>
          ))}
        </ul>
      </PagedList>
    </Card>
  );
}

function Dialogs({ opened: { what, transfer }, onClose }: { opened: Opened; onClose: () => void }) {
  const path = `staff-transfers/${transfer.id}`;
  if (what === 'refuse') return <RefuseDialog transfer={transfer} onClose={onClose} />;
  return what === 'accept' ? (
    <SimpleDialog
      title={text.acceptTitle(transfer.name)}
      verb={text.accept}
      why={text.acceptWhy}
      act={{ method: 'POST', path: `${path}/accept` }}
      then={{ to: `/people/${transfer.staffId}`, said: text.accepted(transfer.name) }}
      onClose={onClose}
    />
  ) : (
    <SimpleDialog
      title={text.takeBackTitle(transfer.name)}
      verb={text.takeBack}
      why={text.takeBackWhy}
      act={{ method: 'POST', path: `${path}/take-back` }}
      onClose={onClose}
    />
  );
}

function RefuseDialog({ transfer, onClose }: { transfer: TransferView; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const act = usePeopleAct();
  const { say } = useMessages();
  const blocked = [...reason.trim()].length < 2 ? text.reasonMissing : undefined;
  return (
    <ActDialog
      title={text.refuseTitle(transfer.name)}
      verb={text.refuse}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() => {
        if (blocked !== undefined) return;
        act.mutate(
          { method: 'POST', path: `staff-transfers/${transfer.id}/refuse`, body: { reason: reason.trim() } },
          {
            onSuccess: () => {
              say(text.done, 'ok');
              onClose();
            },
          },
        );
      }}
      onClose={onClose}
    >
      <p className="soft">{text.refuseWhy}</p>
      <TextField label={text.reason} first value={reason} maxLength={200} onChange={setReason} />
    </ActDialog>
  );
}
