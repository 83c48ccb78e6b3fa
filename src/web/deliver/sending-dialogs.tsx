import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { type DeliveryWay, deliveryWays } from '../../catalogue/standard.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Cards, ChoiceField } from '../components/field.tsx';
import { useSending } from '../shipments/sending.tsx';
import { deliverText as text } from './text.zh-CN.ts';

type DialogProps = { kase: CaseView; onClose: () => void; onDone: () => void };

/** A result goes by parcel to the applicant's address or to the intake window; not when it stays at home. */
const needsParcel = (way: DeliveryWay): boolean => way !== 'pickUpAtHome';

const whereTo = (kase: CaseView, way: DeliveryWay): string => {
  if (way === 'mail') return text.dispatchMail(kase.delivery?.address ?? '');
  return way === 'pickUpAtIntake' ? text.dispatchPickUp(kase.intake.windowName) : text.dispatchHome;
};

/** Ways still open to a result: after two failed deliveries only pick-up. */
export const waysLeft = (kase: CaseView): readonly DeliveryWay[] => {
  const offered = kase.delivery?.offered ?? [];
  return kase.result?.pickUpOnly
    ? [...new Set<DeliveryWay>([...offered.filter((way) => way !== 'mail'), 'pickUpAtHome'])]
    : offered;
};

/** 发出结果, or 再次送达 of one that came back. */
export function DispatchDialog(props: DialogProps & { again: boolean }) {
  const { kase, again, onClose, onDone } = props;
  const offered = waysLeft(kase);
  const chosen = kase.delivery?.way ?? 'mail';
  const [way, setWay] = useState<DeliveryWay>(
    offered.includes(chosen) ? chosen : (offered[0] ?? 'pickUpAtHome'),
  );
  const name = again ? 'redeliverResult' : 'dispatchResult';
  const command = useCommand(kase.id);
  const parcel = useSending(kase, name, { way });
  const blocked = needsParcel(way) ? parcel.blocked : undefined;
  const act = () => {
    if (blocked !== undefined || command.isPending) return;
    if (needsParcel(way)) parcel.run(onDone);
    else command.run({ command: name, body: { way } }, onDone);
  };
  const title = again ? text.redeliver : text.dispatch;
  return (
    <ActDialog
      title={title}
      verb={title}
      safe={text.back}
      blocked={blocked}
      busy={command.isPending || parcel.busy}
      error={needsParcel(way) ? parcel.error : command.error}
      onAct={act}
      onClose={onClose}
    >
      {again ? <p className="soft">{kase.result?.pickUpOnly ? text.pickUpOnly : text.redeliverWhy}</p> : null}
      {again ? (
        <Cards
          legend={text.way}
          value={way}
          choices={offered.map((value) => ({ value, name: deliveryWays[value] }))}
          onChange={(value) => setWay(offered.find((each) => each === value) ?? way)}
        />
      ) : null}
      <p className="soft">
        {deliveryWays[way]}：{whereTo(kase, way)}
      </p>
      {needsParcel(way) ? parcel.fields : null}
      <p className="small">{text.originals}</p>
    </ActDialog>
  );
}

const methodChoices = Object.entries(text.methods).map(([value, name]) => ({ value, name }));
const signatureChoices = Object.entries(text.signatures).map(([value, name]) => ({ value, name }));

/** 交付结果 at a window, against identity check and signature. */
export function HandOverDialog({ kase, onClose, onDone }: DialogProps) {
  const [method, setMethod] = useState('visual');
  const [signature, setSignature] = useState('paper');
  const command = useCommand(kase.id);
  return (
    <ActDialog
      title={text.handOverTitle}
      verb={text.handOver}
      safe={text.notHandOver}
      blocked={undefined}
      busy={command.isPending}
      error={command.error}
      onAct={() =>
        command.run(
          { command: 'handOverResult', body: { identityMethod: method, identityPassed: true, signature } },
          onDone,
        )
      }
      onClose={onClose}
    >
      <p className="soft">{text.handOverWhy}</p>
      <ChoiceField label={text.identity} value={method} choices={methodChoices} onChange={setMethod} />
      <Cards legend={text.signature} value={signature} choices={signatureChoices} onChange={setSignature} />
      <p className="small">{text.identityPassed}</p>
    </ActDialog>
  );
}

/** 退回属地 of a result that nobody collected. */
export function SendBackDialog({ kase, onClose, onDone }: DialogProps) {
  const parcel = useSending(kase, 'sendBackUncollected', {});
  return (
    <ActDialog
      title={text.sendBackTitle}
      verb={text.sendBack}
      safe={text.notSendBack}
      blocked={parcel.blocked}
      busy={parcel.busy}
      error={parcel.error}
      onAct={() => parcel.blocked === undefined && parcel.run(onDone)}
      onClose={onClose}
    >
      <p className="soft">{text.sendBackWhy}</p>
      {parcel.fields}
    </ActDialog>
  );
}
