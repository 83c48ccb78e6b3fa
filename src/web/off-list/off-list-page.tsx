import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { OffListQueue, OffListRowView } from '../../offlist/off-list-view.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useOffLists } from '../api/off-list.ts';
import { useSession } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { Route, Tag } from '../components/marks.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { offListLooks } from './looks.ts';
import { offListText as text } from './text.zh-CN.ts';
import { untilWords } from './until.ts';
import './off-list.css';

/** 清单外事项: what this window recorded, what it was asked, what waits for an answer. */
export default function OffListPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const roles = new Set((session?.grants ?? []).map(({ role }) => role));
  const works = roles.has('windowClerk') || roles.has('windowLead');
  const above = roles.has('serviceAdministration') || roles.has('coordinationGroup') || roles.has('auditor');
  const queues: OffListQueue[] = [
    ...(works || roles.has('serviceAdministration') || roles.has('coordinationGroup')
      ? (['toAnswer'] as const)
      : []),
    ...(works ? (['intake', 'home'] as const) : []),
    ...(above ? (['region'] as const) : []),
  ];
  const [chosen, setChosen] = useState<OffListQueue>();
  const queue = chosen ?? queues[0] ?? 'intake';
  const record = () => void navigate('/offlist/new');
  useKeys([
    { key: 'Ctrl Enter', name: text.record, act: record, off: !works },
    { key: 'Esc', name: text.back, act: () => void navigate('/') },
  ]);
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
        </div>
        {works ? (
          <div className="tools">
            <Button kind="main" keys="Ctrl Enter" onPress={record}>
              {text.record}
            </Button>
          </div>
        ) : null}
      </div>
      <Card label={text.title}>
        <div className="pad chips" role="group" aria-label={text.title}>
          {queues.map((each) => (
            <button
              key={each}
              type="button"
              className="chip"
              aria-pressed={each === queue}
              onClick={() => setChosen(each)}
            >
              {text.queues[each]}
            </button>
          ))}
        </div>
        <List queue={queue} />
      </Card>
    </>
  );
}

function List({ queue }: { queue: OffListQueue }) {
  const list = useOffLists(queue);
  const year = Number(useNow().slice(0, 4));
  const rows = list.data?.pages.flatMap(({ requests }) => requests) ?? [];
  const { columns } = text;
  const named = queue === 'intake';
  return (
    <PagedList
      query={list}
      rows={rows}
      none={
        <Empty icon="check" title={text.empty[queue].title}>
          {text.empty[queue].why}
        </Empty>
      }
      more={text.more}
      waiting={5}
      foot="list-foot"
    >
      <div className="table-frame">
        <table className="cards-when-narrow off-lists" aria-label={text.queues[queue]}>
          <thead>
            <tr>
              <th>{columns.wording}</th>
              {named ? <th className="col-applicant">{columns.applicant}</th> : null}
              <th>{columns.route}</th>
              <th className="col-state">{columns.state}</th>
              <th className="col-due">{columns.due}</th>
              <th className="col-due">{columns.recorded}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td data-label={columns.wording}>
                  <Link to={`/offlist/${row.id}`} className="strong">
                    {row.wording}
                  </Link>
                </td>
                {named ? <td data-label={columns.applicant}>{row.applicant}</td> : null}
                <td data-label={columns.route}>
                  <Route intake={row.intakeName} home={row.homeName} />
                </td>
                <td data-label={columns.state}>
                  <Tag {...offListLooks[row.state]}>{row.stateLabel}</Tag>
                </td>
                <td data-label={columns.due}>
                  <RowDue row={row} year={year} />
                </td>
                <td data-label={columns.recorded}>{shortMoment(row.recordedAt, year)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </PagedList>
  );
}

function RowDue({ row, year }: { row: OffListRowView; year: number }) {
  if (row.answerDueAt && row.overdue) {
    return (
      <Tag tone="bad" icon="octagon">
        {text.overdue}
      </Tag>
    );
  }
  if (row.answerDueAt) return <>{text.until(shortMoment(row.answerDueAt, year))}</>;
  if (row.consentUntil && row.state === 'offListConsented') {
    return <>{text.validUntil(untilWords(row.consentUntil, year))}</>;
  }
  return <span className="small">{text.noDue}</span>;
}
