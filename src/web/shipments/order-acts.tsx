import { useState } from 'react';
import type { CarrierId } from '../../cases/transfer/carriers.ts';
import { checkWaybill } from '../../cases/transfer/waybill.ts';
import type { OrderView } from '../../shipments/order-view.ts';
import { useShipmentAct } from '../api/shipments.ts';
import { WaybillFields } from '../case-page/waybill-fields.tsx';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { useMessages } from '../components/messages.tsx';
import { shipmentText as text } from './text.zh-CN.ts';

/** What can be done about an order that the carrier has not answered: type a number, or take it back. */
export function OrderActs({ order }: { order: OrderView }) {
  const { say } = useMessages();
  const [typing, setTyping] = useState(false);
  const cancel = useShipmentAct();
  if (order.state !== 'queued' && order.state !== 'failed') return <span />;
  return (
    <span className="row parcel-acts">
      <Button small onPress={() => setTyping(true)}>
        {text.giveWaybill}
      </Button>
      <Button
        small
        busy={cancel.isPending}
        onPress={() =>
          cancel.mutate(
            { path: `/api/shipment-orders/${order.id}/cancel` },
            { onSuccess: () => say(text.orderCancelled) },
          )
        }
      >
        {text.cancelOrder}
      </Button>
      {typing ? <WaybillDialog order={order} onClose={() => setTyping(false)} /> : null}
    </span>
  );
}

function WaybillDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const [waybill, setWaybill] = useState('');
  const [carrier, setCarrier] = useState<CarrierId>('ems');
  const act = useShipmentAct();
  const checked = checkWaybill(waybill);
  const blocked = checked.valid ? undefined : checked.reason;
  return (
    <ActDialog
      title={text.giveWaybill}
      verb={text.giveWaybill}
      safe={text.notSettle}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          { path: `/api/shipment-orders/${order.id}/waybill`, body: { waybill: waybill.trim(), carrier } },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <p className="soft">
        {order.title} · {order.contents}
      </p>
      <WaybillFields waybill={waybill} carrier={carrier} onWaybill={setWaybill} onCarrier={setCarrier} />
    </ActDialog>
  );
}
