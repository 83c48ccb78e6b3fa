import { useState } from 'react';
import type { StandardContent } from '../../catalogue/standard.ts';
import { type ProposalEntry, useStandardAct } from '../api/standards.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextArea } from '../components/field.tsx';
import { Card } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { changesOf } from '../history/changes.ts';
import { Changes } from '../history/history.tsx';
import { contentFields } from './content-fields.ts';
import { standardsText as text } from './text.zh-CN.ts';

/** What is drafted, waits or was decided, with what it would change. */
export function Proposals(props: {
  proposals: readonly ProposalEntry[];
  current: StandardContent | undefined;
  onEdit: (id: string) => void;
}) {
  const { proposals, current, onEdit } = props;
  const [asked, setAsked] = useState<{ proposal: ProposalEntry; approved: boolean }>();
  const act = useStandardAct();
  const { say } = useMessages();
  const open = proposals.filter(({ state }) => state === 'draft' || state === 'proposed');
  return (
    <Card title={text.proposals}>
      {open.length === 0 ? <p className="pad small">{text.proposalsNone}</p> : null}
      {open.map((proposal) => (
        <div className="standards-proposal" key={proposal.id}>
          <b>
            {proposal.kindText} · {proposal.stateText}
          </b>{' '}
          <span className="small">{text.byWhom(proposal.proposedByName, proposal.effectiveFrom)}</span>
          <p>{proposal.note}</p>
          {current ? (
            <details>
              <summary>{text.changesFrom}</summary>
              <Changes changes={changesOf(contentFields(current), contentFields(proposal.content))} />
            </details>
          ) : null}
          {proposal.faults.length > 0 ? (
            <ul>
              {proposal.faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          ) : null}
          <div className="row">
            {proposal.own ? (
              <>
                <Button small onPress={() => onEdit(proposal.id)}>
                  {text.edit}
                </Button>
                <Button
                  small
                  busy={act.isPending}
                  onPress={() =>
                    act.mutate(
                      { act: 'withdraw', id: proposal.id },
                      { onSuccess: () => say(text.withdrawn, 'ok') },
                    )
                  }
                >
                  {text.withdraw}
                </Button>
                {proposal.state === 'proposed' ? <span className="small">{text.ownWaits}</span> : null}
              </>
            ) : null}
            {proposal.mayDecide ? (
              <>
                <Button small onPress={() => setAsked({ proposal, approved: false })}>
                  {text.reject}
                </Button>
                <Button small kind="main" onPress={() => setAsked({ proposal, approved: true })}>
                  {text.approve}
                </Button>
              </>
            ) : null}
          </div>
        </div>
      ))}
      {asked ? <DecideDialog {...asked} onClose={() => setAsked(undefined)} /> : null}
    </Card>
  );
}

function DecideDialog(props: { proposal: ProposalEntry; approved: boolean; onClose: () => void }) {
  const { proposal, approved, onClose } = props;
  const [note, setNote] = useState('');
  const act = useStandardAct();
  const { say } = useMessages();
  return (
    <ActDialog
      title={`${text.decideTitle}：${proposal.kindText}`}
      verb={approved ? text.approve : text.reject}
      safe={text.back}
      blocked={approved || note.trim() !== '' ? undefined : text.decideNoteHint}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onAct={() => {
        if (!approved && note.trim() === '') return;
        act.mutate(
          { act: 'decide', id: proposal.id, approved, note },
          {
            onSuccess: () => {
              say(text.decided, 'ok');
              onClose();
            },
          },
        );
      }}
    >
      <div className="stack">
        <p>{text.byWhom(proposal.proposedByName, proposal.effectiveFrom)}</p>
        <TextArea
          label={text.decideNote}
          hint={text.decideNoteHint}
          value={note}
          onChange={setNote}
          rows={3}
        />
      </div>
    </ActDialog>
  );
}
