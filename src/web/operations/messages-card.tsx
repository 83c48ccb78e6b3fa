import { useState } from 'react';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { type OutboxMessage, type TopicState, useMessagesOf, useOperation } from '../api/operations.ts';
import { Button } from '../components/button.tsx';
import { Card, Confirm, Empty } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { undelivered } from './health.ts';
import { operationsText as text } from './text.zh-CN.ts';

const { columns, confirm } = text;
const kinds = ['waiting', 'ended'] as const;

const next = ({ state, dueAt }: OutboxMessage): string =>
  state === 'waiting' ? text.states.waiting(shortMoment(dueAt)) : text.states[state];

/** Messages of one kind: what waits, what did not get through, and sending it again. */
export function MessagesCard(props: { topic: TopicState; operates: boolean; onClose: () => void }) {
  const { topic, operates, onClose } = props;
  const { title } = topic;
  const count = undelivered(topic);
  const [which, setWhich] = useState<(typeof kinds)[number]>(count > 0 ? 'ended' : 'waiting');
  const [asked, setAsked] = useState<'all' | OutboxMessage>();
  const list = useMessagesOf(topic.topic, which);
  const operation = useOperation();
  const { say } = useMessages();
  const messages = list.data?.pages.flatMap((page) => page.messages) ?? [];

  const act = (path: string) =>
    operation.mutate(`/outbox/${topic.topic}${path}`, {
      onSuccess: (answer) => {
        say(answer === undefined ? text.stoppedOne : text.done(answer.count), 'ok');
        setAsked(undefined);
      },
    });

  return (
    <Card
      title={text.messagesTitle(title)}
      aside={
        <>
          {kinds.map((kind) => (
            <button
              key={kind}
              type="button"
              className="link-button"
              aria-pressed={kind === which}
              onClick={() => setWhich(kind)}
            >
              {text.which[kind]}
            </button>
          ))}
          {operates && count > 0 ? (
            <Button small onPress={() => setAsked('all')}>
              {text.resendAll}
            </Button>
          ) : null}
          <Button small onPress={onClose}>
            {text.close}
          </Button>
        </>
      }
    >
      <PagedList
        query={list}
        rows={messages}
        none={<Empty icon="check" title={text.messagesNone[which]} />}
        more={text.more}
        waiting={3}
      >
        <div className="table-frame">
          <table className="cards-when-narrow operations-table" aria-label={text.messagesTitle(title)}>
            <thead>
              <tr>
                <th>{columns.message}</th>
                <th>{columns.since}</th>
                <th>{columns.error}</th>
                <th>{columns.next}</th>
                {operates ? <th>{columns.act}</th> : null}
              </tr>
            </thead>
            <tbody>
              {messages.map((message) => (
                <tr key={message.id}>
                  <td data-label={columns.message}>
                    <span className="operations-key">{message.key}</span>
                    <span className="small under">{text.attempts(message.attempts)}</span>
                  </td>
                  <td data-label={columns.since}>{shortMoment(message.since)}</td>
                  <td data-label={columns.error} className="operations-error">
                    {message.error ?? text.none}
                  </td>
                  <td data-label={columns.next}>{next(message)}</td>
                  {operates ? (
                    <td data-label={columns.act}>
                      <span className="operations-acts">
                        <Button
                          small
                          busy={operation.isPending}
                          onPress={() => act(`/messages/${message.id}/resend`)}
                        >
                          {text.resend}
                        </Button>
                        {message.state === 'waiting' ? (
                          <Button small kind="danger" onPress={() => setAsked(message)}>
                            {text.giveUp}
                          </Button>
                        ) : null}
                      </span>
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </PagedList>
      {asked === undefined ? null : (
        <Confirm
          title={asked === 'all' ? confirm.resendAll : confirm.giveUp}
          verb={asked === 'all' ? text.resendAll : text.giveUp}
          safe={confirm.safe}
          danger={asked !== 'all'}
          busy={operation.isPending}
          error={operation.error}
          onConfirm={() => act(asked === 'all' ? '/resend' : `/messages/${asked.id}/give-up`)}
          onClose={() => {
            operation.reset();
            setAsked(undefined);
          }}
        >
          <p>{asked === 'all' ? confirm.resendAllWhy(title, count) : confirm.giveUpWhy}</p>
        </Confirm>
      )}
    </Card>
  );
}
