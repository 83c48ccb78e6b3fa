import { useState } from 'react';
import { type LeagueWindow, useLeague } from '../api/escalations.ts';
import { useSession } from '../api/session.ts';
import { ChoiceField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { ladderText as text } from './text.zh-CN.ts';

const provinces = [
  { value: '500000', name: '重庆' },
  { value: '510000', name: '四川' },
  { value: '520000', name: '贵州' },
  { value: '530000', name: '云南' },
  { value: '540000', name: '西藏' },
];

/** The standard of 2 office hours lies in the middle of the bar. */
const wholeBarMinutes = 240;
const standardMinutes = 120;

/** 窗口响应: the public league, also by direction. */
export function LeagueCard() {
  const [direction, setDirection] = useState({ from: '', to: '' });
  const { data, error, isPending, refetch } = useLeague(direction);
  const { data: session } = useSession();
  const own = new Set(session?.grants.map(({ regionCode }) => regionCode));
  const { leagueColumns: columns } = text;
  return (
    <Card title={text.league} aside={<span className="small">{text.leagueAside}</span>}>
      <div className="league-filter">
        <ChoiceField
          label={text.leagueFrom}
          value={direction.from}
          empty={text.anywhere}
          choices={provinces}
          onChange={(from) => setDirection({ ...direction, from })}
        />
        <ChoiceField
          label={text.leagueTo}
          value={direction.to}
          empty={text.anywhere}
          choices={provinces}
          onChange={(to) => setDirection({ ...direction, to })}
        />
      </div>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={4} /> : null}
      {data && data.windows.length === 0 ? (
        <Empty icon="clock" title={text.leagueNone}>
          {text.leagueNoneWhy}
        </Empty>
      ) : null}
      {data && data.windows.length > 0 ? (
        <table className="league" aria-label={text.league}>
          <thead>
            <tr>
              <th>{columns.place}</th>
              <th>{columns.window}</th>
              <th colSpan={2}>{columns.median}</th>
              <th className="number-cell">{columns.onTime}</th>
              <th className="number-cell">{columns.sample}</th>
            </tr>
          </thead>
          <tbody>
            {data.windows.map((window) => (
              <Row key={window.windowName} window={window} own={own.has(window.regionCode)} />
            ))}
          </tbody>
        </table>
      ) : null}
      <p className="pad small">{text.leagueHow}</p>
    </Card>
  );
}

function Row({ window, own }: { window: LeagueWindow; own: boolean }) {
  const name = window.regionName.replace(/^.{2,5}?(?:省|自治区)(?=.)/u, '');
  return (
    <tr className={own ? 'own' : ''}>
      <td>{window.place ?? '—'}</td>
      <td title={window.windowName}>{name}</td>
      {window.place === null ? (
        <td colSpan={3} className="soft">
          {text.few}
        </td>
      ) : (
        <>
          <td aria-label={text.leagueColumns.median}>
            <span className="league-bar" aria-hidden="true">
              <i
                className={window.median > standardMinutes ? 'over' : ''}
                style={{ width: `${Math.min(100, (100 * window.median) / wholeBarMinutes)}%` }}
              />
            </span>
          </td>
          <td className="number-cell">{text.hours(window.median)}</td>
          <td className="number-cell">{Math.round(100 * window.onTimeShare)}%</td>
        </>
      )}
      <td className="number-cell soft">{window.sample}</td>
    </tr>
  );
}
