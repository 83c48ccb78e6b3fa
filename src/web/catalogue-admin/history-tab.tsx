import { shortMoment } from '../../regulation/shanghai-time.ts';
import { type ListChange, useListChanges } from '../api/list-keeping.ts';
import { Card, Empty } from '../components/frame.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { adminText as text } from './text.zh-CN.ts';
import '../history/history.css';

const { columns } = text;

/** Who changed what of the lists, and when. */
export function HistoryTab({ programmeId }: { programmeId: string }) {
  const list = useListChanges(programmeId);
  const changes = list.data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <Card title={text.tabs.history}>
      <PagedList query={list} rows={changes} none={<Empty title={text.none} />} more={text.more} waiting={5}>
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.tabs.history}>
            <thead>
              <tr>
                <th>{columns.when}</th>
                <th>{columns.what}</th>
                <th>{columns.label}</th>
                <th>{columns.item}</th>
                <th>{columns.people}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.id}>
                  <td data-label={columns.when}>{shortMoment(change.at)}</td>
                  <td data-label={columns.what}>
                    {change.text}
                    <Details change={change} />
                  </td>
                  <td data-label={columns.label}>{change.editionId?.split('.').at(-1) ?? '—'}</td>
                  <td data-label={columns.item}>{change.item ?? '—'}</td>
                  <td data-label={columns.people}>{change.byName}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </PagedList>
    </Card>
  );
}

/** What a change changed: before and after, beside each other. */
function Details({ change: { details } }: { change: ListChange }) {
  if (details.length === 0) return null;
  return (
    <details className="list-details">
      <summary>{text.details(details.length)}</summary>
      <dl>
        {details.map(({ label, before, after }) => (
          <div key={label}>
            <dt className="small">{label}</dt>
            <dd>
              {before === '' ? null : <del className="version-mark">{before}</del>}{' '}
              {after === '' ? null : <ins className="version-mark">{after}</ins>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
