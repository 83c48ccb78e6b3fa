import { useState } from 'react';
import { Link } from 'react-router';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import type { ShipmentView } from '../../shipments/views.ts';
import { type ShipmentScope, useShipments } from '../api/shipments.ts';
import { Check } from '../components/field.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { BusinessNumber, Tag } from '../components/marks.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useNow } from '../time/now.tsx';
import { stateLook } from './state-look.ts';
import { shipmentText as text } from './text.zh-CN.ts';

const { columns } = text;

/** Parcels that a window sent or gets, or with which something is wrong. */
export function ShipmentList({
  list,
  scope,
}: {
  list: 'outgoing' | 'incoming' | 'trouble';
  scope: ShipmentScope;
}) {
  const [open, setOpen] = useState(true);
  const found = useShipments(list, scope, list !== 'trouble' && open);
  const shipments = found.data?.pages.flatMap((page) => page.shipments) ?? [];
  return (
    <Card
      title={text.tabs[list]}
      aside={
        list === 'trouble' ? undefined : (
          <Check checked={open} onChange={setOpen}>
            {text.openOnly}
          </Check>
        )
      }
    >
      <PagedList
        query={found}
        rows={shipments}
        none={
          <Empty icon={list === 'trouble' ? 'check' : 'box'} title={text.none}>
            {text.noneWhy[list]}
          </Empty>
        }
        more={text.more}
        waiting={5}
        foot="shipment-foot"
      >
        <Rows shipments={shipments} label={text.tabs[list]} />
      </PagedList>
    </Card>
  );
}

function Rows({ shipments, label }: { shipments: readonly ShipmentView[]; label: string }) {
  const year = Number(useNow().slice(0, 4));
  return (
    <div className="table-frame">
      <table className="cards-when-narrow" aria-label={label}>
        <thead>
          <tr>
            <th>{columns.waybill}</th>
            <th>{columns.way}</th>
            <th>{columns.what}</th>
            <th className="col-state">{columns.state}</th>
            <th className="col-number">{columns.number}</th>
            <th className="col-due">{columns.at}</th>
          </tr>
        </thead>
        <tbody>
          {shipments.map((shipment) => (
            <tr key={`${shipment.caseId} ${shipment.waybill}`}>
              <td data-label={columns.waybill}>
                <span className="strong">{shipment.waybill}</span>
                <span className="small under">{shipment.carrierName}</span>
              </td>
              <td data-label={columns.way}>
                {shipment.from}
                <span className="small under">
                  <Icon name="arrow" label={text.to} /> {shipment.to}
                </span>
              </td>
              <td data-label={columns.what}>{shipment.purposeLabel}</td>
              <td data-label={columns.state}>
                <Tag {...stateLook(shipment.state)}>{shipment.stateLabel}</Tag>
                {shipment.trouble === undefined ? null : (
                  <Tag tone="bad" icon="alert">
                    {shipment.trouble}
                  </Tag>
                )}
              </td>
              <td data-label={columns.number} className="number">
                <Link to={`/cases/${shipment.caseId}`}>
                  <BusinessNumber value={shipment.businessNumber} />
                </Link>
              </td>
              <td data-label={columns.at}>{shortMoment(shipment.lastAt, year)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
