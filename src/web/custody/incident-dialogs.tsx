import { useState } from 'react';
import type { CaseView, ParcelView } from '../../cases/core/case-view.ts';
import { incidentResults } from '../../cases/custody/close-incident.ts';
import type { IncidentView } from '../../cases/custody/present-custody.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Cards, ChoiceField, TextField } from '../components/field.tsx';
import { custodyText as text } from './text.zh-CN.ts';

const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, name]) => ({ value, name }));

/** 查询邮件: nothing was heard of it for five days, or the receiver does not have it. */
export function OpenIncidentDialog(props: { kase: CaseView; parcel: ParcelView; onClose: () => void }) {
  const { kase, parcel, onClose } = props;
  const [kind, setKind] = useState(parcel.deliveredAt === undefined ? 'silent' : 'notReceived');
  const [note, setNote] = useState('');
  const command = useCommand(kase.id);
  const act = () => {
    if (command.isPending) return;
    command.run(
      {
        command: 'openIncident',
        body: { waybill: parcel.waybill, kind, ...(note.trim() === '' ? {} : { note: note.trim() }) },
      },
      onClose,
    );
  };
  return (
    <ActDialog
      title={text.openTitle}
      verb={text.incident}
      safe={text.back}
      blocked={undefined}
      busy={command.isPending}
      error={command.error}
      onAct={act}
      onClose={onClose}
    >
      <p className="soft">
        {parcel.waybill} · {text.openWhy}
      </p>
      <Cards legend={text.kind} value={kind} choices={choicesOf(text.kinds)} onChange={setKind} />
      <TextField
        label={text.note}
        hint={text.noteHint}
        optional
        first
        value={note}
        maxLength={300}
        onChange={setNote}
      />
    </ActDialog>
  );
}

/** 了结事故: what the carrier answered, with the proof. */
export function CloseIncidentDialog(props: { kase: CaseView; incident: IncidentView; onClose: () => void }) {
  const { kase, incident, onClose } = props;
  const [result, setResult] = useState('found');
  const [proof, setProof] = useState('');
  const others = kase.parcels.filter(({ waybill }) => waybill !== incident.waybill);
  const [sentAs, setSentAs] = useState(others.at(-1)?.waybill ?? '');
  const command = useCommand(kase.id);
  const blocked =
    [...proof.trim()].length < 2
      ? text.proofMissing
      : result === 'sentAgain' && sentAs === ''
        ? text.sentAsNone
        : undefined;
  const act = () => {
    if (blocked !== undefined || command.isPending) return;
    command.run(
      {
        command: 'closeIncident',
        body: {
          waybill: incident.waybill,
          result,
          proof: proof.trim(),
          ...(result === 'sentAgain' ? { sentAs } : {}),
        },
      },
      onClose,
    );
  };
  return (
    <ActDialog
      title={text.closeTitle}
      verb={text.closeIncident}
      safe={text.back}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={act}
      onClose={onClose}
    >
      <p className="soft">
        {incident.waybill} · {incident.kindLabel}。{text.closeWhy}
      </p>
      <Cards
        legend={text.result}
        two
        value={result}
        choices={choicesOf(incidentResults)}
        onChange={setResult}
      />
      {result === 'sentAgain' && others.length > 0 ? (
        <ChoiceField
          label={text.sentAs}
          value={sentAs}
          choices={others.map(({ waybill }) => ({ value: waybill, name: waybill }))}
          onChange={setSentAs}
        />
      ) : null}
      <TextField
        label={text.proof}
        hint={text.proofHint}
        first
        value={proof}
        maxLength={300}
        onChange={setProof}
      />
    </ActDialog>
  );
}
