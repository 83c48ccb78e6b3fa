import { useState } from 'react';
import { Link } from 'react-router';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { type ParkedEntry, type SubscriberState, useOperation, useParked } from '../api/operations.ts';
import { Button } from '../components/button.tsx';
import { Card, Confirm, Empty } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { operationsText as text } from './text.zh-CN.ts';

const { columns, confirm } = text;

function next({ deadAt, nextTryAt }: ParkedEntry): string {
  if (deadAt !== null) return text.deadSince(shortMoment(deadAt));
  return nextTryAt === null ? text.waitsBehind : text.nextTry(shortMoment(nextTryAt));
}

/** What a subscriber could not carry out: why, what happens next, and doing it again. */
export function ParkedCard(props: { subscriber: SubscriberState; operates: boolean; onClose: () => void }) {
  const { subscriber, operates, onClose } = props;
  const { name, title } = subscriber;
  const parked = useParked(name);
  const operation = useOperation();
  const { say } = useMessages();
  const [asked, setAsked] = useState<'all' | ParkedEntry>();
  const entries = parked.data?.pages.flatMap((page) => page.entries) ?? [];
  const count = subscriber.parked + subscriber.dead;

  const redo = (path: string) =>
    operation.mutate(`/subscribers/${name}${path}`, {
      onSuccess: (answer) => {
        say(answer === undefined ? text.stoppedOne : text.done(answer.count), 'ok');
        setAsked(undefined);
      },
    });

  return (
    <Card
      title={text.parkedTitle(title)}
      aside={
        <>
          {operates && count > 0 ? (
            <Button small onPress={() => setAsked('all')}>
              {text.redoAll}
            </Button>
          ) : null}
          <Button small onPress={onClose}>
            {text.close}
          </Button>
        </>
      }
    >
      <PagedList
        query={parked}
        rows={entries}
        none={<Empty icon="check" title={text.parkedNone} />}
        more={text.more}
        waiting={3}
      >
        <div className="table-frame">
          <table className="cards-when-narrow operations-table" aria-label={text.parkedTitle(title)}>
            <thead>
              <tr>
                <th>{columns.entry}</th>
                <th>{columns.kase}</th>
                <th>{columns.error}</th>
                <th>{columns.tries}</th>
                <th>{columns.next}</th>
                {operates ? <th>{columns.act}</th> : null}
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.feedNo}>
                  <td data-label={columns.entry}>{text.entryName(entry.feedNo, entry.type)}</td>
                  <td data-label={columns.kase}>
                    <Link to={`/cases/${entry.caseId}`}>{text.open}</Link>
                  </td>
                  <td data-label={columns.error} className="operations-error">
                    {entry.error ?? text.waitsBehind}
                  </td>
                  <td data-label={columns.tries}>{entry.failures}</td>
                  <td data-label={columns.next}>{next(entry)}</td>
                  {operates ? (
                    <td data-label={columns.act}>
                      <span className="operations-acts">
                        <Button
                          small
                          busy={operation.isPending}
                          onPress={() => redo(`/parked/${entry.feedNo}/resend`)}
                        >
                          {text.redo}
                        </Button>
                        {entry.deadAt === null ? (
                          <Button small kind="danger" onPress={() => setAsked(entry)}>
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
          title={asked === 'all' ? confirm.redoAll : confirm.giveUp}
          verb={asked === 'all' ? text.redoAll : text.giveUp}
          safe={confirm.safe}
          danger={asked !== 'all'}
          busy={operation.isPending}
          error={operation.error}
          onConfirm={() => redo(asked === 'all' ? '/resend' : `/parked/${asked.feedNo}/give-up`)}
          onClose={() => {
            operation.reset();
            setAsked(undefined);
          }}
        >
          <p>{asked === 'all' ? confirm.redoAllWhy(title, count) : confirm.giveUpWhy}</p>
        </Confirm>
      )}
    </Card>
  );
}
