import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { TextArea } from '../components/field.tsx';
import { Confirm } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { effectOf } from './effect.ts';
import { SignedRequestFields, useSignedRequest } from './signed-request.tsx';
import { withdrawalText as text } from './text.zh-CN.ts';

type DialogProps = { kase: CaseView; onClose: () => void };

/** The applicant withdraws at the intake window: reason, identity, signature. */
export function WithdrawDialog({ kase, onClose }: DialogProps) {
  const { say } = useMessages();
  const [reason, setReason] = useState('');
  const signed = useSignedRequest();
  const withdraw = useCommand(kase.id);
  const effect = effectOf(kase);
  const requested = effect === 'requested';
  const short = [...reason.trim()].length < 2;
  const blocked = short ? text.missing.reason : signed.lacking;
  const send = () => {
    if (blocked !== undefined || withdraw.isPending) return;
    withdraw.run({ command: 'withdrawCase', body: { reason: reason.trim(), ...signed.body() } }, () => {
      say(requested ? text.asked : text.done);
      onClose();
    });
  };
  return (
    <ActDialog
      title={text.title}
      verb={requested ? text.verbRequest : text.verb}
      safe={text.safe}
      blocked={blocked}
      busy={withdraw.isPending}
      error={withdraw.error}
      onAct={send}
      onClose={onClose}
    >
      <p className="soft">{text.why[effect]}</p>
      <TextArea
        label={text.reason}
        name="reason"
        hint={text.reasonHint}
        value={reason}
        maxLength={300}
        onChange={setReason}
      />
      <SignedRequestFields kase={kase} signed={signed} />
    </ActDialog>
  );
}

/** The applicant takes the request to withdraw back. */
export function TakeBackDialog({ kase, onClose }: DialogProps) {
  const { say } = useMessages();
  const signed = useSignedRequest();
  const cancel = useCommand(kase.id);
  const send = () => {
    if (signed.lacking !== undefined || cancel.isPending) return;
    cancel.run({ command: 'cancelWithdrawal', body: signed.body() }, () => {
      say(text.takenBack);
      onClose();
    });
  };
  return (
    <ActDialog
      title={text.takeBackTitle}
      verb={text.takeBackVerb}
      safe={text.takeBackSafe}
      blocked={signed.lacking}
      busy={cancel.isPending}
      error={cancel.error}
      onAct={send}
      onClose={onClose}
    >
      <p className="soft">{text.takeBackWhy}</p>
      <SignedRequestFields kase={kase} signed={signed} />
    </ActDialog>
  );
}

/** The home window confirms the withdrawal. */
export function ConfirmWithdrawalDialog({ kase, onClose }: DialogProps) {
  const { say } = useMessages();
  const confirm = useCommand(kase.id);
  return (
    <Confirm
      title={text.confirmTitle}
      verb={text.confirm}
      safe={text.confirmSafe}
      danger
      busy={confirm.isPending}
      error={confirm.error}
      onClose={onClose}
      onConfirm={() =>
        confirm.run({ command: 'confirmWithdrawal' }, () => {
          say(text.confirmed);
          onClose();
        })
      }
    >
      <p>{text.confirmWhy}</p>
    </Confirm>
  );
}
