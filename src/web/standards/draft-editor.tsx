import { useState } from 'react';
import type { StandardContent } from '../../catalogue/standard.ts';
import { differencesOf } from '../../catalogue/standard-proposal.ts';
import { sentenceFor } from '../api/problem.ts';
import { type DraftBody, type ProposalEntry, useStandardAct, type VersionEntry } from '../api/standards.ts';
import { Button } from '../components/button.tsx';
import { DayField } from '../components/day-field.tsx';
import { TextArea } from '../components/field.tsx';
import { Card, Empty, Note } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { ContentEditor } from './content-editor.tsx';
import { DifferencesEditor } from './differences-editor.tsx';
import { standardsText as text } from './text.zh-CN.ts';

/** Differences that a unified standard begins without. */
const placed = (content: StandardContent): StandardContent => ({
  ...content,
  regionalDifferences: content.regionalDifferences.filter(
    ({ change }) => change === 'other-level' || change === 'other-name',
  ),
});

/** Writes a draft: the standard of all, or what one province does otherwise; it is stored before it is put forward. */
export function DraftEditor(props: {
  optionId: string;
  last: VersionEntry | undefined;
  region: string | null;
  regionName: string;
  proposal: ProposalEntry | undefined;
  onDone: () => void;
}) {
  const { optionId, last, region, proposal, onDone } = props;
  const start = proposal?.content ?? last?.content;
  const [content, setContent] = useState(start && (region === null && !proposal ? placed(start) : start));
  const [effectiveFrom, setEffectiveFrom] = useState(proposal?.effectiveFrom ?? '');
  const [note, setNote] = useState(proposal?.note ?? '');
  const [saved, setSaved] = useState(proposal);
  const [changed, setChanged] = useState(proposal === undefined);
  const act = useStandardAct();
  const { say } = useMessages();
  const blocked =
    effectiveFrom === '' ? `${text.effectiveFrom}？` : note.trim() === '' ? `${text.note}？` : undefined;

  const bodyOf = (of: StandardContent): DraftBody =>
    region === null
      ? { content: of, effectiveFrom, note }
      : { region, differences: differencesOf(of, region), effectiveFrom, note };
  const save = (then?: (stored: ProposalEntry) => void) => {
    if (!content || blocked !== undefined) return;
    const body = bodyOf(content);
    act.mutate(
      saved
        ? { act: 'change', id: saved.id, revision: saved.revision, body }
        : { act: 'draft', optionId, body },
      {
        onSuccess: (stored) => {
          setSaved(stored);
          setChanged(false);
          if (then) then(stored);
          else say(text.saved, 'ok');
        },
      },
    );
  };
  const submit = () =>
    save((stored) =>
      act.mutate(
        { act: 'submit', id: stored.id },
        {
          onSuccess: () => {
            say(text.submitted, 'ok');
            onDone();
          },
        },
      ),
    );
  useKeys([
    { key: 'F8', name: text.save, act: () => save() },
    { key: 'Ctrl Enter', name: text.submit, act: submit },
  ]);
  if (!content) return <Empty title={text.noVersion}>{text.noneWhy}</Empty>;
  const edit = (next: StandardContent) => {
    setContent(next);
    setChanged(true);
  };
  return (
    <div className="stack">
      {region !== null && last?.unified ? <Note tone="warn">{text.deviation}</Note> : null}
      {region === null ? (
        <ContentEditor content={content} onChange={edit} />
      ) : (
        <DifferencesEditor
          title={text.editorOwn(props.regionName)}
          optionId={optionId}
          region={region}
          content={content}
          onChange={edit}
        />
      )}
      <Card>
        <div className="pad stack">
          <DayField
            label={text.effectiveFrom}
            value={effectiveFrom}
            onChange={(value) => {
              setEffectiveFrom(value);
              setChanged(true);
            }}
          />
          <TextArea
            label={text.note}
            value={note}
            rows={2}
            onChange={(value) => {
              setNote(value);
              setChanged(true);
            }}
          />
          {saved && !changed ? <Faults faults={saved.faults} /> : <p className="small">{text.unsaved}</p>}
          {act.error ? <Note tone="bad">{sentenceFor(act.error)}</Note> : null}
          <div className="standards-buttons">
            <Button keys="Esc" onPress={onDone}>
              {text.back}
            </Button>
            <Button keys="F8" blocked={blocked} busy={act.isPending} onPress={() => save()}>
              {text.save}
            </Button>
            <Button kind="main" keys="Ctrl Enter" blocked={blocked} busy={act.isPending} onPress={submit}>
              {text.submit}
            </Button>
          </div>
        </div>
      </Card>
    </div>
  );
}

function Faults({ faults }: { faults: readonly string[] }) {
  if (faults.length === 0) return <Note tone="ok">{text.faultsNone}</Note>;
  return (
    <Note tone="warn">
      <b>{text.faults}</b>
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </Note>
  );
}
