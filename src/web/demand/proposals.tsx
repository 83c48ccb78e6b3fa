import { Link } from 'react-router';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useProposals } from '../api/demand.ts';
import { Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useNow } from '../time/now.tsx';
import { demandText as text } from './text.zh-CN.ts';

/** What was nominated for the next list, with the figures it rests on. */
export function Proposals() {
  const { data, error, refetch } = useProposals();
  const year = Number(useNow().slice(0, 4));
  const { columns } = text;
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={4} />;
  if (data.proposals.length === 0) {
    return (
      <Empty icon="list" title={text.noProposals}>
        {text.noProposalsWhy}
      </Empty>
    );
  }
  return (
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
          {data.proposals.map((proposal) => (
            <tr key={proposal.id}>
              <td data-label={columns.name}>
                <Link to={`/demand/${proposal.groupId}`} className="strong">
                  {proposal.name}
                </Link>
                <span className="small block">{proposal.reason}</span>
              </td>
              <td data-label={columns.source}>{proposal.sourceText}</td>
              <td data-label={columns.figures}>
                {text.figures(proposal.figures.counted, proposal.figures.provinces, proposal.figures.regions)}
              </td>
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
  );
}
