import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { EscalationRow } from '../../escalation/escalation-view.ts';
import {
  type LadderList,
  useAsked,
  useEscalation,
  useEscalations,
  useLadderSummary,
} from '../api/escalations.ts';
import { useSession } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { Keys } from '../components/marks.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { EscalationDetail } from './escalation-detail.tsx';
import { LadderHead } from './ladder-head.tsx';
import { LadderTable } from './ladder-table.tsx';
import { LeagueCard } from './league-card.tsx';
import { BulletinDialog, Orders } from './orders-card.tsx';
import { ladderText as text } from './text.zh-CN.ts';
import '../case-page/case-page.css';
import '../work-list/work-list.css';
import './escalations.css';

type Tab = keyof typeof text.tabs;
const tabs = Object.keys(text.tabs) as Tab[];

/** 协调督办: what nobody answered, who has to act, and by when. */
export default function EscalationsPage() {
  const [params] = useSearchParams();
  const { data: summary } = useLadderSummary();
  const { data: session } = useSession();
  const [bulletin, setBulletin] = useState(false);
  const navigate = useNavigate();
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'open';
  const supervises =
    session?.grants.some(({ role }) => role === 'serviceAdministration' || role === 'coordinationGroup') ??
    false;
  const open =
    (summary?.level1 ?? 0) + (summary?.level2 ?? 0) + (summary?.answered ?? 0) + (summary?.reported ?? 0);
  useKeys([{ key: 'Esc', name: text.back, act: () => void navigate('/') }]);
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="soft">{summary ? text.lead(open, summary.today) : null}</p>
          {summary && summary.windowsWithoutHours.length > 0 ? (
            <p className="small">{text.noHours(summary.windowsWithoutHours.slice(0, 3).join('、'))}</p>
          ) : null}
        </div>
        {supervises ? (
          <div className="tools">
            <Button small onPress={() => setBulletin(true)}>
              <Icon name="print" />
              {text.bulletin}
            </Button>
          </div>
        ) : null}
      </div>
      <LadderHead summary={summary} />
      <Strip current={tab} />
      {tab === 'orders' ? (
        <div className="ladder-columns orders-columns">
          <Card label={text.tabs.orders} className="case-list">
            <Orders />
          </Card>
          <LeagueCard />
        </div>
      ) : (
        <Escalations key={tab} list={tab} />
      )}
      {bulletin ? <BulletinDialog onClose={() => setBulletin(false)} /> : null}
    </>
  );
}

function Strip({ current }: { current: Tab }) {
  const navigate = useNavigate();
  return (
    <nav className="tabs" aria-label={text.tabsLabel}>
      {tabs.map((name) => (
        <a
          key={name}
          href={`/desk/escalations?tab=${name}`}
          aria-current={name === current ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            void navigate(`/escalations?tab=${name}`);
          }}
        >
          {text.tabs[name]}
        </a>
      ))}
    </nav>
  );
}

const empties: Record<LadderList, { title: string; why: string }> = {
  open: { title: text.none, why: text.noneWhy },
  closed: { title: text.noneClosed, why: text.noneClosedWhy },
  major: { title: text.noneMajor, why: text.noneMajorWhy },
};

function Escalations({ list: name }: { list: LadderList }) {
  const { id } = useParams();
  const navigate = useNavigate();
  const list = useEscalations(name);
  const asked = useAsked(name === 'open');
  const escalated = list.data?.pages.flatMap((page) => page.escalations) ?? [];
  const rows = name === 'open' ? byDue([...escalated, ...(asked.data?.escalations ?? [])]) : escalated;
  // Of what is only waited for there is nothing to show: the first that was escalated is open.
  const first = Math.max(
    0,
    rows.findIndex((row) => row.level > 0),
  );
  const named = rows.findIndex((row) => row.id === id);
  const at = named < 0 ? first : named;
  const current = id !== undefined && !rows.some((row) => row.id === id) ? undefined : rows[at];
  const shownId = current === undefined ? id : current.level === 0 ? undefined : current.id;
  const one = useEscalation(shownId);
  const select = (row: EscalationRow | undefined) => {
    if (row) void navigate(`/escalations/${encodeURIComponent(row.id)}?tab=${name}`, { replace: true });
  };
  const more = () => void list.fetchNextPage();
  useKeys([
    { key: '↓', name: text.row, act: () => select(rows[at + 1]), off: rows.length === 0 },
    { key: '↑', name: text.row, act: () => select(rows[at - 1]), off: rows.length === 0 },
    { key: 'PgDn', name: text.more, act: more, off: !list.hasNextPage || list.isFetchingNextPage },
  ]);
  return (
    <>
      <div className="list-bar">
        <span className="small">{name === 'open' ? text.urgentFirst : text.latestFirst}</span>
        <p className="list-keys" aria-hidden="true">
          <span>
            <Keys name="↑ ↓" /> {text.row}
          </span>
        </p>
      </div>
      <div className="ladder-columns">
        <Card label={text.tabs[name]} className="case-list">
          {list.error ? <ReadFailed error={list.error} retry={() => void list.refetch()} /> : null}
          {list.isPending && !list.error ? <Skeleton rows={6} /> : null}
          {list.data && rows.length === 0 ? (
            <Empty icon="check" title={empties[name].title}>
              {empties[name].why}
            </Empty>
          ) : null}
          {rows.length > 0 ? (
            <LadderTable rows={rows} selected={current?.id} label={text.tabs[name]} onSelect={select} />
          ) : null}
          {list.hasNextPage ? (
            <div className="list-foot">
              <Button small keys="PgDn" busy={list.isFetchingNextPage} onPress={more}>
                {text.more}
              </Button>
            </div>
          ) : null}
        </Card>
        <LeagueCard />
      </div>
      {one.error ? <ReadFailed error={one.error} retry={() => void one.refetch()} /> : null}
      {one.data && shownId !== undefined ? <EscalationDetail key={one.data.id} one={one.data} /> : null}
    </>
  );
}

/** Urgent first; what has no date any more comes last. */
const byDue = (rows: readonly EscalationRow[]): EscalationRow[] =>
  rows.toSorted((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1));
