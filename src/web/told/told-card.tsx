import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { CallView, MessageView } from '../../notifications/messages/message-view.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useMessageRecord } from '../api/messages.ts';
import { Button } from '../components/button.tsx';
import { Card, ReadFailed, Skeleton } from '../components/frame.tsx';
import type { IconName } from '../components/icon.tsx';
import { Icon } from '../components/icon.tsx';
import { Tag } from '../components/marks.tsx';
import type { Tone } from '../components/states.ts';
import { useNow } from '../time/now.tsx';
import { toldText as text } from './text.zh-CN.ts';
import './told.css';

/** The latest stand on the page at once; all of them in order when asked for. */
const latestShown = 3;

/** 通知记录: what was told to whom, when, by which way, with which words, and what became of it. */
export function ToldCard({ kase }: { kase: CaseView }) {
  const [unmask, setUnmask] = useState(false);
  const [whole, setWhole] = useState(false);
  const { data, error, refetch, hasNextPage, fetchNextPage } = useMessageRecord(
    kase.id,
    kase.version,
    unmask,
  );
  const messages = data?.pages.flatMap((page) => page.messages) ?? [];
  const [first] = data?.pages ?? [];
  const shown = whole ? messages : messages.slice(-latestShown);
  return (
    <Card
      title={text.title}
      aside={
        <>
          {messages.length > latestShown ? (
            <button type="button" className="link-button" onClick={() => setWhole(!whole)}>
              {whole ? text.latest : text.all(messages.length, hasNextPage)}
            </button>
          ) : null}
          {messages.some((message) => message.text !== null) && !unmask ? (
            <button
              type="button"
              className="link-button"
              title={text.unmaskWhy}
              onClick={() => setUnmask(true)}
            >
              {text.unmask}
            </button>
          ) : null}
        </>
      }
    >
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Skeleton rows={2} /> : null}
      {data && messages.length === 0 ? <p className="pad soft">{text.none}</p> : null}
      <ol className="told">
        {shown.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ol>
      {first && first.calls.length > 0 ? <Calls calls={first.calls} /> : null}
      {hasNextPage && whole ? (
        <div className="pad">
          <Button onPress={() => void fetchNextPage()}>{text.more}</Button>
        </div>
      ) : null}
    </Card>
  );
}

type Look = { tone: Tone; icon: IconName };

const looks: Readonly<Record<string, Look>> = {
  delivered: { tone: 'ok', icon: 'check' },
  handedOver: { tone: 'go', icon: 'arrow' },
  failed: { tone: 'bad', icon: 'octagon' },
  expired: { tone: 'bad', icon: 'octagon' },
  inDoubt: { tone: 'warn', icon: 'alert' },
  notTaken: { tone: 'warn', icon: 'alert' },
  invalidNumber: { tone: 'warn', icon: 'alert' },
};
const waiting: Look = { tone: 'wait', icon: 'clock' };

function Message({ message }: { message: MessageView }) {
  const year = Number(useNow().slice(0, 4));
  const { tone, icon } = looks[message.status] ?? waiting;
  const later = message.status === 'queued' && message.sendAt > message.madeAt;
  return (
    <li>
      <div className="told-head">
        <b>{message.title}</b>
        <Tag tone={tone} icon={icon}>
          {message.statusName}
        </Tag>
        <span className="small">
          {shortMoment(message.madeAt, year)} · {message.channelName}给{message.audienceName}{' '}
          {message.address}
        </span>
      </div>
      <p>{message.text ?? <span className="soft">{text.hidden}</span>}</p>
      {later ? <p className="small">{text.waits(shortMoment(message.sendAt, year))}</p> : null}
      {message.call ? <p className="small">{text.call(message.call.reason, message.call.closure)}</p> : null}
      <details>
        <summary className="small">
          {[
            text.version(message.version),
            ...(message.attempts > 1 ? [text.attempts(message.attempts)] : []),
            ...(message.supplier === null ? [] : [text.supplier(message.supplier)]),
          ].join(' · ')}
        </summary>
        <ol className="told-steps small">
          {message.steps.map((step) => (
            <li key={step.stepNo}>
              {[
                shortMoment(step.at, year),
                step.name,
                ...(step.attempt > 1 ? [text.attempt(step.attempt)] : []),
                ...(step.supplier === null ? [] : [text.supplier(step.supplier)]),
                ...(step.reason === null ? [] : [step.reason]),
              ].join(' · ')}
            </li>
          ))}
        </ol>
        <p className="small">{text.digest(message.contentDigest)}</p>
      </details>
    </li>
  );
}

function Calls({ calls }: { calls: readonly CallView[] }) {
  const year = Number(useNow().slice(0, 4));
  return (
    <ul className="document-list" aria-label={text.calls}>
      {calls.map((call) => (
        <li key={`${call.calledAt} ${call.audienceName} ${call.number}`}>
          <Icon name="phone" />
          <div>
            {text.spoke(call.staffName, call.audienceName, call.reached)}
            <span className="small block">
              {shortMoment(call.calledAt, year)} · {call.number}
            </span>
          </div>
        </li>
      ))}
    </ul>
  );
}
