import { useState } from 'react';
import type { Channel } from '../../cases/core/case.ts';
import type { CaseView, CommandReceipt } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { Cards } from '../components/field.tsx';
import { Dialog, Note } from '../components/frame.tsx';
import { type Signature, SignaturePad } from '../components/signature-pad.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { acceptText as text } from './text.zh-CN.ts';
import { channelChoices, choiceOf } from './verdicts.ts';

type Kind = keyof typeof text.kinds;

const kinds = Object.keys(text.kinds) as Kind[];

const notes: Record<string, { name: string; note: string }> = {
  electronic: { name: text.electronic, note: text.electronicNote },
  both: { name: text.both, note: text.bothNote },
  postal: { name: text.postal, note: text.postalNote },
};

type AcceptDialogProps = { kase: CaseView; onClose: () => void; onDone: (receipt: CommandReceipt) => void };

/** 收件: how the materials travel, and the applicant's signature on the receipt. */
export function AcceptDialog({ kase, onClose, onDone }: AcceptDialogProps) {
  const accept = useCommand(kase.id);
  const proposed = choiceOf(kase.proposedChannels);
  const [choice, setChoice] = useState(proposed);
  const [kind, setKind] = useState<Kind>('pad');
  const [signature, setSignature] = useState<Signature>();
  const unsigned = kind === 'pad' && signature === undefined;
  const short = kase.proposedChannels.includes('postal') && choice === 'electronic';
  const blocked = short ? text.postalNeeded : unsigned ? text.sign : undefined;
  const channels: readonly Channel[] = channelChoices.find(({ id }) => id === choice)?.channels ?? [];

  const send = () => {
    if (blocked !== undefined || accept.isPending) return;
    const applicantSignature = kind === 'pad' && signature ? { kind, ...signature } : { kind };
    accept.run(
      { command: 'acceptIntake', body: { channels, applicantSignature, handlerSigned: true } },
      onDone,
    );
  };
  useKeys(
    [
      { key: 'Ctrl Enter', name: text.accept, act: send },
      { key: 'Esc', name: text.notYet, act: onClose },
    ],
    'dialog',
  );

  return (
    <Dialog title={text.title} width={620} onClose={onClose}>
      <p className="soft">{text.lead}</p>
      <Cards
        legend={text.channels}
        value={choice}
        choices={channelChoices.map(({ id }) => ({
          value: id,
          name: notes[id]?.name ?? id,
          note: `${id === proposed ? `${text.proposed}，` : ''}${notes[id]?.note ?? ''}`,
        }))}
        onChange={setChoice}
      />
      <Cards
        legend={text.signature}
        value={kind}
        choices={kinds.map((value) => ({ value, name: text.kinds[value], note: text.kindNotes[value] }))}
        onChange={(value) => setKind(kinds.find((name) => name === value) ?? 'paper')}
      />
      {kind === 'pad' ? (
        <SignaturePad label={text.pad} clearLabel={text.clear} onChange={setSignature} />
      ) : null}
      {accept.error ? <Note tone="bad">{sentenceFor(accept.error)}</Note> : null}
      <p className="small" role="status">
        {blocked ?? text.handler}
      </p>
      <div className="dialog-buttons">
        <Button keys="Esc" onPress={onClose}>
          {text.notYet}
        </Button>
        <Button kind="main" keys="Ctrl Enter" blocked={blocked} busy={accept.isPending} onPress={send}>
          {text.accept}
        </Button>
      </div>
    </Dialog>
  );
}

/** Printing the three copies and going on, after the receipt exists. */
export function AcceptedDialog(props: { receipt: CommandReceipt; home: string; onNext: () => void }) {
  const receipt =
    props.receipt.documents.find(({ kind }) => kind === 'intakeReceipt') ?? props.receipt.documents[0];
  const print = () => {
    if (receipt) window.open(receipt.href, '_blank', 'noopener');
  };
  useKeys(
    [
      { key: 'Ctrl Enter', name: text.next, act: props.onNext },
      { key: 'P', name: text.print, act: print },
    ],
    'dialog',
  );
  return (
    <Dialog title={text.done} onClose={props.onNext}>
      <p>{text.doneWhy(props.home)}</p>
      <div className="dialog-buttons">
        {receipt ? (
          <Button keys="P" first onPress={print}>
            {text.print}
          </Button>
        ) : null}
        <Button kind="main" keys="Ctrl Enter" onPress={props.onNext}>
          {text.next}
        </Button>
      </div>
    </Dialog>
  );
}
