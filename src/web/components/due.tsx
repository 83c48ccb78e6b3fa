import type { WhyLine } from '../../cases/core/case-view.ts';
import { shortDate } from '../../regulation/shanghai-time.ts';
import { type DueFacts, dueWords, namedDay } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { Icon, type IconName } from './icon.tsx';

const icons: Record<'ok' | 'warn' | 'bad' | 'wait', IconName> = {
  ok: 'clock',
  warn: 'alert',
  bad: 'octagon',
  wait: 'clock',
};

/** A deadline: count and date, with icon and tone. */
export function Due(facts: DueFacts) {
  const { tone, left, date } = dueWords(facts, useNow());
  return (
    <span className={`due due-${tone}`}>
      <b>
        <Icon name={icons[tone]} />
        {left}
      </b>
      <span>{date}</span>
    </span>
  );
}

/** What is not counted: a word and why. */
export function NotDue({ word, why }: { word: string; why?: string }) {
  return (
    <span className="due due-wait">
      <b>
        <Icon name="clock" />
        {word}
      </b>
      {why === undefined ? null : <span>{why}</span>}
    </span>
  );
}

/** "为什么是 10月9日？": a line for each day or run of days, counted or not, with the reason. */
export function Why({
  title,
  lines,
  open = false,
}: {
  title: string;
  lines: readonly WhyLine[];
  open?: boolean;
}) {
  const now = useNow();
  if (lines.length === 0) return null;
  return (
    <details className="why" open={open}>
      <summary>{title}</summary>
      <ol>
        {lines.map((line, i) => (
          <li key={`${line.from} ${line.label}`} className={whyClass(line, i === lines.length - 1)}>
            <span>
              {line.to === undefined || line.to === line.from
                ? namedDay(line.from, now)
                : `${shortDate(line.from)}–${shortDate(line.to)}`}
            </span>
            <span>{line.label}</span>
            <span>{countedWord(line, i === lines.length - 1)}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function countedWord({ counted, n }: WhyLine, last: boolean): string {
  if (!counted) return '不计';
  return n === undefined ? '计' : `第 ${n} 日${last ? '止' : ''}`;
}

function whyClass(line: WhyLine, last: boolean): string {
  if (last && line.counted) return 'why-end';
  return line.counted ? '' : 'why-off';
}
