import { Link } from 'react-router';
import type { HeldOriginal } from '../../cases/custody/desk-view.ts';
import { shortDate, shortMoment } from '../../regulation/shanghai-time.ts';
import { BusinessNumber, Party, Tag } from '../components/marks.tsx';
import { useNow } from '../time/now.tsx';
import { custodyPageText as text } from './text.zh-CN.ts';

const { columns } = text;

/** Originals held, the longest first, each with the case it belongs to and by when it goes back. */
export function HeldTable({ originals, more }: { originals: readonly HeldOriginal[]; more: boolean }) {
  const year = Number(useNow().slice(0, 4));
  return (
    <>
      <div className="table-frame">
        <table className="cards-when-narrow" aria-label={text.held}>
          <thead>
            <tr>
              <th className="col-number">{columns.number}</th>
              <th className="col-applicant">{columns.applicant}</th>
              <th>{columns.material}</th>
              <th>{columns.place}</th>
              <th className="col-due" aria-sort="ascending">
                {columns.since}
              </th>
              <th className="col-state">{columns.due}</th>
            </tr>
          </thead>
          <tbody>
            {originals.map((held) => (
              <tr key={`${held.caseId} ${held.lineId} ${held.side}`}>
                <td data-label={columns.number} className="number">
                  <Link to={`/cases/${held.caseId}`}>
                    <BusinessNumber value={held.businessNumber ?? ''} />
                  </Link>
                </td>
                <td data-label={columns.applicant}>{held.applicant}</td>
                <td data-label={columns.material}>
                  <span className="strong">{held.name}</span>
                  <span className="small cut under" title={held.itemName}>
                    {text.pieces(held.originals)} · {held.itemName}
                  </span>
                </td>
                <td data-label={columns.place}>
                  <Party side={held.side} /> <span className="small">{held.windowName}</span>
                </td>
                <td data-label={columns.since}>{shortMoment(held.since, year)}</td>
                <td data-label={columns.due}>
                  <Due held={held} year={year} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="list-foot">
        {text.heldCount(originals.length)}
        {more ? text.heldMore : ''}
      </div>
    </>
  );
}

function Due({ held, year }: { held: HeldOriginal; year: number }) {
  if (held.needed) return <span className="small">{text.keep}</span>;
  if (held.dueOn === undefined) return <span className="small">{text.noDue}</span>;
  const day = shortDate(held.dueOn, year);
  return held.overdue ? (
    <Tag tone="bad" icon="octagon">
      {text.overdue(day)}
    </Tag>
  ) : (
    <>{day}</>
  );
}
