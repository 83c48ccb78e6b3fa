import { useCallback, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { CaseRow } from '../../cases/core/case-view.ts';
import { dayOf } from '../../regulation/instant.ts';
import { type Queue, useQueue } from '../api/cases.ts';
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
import { Preview } from './preview.tsx';
import { workListText as text } from './text.zh-CN.ts';
import { screenFor } from './where-next.ts';
import './work-list.css';

const allQueues = Object.keys(text.tabs) as Queue[];

/** Queues that only a window has. */
const windowQueues: ReadonlySet<Queue> = new Set(['intake', 'drafts']);

type Filter = 'all' | 'overdue' | 'today';

/** 工作台: do the most urgent next. */
export function WorkListPage() {
  const [params, setParams] = useSearchParams();
  const { data: session } = useSession();
  const approver = session?.grants.some((grant) => grant.role === 'approver') ?? false;
  const atWindow = session?.actingWindow !== null;
  const queues = atWindow ? allQueues : allQueues.filter((name) => !windowQueues.has(name));
  const queue = queues.find((name) => name === params.get('tab')) ?? 'mine';
  const list = useQueue(queue);
  const tabName = (name: Queue): string =>
    !atWindow && name === 'home' ? text.homeOfApprover : text.tabs[name];
  const [filter, setFilter] = useState<Filter>('all');
  const [place, setPlace] = useState({ list: '', at: 0 });
  const [previewed, setPreviewed] = useState<CaseRow>();
  const now = useNow();
  const live = useLive();
  const navigate = useNavigate();

  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.cases) ?? [], [list.data]);
  const counts = {
    all: rows.length,
    overdue: rows.filter((row) => row.overdue).length,
    today: rows.filter((row) => isToday(row, now)).length,
  };
  const shown = rows.filter((row) =>
    filter === 'overdue' ? row.overdue : filter === 'today' ? isToday(row, now) : true,
  );
  const shownList = `${queue} ${filter}`;
  const cursor = place.list === shownList ? Math.min(place.at, shown.length - 1) : 0;
  const current = shown[cursor];
  const moveTo = (at: number) =>
    setPlace({ list: shownList, at: Math.max(0, Math.min(at, shown.length - 1)) });

  const open = useCallback(
    (row: CaseRow) => void navigate(screenFor({ ...row, approver })),
    [navigate, approver],
  );
  const turnTo = (step: 1 | -1) => {
    const next = queues[(queues.indexOf(queue) + step + queues.length) % queues.length];
    if (next) setParams({ tab: next });
  };
  const more = () => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };

  useKeys([
    { key: '↓', name: text.row, act: () => moveTo(cursor + 1) },
    { key: '↑', name: text.row, act: () => moveTo(cursor - 1) },
    { key: 'Enter', name: text.open, act: () => current && open(current), off: !current },
    { key: '空格', name: text.preview, act: () => setPreviewed(current), off: !current },
    { key: '←', name: text.tabLeft, act: () => turnTo(-1) },
    { key: '→', name: text.tabRight, act: () => turnTo(1) },
    { key: 'PgDn', name: text.more, act: more, off: !list.hasNextPage },
    { key: 'Ctrl Enter', name: text.open, act: () => current && open(current), off: !current },
  ]);

  const showUpdates = () => {
    live.seen();
    void list.refetch();
  };
  const nearest = rows.find((row) => row.dueAt !== undefined);

  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="soft">{nearest ? summaryOf(rows, list.hasNextPage, nearest, now) : null}</p>
        </div>
        <div className="tools">
          <Button small onPress={() => window.print()}>
            <Icon name="print" />
            {text.print}
          </Button>
        </div>
      </div>
      <nav className="tabs" aria-label={text.tabsLabel}>
        {queues.map((name) => (
          <a
            key={name}
            href={`?tab=${name}`}
            aria-current={name === queue ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              setParams({ tab: name });
            }}
          >
            {name === 'intake' || name === 'home' ? <Party side={name} /> : null}
            {tabName(name)}
          </a>
        ))}
      </nav>
      <div className="list-bar">
        <div className="chips" role="group" aria-label={text.chipsLabel}>
          <FilterChip filter="all" current={filter} count={counts.all} choose={setFilter} />
          <FilterChip filter="overdue" current={filter} count={counts.overdue} choose={setFilter} />
          <FilterChip filter="today" current={filter} count={counts.today} choose={setFilter} />
        </div>
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
      <Card label={text.listLabel(tabName(queue))} className="case-list">
        {list.isPending && !list.error ? <Skeleton rows={6} /> : null}
        {list.data && shown.length === 0 ? (
          <EmptyList
            queue={queue}
            atWindow={atWindow}
            filtered={rows.length > 0}
            showAll={() => setFilter('all')}
          />
        ) : null}
        {shown.length > 0 ? (
          <CaseTable rows={shown} current={current} label={text.listLabel(tabName(queue))} onOpen={open} />
        ) : null}
        {rows.length > 0 ? (
          <div className="list-foot">
            {text.shown(rows.length, list.hasNextPage)}
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

const isToday = (row: CaseRow, now: string): boolean => !row.overdue && row.dueOn === dayOf(now);

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

function FilterChip(props: {
  filter: Filter;
  current: Filter;
  count: number;
  choose: (filter: Filter) => void;
}) {
  const { filter, current, count, choose } = props;
  if (filter !== 'all' && count === 0) return null;
  const tone = filter === 'overdue' ? 'chip-bad' : filter === 'today' ? 'chip-warn' : '';
  return (
    <button
      type="button"
      className={`chip ${tone}`}
      aria-pressed={filter === current}
      onClick={() => choose(filter)}
    >
      {filter === 'overdue' ? <Icon name="octagon" /> : filter === 'today' ? <Icon name="alert" /> : null}
      {text[filter]} <b>{count}</b>
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
