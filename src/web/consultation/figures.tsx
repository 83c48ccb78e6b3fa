import type { Share } from '../../cases/priority/priority-share.ts';
import { helpKindCodes, helpKinds } from '../../consultation/consultation.ts';
import { useConsultationCounts, usePriorityShares } from '../api/consultations.ts';
import { Card, ReadFailed, Skeleton } from '../components/frame.tsx';
import { consultationText as text } from './text.zh-CN.ts';

type Days = { from: string; to: string };

/** How often was asked and helped in a period, and the share of priority cases. */
export function Figures({ days }: { days: Days }) {
  return (
    <div className="consultation-figures">
      <Counts days={days} />
      <Shares days={days} />
    </div>
  );
}

function Counts({ days }: { days: Days }) {
  const { data, error, refetch } = useConsultationCounts(days);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  return (
    <Card title={text.figures}>
      {data ? (
        <dl className="figures pad">
          <Figure name={text.total} value={text.times(data.total)} strong />
          {helpKindCodes.map((kind) => (
            <Figure key={kind} name={helpKinds[kind]} value={text.times(data.help[kind])} />
          ))}
          <Figure name={text.answeredOnly} value={text.times(data.answeredOnly)} />
          <Figure name={text.linked} value={text.times(data.linked)} />
        </dl>
      ) : (
        <Skeleton rows={3} />
      )}
    </Card>
  );
}

const Figure = ({ name, value, strong = false }: { name: string; value: string; strong?: boolean }) => (
  <div className={strong ? 'figure strong' : 'figure'}>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

const inWords = ({ priority, cases, percent }: Share): string => text.shareOf(priority, cases, percent);

function Shares({ days }: { days: Days }) {
  const { data, error, refetch } = usePriorityShares(days);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={3} />;
  const { intake, home, windows } = data;
  return (
    <Card title={text.share}>
      {intake.cases + home.cases === 0 ? (
        <p className="pad soft">{text.shareNone}</p>
      ) : (
        <dl className="figures pad">
          <Figure name={text.shareIntake} value={inWords(intake)} />
          <Figure name={text.shareHome} value={inWords(home)} />
        </dl>
      )}
      {windows.length > 1 ? (
        <details className="pad">
          <summary>{text.shareWindows}</summary>
          <ul className="share-windows">
            {windows.map((window) => (
              <li key={window.windowId}>
                <b>{window.windowName}</b>
                <span className="small block">
                  {text.shareIntake} {inWords(window.intake)}；{text.shareHome} {inWords(window.home)}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Card>
  );
}
