import { useState } from 'react';
import type { CaseView, LineView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { ChoiceField, TextArea, TextField } from '../components/field.tsx';
import { Dialog, Note } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { reviewText as text } from './text.zh-CN.ts';
import type { HandedIn } from './verdicts.ts';

/** 当场补正: what was put right at the counter. */
export function OnSpotDialog(props: {
  kase: CaseView;
  line: LineView;
  handedIn: HandedIn;
  onClose: () => void;
}) {
  const { kase, line, handedIn, onClose } = props;
  const [correction, setCorrection] = useState('');
  const correct = useCommand(kase.id);
  const send = () => {
    if (correct.isPending) return;
    const received =
      handedIn.originals + handedIn.copies > 0
        ? handedIn
        : { ...handedIn, originals: line.originals, copies: line.copies };
    correct.run(
      {
        command: 'correctOnSpot',
        body: { lineId: line.id, received, correction: correction.trim() || text.onSpot },
      },
      onClose,
    );
  };
  useKeys(
    [
      { key: 'Ctrl Enter', name: text.onSpotDone, act: send },
      { key: 'Esc', name: text.cancel, act: onClose },
    ],
    'dialog',
  );
  return (
    <Dialog title={text.onSpotTitle(line.name)} onClose={onClose}>
      <TextField
        label={text.onSpotWhat}
        hint={text.onSpotHint}
        optional
        first
        value={correction}
        maxLength={300}
        onChange={setCorrection}
      />
      {correct.error ? <Note tone="bad">{sentenceFor(correct.error)}</Note> : null}
      <div className="dialog-buttons">
        <Button keys="Esc" onPress={onClose}>
          {text.cancel}
        </Button>
        <Button kind="main" keys="Ctrl Enter" busy={correct.isPending} onPress={send}>
          {text.onSpotDone}
        </Button>
      </div>
    </Dialog>
  );
}

type DeclineCode = keyof typeof text.declineCodes;

const declineChoices = Object.entries(text.declineCodes).map(([value, name]) => ({ value, name }));

/** 不予收件: one of three reasons, with an explanation for the applicant. */
export function DeclineDialog({
  kase,
  onClose,
  onDone,
}: {
  kase: CaseView;
  onClose: () => void;
  onDone: () => void;
}) {
  const [code, setCode] = useState<DeclineCode>('identityFailed');
  const [explanation, setExplanation] = useState('');
  const decline = useCommand(kase.id);
  const short = [...explanation.trim()].length < 5 ? text.explanationHint : undefined;
  return (
    <Dialog title={text.declineTitle} onClose={onClose}>
      <p className="soft">{text.declineWhy}</p>
      <ChoiceField
        label={text.declineCode}
        value={code}
        choices={declineChoices}
        onChange={(value) =>
          setCode(Object.hasOwn(text.declineCodes, value) ? (value as DeclineCode) : 'identityFailed')
        }
      />
      <TextArea
        label={text.explanation}
        hint={text.explanationHint}
        value={explanation}
        maxLength={500}
        rows={3}
        onChange={setExplanation}
      />
      {decline.error ? <Note tone="bad">{sentenceFor(decline.error)}</Note> : null}
      <div className="dialog-buttons">
        <Button keys="Esc" first onPress={onClose}>
          {text.notDecline}
        </Button>
        <Button
          kind="danger"
          blocked={short}
          busy={decline.isPending}
          onPress={() =>
            decline.run(
              {
                command: 'declineIntake',
                body: { code, explanation: explanation.trim(), contact: 'counter' },
              },
              onDone,
            )
          }
        >
          {text.decline}
        </Button>
      </div>
    </Dialog>
  );
}
