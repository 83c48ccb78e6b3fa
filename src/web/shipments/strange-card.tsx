import { useState } from 'react';
import { Link } from 'react-router';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import type { StrangeEvent } from '../../shipments/views.ts';
import { useShipmentAct, useStrangeEvents } from '../api/shipments.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { Tag } from '../components/marks.tsx';
import { useNow } from '../time/now.tsx';
import { shipmentText as text } from './text.zh-CN.ts';

/** 要核对的寄递信息: unknown waybills, wrong places, wrong times. */
export function StrangeCard() {
  const year = Number(useNow().slice(0, 4));
  const { data, error, isPending, refetch } = useStrangeEvents();
  const [settling, setSettling] = useState<StrangeEvent>();
  return (
    <Card title={text.strange}>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={3} /> : null}
      {data && data.events.length === 0 ? <Empty icon="check" title={text.strangeNone} /> : null}
      <ul className="document-list">
        {(data?.events ?? []).map((event) => (
          <li key={event.id}>
            <Icon name="alert" />
            <div>
              <b>
                {event.waybill} {event.kindLabel}
              </b>{' '}
              <Tag tone="warn" icon="alert">
                {event.troubleLabel}
              </Tag>
              <span className="small block">
                {[shortMoment(event.at, year), event.place, event.regionName].filter(Boolean).join(' · ')}
              </span>
              {event.reason === '' || event.reason === event.troubleLabel ? null : (
                <span className="small block">{event.reason}</span>
              )}
              {event.caseId === undefined ? null : (
                <Link className="small" to={`/cases/${event.caseId}`}>
                  {text.columns.number}
                </Link>
              )}
            </div>
            <Button small onPress={() => setSettling(event)}>
              {text.settle}
            </Button>
          </li>
        ))}
      </ul>
      {settling ? <SettleDialog event={settling} onClose={() => setSettling(undefined)} /> : null}
    </Card>
  );
}

function SettleDialog({ event, onClose }: { event: StrangeEvent; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const act = useShipmentAct();
  const blocked = [...reason.trim()].length < 2 ? text.reasonMissing : undefined;
  return (
    <ActDialog
      title={text.settleTitle}
      verb={text.settle}
      safe={text.notSettle}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          { path: `/api/carrier-events/${event.id}/settle`, body: { reason: reason.trim() } },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <p className="soft">
        {event.waybill} {event.kindLabel} · {event.troubleLabel}
      </p>
      <TextField
        label={text.settleReason}
        hint={text.settleHint}
        first
        value={reason}
        maxLength={200}
        onChange={setReason}
      />
    </ActDialog>
  );
}
