import { roles } from '../../regulation/roles.ts';
import { shortDate, shortMoment } from '../../regulation/shanghai-time.ts';
import { type PersonChange, useChanges } from '../api/people.ts';
import { useToday } from '../components/day-field.tsx';
import { Card } from '../components/frame.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { yearOf } from './person-marks.tsx';
import { peopleText as text } from './text.zh-CN.ts';

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What a line of the history adds to its name: role, days, region, reason. */
function detailOf({ detail }: Pick<PersonChange, 'detail'>, thisYear: number): string {
  const { role, validFrom, validTo, lastDay, from, to, toName, reason, imported } = detail;
  const region = isText(toName)
    ? text.toRegion(toName)
    : isText(from) && isText(to) && /^\d{6}$/.test(to)
      ? `${from} → ${to}`
      : '';
  return [
    isText(role) && role in roles ? roles[role as keyof typeof roles] : '',
    isText(validFrom) ? text.from(shortDate(validFrom, thisYear)) : '',
    isText(validTo) ? text.until(shortDate(validTo, thisYear)) : '',
    isText(lastDay) ? text.until(shortDate(lastDay, thisYear)) : '',
    region,
    isText(reason) ? reason : '',
    imported === true ? text.imported : '',
  ]
    .filter((part) => part !== '')
    .join('，');
}

/** What was changed of a person, when and by whom. */
export function HistoryCard({ id }: { id: string }) {
  const list = useChanges(id);
  const thisYear = yearOf(useToday());
  const changes = list.data?.pages.flatMap((page) => page.changes) ?? [];
  const kinds: Readonly<Record<string, string>> = text.kinds;
  return (
    <Card title={text.history}>
      <PagedList
        query={list}
        rows={changes}
        none={<p className="pad soft">{text.historyNone}</p>}
        more={text.historyMore}
        waiting={3}
      >
        <ul className="people-history" aria-label={text.history}>
          {changes.map((change) => {
            const detail = detailOf(change, thisYear);
            return (
              <li key={change.id}>
                <b>{kinds[change.kind] ?? change.kind}</b>
                {detail === '' ? '' : `：${detail}`}
                <span className="small under">
                  {shortMoment(change.at, thisYear)} · {change.byName}
                </span>
              </li>
            );
          })}
        </ul>
      </PagedList>
    </Card>
  );
}
