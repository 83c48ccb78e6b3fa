import { useState } from 'react';
import type { Side } from '../../cases/core/case.ts';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { CustodyView } from '../../cases/custody/present-custody.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Cards, ChoiceField, TextField } from '../components/field.tsx';
import { SecondPerson, secondPersonMissing, useSecondPerson } from '../components/second-person.tsx';
import { useSending } from '../shipments/sending.tsx';
import { LineChoice } from './line-choice.tsx';
import { custodyText as text } from './text.zh-CN.ts';

type DialogProps = { kase: CaseView; onClose: () => void };

const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, name]) => ({ value, name }));
const signatureChoices = choicesOf(text.signatures);
const tooShort = (value: string): boolean => [...value.trim()].length < 2;

/** The window at which the reader works on this case. */
export const sideOf = ({ capacities }: Pick<CaseView, 'capacities'>): Side =>
  capacities.includes('homeClerk') ? 'home' : 'intake';

/** Originals the reader's window can give back now. */
export const returnable = (kase: CaseView): CustodyView[] =>
  kase.custody.filter(({ place, original, needed }) => place === sideOf(kase) && original && !needed);

/** Originals on their way to the applicant that the reader's window sent. */
export const comingBack = (kase: CaseView): CustodyView[] =>
  kase.custody.filter(({ place, waybill }) => {
    const parcel = kase.parcels.find((each) => each.waybill === waybill);
    return place === 'onTheWay' && parcel?.to === 'applicant' && parcel.from === sideOf(kase);
  });

/** 退还原件: at the counter against signature, or by post. */
export function ReturnDialog({ kase, onClose }: DialogProps) {
  const lines = returnable(kase);
  const [chosen, setChosen] = useState(lines.map(({ lineId }) => lineId));
  const [way, setWay] = useState('counter');
  const [receiver, setReceiver] = useState(kase.unmasked ? (kase.applicant?.name ?? '') : '');
  const [signature, setSignature] = useState('paper');
  const command = useCommand(kase.id);
  const what = { lineIds: chosen, receiver: receiver.trim() };
  const parcel = useSending(kase, 'returnOriginals', what, { way: 'post' });
  const blocked =
    chosen.length === 0
      ? text.chooseLine
      : tooShort(receiver)
        ? text.writeReceiver
        : way === 'post'
          ? parcel.blocked
          : undefined;
  const act = () => {
    if (blocked !== undefined || command.isPending) return;
    if (way === 'post') parcel.run(onClose);
    else command.run({ command: 'returnOriginals', body: { ...what, way, signature } }, onClose);
  };
  return (
    <ActDialog
      title={text.returnTitle}
      verb={text.returnBack}
      safe={text.back}
      blocked={blocked}
      busy={command.isPending || parcel.busy}
      error={way === 'post' ? parcel.error : command.error}
      onAct={act}
      onClose={onClose}
    >
      <p className="soft">{text.returnWhy}</p>
      <LineChoice legend={text.which} lines={lines} chosen={chosen} onChange={setChosen} />
      <Cards legend={text.way} two value={way} choices={choicesOf(text.ways)} onChange={setWay} />
      <TextField
        label={text.receiver}
        hint={text.receiverHint}
        first
        value={receiver}
        maxLength={80}
        onChange={setReceiver}
      />
      {way === 'post' ? (
        parcel.fields
      ) : (
        <ChoiceField
          label={text.signature}
          value={signature}
          choices={signatureChoices}
          onChange={setSignature}
        />
      )}
    </ActDialog>
  );
}

/** 登记交接: what the applicant leaves, or what a parcel brought back. */
export function TakeDialog({ kase, onClose }: DialogProps) {
  const side = sideOf(kase);
  const lines = kase.lines
    .filter(({ paper }) => paper !== side)
    .map(({ id, name }) => ({ lineId: id, name }));
  const parcels = kase.parcels.filter(({ from, to }) => from === side || to === side);
  const [chosen, setChosen] = useState<string[]>([]);
  const [from, setFrom] = useState('applicant');
  const [giver, setGiver] = useState('');
  const [signature, setSignature] = useState('paper');
  const [waybill, setWaybill] = useState(parcels.at(-1)?.waybill ?? '');
  const command = useCommand(kase.id);
  const blocked = chosen.length === 0 ? text.chooseLine : tooShort(giver) ? text.writeGiver : undefined;
  const pick = (number: string) => {
    setWaybill(number);
    const packed = parcels.find((parcel) => parcel.waybill === number)?.packed.map(({ lineId }) => lineId);
    setChosen(lines.flatMap(({ lineId }) => (packed?.includes(lineId) ? [lineId] : [])));
  };
  const act = () => {
    if (blocked !== undefined || command.isPending) return;
    const means = from === 'carrier' ? { waybill } : { signature };
    command.run(
      {
        command: 'recordCustody',
        body: { lineIds: chosen, from, to: side, giver: giver.trim(), ...means },
      },
      onClose,
    );
  };
  return (
    <ActDialog
      title={text.takeTitle}
      verb={text.take}
      safe={text.back}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={act}
      onClose={onClose}
    >
      <p className="soft">{text.takeWhy}</p>
      {parcels.length > 0 ? (
        <Cards
          legend={text.from}
          two
          value={from}
          choices={choicesOf(text.givers)}
          onChange={(value) => {
            setFrom(value);
            if (value === 'carrier') pick(waybill);
          }}
        />
      ) : null}
      {from === 'carrier' ? (
        <ChoiceField
          label={text.parcelOf}
          value={waybill}
          choices={parcels.map((parcel) => ({ value: parcel.waybill, name: parcel.waybill }))}
          onChange={pick}
        />
      ) : null}
      <LineChoice legend={text.takeWhich} lines={lines} chosen={chosen} onChange={setChosen} />
      <TextField
        label={text.giver}
        hint={text.giverHint}
        first
        value={giver}
        maxLength={80}
        onChange={setGiver}
      />
      {from === 'applicant' ? (
        <ChoiceField
          label={text.signature}
          value={signature}
          choices={signatureChoices}
          onChange={setSignature}
        />
      ) : null}
    </ActDialog>
  );
}

/** 申请人已收到: a signature stands for the carrier's word. */
export function ConfirmBackDialog({ kase, onClose }: DialogProps) {
  const lines = comingBack(kase);
  const [chosen, setChosen] = useState(lines.map(({ lineId }) => lineId));
  const [signature, setSignature] = useState('paper');
  const command = useCommand(kase.id);
  const blocked = chosen.length === 0 ? text.chooseLine : undefined;
  return (
    <ActDialog
      title={text.confirmTitle}
      verb={text.received}
      safe={text.back}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={() =>
        blocked === undefined &&
        command.run({ command: 'confirmOriginals', body: { lineIds: chosen, signature } }, onClose)
      }
      onClose={onClose}
    >
      <p className="soft">{text.confirmWhy}</p>
      <LineChoice legend={text.which} lines={lines} chosen={chosen} onChange={setChosen} />
      <ChoiceField
        label={text.signature}
        value={signature}
        choices={signatureChoices}
        onChange={setSignature}
      />
    </ActDialog>
  );
}

/** 遗失处理: with the lead of the window beside. */
export function SettleDialog({ kase, onClose }: DialogProps) {
  const lines = kase.custody.filter(({ place }) => place === 'lost');
  const [lineId, setLineId] = useState(lines[0]?.lineId ?? '');
  const [way, setWay] = useState('statement');
  const [proof, setProof] = useState('');
  const command = useCommand(kase.id);
  const second = useSecondPerson(kase, 'settleLostOriginal');
  const blocked = tooShort(proof) ? text.proofMissing : secondPersonMissing(second, text.lead);
  const act = () => {
    if (blocked !== undefined || command.isPending || second.busy) return;
    second.confirm((confirmation) =>
      command.run(
        { command: 'settleLostOriginal', body: { lineId, way, proof: proof.trim(), confirmation } },
        onClose,
      ),
    );
  };
  return (
    <ActDialog
      title={text.settleTitle}
      verb={text.settle}
      safe={text.back}
      blocked={blocked}
      busy={second.busy || command.isPending}
      error={second.error ?? command.error}
      onAct={act}
      onClose={onClose}
    >
      <p className="soft">{text.settleWhy}</p>
      <ChoiceField
        label={text.settleWhich}
        value={lineId}
        choices={lines.map((line) => ({ value: line.lineId, name: line.name }))}
        onChange={setLineId}
      />
      <Cards
        legend={text.settleWay}
        two
        value={way}
        choices={(['statement', 'replacement'] as const).map((value) => ({
          value,
          name: text.settleWays[value],
          note: text.settleNotes[value],
        }))}
        onChange={setWay}
      />
      <TextField
        label={text.proof}
        hint={text.settleProofHint}
        first
        value={proof}
        maxLength={300}
        onChange={setProof}
      />
      <SecondPerson second={second} who={text.lead} what={text.settleWhat} />
    </ActDialog>
  );
}
