import { useState } from 'react';
import type { OffListView } from '../../offlist/off-list-view.ts';
import type { OffListCommand } from '../../regulation/off-list.ts';
import { useOffListCheck, useOffListCommand } from '../api/off-list.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Cards, TextArea, TextField } from '../components/field.tsx';
import { useKept } from '../components/kept.ts';
import { useMessages } from '../components/messages.tsx';
import { offListText as text } from './text.zh-CN.ts';

/** Which dialog stands open. */
export type OffListDialog = 'explain' | 'ask' | 'withdraw' | 'correct';

type DialogProps = { view: OffListView; onClose: () => void };

const tooShort = (value: string): boolean => [...value.trim()].length < 5;

/** The dialog of an act of the intake window. */
export function ActDialogs({ opened, ...props }: DialogProps & { opened: OffListDialog }) {
  switch (opened) {
    case 'explain':
      return <ExplainDialog {...props} />;
    case 'ask':
      return <AskDialog {...props} />;
    case 'withdraw':
      return <WithdrawDialog {...props} />;
    case 'correct':
      return <CorrectDialog {...props} />;
  }
}

/** Sends a command, says that it was done, closes. */
function useAct(view: OffListView, onClose: () => void) {
  const { say } = useMessages();
  const { mutate, isPending, error } = useOffListCommand(view.id);
  const act = (command: OffListCommand, body: object, done: string, forget?: () => void) => {
    if (isPending) return;
    mutate(
      { command, body },
      {
        onSuccess: () => {
          forget?.();
          say(done);
          onClose();
        },
      },
    );
  };
  return { act, isPending, error };
}

function ExplainDialog({ view, onClose }: DialogProps) {
  const [explanation, setExplanation, forget] = useKept(`off-list-explain-${view.id}`, '');
  const [contact, setContact] = useState('counter');
  const { act, isPending, error } = useAct(view, onClose);
  const blocked = tooShort(explanation) ? text.short : undefined;
  return (
    <ActDialog
      title={text.explainTitle}
      verb={text.explainVerb}
      safe={text.back}
      blocked={blocked}
      busy={isPending}
      error={error}
      onAct={() =>
        blocked === undefined &&
        act('explainOffList', { explanation: explanation.trim(), contact }, text.explained, forget)
      }
      onClose={onClose}
    >
      <p className="soft">{text.explainWhy}</p>
      <TextArea
        label={text.explanation}
        hint={text.explanationHint}
        value={explanation}
        maxLength={500}
        rows={4}
        onChange={setExplanation}
      />
      <Cards
        legend={text.contact}
        two
        value={contact}
        choices={(['counter', 'phone'] as const).map((value) => ({ value, name: text.contacts[value] }))}
        onChange={setContact}
      />
    </ActDialog>
  );
}

function AskDialog({ view, onClose }: DialogProps) {
  const [question, setQuestion, forget] = useKept(`off-list-ask-${view.id}`, '');
  const { act, isPending, error } = useAct(view, onClose);
  const blocked = tooShort(question) ? text.short : undefined;
  return (
    <ActDialog
      title={text.askTitle}
      verb={text.askVerb}
      safe={text.back}
      blocked={blocked}
      busy={isPending}
      error={error}
      onAct={() =>
        blocked === undefined &&
        act('requestOffListConsent', { question: question.trim() }, text.asked, forget)
      }
      onClose={onClose}
    >
      <p className="soft">{text.askWhy}</p>
      <TextArea
        label={text.question}
        hint={text.questionHint}
        value={question}
        maxLength={500}
        rows={4}
        onChange={setQuestion}
      />
    </ActDialog>
  );
}

function WithdrawDialog({ view, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const { act, isPending, error } = useAct(view, onClose);
  return (
    <ActDialog
      title={text.withdrawTitle}
      verb={text.withdrawVerb}
      safe={text.back}
      blocked={undefined}
      busy={isPending}
      error={error}
      onAct={() =>
        act('withdrawOffListRequest', reason.trim() === '' ? {} : { reason: reason.trim() }, text.withdrawn)
      }
      onClose={onClose}
    >
      <p className="soft">{text.withdrawWhy}</p>
      <TextField label={text.withdrawReason} optional value={reason} maxLength={300} onChange={setReason} />
    </ActDialog>
  );
}

function CorrectDialog({ view, onClose }: DialogProps) {
  const [wording, setWording] = useState(view.wording);
  const [kind, setKind] = useState<string>(view.applicantKind);
  const [reason, setReason] = useState('');
  const changed = wording.trim() !== view.wording;
  const check = useOffListCheck(changed ? wording.trim() : '', view.home.regionCode);
  const { act, isPending, error } = useAct(view, onClose);
  const near = changed ? (check.data?.items ?? []) : [];
  const exact = near.find((item) => item.exact);
  const blocked = exact ? text.exactBlocked : tooShort(reason) ? text.short : undefined;
  return (
    <ActDialog
      title={text.correctTitle}
      verb={text.correctVerb}
      safe={text.back}
      blocked={blocked}
      busy={isPending}
      error={error}
      onAct={() =>
        blocked === undefined &&
        act(
          'correctOffListRequest',
          {
            ...(changed
              ? {
                  wording: wording.trim(),
                  notThese: near.map(({ catalogueId, number }) => ({ catalogueId, number })),
                }
              : {}),
            ...(kind === view.applicantKind ? {} : { applicantKind: kind }),
            reason: reason.trim(),
          },
          text.corrected,
        )
      }
      onClose={onClose}
    >
      <p className="soft">{text.correctWhy}</p>
      <TextField
        label={text.wording}
        hint={text.wordingHint}
        value={wording}
        maxLength={100}
        onChange={setWording}
      />
      {near.length > 0 ? (
        <p className="small">
          {text.nearTitle}：{near.map(({ name }) => name).join('、')}
        </p>
      ) : null}
      <Cards
        legend={text.applicantKind}
        two
        value={kind}
        choices={(['person', 'organisation'] as const).map((value) => ({ value, name: text.kinds[value] }))}
        onChange={setKind}
      />
      <TextField label={text.correctReason} value={reason} maxLength={300} onChange={setReason} />
    </ActDialog>
  );
}
