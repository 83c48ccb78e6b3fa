import { useState } from 'react';
import type { OffListView } from '../../offlist/off-list-view.ts';
import { useOffListCommand } from '../api/off-list.ts';
import { Refusal, sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { Cards, TextArea } from '../components/field.tsx';
import { Card, Note } from '../components/frame.tsx';
import { useKept } from '../components/kept.ts';
import { useMessages } from '../components/messages.tsx';
import {
  bodyOf,
  type ChecklistDraft,
  type ChecklistFault,
  emptyChecklist,
  faultsOf,
} from '../given-standard/checklist-draft.ts';
import { ChecklistEditor } from '../given-standard/checklist-editor.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { offListText as text } from './text.zh-CN.ts';

type Answer = { kind: 'yes' | 'no'; checklist: ChecklistDraft; reason: string };

/** The home side's answer: consent with the standard, or a refusal with its reason. */
export function AnswerCard({ view }: { view: OffListView }) {
  const { say } = useMessages();
  const [answer, setAnswer, forget] = useKept<Answer>(`off-list-answer-${view.id}`, {
    kind: 'yes',
    checklist: emptyChecklist(),
    reason: '',
  });
  const [tried, setTried] = useState(false);
  const command = useOffListCommand(view.id);
  const change = (part: Partial<Answer>) => setAnswer((now) => ({ ...now, ...part }));
  const own = answer.kind === 'yes' ? faultsOf(answer.checklist) : [];
  const theirs: ChecklistFault[] =
    command.error instanceof Refusal
      ? command.error.errors.map(({ pointer, detail }) => ({
          pointer: pointer.replace(/^\/standard/, ''),
          detail,
        }))
      : [];
  const reasonShort = [...answer.reason.trim()].length < 5;
  const send = () => {
    setTried(true);
    if (command.isPending || own.length > 0 || (answer.kind === 'no' && reasonShort)) return;
    const yes = answer.kind === 'yes';
    command.mutate(
      yes
        ? { command: 'giveOffListConsent', body: { standard: bodyOf(answer.checklist) } }
        : { command: 'refuseOffListConsent', body: { reason: answer.reason.trim() } },
      {
        onSuccess: () => {
          forget();
          say(yes ? text.answeredYes : text.answeredNo);
        },
      },
    );
  };
  const verb = answer.kind === 'yes' ? text.yesVerb : text.noVerb;
  useKeys([{ key: 'Ctrl Enter', name: verb, act: send }]);
  return (
    <Card title={text.answerTitle}>
      <div className="pad stack">
        <p className="soft">{view.actors.includes('homeClerk') ? text.answerLead : text.inLadder}</p>
        <Cards
          legend={text.answerTitle}
          hideLegend
          two
          value={answer.kind}
          choices={(['yes', 'no'] as const).map((value) => ({ value, name: text.answers[value] }))}
          onChange={(kind) => change({ kind: kind === 'no' ? 'no' : 'yes' })}
        />
        {answer.kind === 'yes' ? (
          <ChecklistEditor
            value={answer.checklist}
            faults={tried ? [...own, ...theirs] : []}
            onChange={(checklist) => change({ checklist })}
          />
        ) : (
          <TextArea
            label={text.reason}
            hint={text.reasonHint}
            value={answer.reason}
            maxLength={500}
            rows={3}
            error={tried && reasonShort ? text.short : undefined}
            onChange={(reason) => change({ reason })}
          />
        )}
        {command.error && theirs.length === 0 ? <Note tone="bad">{sentenceFor(command.error)}</Note> : null}
        <div className="row">
          <Button kind="main" keys="Ctrl Enter" busy={command.isPending} className="push" onPress={send}>
            {verb}
          </Button>
        </div>
      </div>
    </Card>
  );
}
