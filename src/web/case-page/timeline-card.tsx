import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { dayOf } from '../../regulation/instant.ts';
import { clockTime, shortDate } from '../../regulation/shanghai-time.ts';
import { useEvents, useVerification } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { Card, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Party, Tag } from '../components/marks.tsx';
import { dueWords, namedDay } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { caseText as text } from './text.zh-CN.ts';
import { mainEvents, type TimelineEntry, timelineOf } from './timeline.ts';

/** So many of the latest entries are shown on a narrow screen at first. */
const shownNarrow = 6;

/** One timeline for both sides: the past, now, and what follows. */
export function TimelineCard({ kase }: { kase: CaseView }) {
  const { data, error, refetch } = useEvents(kase.id, kase.version);
  const verification = useVerification(kase.id);
  const [whole, setWhole] = useState(false);
  const all = data?.events ?? [];
  const main = mainEvents(all);
  const entries = timelineOf(kase, whole ? all : main);
  const early = whole ? 0 : entries.filter(({ kind }) => kind === 'past').length - shownNarrow;
  return (
    <Card
      title={text.timeline}
      aside={
        <>
          {main.length < all.length || early > 0 || whole ? (
            <button
              type="button"
              className={`link-button ${main.length < all.length ? '' : 'narrow-only'}`}
              onClick={() => setWhole(!whole)}
            >
              {whole ? text.mainEvents : text.allEvents(all.length)}
            </button>
          ) : null}
          <button
            type="button"
            className="link-button"
            disabled={verification.isPending}
            onClick={() => verification.mutate()}
          >
            {verification.isPending ? text.verifying : text.verify}
          </button>
        </>
      }
    >
      {verification.data ? (
        <div className="pad">
          {verification.data.intact ? (
            <Note tone="ok" icon="shield">
              {text.intact(verification.data.events, verification.data.head.slice(0, 16))}
            </Note>
          ) : (
            <Note tone="bad">{text.broken(verification.data.events)}</Note>
          )}
        </div>
      ) : null}
      {verification.error ? <Note tone="bad">{sentenceFor(verification.error)}</Note> : null}
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {data ? (
        <div className="timeline">
          <div className="lanes">
            <span>
              {text.intakeLane(kase.intake.regionName)} <Party side="intake" />
            </span>
            <span>
              <Party side="home" /> {text.homeLane(kase.home.regionName)}
            </span>
          </div>
          <ol>
            {entries.map((entry, index) => (
              <Entry key={entry.key} entry={entry} early={index < early} />
            ))}
          </ol>
        </div>
      ) : error ? null : (
        <Skeleton rows={4} />
      )}
    </Card>
  );
}

function Entry({ entry, early }: { entry: TimelineEntry; early: boolean }) {
  const now = useNow();
  const future = entry.kind === 'due' || entry.kind === 'later';
  const { when, below } = timeOf(entry, now);
  return (
    <li
      className={`event event-${entry.lane} ${future ? 'event-future' : ''} event-is-${entry.kind} ${early ? 'event-early' : ''}`}
    >
      <div className="event-other" />
      <div className="event-time">
        <b>{when}</b>
        {below}
      </div>
      <div className="event-content">
        <b>{entry.kind === 'due' ? entry.deadline.title : entry.title}</b>
        {entry.kind === 'past' && entry.late ? (
          <Tag tone="bad" icon="octagon">
            {text.late}
          </Tag>
        ) : null}
        <span className="small block">{notesOf(entry, now)}</span>
      </div>
    </li>
  );
}

function timeOf(entry: TimelineEntry, now: string): { when: string; below: string } {
  switch (entry.kind) {
    case 'past':
      return { when: clockTime(entry.at), below: shortDate(dayOf(entry.at), Number(now.slice(0, 4))) };
    case 'now':
      return { when: text.now, below: namedDay(dayOf(now), now) };
    case 'due':
      return { when: `${shortDate(entry.deadline.dueOn, Number(now.slice(0, 4)))}前`, below: '' };
    case 'later':
      return { when: text.later, below: '' };
  }
}

function notesOf(entry: TimelineEntry, now: string): string {
  if (entry.kind === 'past' || entry.kind === 'now') return entry.notes.join(' · ');
  if (entry.kind === 'later') return '';
  const { left, date } = dueWords(entry.deadline, now);
  return `${left}（${date}） · 到期：${entry.deadline.atDue}`;
}
