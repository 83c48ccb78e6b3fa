import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { needsWords, type PriorityReason, priorityReasons } from '../../regulation/priority.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { ChoiceField, TextArea } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { priorityText as text } from './priority-text.zh-CN.ts';

const reasons = Object.entries(priorityReasons).map(([value, name]) => ({ value, name }));
const isShort = (words: string): boolean => [...words.trim()].length < 2;

type DialogProps = { kase: CaseView; onClose: () => void };

/** 标为优先: why this case goes before others. */
export function MarkPriorityDialog({ kase, onClose }: DialogProps) {
  const { say } = useMessages();
  const [reason, setReason] = useState<PriorityReason | ''>('');
  const [words, setWords] = useState('');
  const mark = useCommand(kase.id);
  const needed = reason !== '' && needsWords(reason);
  const blocked =
    reason === '' ? text.reasonMissing : needed && isShort(words) ? text.wordsNeeded : undefined;
  const send = () => {
    if (blocked !== undefined || mark.isPending) return;
    const said = words.trim();
    mark.run({ command: 'markPriority', body: { reason, ...(said === '' ? {} : { words: said }) } }, () => {
      say(text.marked);
      onClose();
    });
  };
  return (
    <ActDialog
      title={text.markTitle}
      verb={text.mark}
      safe={text.safe}
      blocked={blocked}
      busy={mark.isPending}
      error={mark.error}
      onAct={send}
      onClose={onClose}
    >
      <p className="soft">{text.markWhy}</p>
      <ChoiceField
        label={text.reason}
        name="reason"
        value={reason}
        empty={text.choose}
        choices={reasons}
        onChange={(value) => setReason(value as PriorityReason | '')}
      />
      <TextArea
        label={text.words}
        name="words"
        optional={!needed}
        hint={text.wordsHint}
        value={words}
        maxLength={200}
        onChange={setWords}
      />
    </ActDialog>
  );
}

/** 取消优先: why it no longer goes before others. */
export function UnmarkPriorityDialog({ kase, onClose }: DialogProps) {
  const { say } = useMessages();
  const [reason, setReason] = useState('');
  const unmark = useCommand(kase.id);
  const blocked = isShort(reason) ? text.unmarkMissing : undefined;
  const send = () => {
    if (blocked !== undefined || unmark.isPending) return;
    unmark.run({ command: 'unmarkPriority', body: { reason: reason.trim() } }, () => {
      say(text.unmarked);
      onClose();
    });
  };
  return (
    <ActDialog
      title={text.unmarkTitle}
      verb={text.unmark}
      safe={text.safe}
      blocked={blocked}
      busy={unmark.isPending}
      error={unmark.error}
      onAct={send}
      onClose={onClose}
    >
      <p className="soft">{text.unmarkWhy}</p>
      <TextArea label={text.unmarkReason} name="reason" value={reason} maxLength={200} onChange={setReason} />
    </ActDialog>
  );
}
