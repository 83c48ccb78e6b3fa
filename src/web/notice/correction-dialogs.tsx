import { useRef, useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { Cards, TextField } from '../components/field.tsx';
import { Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useMessages } from '../components/messages.tsx';
import { SecondPerson, secondPersonMissing, useSecondPerson } from '../components/second-person.tsx';
import { useAttaching } from '../formal-review/attach.tsx';
import { useNow } from '../time/now.tsx';
import { noticeText as text } from './text.zh-CN.ts';

type DialogProps = { kase: CaseView; onClose: () => void };

const isShort = (typed: string, least = 5): boolean => [...typed.trim()].length < least;

/** 重出收件通知书: a wrong contact is put right; once anything was sent the home window consents. */
export function ReplaceReceiptDialog({ kase, onClose }: DialogProps) {
  const { say } = useMessages();
  const [reason, setReason] = useState('');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const second = useSecondPerson(kase, 'replaceIntakeReceipt');
  const replace = useCommand(kase.id);
  const sent = kase.package !== undefined || kase.parcels.some(({ purpose }) => purpose === 'material');
  const blocked = isShort(reason)
    ? text.reasonMissing
    : sent
      ? secondPersonMissing(second, text.homeClerk)
      : undefined;
  const go = () => {
    if (blocked !== undefined || replace.isPending || second.busy) return;
    const contact =
      name.trim() !== '' && phone.trim() !== ''
        ? { contact: { name: name.trim(), phone: phone.trim() } }
        : {};
    const send = (confirmation?: string) =>
      replace.run(
        {
          command: 'replaceIntakeReceipt',
          body: { reason: reason.trim(), ...contact, ...(confirmation ? { confirmation } : {}) },
        },
        (receipt) => {
          const [document] = receipt.documents;
          if (document) window.open(document.href, '_blank', 'noopener');
          say(text.receiptDone);
          onClose();
        },
      );
    if (sent) second.confirm(send);
    else send();
  };
  return (
    <ActDialog
      title={text.receiptTitle}
      verb={text.receiptVerb}
      safe={text.notReceipt}
      blocked={blocked}
      busy={replace.isPending || second.busy}
      error={second.error ?? replace.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.receiptLead}</p>
      <TextField label={text.receiptReason} first value={reason} maxLength={300} onChange={setReason} />
      <div className="field-grid">
        <TextField
          label={text.contactName}
          hint={text.contactHint}
          optional
          value={name}
          maxLength={100}
          onChange={setName}
        />
        <TextField
          label={text.contactPhone}
          optional
          type="tel"
          value={phone}
          maxLength={30}
          onChange={setPhone}
        />
      </div>
      {sent ? (
        <>
          <p className="small">{text.consentWhy}</p>
          <SecondPerson second={second} who={text.homeClerk} what={text.homeConsent} />
        </>
      ) : null}
    </ActDialog>
  );
}

type Ground = keyof typeof text.grounds;

const grounds = Object.keys(text.grounds) as Ground[];

/** 恢复办理: proof that it was in time, or that the service stood still; the window lead confirms (OP-71). */
export function ReinstateDialog({ kase, onClose }: DialogProps) {
  const { say } = useMessages();
  const now = useNow();
  const picker = useRef<HTMLInputElement>(null);
  const [ground, setGround] = useState<Ground>('inTime');
  const [occurred, setOccurred] = useState('');
  const [proof, setProof] = useState('');
  const [reason, setReason] = useState('');
  const [files, setFiles] = useState<string[]>([]);
  const { attach, working, fault } = useAttaching((ids) => setFiles((all) => [...all, ...ids]));
  const second = useSecondPerson(kase, 'reinstateCase');
  const reinstate = useCommand(kase.id);
  const missing = kase.lines.filter(
    ({ id, handedInAt }) =>
      handedInAt === undefined &&
      kase.notices.some(({ status, lineIds }) => status === 'valid' && lineIds.includes(id)),
  );
  const points = kase.homeSupplements.at(-1)?.points.filter((point) => point.handedInAt === undefined) ?? [];
  const blocked =
    ground === 'inTime' && occurred === ''
      ? text.occurredMissing
      : isShort(proof, 2)
        ? text.proofMissing
        : isShort(reason)
          ? text.reasonMissing
          : secondPersonMissing(second, text.lead);
  const go = () => {
    if (blocked !== undefined || reinstate.isPending || second.busy) return;
    const inTime = {
      occurredAt: `${occurred}:00+08:00`,
      lineIds: [...missing, ...points].map(({ id }) => id),
    };
    second.confirm((confirmation) =>
      reinstate.run(
        {
          command: 'reinstateCase',
          body: {
            ground,
            ...(ground === 'inTime' ? inTime : {}),
            proof: proof.trim(),
            proofFileIds: files,
            reason: reason.trim(),
            confirmation,
          },
        },
        () => {
          say(text.reinstated);
          onClose();
        },
      ),
    );
  };
  return (
    <ActDialog
      title={text.reinstateTitle}
      verb={text.reinstateVerb}
      safe={text.notReinstate}
      blocked={blocked}
      busy={reinstate.isPending || second.busy}
      error={second.error ?? reinstate.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.reinstateLead}</p>
      <Cards
        legend={text.ground}
        two
        value={ground}
        choices={grounds.map((value) => ({
          value,
          name: text.grounds[value],
          note: text.groundNotes[value],
        }))}
        onChange={(value) => setGround(grounds.find((each) => each === value) ?? 'inTime')}
      />
      {ground === 'inTime' ? (
        <TextField
          label={text.occurredAt}
          type="datetime-local"
          value={occurred}
          max={now.slice(0, 16)}
          onChange={setOccurred}
        />
      ) : null}
      <TextField label={text.proof} hint={text.proofHint} value={proof} maxLength={300} onChange={setProof} />
      <div className="row">
        <Button small onPress={() => picker.current?.click()}>
          <Icon name="scan" />
          {files.length === 0 ? text.proofScan : text.scanned(files.length)}
        </Button>
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="application/pdf,image/jpeg,image/png"
        aria-label={text.proofScan}
        onChange={(event) => {
          void attach([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {working === undefined ? null : <Note>{text.uploading(working)}</Note>}
      {fault === undefined ? null : <Note tone="bad">{fault}</Note>}
      <TextField label={text.reason} value={reason} maxLength={300} onChange={setReason} />
      <SecondPerson second={second} who={text.lead} what={text.reinstateWhat} />
    </ActDialog>
  );
}
