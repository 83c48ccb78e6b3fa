import { Link } from 'react-router';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useNominations } from '../api/list-matters.ts';
import { mattersText } from '../catalogue-admin/matters-text.zh-CN.ts';
import { Empty } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useNow } from '../time/now.tsx';
import { demandText as text } from './text.zh-CN.ts';

/** What was nominated for the next list, with the figures it rests on. */
export function Proposals() {
  const list = useNominations('');
  const year = Number(useNow().slice(0, 4));
  const { columns } = text;
  const proposals = list.data?.pages.flatMap((page) => page.proposals) ?? [];
  return (
    <PagedList
      query={list}
      rows={proposals}
      none={
        <Empty icon="list" title={text.noProposals}>
          {text.noProposalsWhy}
        </Empty>
      }
      more={mattersText.more}
      waiting={4}
    >
      <div className="table-frame">
        <table className="cards-when-narrow" aria-label={text.tabs.proposals}>
          <thead>
            <tr>
              <th>{columns.name}</th>
              <th>{columns.source}</th>
              <th>{columns.figures}</th>
              <th>{columns.at}</th>
              <th>{columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {proposals.map((proposal) => (
              <tr key={proposal.id}>
                <td data-label={columns.name}>
                  {proposal.groupId === null ? (
                    <b>{proposal.name}</b>
                  ) : (
                    <Link to={`/demand/${proposal.groupId}`} className="strong">
                      {proposal.name}
                    </Link>
                  )}
                  <span className="small block">{proposal.reason}</span>
                </td>
                <td data-label={columns.source}>{proposal.sourceText}</td>
                <td data-label={columns.figures}>{mattersText.nominations.figures(proposal.figures)}</td>
                <td data-label={columns.at}>
                  {shortMoment(proposal.nominatedAt, year)}
                  <span className="small block">{proposal.nominatedByName}</span>
                </td>
                <td data-label={columns.state}>
                  <Tag tone="go" icon="flag">
                    {proposal.stateLabel}
                  </Tag>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </PagedList>
  );
}
