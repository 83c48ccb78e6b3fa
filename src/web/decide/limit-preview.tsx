import { useQuery } from '@tanstack/react-query';
import type { CaseView, WhyLine } from '../../cases/core/case-view.ts';
import type { Day } from '../../regulation/instant.ts';
import { ask } from '../api/client.ts';
import { Why } from '../components/due.tsx';
import { namedDay } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { procedureText as text } from './procedure-text.zh-CN.ts';

type Stretch = { from: Day; to: Day };

/** End of the promised limit with some days left out, in the calendar of the home region. */
function usePromisedDue(kase: CaseView, pauses: readonly Stretch[] | undefined) {
  const { homeAcceptedOn, promisedDays, home } = kase;
  const left = (pauses ?? []).map(({ from, to }) => `${from}/${to}`).join(',');
  return useQuery({
    queryKey: ['promised-due', home.regionCode, homeAcceptedOn, promisedDays, left],
    queryFn: ({ signal }) =>
      ask<{ dueOn: Day; why: WhyLine[] }>(
        `/api/working-days/due?region=${home.regionCode}&from=${encodeURIComponent(`${homeAcceptedOn}T00:00:00+08:00`)}` +
          `&days=${promisedDays}${left === '' ? '' : `&pauses=${left}`}`,
        { signal },
      ),
    enabled: pauses !== undefined && homeAcceptedOn !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** Both dates of the promised limit: as it would be, and with the days of the procedure left out (R-104). */
export function LimitPreview(props: {
  kase: CaseView;
  /** The days of the procedure; undefined while one of them is missing. */
  stretch: Stretch | undefined;
  expected: boolean;
}) {
  const { kase, stretch, expected } = props;
  const now = useNow();
  const earlier = kase.pauses.filter(({ from }) => stretch === undefined || from !== stretch.from);
  const without = usePromisedDue(kase, []);
  const then = usePromisedDue(kase, stretch && [...earlier, stretch]);
  if (!stretch || !without || !then) return <p className="small">{text.limitOpen}</p>;
  return (
    <div className="limit-preview" role="status">
      <dl className="facts">
        <dt>
          {text.limitTitle} · {text.limitNow}
        </dt>
        <dd>{namedDay(without.dueOn, now, true)}</dd>
        <dt>{text.limitThen}</dt>
        <dd>
          <b>{namedDay(then.dueOn, now, true)}</b>
          {expected ? <span className="small block">{text.limitExpected}</span> : null}
        </dd>
      </dl>
      <Why title={`为什么是 ${namedDay(then.dueOn, now, true)}？`} lines={then.why} />
    </div>
  );
}
