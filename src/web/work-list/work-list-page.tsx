import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { CaseRow } from '../../cases/core/case-view.ts';
import { isRanked } from '../../cases/lists/scans.ts';
import { dayOf } from '../../regulation/instant.ts';
import { type Queue, type QueueFilters, queueQuery, useCounts, useQueue } from '../api/cases.ts';
import { useSession } from '../api/session.ts';
import { useLive } from '../api/stream.tsx';
import { Button } from '../components/button.tsx';
import { Card, Empty, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { Keys, Party } from '../components/marks.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { dueWords } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { CaseTable } from './case-table.tsx';
import { LateList } from './late-list.tsx';
import { ListFilters } from './list-filters.tsx';
import { Preview } from './preview.tsx';
import { workListText as text } from './text.zh-CN.ts';
import { screenFor } from './where-next.ts';
import './work-list.css';

type Tab = Queue | 'late';

const allTabs = Object.keys(text.tabs) as Tab[];

/** Lists of an approver, who has no window. */
const approverTabs: readonly Tab[] = ['mine', 'taken', 'overdue', 'waiting', 'late'];

const filterNames = ['state', 'item', 'mode', 'dueBy'] as const;

/** 工作台: do the most urgent next. */
export function WorkListPage() {
  const [params, setParams] = useSearchParams();
  const { data: session } = useSession();
  const approver = session?.grants.some((grant) => grant.role === 'approver') ?? false;
  const atWindow = session?.actingWindow !== null;
  const tabs = atWindow ? allTabs : approverTabs;
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'mine';
  const filters = Object.fromEntries(
    filterNames.map((name) => [name, params.get(name) ?? '']),
  ) as QueueFilters;
  const counts = useCounts().data?.counts;
  const turnTo = (step: 1 | -1) => {
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (next) setParams({ tab: next });
  };
  useKeys([
    { key: '←', name: text.tabLeft, act: () => turnTo(-1) },
    { key: '→', name: text.tabRight, act: () => turnTo(1) },
  ]);
  const filterBy = (wanted: QueueFilters) =>
    setParams({ tab, ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== '')) });
  const strip = (
    <TabStrip tabs={tabs} current={tab} counts={counts} choose={(name) => setParams({ tab: name })} />
  );
  if (tab === 'late') {
    return (
      <>
        <div className="page-head">
          <div className="titles">
            <h1>{text.title}</h1>
            <p className="soft">{text.late.lead}</p>
          </div>
        </div>
        {strip}
        <div className="list-bar" />
        <LateList />
      </>
    );
  }
  return (
    <QueueView
      key={tab}
      queue={tab}
      filters={filters}
      strip={strip}
      filterBy={filterBy}
      approver={approver}
      atWindow={atWindow}
    />
  );
}

function TabStrip(props: {
  tabs: readonly Tab[];
  current: Tab;
  counts: Partial<Record<Tab, number>> | undefined;
  choose: (tab: Tab) => void;
}) {
  const { tabs, current, counts, choose } = props;
  const strip = useRef<HTMLElement>(null);
  // On a phone the strip is wider than the screen.
  useEffect(() => {
    strip.current
      ?.querySelector(`[href="?tab=${current}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <nav className="tabs" aria-label={text.tabsLabel} ref={strip}>
      {tabs.map((name) => {
        const count = counts?.[name] ?? 0;
        return (
          <a
            key={name}
            href={`?tab=${name}`}
            aria-current={name === current ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              choose(name);
            }}
          >
            {name === 'intake' || name === 'home' ? <Party side={name} /> : null}
            {text.tabs[name]}
            {count > 0 ? (
              <span className={`tab-count ${name === 'overdue' ? 'tab-count-bad' : ''}`}>
                <span aria-hidden="true">{text.count(count)}</span>
                <span className="sr-only">{text.countLabel(count)}</span>
              </span>
            ) : null}
          </a>
        );
      })}
    </nav>
  );
}

function QueueView(props: {
  queue: Queue;
  filters: QueueFilters;
  strip: ReactNode;
  filterBy: (filters: QueueFilters) => void;
  approver: boolean;
  atWindow: boolean;
}) {
  const { queue, filters, strip, filterBy, approver, atWindow } = props;
  const list = useQueue(queue, filters);
  const isLatestFirst = queue === 'closed' || queue === 'drafts';
  const [filtersShown, setFiltersShown] = useState(false);
  const [place, setPlace] = useState({ list: '', at: 0 });
  const [previewed, setPreviewed] = useState<CaseRow>();
  const now = useNow();
  const today = dayOf(now);
  const live = useLive();
  const client = useQueryClient();
  const navigate = useNavigate();

  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.cases) ?? [], [list.data]);
  const shown = rows;
  const filtered = filterNames.some((name) => filters[name] !== '');
  const shownList = JSON.stringify(filters);
  const cursor = place.list === shownList ? Math.min(place.at, shown.length - 1) : 0;
  const current = shown[cursor];
  const moveTo = (at: number) =>
    setPlace({ list: shownList, at: Math.max(0, Math.min(at, shown.length - 1)) });

  const open = useCallback(
    (row: CaseRow) => void navigate(screenFor({ ...row, approver })),
    [navigate, approver],
  );
  const more = () => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };

  useKeys([
    { key: '↓', name: text.row, act: () => moveTo(cursor + 1) },
    { key: '↑', name: text.row, act: () => moveTo(cursor - 1) },
    { key: 'Enter', name: text.open, act: () => current && open(current), off: !current },
    { key: '空格', name: text.preview, act: () => setPreviewed(current), off: !current },
    { key: 'PgDn', name: text.more, act: more, off: !list.hasNextPage },
    { key: 'Ctrl Enter', name: text.open, act: () => current && open(current), off: !current },
  ]);

  const showUpdates = () => {
    live.seen();
    void client.invalidateQueries({ queryKey: ['cases'] });
  };
  // Priority cases stand first, so the nearest due time need not be that of the first row.
  const [nearest] = rows
    .filter(({ dueAt }) => dueAt !== undefined)
    .toSorted((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1));

  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="soft">{nearest ? summaryOf(rows, list.hasNextPage, nearest, now) : null}</p>
        </div>
        <div className="tools">
          {queue === 'drafts' ? null : (
            <a
              className="button button-small"
              href={`/api/cases/export.xlsx?${queueQuery(queue, filters).toString()}`}
            >
              <Icon name="download" />
              {text.export}
            </a>
          )}
          <Button small onPress={() => window.print()}>
            <Icon name="print" />
            {text.print}
          </Button>
        </div>
      </div>
      {strip}
      <div className="list-bar">
        {queue === 'drafts' ? null : (
          <div className="chips" role="group" aria-label={text.chipsLabel}>
            <Chip pressed={!filtered} onPress={() => filterBy(noFilters)}>
              {text.all}
            </Chip>
            <Chip
              tone="chip-warn"
              pressed={filters.dueBy === today}
              onPress={() => filterBy({ ...noFilters, dueBy: today })}
            >
              <Icon name="alert" />
              {text.today}
            </Chip>
            <Chip
              pressed={filtersShown || (filtered && filters.dueBy !== today)}
              onPress={() => setFiltersShown(!filtersShown)}
            >
              {text.filters}
            </Chip>
          </div>
        )}
        <p className="list-keys" aria-hidden="true">
          <span>
            <Keys name="↑ ↓" /> {text.row}
          </span>
          <span>
            <Keys name="Enter" /> {text.open}
          </span>
          <span>
            <Keys name="空格" /> {text.preview}
          </span>
        </p>
      </div>
      {queue !== 'drafts' && (filtersShown || (filtered && filters.dueBy !== today)) ? (
        <ListFilters filters={filters} rows={rows} onChange={filterBy} />
      ) : null}
      {live.changed.size > 0 ? (
        <Note>
          <div className="row">
            {text.updates(live.changed.size)}
            <button type="button" className="link-button" onClick={showUpdates}>
              {text.show}
            </button>
          </div>
        </Note>
      ) : null}
      {list.error ? <ReadFailed error={list.error} retry={() => void list.refetch()} /> : null}
      <Card label={text.listLabel(text.tabs[queue])} className="case-list">
        {list.isPending && !list.error ? <Skeleton rows={6} /> : null}
        {list.data && shown.length === 0 ? (
          <EmptyList
            queue={queue}
            atWindow={atWindow}
            filtered={filtered}
            showAll={() => filterBy(noFilters)}
          />
        ) : null}
        {shown.length > 0 ? (
          <CaseTable
            rows={shown}
            current={current}
            label={text.listLabel(text.tabs[queue])}
            urgentFirst={!isLatestFirst}
            onOpen={open}
          />
        ) : null}
        {rows.length > 0 ? (
          <div className="list-foot">
            {footOf(queue, rows)(rows.length, list.hasNextPage)}
            {list.hasNextPage ? (
              <Button small keys="PgDn" busy={list.isFetchingNextPage} onPress={more}>
                {text.more}
              </Button>
            ) : null}
          </div>
        ) : null}
      </Card>
      {previewed ? (
        <Preview row={previewed} onClose={() => setPreviewed(undefined)} onOpen={() => open(previewed)} />
      ) : null}
    </>
  );
}

/** In what order the rows stand, in words. */
const footOf = (queue: Queue, rows: readonly CaseRow[]) =>
  queue === 'closed' || queue === 'drafts'
    ? text.shownLatest
    : isRanked(queue) && rows.some(({ priority }) => priority !== undefined)
      ? text.shownPriority
      : text.shown;

const noFilters: QueueFilters = { state: '', item: '', mode: '', dueBy: '' };

function summaryOf(rows: readonly CaseRow[], more: boolean, nearest: CaseRow, now: string): string {
  const count = text.summary(rows.length, more);
  const { dueAt, dueOn, overdue, provisional, workingDaysLeft, nextRule } = nearest;
  if (dueAt === undefined || dueOn === undefined) return count;
  const { left, date } = dueWords(
    { dueAt, dueOn, overdue, provisional, workingDaysLeft, rule: nextRule },
    now,
  );
  return `${count}，最急的一件${left}（${date}）`;
}

function Chip(props: { tone?: string; pressed: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className={`chip ${props.tone ?? ''}`}
      aria-pressed={props.pressed}
      onClick={props.onPress}
    >
      {props.children}
    </button>
  );
}

function EmptyList(props: { queue: Queue; atWindow: boolean; filtered: boolean; showAll: () => void }) {
  const navigate = useNavigate();
  if (props.filtered) {
    return (
      <Empty title={text.noneInFilter} action={<Button onPress={props.showAll}>{text.showAll}</Button>} />
    );
  }
  const { title, why } = text.empty[props.queue];
  const startNew = props.queue === 'intake' || props.queue === 'drafts';
  return (
    <Empty
      title={title}
      action={
        startNew ? (
          <Button keys="F2" onPress={() => void navigate('/new')}>
            {text.newCase}
          </Button>
        ) : props.queue === 'mine' && props.atWindow ? (
          <Button onPress={() => void navigate('/?tab=intake')}>{text.seeIntake}</Button>
        ) : undefined
      }
    >
      {why}
    </Empty>
  );
}
