import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { ChoiceField, TextArea } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { SecondPerson, secondPersonMissing, useSecondPerson } from '../components/second-person.tsx';
import { correctable } from './correctable.ts';
import { procedureText as text } from './procedure-text.zh-CN.ts';

/** 更正决定记录: one clerical error, the reason, and the second approver at the same desk. */
export function CorrectDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const { say } = useMessages();
  const fields = correctable(kase);
  const [field, setField] = useState(fields[0]?.field ?? '');
  const [after, setAfter] = useState('');
  const [reason, setReason] = useState('');
  const second = useSecondPerson(kase, 'correctDecisionRecord');
  const correct = useCommand(kase.id);
  const chosen = fields.find((each) => each.field === field);
  const same = after.trim() === '' || after.trim() === chosen?.before;
  const blocked = same
    ? text.correctMissing.after
    : [...reason.trim()].length < 2
      ? text.correctMissing.reason
      : secondPersonMissing(second, text.second);
  const busy = second.busy || correct.isPending;
  const send = () => {
    if (blocked !== undefined || busy) return;
    second.confirm((confirmation) => {
      const body = { field, after: after.trim(), reason: reason.trim(), confirmation };
      correct.run({ command: 'correctDecisionRecord', body }, () => {
        say(text.corrected);
        onClose();
      });
    });
  };
  return (
    <ActDialog
      title={text.correctTitle}
      verb={text.correctVerb}
      safe={text.correctSafe}
      blocked={busy ? undefined : blocked}
      busy={busy}
      error={second.error ?? correct.error}
      onAct={send}
      onClose={onClose}
    >
      <p className="soft">{text.correctWhy}</p>
      <ChoiceField
        label={text.field}
        name="field"
        value={field}
        choices={fields.map(({ field: value, label: name }) => ({ value, name }))}
        onChange={setField}
      />
      <dl className="facts">
        <dt>{text.before}</dt>
        <dd>{chosen?.before === '' ? text.beforeEmpty : chosen?.before}</dd>
      </dl>
      <TextArea label={text.after} name="after" value={after} maxLength={2000} onChange={setAfter} />
      <TextArea
        label={text.correctReason}
        name="reason"
        hint={text.correctReasonHint}
        value={reason}
        maxLength={300}
        onChange={setReason}
      />
      <SecondPerson
        second={second}
        who={text.second}
        what={text.what(chosen?.label ?? '', after.trim() === '' ? '…' : after.trim())}
      />
    </ActDialog>
  );
}
