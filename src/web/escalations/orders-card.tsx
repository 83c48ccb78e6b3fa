import { useState } from 'react';
import { Link } from 'react-router';
import type { OrderView } from '../../escalation/supervision.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useBulletin, useOrders } from '../api/escalations.ts';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Dialog, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { TextDialog } from './act-dialogs.tsx';
import { useDueDate } from './escalation-detail.tsx';
import { ladderText } from './text.zh-CN.ts';

const text = ladderText.orders;

/** Supervision orders that were given and got. */
export function Orders() {
  const list = useOrders();
  const [opened, setOpened] = useState<{ act: 'answer' | 'close'; order: OrderView }>();
  const orders = list.data?.pages.flatMap((page) => page.orders) ?? [];
  const more = () => void list.fetchNextPage();
  useKeys([{ key: 'PgDn', name: ladderText.more, act: more, off: !list.hasNextPage }]);
  return (
    <>
      {list.error ? <ReadFailed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending && !list.error ? <Skeleton rows={4} /> : null}
      {list.data && orders.length === 0 ? (
        <Empty icon="check" title={text.none}>
          {text.noneWhy}
        </Empty>
      ) : null}
      {orders.length > 0 ? (
        <OrderTable orders={orders} onAct={(act, order) => setOpened({ act, order })} />
      ) : null}
      {list.hasNextPage ? (
        <div className="list-foot">
          <Button small keys="PgDn" busy={list.isFetchingNextPage} onPress={more}>
            {ladderText.more}
          </Button>
        </div>
      ) : null}
      {opened ? (
        <TextDialog
          title={opened.act === 'answer' ? text.answerTitle : text.closeTitle}
          verb={opened.act === 'answer' ? text.answer : text.close}
          label={opened.act === 'answer' ? text.answerLabel : text.closeLabel}
          path={`/api/supervision-orders/${opened.order.id}/${opened.act}`}
          field="text"
          optional={opened.act === 'close' && opened.order.state === 'answered'}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
    </>
  );
}

function OrderTable(props: {
  orders: readonly OrderView[];
  onAct?: (act: 'answer' | 'close', order: OrderView) => void;
}) {
  const { orders, onAct } = props;
  const due = useDueDate();
  const { columns } = text;
  return (
    <div className="table-frame ladder-table">
      <table className="cards-when-narrow" aria-label={ladderText.tabs.orders}>
        <thead>
          <tr>
            <th className="col-due">{columns.due}</th>
            <th>{columns.text}</th>
            <th className="col-hands">{columns.to}</th>
            <th className="col-hands">{columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.id}>
              <td data-label={columns.due}>{due(order.dueAt)}</td>
              <td data-label={columns.text}>
                <span className="order-text">{order.text}</span>
                <span className="small under">
                  {columns.from}：{order.fromName} · {shortMoment(order.issuedAt)}
                  {order.escalationId === undefined ? null : (
                    <>
                      {' · '}
                      <Link to={`/escalations/${order.escalationId}`}>{ladderText.title}</Link>
                    </>
                  )}
                </span>
                {order.answer === undefined ? null : (
                  <span className="small under">
                    {text.answered(order.answeredBy ?? '', shortMoment(order.answeredAt ?? order.issuedAt))}
                    {order.answer}
                  </span>
                )}
              </td>
              <td data-label={columns.to}>{order.toName}</td>
              <td data-label={columns.state}>
                <Tag
                  tone={order.overdue ? 'bad' : order.state === 'open' ? 'go' : 'wait'}
                  icon={order.overdue ? 'octagon' : order.state === 'open' ? 'clock' : 'check'}
                >
                  {order.overdue ? `${order.stateLabel} · ${text.overdue}` : order.stateLabel}
                </Tag>
                <div className="row">
                  {(onAct ? order.acts : []).map((act) => (
                    <Button key={act} small onPress={() => onAct?.(act, order)}>
                      {text[act]}
                    </Button>
                  ))}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** 月度通报: overdue orders of a month, to be printed. */
export function BulletinDialog({ onClose }: { onClose: () => void }) {
  const [month, setMonth] = useState(useNow().slice(0, 7));
  const valid = /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month);
  const { data, error, refetch } = useBulletin(month, valid);
  useKeys([{ key: 'Esc', name: ladderText.back, act: onClose }], 'dialog');
  return (
    <Dialog
      title={valid ? ladderText.bulletinTitle(month) : ladderText.bulletin}
      width={960}
      onClose={onClose}
    >
      <TextField label={ladderText.bulletinMonth} value={month} maxLength={7} first onChange={setMonth} />
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {data && data.orders.length === 0 ? <p className="soft">{ladderText.bulletinNone}</p> : null}
      {data && data.orders.length > 0 ? <OrderTable orders={data.orders} /> : null}
      <div className="dialog-buttons">
        <Button keys="Esc" onPress={onClose}>
          {ladderText.back}
        </Button>
        <Button kind="main" onPress={() => window.print()}>
          {ladderText.print}
        </Button>
      </div>
    </Dialog>
  );
}
