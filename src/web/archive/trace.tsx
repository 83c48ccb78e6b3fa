import { useState } from 'react';
import type { TraceEntry } from '../../cases/archive/case-file-view.ts';
import type { CaseView } from '../../cases/core/case-view.ts';
import { holderNames } from '../../regulation/duties.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useTrace } from '../api/archive.ts';
import { Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { endMoment } from '../time/end-moment.ts';
import { useNow } from '../time/now.tsx';
import { archiveText as text } from './text.zh-CN.ts';

/** 责任追溯: every step with who did it, when, and by when it had to be done. */
export function Trace({ kase }: { kase: CaseView }) {
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useTrace(kase.id, kase.version, open);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{text.trace}</summary>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {open && !data && !error ? <Skeleton rows={3} /> : null}
      {data ? (
        <>
          {data.whole ? (
            <p className="small">{text.traceWhole(data.entries.length)}</p>
          ) : (
            <Note tone="bad">{text.traceBroken(data.fault ?? '')}</Note>
          )}
          <ol className="trace">
            {data.entries.map((entry) => (
              <Entry key={entry.seq} entry={entry} />
            ))}
          </ol>
        </>
      ) : null}
    </details>
  );
}

function Entry({ entry }: { entry: TraceEntry }) {
  const year = Number(useNow().slice(0, 4));
  return (
    <li value={entry.seq}>
      <b>
        {entry.seq}. {entry.title}
      </b>
      <span className="small block">
        {shortMoment(entry.effectiveAt, year)} · {entry.actor}
        {entry.windowName === undefined ? ` · ${entry.capacity}` : ` · ${entry.windowName}`}
      </span>
      {entry.duties.map(({ rule, title, holder, dueAt, ended, late }) => (
        <span key={`${rule} ${dueAt}`} className={`small block ${late ? 'bad-text' : ''}`}>
          {holderNames[holder]}
          {title}：{text.before(endMoment(dueAt, year))} ·{' '}
          {late && ended === 'done' ? text.late : text.ended[ended]}
        </span>
      ))}
    </li>
  );
}
