import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { shortDate, shortMoment } from '../../regulation/shanghai-time.ts';
import { type Person, type PersonGrant, type PersonStanding, usePerson, useStanding } from '../api/people.ts';
import { useSession } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { useToday } from '../components/day-field.tsx';
import { Card, Empty, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { EndGrantDialog, GrantDialog, MoveDialog } from './grant-dialogs.tsx';
import { HistoryCard } from './history-card.tsx';
import {
  ReasonDialog,
  ResetPasswordDialog,
  SimpleDialog,
  SubjectDialog,
  SuspendDialog,
  TransferDialog,
} from './person-dialogs.tsx';
import { GrantWords, PersonTag, yearOf } from './person-marks.tsx';
import { peopleText as text } from './text.zh-CN.ts';
import { keepsAccess, keepsPeople, rolesOf, seesPeople } from './who-keeps.ts';
import './people.css';

type Opened =
  | { what: 'grant' | 'move' | 'suspend' | 'transfer' | 'resetPassword' | 'link' }
  | { what: 'release' | 'proposeReset' | 'approveReset' | 'withdrawReset' | 'resume' | 'unlock' }
  | { what: 'endGrant' | 'revoke'; grant: PersonGrant };

/** One person: the account, the roles with their days, and what was changed by whom. */
export default function PersonPage() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { data: session } = useSession();
  const held = rolesOf(session?.grants);
  const { data: person, error, isPending, refetch } = usePerson(id);
  const { data: standing } = useStanding(id);
  const [opened, setOpened] = useState<Opened>();
  const own = session?.id === id;
  const keeps = keepsPeople(held) && !own && person?.suspendedAt === null && person.transferTo === null;
  useKeys([
    {
      key: 'Ctrl Enter',
      name: text.acts.grant,
      act: () => setOpened({ what: 'grant' }),
      off: !keeps || opened !== undefined,
    },
    { key: 'Esc', name: text.toList, act: () => void navigate('/people'), off: opened !== undefined },
  ]);
  if (!seesPeople(held)) return <Empty title={text.notYours}>{text.notYoursWhy}</Empty>;
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={6} />;
  return (
    <>
      <div className="page-head">
        <h1>{person.name}</h1>
        {keeps ? (
          <Button kind="main" keys="Ctrl Enter" onPress={() => setOpened({ what: 'grant' })}>
            {text.acts.grant}
          </Button>
        ) : null}
      </div>
      <div className="stack">
        {standing ? <Waiting person={person} standing={standing} onOpen={setOpened} /> : null}
        <AccountCard
          person={person}
          standing={standing}
          may={{ keep: keepsPeople(held) && !own, secure: keepsAccess(held) && !own, reset: !own }}
          onOpen={setOpened}
        />
        <GrantsCard person={person} keeps={keeps} onOpen={setOpened} />
        <HistoryCard id={id} />
      </div>
      {opened ? (
        <Dialogs
          opened={opened}
          person={person}
          standing={standing}
          all={held.has('systemAdministrator')}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
    </>
  );
}

function Waiting(props: { person: Person; standing: PersonStanding; onOpen: (opened: Opened) => void }) {
  const { person, standing, onOpen } = props;
  const { reset } = standing;
  return (
    <>
      {person.transferToName === null ? null : (
        <Note tone="warn">
          {text.leaving(person.transferToName)} <Link to="/people/waiting">{text.waiting}</Link>
        </Note>
      )}
      {person.casesLockedAt === null ? null : (
        <Note tone="bad">
          {text.casesLocked(shortMoment(person.casesLockedAt))}
          <Button small onPress={() => onOpen({ what: 'release' })}>
            {text.acts.release}
          </Button>
        </Note>
      )}
      {reset ? (
        <Note tone="warn">
          {text.resetOpen(reset.proposedByName, reset.reason)}
          {reset.own ? <p>{text.resetOwn}</p> : null}
          <div>
            {reset.own ? null : (
              <Button small onPress={() => onOpen({ what: 'approveReset' })}>
                {text.acts.approveReset}
              </Button>
            )}
            <Button small onPress={() => onOpen({ what: 'withdrawReset' })}>
              {text.acts.withdrawReset}
            </Button>
          </div>
        </Note>
      ) : null}
    </>
  );
}

function AccountCard(props: {
  person: Person;
  standing: PersonStanding | undefined;
  may: { keep: boolean; secure: boolean; reset: boolean };
  onOpen: (opened: Opened) => void;
}) {
  const { person, standing, may, onOpen } = props;
  const today = useToday();
  const { facts, acts } = text;
  const suspended = person.suspendedAt !== null;
  const button = (what: Exclude<Opened['what'], 'endGrant' | 'revoke'>) => (
    <Button small kind={what === 'suspend' ? 'danger' : 'plain'} onPress={() => onOpen({ what })}>
      {acts[what]}
    </Button>
  );
  return (
    <Card title={text.account} aside={<PersonTag person={person} today={today} />}>
      <div className="pad stack">
        <dl className="facts">
          <dt>{text.username}</dt>
          <dd>
            {person.username}
            {person.sample ? <span className="small under">{text.sample}</span> : null}
          </dd>
          <dt>{facts.region}</dt>
          <dd>{person.regionName ?? '—'}</dd>
          <dt>{facts.twoFactor}</dt>
          <dd>{person.twoFactor ? text.twoFactor.yes : text.twoFactor.no}</dd>
          <dt>{facts.statement}</dt>
          <dd>
            {person.statementUntil === null
              ? text.statementNone
              : text.statementUntil(shortDate(person.statementUntil, yearOf(today)))}
          </dd>
          {standing ? (
            <>
              <dt>{facts.tasks}</dt>
              <dd>{text.tasks(standing.openTasks)}</dd>
            </>
          ) : null}
          {standing?.singleSignOn ? (
            <>
              <dt>{facts.subject}</dt>
              <dd>{standing.subject ?? text.subjectNone}</dd>
            </>
          ) : null}
        </dl>
        <div className="people-acts">
          {may.keep && !suspended && person.transferTo === null ? (
            <>
              {button('move')}
              {button('transfer')}
            </>
          ) : null}
          {may.reset ? button('resetPassword') : null}
          {may.reset && person.lockedUntil !== null ? button('unlock') : null}
          {may.secure && person.twoFactor && !standing?.reset ? button('proposeReset') : null}
          {may.keep && standing?.singleSignOn ? button('link') : null}
          {may.keep ? button(suspended ? 'resume' : 'suspend') : null}
        </div>
      </div>
    </Card>
  );
}

function GrantsCard(props: { person: Person; keeps: boolean; onOpen: (opened: Opened) => void }) {
  const { person, keeps, onOpen } = props;
  const today = useToday();
  return (
    <Card title={text.grants}>
      {person.grants.length === 0 ? <p className="pad soft">{text.grantsNone}</p> : null}
      <ul className="people-history">
        {person.grants.map((grant) => (
          <li key={grant.id} className="row">
            <GrantWords grant={grant} today={today} />
            {keeps ? (
              <span className="people-acts push">
                <Button small onPress={() => onOpen({ what: 'endGrant', grant })}>
                  {text.acts.endGrant}
                </Button>
                <Button small kind="danger" onPress={() => onOpen({ what: 'revoke', grant })}>
                  {text.acts.revoke}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Dialogs(props: {
  opened: Opened;
  person: Person;
  standing: PersonStanding | undefined;
  all: boolean;
  onClose: () => void;
}) {
  const { opened, person, standing, all, onClose } = props;
  const openTasks = standing?.openTasks ?? 0;
  const path = `staff/${person.id}`;
  switch (opened.what) {
    case 'grant':
      return <GrantDialog person={person} all={all} onClose={onClose} />;
    case 'move':
      return <MoveDialog person={person} openTasks={openTasks} all={all} onClose={onClose} />;
    case 'suspend':
      return <SuspendDialog person={person} openTasks={openTasks} onClose={onClose} />;
    case 'transfer':
      return <TransferDialog person={person} openTasks={openTasks} onClose={onClose} />;
    case 'resetPassword':
      return <ResetPasswordDialog person={person} onClose={onClose} />;
    case 'link':
      return <SubjectDialog person={person} subject={standing?.subject ?? null} onClose={onClose} />;
    case 'release':
    case 'proposeReset':
      return <ReasonDialog person={person} what={opened.what} onClose={onClose} />;
    case 'endGrant':
      return <EndGrantDialog person={person} grant={opened.grant} onClose={onClose} />;
    case 'revoke':
      return (
        <SimpleDialog
          title={text.revokeTitle(opened.grant.roleName)}
          verb={text.acts.revoke}
          why={text.revokeWhy}
          danger
          act={{ method: 'DELETE', path: `${path}/grants/${opened.grant.id}` }}
          onClose={onClose}
        />
      );
    case 'approveReset':
    case 'withdrawReset':
      return (
        <SimpleDialog
          title={`${text.acts[opened.what]}：${person.name}`}
          verb={text.acts[opened.what]}
          why={text.resetWhy}
          act={{
            method: 'POST',
            path: `${path}/second-factor-reset/decide`,
            body: { approve: opened.what === 'approveReset' },
          }}
          onClose={onClose}
        />
      );
    case 'resume':
    case 'unlock':
      return (
        <SimpleDialog
          title={`${text.acts[opened.what]}：${person.name}`}
          verb={text.acts[opened.what]}
          why={text.passwordFor(person.name, person.username)}
          act={{ method: 'POST', path: `${path}/${opened.what}` }}
          onClose={onClose}
        />
      );
  }
}
