import { shortMoment } from '../../regulation/shanghai-time.ts';
import type { SubscriberState, TopicState } from '../api/operations.ts';
import { Button } from '../components/button.tsx';
import { Tag } from '../components/marks.tsx';
import { type Health, healthOfSubscriber, healthOfTopic, undelivered } from './health.ts';
import { operationsText as text } from './text.zh-CN.ts';

const { columns } = text;

const counted = (count: number): string => (count === 0 ? text.none : text.events(count));

function HealthTag({ health, known }: { health: Health; known: boolean }) {
  if (health === 'stopped')
    return (
      <Tag tone="bad" icon="octagon">
        {text.stopped}
      </Tag>
    );
  if (!known)
    return (
      <Tag tone="wait" icon="slashed">
        {text.unknown}
      </Tag>
    );
  if (health === 'fine')
    return (
      <Tag tone="ok" icon="check">
        {text.fine}
      </Tag>
    );
  return (
    <Tag tone="warn" icon={health === 'behind' ? 'clock' : 'rotate'}>
      {health === 'behind' ? text.catchingUp : text.retrying}
    </Tag>
  );
}

/** What both tables are told: which row is looked at, and what opens one. */
type Looking = { looked: string | undefined; onLook: (name: string) => void };

function LookButton(props: { title: string; pressed: boolean; onPress: () => void }) {
  return (
    <Button small pressed={props.pressed} label={text.lookAt(props.title)} onPress={props.onPress}>
      {text.look}
    </Button>
  );
}

/** Readers of the feed: how far, how late, what failed. */
export function SubscriberTable(props: { subscribers: readonly SubscriberState[] } & Looking) {
  const { subscribers, looked, onLook } = props;
  return (
    <div className="table-frame">
      <table className="cards-when-narrow operations-table" aria-label={text.subscribers}>
        <thead>
          <tr>
            <th>{columns.what}</th>
            <th>{columns.state}</th>
            <th>{columns.position}</th>
            <th>{columns.lag}</th>
            <th>{columns.parked}</th>
            <th>{columns.dead}</th>
            <th>{columns.failures}</th>
            <th>{columns.act}</th>
          </tr>
        </thead>
        <tbody>
          {subscribers.map((state) => (
            <tr key={state.name}>
              <td data-label={columns.what}>
                <span className="strong">{state.title}</span>
                <span className="small under">{state.name}</span>
              </td>
              <td data-label={columns.state}>
                <HealthTag health={healthOfSubscriber(state)} known={state.known} />
              </td>
              <td data-label={columns.position} className="number">
                {state.feedNo}
              </td>
              <td data-label={columns.lag}>{text.lag(state.lagEvents, text.age(state.lagSeconds))}</td>
              <td data-label={columns.parked}>{counted(state.parked)}</td>
              <td data-label={columns.dead}>{counted(state.dead)}</td>
              <td data-label={columns.failures}>
                {counted(state.failures)}
                {state.lastError === null || state.lastFailedAt === null ? null : (
                  <span className="small under cut" title={state.lastError}>
                    {text.lastFailed(shortMoment(state.lastFailedAt))}
                  </span>
                )}
              </td>
              <td data-label={columns.act}>
                <LookButton
                  title={state.title}
                  pressed={looked === state.name}
                  onPress={() => onLook(state.name)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Kinds of messages to the outside: what waits, how long, what did not get through. */
export function TopicTable(props: { topics: readonly TopicState[] } & Looking) {
  const { topics, looked, onLook } = props;
  return (
    <div className="table-frame">
      <table className="cards-when-narrow operations-table" aria-label={text.topics}>
        <thead>
          <tr>
            <th>{columns.what}</th>
            <th>{columns.state}</th>
            <th>{columns.waiting}</th>
            <th>{columns.oldest}</th>
            <th>{columns.failing}</th>
            <th>{columns.ended}</th>
            <th>{columns.act}</th>
          </tr>
        </thead>
        <tbody>
          {topics.map((state) => (
            <tr key={state.topic}>
              <td data-label={columns.what}>
                <span className="strong">{state.title}</span>
                <span className="small under">{state.topic}</span>
              </td>
              <td data-label={columns.state}>
                <HealthTag health={healthOfTopic(state)} known={state.known} />
              </td>
              <td data-label={columns.waiting}>{counted(state.waiting)}</td>
              <td data-label={columns.oldest}>
                {state.oldestSeconds === 0 ? text.none : text.age(state.oldestSeconds)}
              </td>
              <td data-label={columns.failing}>{counted(state.failing)}</td>
              <td data-label={columns.ended}>{counted(undelivered(state))}</td>
              <td data-label={columns.act}>
                <LookButton
                  title={state.title}
                  pressed={looked === state.topic}
                  onPress={() => onLook(state.topic)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
