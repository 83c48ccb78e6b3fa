import { Link } from 'react-router';
import type { LateDutyView } from '../../cases/core/case-view.ts';
import { holderNames } from '../../regulation/duties.ts';
import { useLate } from '../api/cases.ts';
import { Button } from '../components/button.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { BusinessNumber, Tag } from '../components/marks.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { dueDate } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { workListText as text } from './text.zh-CN.ts';

const words = text.late;

/** 逾期记录: what was late stays here when it is done. */
export function LateList() {
  const list = useLate(true);
  const duties = list.data?.pages.flatMap((page) => page.duties) ?? [];
  const more = () => void list.fetchNextPage();
  useKeys([{ key: 'PgDn', name: words.more, act: more, off: !list.hasNextPage || list.isFetchingNextPage }]);
  return (
    <Card label={text.listLabel(text.tabs.late)} className="case-list">
      {list.error ? <ReadFailed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending && !list.error ? <Skeleton rows={6} /> : null}
      {list.data && duties.length === 0 ? (
        <Empty title={text.empty.late.title} icon="check">
          {text.empty.late.why}
        </Empty>
      ) : null}
      {duties.length > 0 ? <LateTable duties={duties} /> : null}
      {duties.length > 0 ? (
        <div className="list-foot">
          {words.shown(duties.length, list.hasNextPage)}
          {list.hasNextPage ? (
            <Button small keys="PgDn" busy={list.isFetchingNextPage} onPress={more}>
              {words.more}
            </Button>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}

function LateTable({ duties }: { duties: readonly LateDutyView[] }) {
  const now = useNow();
  const { columns } = words;
  return (
    <div className="table-frame">
      <table className="cards-when-narrow" aria-label={text.listLabel(text.tabs.late)}>
        <thead>
          <tr>
            <th className="col-number">{columns.number}</th>
            <th className="col-applicant">{columns.applicant}</th>
            <th>{columns.item}</th>
            <th>{columns.duty}</th>
            <th className="col-due" aria-sort="descending">
              {columns.due}
            </th>
            <th className="col-state">{columns.now}</th>
          </tr>
        </thead>
        <tbody>
          {duties.map((duty) => (
            <tr key={`${duty.caseId} ${duty.rule} ${duty.dueAt}`}>
              <td data-label={columns.number} className="number">
                <Link to={`/cases/${duty.caseId}`}>
                  {duty.businessNumber === undefined ? (
                    text.noNumber
                  ) : (
                    <BusinessNumber value={duty.businessNumber} />
                  )}
                </Link>
              </td>
              <td data-label={columns.applicant}>{duty.applicant === '' ? '—' : duty.applicant}</td>
              <td data-label={columns.item}>
                <span className="cut" title={duty.itemName}>
                  {duty.itemName}
                </span>
              </td>
              <td data-label={columns.duty}>
                <span className="strong">{duty.title}</span>
                <span className="small cut under" title={duty.windowName}>
                  {words.by(holderNames[duty.holder], duty.windowName)}
                </span>
              </td>
              <td data-label={columns.due}>{dueDate(duty, now)}</td>
              <td data-label={columns.now}>
                <Tag tone={duty.open ? 'bad' : 'wait'} icon={duty.open ? 'octagon' : 'check'}>
                  {duty.open ? words.open : words.done}
                </Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
