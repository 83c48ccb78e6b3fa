import { useState } from 'react';
import { type CarrierId, carrierIds, carriers } from '../../cases/transfer/carriers.ts';
import { checkWaybill } from '../../cases/transfer/waybill.ts';
import { ChoiceField, TextField } from '../components/field.tsx';
import { useScans } from '../keys/keyboard.tsx';
import { transferText as text } from './text.zh-CN.ts';

const carrierChoices = carrierIds.map((value) => ({ value, name: carriers[value] }));

const carrierOf = (value: string): CarrierId => carrierIds.find((id) => id === value) ?? 'ems';

/** Waybill and carrier; a scan of the label fills the number. */
export function WaybillFields(props: {
  waybill: string;
  carrier: CarrierId;
  onWaybill: (waybill: string) => void;
  onCarrier: (carrier: CarrierId) => void;
}) {
  const [left, setLeft] = useState(false);
  useScans((scan) => props.onWaybill(scan.value));
  const checked = checkWaybill(props.waybill);
  return (
    <>
      <TextField
        label={text.waybill}
        hint={text.waybillHint}
        first
        value={props.waybill}
        maxLength={40}
        error={left && !checked.valid ? checked.reason : undefined}
        onChange={props.onWaybill}
        onLeave={() => setLeft(props.waybill.trim() !== '')}
      />
      <ChoiceField
        label={text.carrier}
        value={props.carrier}
        choices={carrierChoices}
        onChange={(value) => props.onCarrier(carrierOf(value))}
      />
    </>
  );
}
