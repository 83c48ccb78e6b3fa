import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useProposals, useStandards } from '../api/standards.ts';
import { useSettled } from '../components/debounce.ts';
import { TextField } from '../components/field.tsx';
import { Card, Empty, ReadFailed } from '../components/frame.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { standardsText as text } from './text.zh-CN.ts';
import './standards.css';

/** 收件标准: every option with its version, how far it is the same everywhere, and what waits to be decided. */
export default function StandardsPage() {
  const navigate = useNavigate();
  useKeys([{ key: 'Esc', name: text.back, act: () => void navigate('/') }]);
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="small">{text.lead}</p>
        </div>
        <div className="tools">
          <Link className="button button-plain" to="/standards/tables">
            {text.tables}
          </Link>
        </div>
      </div>
      <div className="stack">
        <Waiting />
        <Options />
      </div>
    </>
  );
}

function Waiting() {
  const { data, error, isPending, refetch } = useProposals({ state: 'proposed' });
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (isPending || data.proposals.length === 0) return null;
  return (
    <Card title={text.waitingTitle}>
      <ul className="standards-waiting">
        {data.proposals.map((proposal) => (
          <li key={proposal.id}>
            <Link to={`/standards/${proposal.optionId}`}>
              {proposal.kindText}：{proposal.content.name}
            </Link>
            <span className="small">{text.byWhom(proposal.proposedByName, proposal.effectiveFrom)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Options() {
  const [typed, setTyped] = useState('');
  const part = useSettled(typed.trim(), 250);
  const list = useStandards(part);
  const rows = list.data?.pages.flatMap(({ standards }) => standards) ?? [];
  return (
    <Card>
      <div className="pad">
        <TextField label={text.filter} value={typed} onChange={setTyped} maxLength={60} />
      </div>
      <PagedList
        query={list}
        rows={rows}
        none={
          <Empty icon="search" title={text.none}>
            {text.noneWhy}
          </Empty>
        }
        more={text.more}
        waiting={8}
      >
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.title}>
            <thead>
              <tr>
                <th>{text.columns.option}</th>
                <th>{text.columns.version}</th>
                <th>{text.columns.score}</th>
                <th>{text.columns.state}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.optionId}>
                  <td data-label={text.columns.option}>
                    <Link to={`/standards/${row.optionId}`}>
                      {row.number} {row.itemName}
                    </Link>
                    <span className="small under">
                      {row.optionName} · {row.leadDepartments.join('、')}
                    </span>
                  </td>
                  <td data-label={text.columns.version}>
                    {row.version ?? text.noVersion}
                    <span className="small under">
                      {row.effectiveFrom === null ? '' : text.since(row.effectiveFrom)}
                    </span>
                  </td>
                  <td data-label={text.columns.score}>
                    {row.score === null ? '—' : `${row.score} / 100`}{' '}
                    <Link to={`/matrix/${row.catalogueId}/${row.number}?option=${row.optionId}`}>
                      {text.matrix}
                    </Link>
                  </td>
                  <td data-label={text.columns.state}>
                    {row.unified ? text.unified : text.notUnified}
                    {row.waiting > 0 ? (
                      <span className="small under">{text.waiting(row.waiting)}</span>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </PagedList>
    </Card>
  );
}
