import { useState } from 'react';
import { highestFeeFen, payers } from '../../regulation/postal.ts';
import type { CaseShipmentView } from '../../shipments/views.ts';
import { useShipmentAct } from '../api/shipments.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Cards, TextField } from '../components/field.tsx';
import { gramsOf } from './sending.tsx';
import { shipmentText as text } from './text.zh-CN.ts';

/** Yuan as typed, in fen; undefined for what is no fee. */
function fenOf(yuan: string): number | undefined {
  if (!/^\d{1,5}(?:\.\d{1,2})?$/.test(yuan.trim())) return undefined;
  const fen = Math.round(Number(yuan.trim()) * 100);
  return fen <= highestFeeFen ? fen : undefined;
}

const choices = Object.entries(payers).map(([value, name]) => ({ value, name }));

/** 登记费用 of a parcel. */
export function FeeDialog(props: { caseId: string; shipment: CaseShipmentView; onClose: () => void }) {
  const { caseId, shipment, onClose } = props;
  const [yuan, setYuan] = useState(shipment.fee ? String(shipment.fee.feeFen / 100) : '');
  const [kilos, setKilos] = useState(shipment.fee ? String(shipment.fee.weightGrams / 1000) : '0.3');
  const [payer, setPayer] = useState('government');
  const act = useShipmentAct();
  const fen = fenOf(yuan);
  const grams = gramsOf(kilos);
  const blocked = fen === undefined ? text.feeWrong : grams === undefined ? text.weightWrong : undefined;
  return (
    <ActDialog
      title={text.recordFeeTitle}
      verb={text.recordFee}
      safe={text.notRecord}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          {
            path: `/api/cases/${caseId}/parcel-fees`,
            body: { waybill: shipment.waybill, weightGrams: grams, feeFen: fen, payer },
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <p className="soft">
        {shipment.purposeLabel} · {shipment.waybill}
      </p>
      <TextField label={text.fee} first value={yuan} inputMode="decimal" maxLength={8} onChange={setYuan} />
      <TextField label={text.weight} value={kilos} inputMode="decimal" maxLength={6} onChange={setKilos} />
      <Cards legend={text.payer} two value={payer} choices={choices} onChange={setPayer} />
    </ActDialog>
  );
}
