import { useState } from 'react';
import { Link } from 'react-router';
import { chineseDate } from '../../regulation/shanghai-time.ts';
import type { ChangeView, SettingView } from '../../settings/setting-view.ts';
import { useSession } from '../api/session.ts';
import { useSettingChanges } from '../api/settings.ts';
import { Button } from '../components/button.tsx';
import { Card, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import type { Version } from '../history/changes.ts';
import { History } from '../history/history.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { ProposeDialog, scopesToSet } from './propose-dialog.tsx';
import { settingsText as text } from './text.zh-CN.ts';
import { WaitingCard } from './waiting-card.tsx';

/** One setting: range and basis, what holds where, what waits, and all changes with their difference. */
export function SettingDetail({ setting }: { setting: SettingView }) {
  const { data: session } = useSession();
  const [proposing, setProposing] = useState(false);
  const scopes = scopesToSet(setting, session?.grants ?? []);
  const may = scopes.length > 0;
  useKeys([{ key: 'Ctrl Enter', name: text.propose, act: () => setProposing(true), off: !may }]);
  return (
    <>
      <div className="page-head">
        <h1>{setting.title}</h1>
        <div className="row">
          <Link to="/settings">{text.toList}</Link>
          {may ? (
            <Button kind="main" keys="Ctrl Enter" onPress={() => setProposing(true)}>
              {text.propose}
            </Button>
          ) : null}
        </div>
      </div>
      <div className="stack">
        <Card>
          <div className="pad">
            <dl className="settings-facts">
              <dt>{text.columns.usual}</dt>
              <dd>{setting.usualText}</dd>
              <dt>{text.allowed}</dt>
              <dd>{text.range(String(setting.least), String(setting.most), setting.unitText)}</dd>
              <dt>{text.columns.article}</dt>
              <dd>
                {setting.article}
                {setting.capText === null ? '' : `；${setting.capText}`}
              </dd>
              <dt>{text.columns.current}</dt>
              <dd>
                {setting.current.length === 0
                  ? text.none
                  : setting.current
                      .map(
                        (each) =>
                          `${each.scopeName} ${each.valueText}（${text.since(chineseDate(each.since))}）`,
                      )
                      .join('；')}
              </dd>
              <dt>{text.columns.next}</dt>
              <dd>
                {setting.next.length === 0
                  ? text.none
                  : setting.next
                      .map(
                        (each) =>
                          `${each.scopeName} ${each.valueText}（${text.from(chineseDate(each.since))}）`,
                      )
                      .join('；')}
              </dd>
            </dl>
            {may ? null : <Note>{text.readOnly}</Note>}
          </div>
        </Card>
        {setting.open.length > 0 ? <WaitingCard changes={setting.open} /> : null}
        <Changes setting={setting} />
      </div>
      {proposing ? (
        <ProposeDialog setting={setting} scopes={scopes} onClose={() => setProposing(false)} />
      ) : null}
    </>
  );
}

const versionOf = (change: ChangeView): Version => ({
  id: change.id,
  title: `${text.change(change.scopeName, change.valueText)}，${text.from(chineseDate(change.validFrom))}`,
  by: change.proposedByName,
  at: change.proposedAt,
  ...(change.state === 'approved' && change.decidedByName !== null
    ? { approvedBy: change.decidedByName }
    : {}),
  note: [change.stateText, change.reason, change.note ?? ''].filter((part) => part !== '').join('；'),
  fields: [
    { key: 'scope', label: text.historyFields.scope, value: change.scopeName },
    { key: 'value', label: text.historyFields.value, value: change.valueText },
    { key: 'validFrom', label: text.historyFields.validFrom, value: change.validFrom },
    { key: 'reason', label: text.historyFields.reason, value: change.reason },
    { key: 'state', label: text.historyFields.state, value: change.stateText },
  ],
});

function Changes({ setting }: { setting: SettingView }) {
  const { data, error, refetch, hasNextPage, fetchNextPage } = useSettingChanges(setting.id);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} />;
  const changes = data.pages.flatMap((page) => page.changes);
  return (
    <>
      <History title={text.history} versions={changes.map(versionOf)} />
      {hasNextPage ? <Button onPress={() => void fetchNextPage()}>{text.more}</Button> : null}
    </>
  );
}
