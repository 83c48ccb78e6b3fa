import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type SubscriberState, type TopicState, useSubscribers, useTopics } from '../api/operations.ts';
import { useSession } from '../api/session.ts';
import { Card, Empty, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { healthOf } from './health.ts';
import { MessagesCard } from './messages-card.tsx';
import { ParkedCard } from './parked-card.tsx';
import { SubscriberTable, TopicTable } from './state-tables.tsx';
import { operationsText as text } from './text.zh-CN.ts';
import './operations.css';

/** What is looked at in detail. */
type Looked = { kind: 'subscriber' | 'topic'; name: string };

/** 运行状况: how far everything is that works by itself, what failed, and sending it again. */
export default function OperationsPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const roles = new Set(session?.grants.map(({ role }) => role));
  useKeys([{ key: 'Esc', name: text.back, act: () => void navigate('/') }]);
  if (!roles.has('systemAdministrator') && !roles.has('auditor')) {
    return (
      <Empty icon="lock" title={text.noRight}>
        {text.noRightWhy}
      </Empty>
    );
  }
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <p className="operations-lead">{text.lead}</p>
      <States operates={roles.has('systemAdministrator')} />
    </>
  );
}

function States({ operates }: { operates: boolean }) {
  const subscribers = useSubscribers();
  const topics = useTopics();
  const [looked, setLooked] = useState<Looked>();
  const error = subscribers.error ?? topics.error;
  if (error) {
    return (
      <ReadFailed
        error={error}
        retry={() => {
          void subscribers.refetch();
          void topics.refetch();
        }}
      />
    );
  }
  if (!subscribers.data || !topics.data) return <Skeleton rows={8} />;
  const readers = subscribers.data.subscribers;
  const kinds = topics.data.topics;
  const close = () => setLooked(undefined);
  const reader = looked?.kind === 'subscriber' ? readers.find(({ name }) => name === looked.name) : undefined;
  const kind = looked?.kind === 'topic' ? kinds.find(({ topic }) => topic === looked.name) : undefined;
  return (
    <div className="stack">
      <Summary subscribers={readers} topics={kinds} />
      <Card title={text.subscribers} aside={<span className="small">{text.subscribersWhy}</span>}>
        {readers.length === 0 ? (
          <Empty icon="check" title={text.noSubscribers} />
        ) : (
          <SubscriberTable
            subscribers={readers}
            looked={reader?.name}
            onLook={(name) => setLooked({ kind: 'subscriber', name })}
          />
        )}
      </Card>
      {reader ? (
        <ParkedCard key={reader.name} subscriber={reader} operates={operates} onClose={close} />
      ) : null}
      <Card title={text.topics} aside={<span className="small">{text.topicsWhy}</span>}>
        {kinds.length === 0 ? (
          <Empty icon="check" title={text.noTopics}>
            {text.noTopicsWhy}
          </Empty>
        ) : (
          <TopicTable
            topics={kinds}
            looked={kind?.topic}
            onLook={(name) => setLooked({ kind: 'topic', name })}
          />
        )}
      </Card>
      {kind ? <MessagesCard key={kind.topic} topic={kind} operates={operates} onClose={close} /> : null}
    </div>
  );
}

/** The whole in one sentence. */
function Summary(props: { subscribers: readonly SubscriberState[]; topics: readonly TopicState[] }) {
  const { stopped, behind, failing } = healthOf(props.subscribers, props.topics);
  if (stopped > 0) return <Note tone="bad">{text.summary.bad(stopped)}</Note>;
  const late = [
    ...(behind.length > 0 ? [text.summary.behind(behind.join('、'))] : []),
    ...(failing.length > 0 ? [text.summary.failing(failing.join('、'))] : []),
  ];
  if (late.length > 0) return <Note tone="warn">{text.summary.late(late.join('；'))}</Note>;
  return <Note tone="ok">{text.summary.good}</Note>;
}
