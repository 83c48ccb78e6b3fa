import { type ReactNode, useRef, useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { CarrierId } from '../../cases/transfer/carriers.ts';
import { checkWaybill } from '../../cases/transfer/waybill.ts';
import { heaviestGrams } from '../../regulation/postal.ts';
import { yuanOf } from '../../shipments/month-report.ts';
import type { OrderCommand } from '../../shipments/order.ts';
import { useCommand } from '../api/cases.ts';
import { type OrderPlan, useCaseShipments, useOrder, useOrderPlan } from '../api/shipments.ts';
import { WaybillFields } from '../case-page/waybill-fields.tsx';
import { Button } from '../components/button.tsx';
import { Cards, TextField } from '../components/field.tsx';
import { Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useMessages } from '../components/messages.tsx';
import { useAttaching } from '../formal-review/attach.tsx';
import { shipmentText as text } from './text.zh-CN.ts';
import './shipments.css';

const ways = [
  { value: 'order', name: text.ordering },
  { value: 'typed', name: text.typing },
];

/** Kilograms as typed, in grams; undefined for what is no weight. */
export function gramsOf(kilos: string): number | undefined {
  if (!/^\d{1,2}(?:[.．]\d{1,3})?$/.test(kilos.trim())) return undefined;
  const grams = Math.round(Number(kilos.trim().replace('．', '.')) * 1000);
  return grams >= 1 && grams <= heaviestGrams ? grams : undefined;
}

/** A parcel on its way out of a dialog: how it gets its number, and the act that registers it. */
export type Sending = {
  fields: ReactNode;
  blocked: string | undefined;
  busy: boolean;
  error: unknown;
  /** Registers the parcel; `onDone` also when the carrier is still asked for the number. */
  run(onDone: () => void): void;
};

/**
 * Waybill from the carrier where one is connected, else typed from the label; typing is always possible. `sending` is what
 * the command gets beside the waybill, `fixed` what it gets more when the waybill is typed.
 */
export function useSending(kase: CaseView, name: OrderCommand, sending: object, fixed: object = {}): Sending {
  const { say } = useMessages();
  const connected = useCaseShipments(kase.id).data?.connected ?? false;
  const [way, setWay] = useState('order');
  const [kilos, setKilos] = useState('0.3');
  const [waybill, setWaybill] = useState('');
  const [carrier, setCarrier] = useState<CarrierId>('ems');
  const command = useCommand(kase.id);
  const order = useOrder(kase.id, name);
  const ordering = connected && way === 'order';
  const checked = checkWaybill(waybill);
  const grams = gramsOf(kilos);
  const typedFault = checked.valid ? undefined : checked.reason;
  const plan = useOrderPlan(
    kase.id,
    name,
    ordering && grams !== undefined ? { sending, weightGrams: grams } : undefined,
  );
  const weightFault = grams === undefined ? text.weightWrong : undefined;
  return {
    blocked: ordering ? weightFault : typedFault,
    busy: command.isPending || order.isPending,
    error: ordering ? order.error : command.error,
    fields: (
      <>
        {connected ? <Cards legend={text.how} two value={way} choices={ways} onChange={setWay} /> : null}
        {ordering ? (
          <>
            <TextField
              label={text.weight}
              first
              value={kilos}
              inputMode="decimal"
              maxLength={6}
              error={weightFault}
              onChange={setKilos}
            />
            {plan.data && !plan.error ? <PlanLines plan={plan.data} /> : null}
          </>
        ) : (
          <WaybillFields waybill={waybill} carrier={carrier} onWaybill={setWaybill} onCarrier={setCarrier} />
        )}
      </>
    ),
    run(onDone) {
      if (command.isPending || order.isPending) return;
      if (!ordering) {
        command.run(
          { command: name, body: { ...sending, ...fixed, waybill: waybill.trim(), carrier } },
          onDone,
        );
        return;
      }
      if (grams === undefined) return;
      order.mutate(
        { sending, weightGrams: grams },
        {
          onSuccess(done) {
            if (done.waybill !== undefined) say(text.orderedDone(done.waybill));
            else if (done.state === 'queued') say(text.orderedQueued, 'warn');
            else say(`${text.orderFailed}：${done.error ?? ''}`, 'bad');
            if (done.labelHref !== undefined) window.open(done.labelHref, '_blank', 'noopener');
            onDone();
          },
        },
      );
    },
  };
}

/** Who sends, who gets it, who pays: taken from the case and the directory. */
function PlanLines({ plan }: { plan: OrderPlan }) {
  const lines = [
    [text.plan.sender, [plan.sender.name, plan.sender.phone, plan.sender.address]],
    [text.plan.addressee, [plan.addressee.name, plan.addressee.phone, plan.addressee.address]],
    [text.plan.contents, [plan.contents]],
    [text.plan.payer, [plan.payerLabel, plan.feeFen === null ? '' : text.yuan(yuanOf(plan.feeFen))]],
  ] as const;
  return (
    <dl className="order-plan small">
      {lines.map(([name, parts]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{parts.filter((part) => part !== '').join(' · ')}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Photos of what goes in, taken before it is sealed. */
export function SealingPhotos(props: {
  photoIds: readonly string[];
  onChange: (photoIds: readonly string[]) => void;
}) {
  const { photoIds, onChange } = props;
  const picker = useRef<HTMLInputElement>(null);
  const { attach, working, fault } = useAttaching((ids) => onChange([...photoIds, ...ids]));
  return (
    <div>
      <div className="row">
        <Button small busy={working !== undefined} onPress={() => picker.current?.click()}>
          <Icon name="camera" />
          {text.photos}
        </Button>
        <span className="small" role="status">
          {photoIds.length === 0 ? text.photosHint : text.photosTaken(photoIds.length)}
        </span>
        {photoIds.length > 0 ? (
          <Button small onPress={() => onChange([])}>
            {text.photosRemove}
          </Button>
        ) : null}
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="image/jpeg,image/png,application/pdf"
        aria-label={text.photos}
        onChange={(event) => {
          void attach([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {fault === undefined ? null : <Note tone="bad">{fault}</Note>}
    </div>
  );
}
