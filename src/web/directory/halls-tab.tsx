import { Link } from 'react-router';
import { useHalls } from '../api/directory.ts';
import { Card, Empty } from '../components/frame.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { directoryText as text } from './text.zh-CN.ts';

/** 大厅: the halls of a region and below with their windows. */
export function HallsTab({ region }: { region: string }) {
  const list = useHalls(region);
  const halls = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const { hallColumns: columns } = text;
  return (
    <Card title={text.tabs.halls}>
      <p className="pad soft">{text.hallsLead}</p>
      <PagedList
        query={list}
        rows={halls}
        none={<Empty title={text.hallNone}>{text.noneWhy}</Empty>}
        more={text.moreHalls}
        waiting={6}
      >
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.tabs.halls}>
            <thead>
              <tr>
                <th>{columns.name}</th>
                <th>{columns.address}</th>
                <th>{columns.windows}</th>
              </tr>
            </thead>
            <tbody>
              {halls.map((hall) => (
                <tr key={hall.id}>
                  <td data-label={columns.name}>
                    <Link to={`/directory/halls/${hall.id}`}>{hall.name}</Link>
                    <span className="small under">
                      {hall.regionName}
                      {hall.sample ? ` · ${text.sample}` : ''}
                    </span>
                  </td>
                  <td data-label={columns.address}>{hall.address}</td>
                  <td data-label={columns.windows}>
                    {hall.windows.length === 0 ? text.hallNoWindows : null}
                    {hall.windows.map(({ id, name }) => (
                      <span key={id} className="block">
                        <Link to={`/directory/${id}`}>{name}</Link>
                      </span>
                    ))}
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
