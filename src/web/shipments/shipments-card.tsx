import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { shortDate, shortMoment } from '../../regulation/shanghai-time.ts';
import { yuanOf } from '../../shipments/month-report.ts';
import type { OrderView } from '../../shipments/order-view.ts';
import type { Playbook } from '../../shipments/playbook.ts';
import type { CaseShipmentView } from '../../shipments/views.ts';
import { useCaseShipments } from '../api/shipments.ts';
import { Button } from '../components/button.tsx';
import { Card, Note, ReadFailed } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { Tag } from '../components/marks.tsx';
import { useNow } from '../time/now.tsx';
import { FeeDialog } from './fee-dialog.tsx';
import { OrderActs } from './order-acts.tsx';
import { stateLook } from './state-look.ts';
import { shipmentText as text } from './text.zh-CN.ts';
import './shipments.css';

/** 寄递进展: every parcel of a case with what its carrier said, what is to be done, and orders that are not done. */
export function ShipmentsCard({ kase }: { kase: CaseView }) {
  const { data, error, refetch } = useCaseShipments(kase.id, kase.version);
  const [fee, setFee] = useState<CaseShipmentView>();
  const year = Number(useNow().slice(0, 4));
  const side = kase.capacities.includes('homeClerk') ? 'home' : 'intake';
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data || data.shipments.length + data.orders.length + data.noted.length === 0) return null;
  const clerk = kase.capacities.includes('intakeClerk') || kase.capacities.includes('homeClerk');
  return (
    <Card title={text.cardTitle}>
      <ul className="document-list shipments">
        {data.orders.map((order) => (
          <OpenOrder key={order.id} order={order} />
        ))}
        {data.noted.map((parcel) => (
          <li key={parcel.waybill}>
            <Icon name="box" />
            <div>
              <b>{text.noted}</b>
              <span className="small block">
                {parcel.waybill} · {text.arrived(shortMoment(parcel.arrivedAt, year))}
              </span>
            </div>
            <span />
          </li>
        ))}
        {data.shipments.map((shipment) => (
          <Shipment
            key={shipment.waybill}
            shipment={shipment}
            onFee={
              clerk && shipment.state !== 'cancelled' && (shipment.from === side || shipment.to === side)
                ? () => setFee(shipment)
                : undefined
            }
          />
        ))}
      </ul>
      {fee ? <FeeDialog caseId={kase.id} shipment={fee} onClose={() => setFee(undefined)} /> : null}
    </Card>
  );
}

/** An order that has not become a parcel. */
export function OpenOrder({ order }: { order: OrderView }) {
  const year = Number(useNow().slice(0, 4));
  const waits = order.state === 'queued' || order.state === 'numbered';
  return (
    <li>
      <Icon name="clock" />
      <div>
        <b>
          {order.title} · {order.contents}
        </b>
        <span className="small block">
          {text.orderedAt(shortMoment(order.orderedAt, year))} · {order.payerLabel}
        </span>
        <Tag
          tone={waits ? 'wait' : order.state === 'failed' ? 'bad' : 'pause'}
          icon={waits ? 'clock' : 'alert'}
        >
          {order.stateLabel}
        </Tag>
        {order.error === undefined ? null : <span className="small block">{order.error}</span>}
      </div>
      <OrderActs order={order} />
    </li>
  );
}

function Shipment({ shipment, onFee }: { shipment: CaseShipmentView; onFee: (() => void) | undefined }) {
  const { order, fee, playbook, photos, sealedDigest } = shipment;
  return (
    <li>
      <Icon name="box" />
      <div>
        <b>
          {shipment.purposeLabel} · {shipment.waybill}
        </b>{' '}
        <Tag {...stateLook(shipment.state)}>{shipment.stateLabel}</Tag>
        <span className="small block">
          {[shipment.carrierName, fee ? text.feeOf(yuanOf(fee.feeFen), fee.payerLabel) : '']
            .filter(Boolean)
            .join(' · ')}
        </span>
        {sealedDigest === undefined ? null : (
          <span className="small block">
            {text.sealed(photos.length, sealedDigest.slice(0, 16))}{' '}
            {photos.map((photo, i) => (
              <a key={photo.fileId} href={photo.href} target="_blank" rel="noreferrer" title={photo.sha256}>
                {text.photo(i + 1)}{' '}
              </a>
            ))}
          </span>
        )}
        <History shipment={shipment} />
        {playbook ? <Steps playbook={playbook} /> : null}
      </div>
      <span className="row parcel-acts">
        {order?.labelHref ? (
          <a
            className="button button-plain button-small"
            href={order.labelHref}
            target="_blank"
            rel="noreferrer"
          >
            <Icon name="print" />
            {text.label}
          </a>
        ) : null}
        {onFee ? (
          <Button small onPress={onFee}>
            {text.recordFee}
          </Button>
        ) : null}
      </span>
    </li>
  );
}

function History({ shipment }: { shipment: CaseShipmentView }) {
  const year = Number(useNow().slice(0, 4));
  const { history } = shipment;
  const last = history.at(-1);
  if (!last) return null;
  return (
    <details className="shipment-history" open={history.length <= 3}>
      <summary className="small">
        {text.history}：{shortMoment(last.at, year)} {last.kindLabel} {last.place}
      </summary>
      <ol className="small">
        {history.toReversed().map((event) => (
          <li key={`${event.at} ${event.kindLabel} ${event.place}`}>
            {shortMoment(event.at, year)} {event.kindLabel} {event.place}
            {event.late ? `（${text.late}）` : ''}
            {event.trouble === undefined ? '' : ` — ${event.trouble}`}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** What is to be done, by whom and until when. */
function Steps({ playbook }: { playbook: Playbook }) {
  const year = Number(useNow().slice(0, 4));
  const open = playbook.steps.some(({ done }) => !done);
  return (
    <Note tone={open ? 'warn' : 'ok'}>
      <b>{text.playbook(playbook.title)}</b>
      <ol className="playbook">
        {playbook.steps.map((step) => (
          <li key={step.id}>
            <Icon name={step.done ? 'check' : 'clock'} label={step.done ? text.done : text.todo} />
            <span>
              {step.what}
              <span className="small block">
                {step.who}
                {step.by !== undefined && !step.done ? ` · ${text.by(shortDate(step.by, year))}` : ''}
                {step.doneAt === undefined ? '' : ` · ${shortMoment(step.doneAt, year)} ${text.done}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {playbook.protection === undefined ? null : <p className="small">{playbook.protection}</p>}
    </Note>
  );
}
