import type { CaseView } from '../../cases/core/case-view.ts';
import { dayOf } from '../../regulation/instant.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { Party } from '../components/marks.tsx';
import { dueSentence, namedDay } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { caseText as text } from './text.zh-CN.ts';

/** The three facts with which a case page begins. */
export function NowFacts({ kase }: { kase: CaseView }) {
  const now = useNow();
  const { holder, next, byItself } = kase;
  const due = kase.deadlines.find((deadline) => deadline.title === next?.title) ?? kase.deadlines[0];
  return (
    <section className="now-facts" aria-label={text.now}>
      <div className={`now-holder now-${holder.side}`}>
        <h2>{text.holderTitle}</h2>
        <p className="key-fact">
          {holder.side === 'none' ? (
            text.nobody
          ) : (
            <>
              <Party side={holder.side} />
              <span>
                {holder.office}
                {holder.person === undefined ? '' : ` · ${holder.person}`}
              </span>
            </>
          )}
        </p>
        <p className="soft">{text.since(shortMoment(holder.since, yearOf(now)), holder.why)}</p>
      </div>
      <div>
        <h2>{text.nextTitle}</h2>
        <p className="key-fact">{next?.title ?? text.nothingNext}</p>
        <p className="soft">
          {next === undefined
            ? text.nothingNextWhy
            : due && due.title === next.title
              ? dueSentence(due, now)
              : next.dueAt === undefined
                ? ''
                : `${shortMoment(next.dueAt)} 前`}
        </p>
      </div>
      <div>
        <h2>{text.byItselfTitle}</h2>
        <p className="key-fact">{byItself?.text ?? text.nothingByItself}</p>
        <p className="soft">
          {byItself === undefined
            ? text.nothingByItselfWhy
            : `${namedDay(dayOf(justBefore(byItself.at)), now)} ${endHour(byItself.at)}`}
        </p>
      </div>
    </section>
  );
}

const yearOf = (now: string): number => Number(now.slice(0, 4));

/** Midnight belongs to the day that ends with it. */
const isMidnight = (at: string): boolean => at.slice(11, 19) === '00:00:00';
const justBefore = (at: string): string =>
  isMidnight(at) ? new Date(Date.parse(at) - 1 + 8 * 3_600_000).toISOString().replace('Z', '+08:00') : at;
const endHour = (at: string): string => (isMidnight(at) ? '24:00' : at.slice(11, 16));
