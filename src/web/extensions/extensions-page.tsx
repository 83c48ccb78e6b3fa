import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useListAct } from '../api/list-keeping.ts';
import { type ExtensionEntry, useExtensions } from '../api/list-matters.ts';
import { useSession } from '../api/session.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { ChoiceField, TextArea } from '../components/field.tsx';
import { Card, Confirm, Empty } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { keepsSynonyms } from '../synonyms/keeps-synonyms.ts';
import { ProposeDialog } from './propose-dialog.tsx';
import { extensionsText as text } from './text.zh-CN.ts';
import '../new-case/new-case.css';
import '../catalogue-admin/catalogue-admin.css';

const { columns } = text;

const looks = {
  proposed: { tone: 'wait', icon: 'clock' },
  published: { tone: 'ok', icon: 'check' },
  declined: { tone: 'bad', icon: 'octagon' },
  withdrawn: { tone: 'pause', icon: 'cross' },
} as const;

type Act = 'confirm' | 'decline' | 'withdraw';

/** 点对点通办: proposed between counties, confirmed or declined by the partner. */
export default function ExtensionsPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const grants = session?.grants ?? [];
  const own = grants.find(({ role }) => role === 'serviceAdministration');
  const may = own !== undefined || grants.some(({ role }) => role === 'coordinationGroup');
  const [state, setState] = useState('');
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<{ extension: ExtensionEntry; act: Act }>();
  useKeys([
    { key: 'Ctrl Enter', name: text.propose, act: () => setAdding(true), off: own === undefined },
    { key: 'Esc', name: text.back, act: () => void navigate('/') },
  ]);
  if (!may)
    return (
      <Empty icon="lock" title={text.notYours}>
        {text.notYoursWhy}
      </Empty>
    );
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
        </div>
        {own === undefined ? null : (
          <Button kind="main" keys="Ctrl Enter" onPress={() => setAdding(true)}>
            {text.propose}
          </Button>
        )}
      </div>
      <Card label={text.title}>
        <div className="pad list-find">
          <ChoiceField
            label={text.state}
            value={state}
            empty={text.any}
            choices={Object.entries(text.states).map(([value, name]) => ({ value, name }))}
            onChange={setState}
          />
        </div>
        <Extensions
          state={state}
          opens={keepsSynonyms(grants)}
          onAct={(extension, act) => setAsked({ extension, act })}
        />
      </Card>
      {adding && own ? <ProposeDialog region={own.regionCode} onClose={() => setAdding(false)} /> : null}
      {asked ? <AskDialog {...asked} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
}

function Extensions(props: {
  state: string;
  opens: boolean;
  onAct: (extension: ExtensionEntry, act: Act) => void;
}) {
  const { state, opens, onAct } = props;
  const list = useExtensions(state);
  const extensions = list.data?.pages.flatMap((page) => page.extensions) ?? [];
  return (
    <PagedList
      query={list}
      rows={extensions}
      none={
        <Empty icon="list" title={text.none}>
          {text.noneWhy}
        </Empty>
      }
      more={text.more}
      waiting={4}
    >
      <div className="table-frame">
        <table className="cards-when-narrow" aria-label={text.title}>
          <thead>
            <tr>
              <th>{columns.name}</th>
              <th>{columns.regions}</th>
              <th>{columns.items}</th>
              <th>{columns.from}</th>
              <th>{columns.state}</th>
              <th>{columns.act}</th>
            </tr>
          </thead>
          <tbody>
            {extensions.map((extension) => (
              <tr key={extension.id}>
                <td data-label={columns.name}>
                  {extension.name}
                  <span className="small under">
                    {text.proposed(extension.proposedByName, shortMoment(extension.proposedAt))}
                  </span>
                </td>
                <td data-label={columns.regions}>
                  {extension.regions.map(({ code, name, confirmedAt, confirmedByName }) => (
                    <span className="list-phase" key={code}>
                      {name}
                      <span className="small under">
                        {confirmedAt === null
                          ? extension.state === 'proposed'
                            ? text.waiting
                            : '—'
                          : text.confirmed(confirmedByName ?? '', shortMoment(confirmedAt))}
                      </span>
                    </span>
                  ))}
                </td>
                <td data-label={columns.items}>
                  {extension.items.map(({ name, from }) => (
                    <span className="list-phase" key={`${name} ${from}`}>
                      {name}
                      <span className="small under">{from}</span>
                    </span>
                  ))}
                </td>
                <td data-label={columns.from}>{extension.effectiveFrom}</td>
                <td data-label={columns.state}>
                  <Tag {...looks[extension.state]}>{extension.stateText}</Tag>
                  {extension.endedAt === null ? null : (
                    <span className="small under">
                      {text.ended(extension.endedByName ?? '', shortMoment(extension.endedAt))}
                      {extension.endReason === null ? '' : `：${extension.endReason}`}
                    </span>
                  )}
                </td>
                <td data-label={columns.act}>
                  <Acts extension={extension} opens={opens} onAct={(act) => onAct(extension, act)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </PagedList>
  );
}

function Acts(props: { extension: ExtensionEntry; opens: boolean; onAct: (act: Act) => void }) {
  const { extension, opens, onAct } = props;
  const { name, mayConfirm, mayWithdraw, programmeId } = extension;
  if (!mayConfirm && !mayWithdraw)
    return programmeId === null ? (
      '—'
    ) : opens ? (
      <Link to={`/catalogue-admin?programme=${programmeId}`}>{text.open}</Link>
    ) : (
      <a href={`/search?catalogue=${programmeId}`}>{text.open}</a>
    );
  return (
    <span className="list-steps">
      {mayConfirm ? (
        <>
          <Button small kind="main" label={text.confirmLabel(name)} onPress={() => onAct('confirm')}>
            {text.confirm}
          </Button>
          <Button small label={text.declineLabel(name)} onPress={() => onAct('decline')}>
            {text.decline}
          </Button>
        </>
      ) : null}
      {mayWithdraw ? (
        <Button small label={text.withdrawLabel(name)} onPress={() => onAct('withdraw')}>
          {text.withdraw}
        </Button>
      ) : null}
    </span>
  );
}

function AskDialog({
  extension,
  act: step,
  onClose,
}: {
  extension: ExtensionEntry;
  act: Act;
  onClose: () => void;
}) {
  const { id, name, regions } = extension;
  const [reason, setReason] = useState('');
  const act = useListAct();
  const { say } = useMessages();
  const path = `/api/list-extensions/${id}`;
  const onSuccess = () => {
    say(text.done, 'ok');
    onClose();
  };
  if (step === 'decline') {
    const blocked = [...reason.trim()].length < 2 ? text.declineShort : undefined;
    return (
      <ActDialog
        title={text.declineTitle(name)}
        verb={text.decline}
        safe={text.safe}
        blocked={blocked}
        busy={act.isPending}
        error={act.error}
        onAct={() =>
          blocked === undefined && act.mutate({ path: `${path}/decline`, body: { reason } }, { onSuccess })
        }
        onClose={onClose}
      >
        <TextArea
          label={text.declineReason}
          hint={text.declineHint}
          value={reason}
          onChange={setReason}
          maxLength={300}
          rows={3}
        />
      </ActDialog>
    );
  }
  const confirms = step === 'confirm';
  return (
    <Confirm
      title={confirms ? text.confirmTitle(name) : text.withdrawTitle(name)}
      verb={confirms ? text.confirm : text.withdraw}
      safe={text.safe}
      danger={!confirms}
      busy={act.isPending}
      error={act.error}
      onConfirm={() =>
        act.mutate(confirms ? { path: `${path}/confirm` } : { path, method: 'DELETE' }, { onSuccess })
      }
      onClose={onClose}
    >
      <p>{confirms ? text.confirmWhy(regions.map((region) => region.name).join('、')) : text.withdrawWhy}</p>
    </Confirm>
  );
}
