import { useCallback, useEffect, useState } from 'react';
import { sampleHref, samplesOf } from '../../catalogue/material-samples.ts';
import type { StandardContent } from '../../catalogue/standard.ts';
import { differencesOf } from '../../catalogue/standard-proposal.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { Refusal, sentenceFor } from '../api/problem.ts';
import { useSession } from '../api/session.ts';
import { type DraftBody, type ProposalEntry, useStandardAct, type VersionEntry } from '../api/standards.ts';
import { Button } from '../components/button.tsx';
import { DayField } from '../components/day-field.tsx';
import { forgetDeviceDraft, keepDeviceDraft, readDeviceDraft } from '../components/device-draft.ts';
import { TextArea } from '../components/field.tsx';
import { Card, Empty, Note } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { ContentEditor } from './content-editor.tsx';
import { DifferencesEditor } from './differences-editor.tsx';
import { SampleAddress } from './samples-editor.tsx';
import { standardsText as text } from './text.zh-CN.ts';

/** Differences that a unified standard begins without. */
const withoutOthers = (content: StandardContent): StandardContent => ({
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
  const fresh = start && (region === null && !proposal ? withoutOthers(start) : start);
  const [saved, setSaved] = useState(proposal);
  const local = useLocalDraft(`${optionId}.${saved?.id ?? region ?? 'unified'}`, baseOf(saved, last));
  const { found } = local;
  const [content, setContent] = useState(found?.value.content ?? fresh);
  const [effectiveFrom, setEffectiveFrom] = useState(
    found?.value.effectiveFrom ?? proposal?.effectiveFrom ?? '',
  );
  const [note, setNote] = useState(found?.value.note ?? proposal?.note ?? '');
  const [changed, setChanged] = useState(proposal === undefined || found !== undefined);
  const [touched, setTouched] = useState(false);
  const [restored, setRestored] = useState(found !== undefined);
  const [round, setRound] = useState(0);
  const act = useStandardAct();
  const { say } = useMessages();
  const { keep } = local;
  useEffect(() => {
    if (touched && content) keep({ content, effectiveFrom, note });
  }, [touched, content, effectiveFrom, note, keep]);
  const hrefOf = useCallback(
    (fileId: string) => addressOf(fileId, optionId, last, saved),
    [optionId, last, saved],
  );
  const startAnew = () => {
    local.forget();
    setContent(fresh);
    setEffectiveFrom(proposal?.effectiveFrom ?? '');
    setNote(proposal?.note ?? '');
    setChanged(proposal === undefined);
    setTouched(false);
    setRestored(false);
    setRound(round + 1);
  };
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
          local.forget();
          setSaved(stored);
          setChanged(false);
          setTouched(false);
          setRestored(false);
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
  const written = () => {
    setChanged(true);
    setTouched(true);
  };
  const edit = (next: StandardContent) => {
    setContent(next);
    written();
  };
  return (
    <div className="stack">
      {found && restored ? (
        <Note tone={found.base === local.base ? 'go' : 'warn'}>
          <b>{text.kept}</b>
          <p>
            {text.keptWhy(shortMoment(found.at))}
            {found.base === local.base ? '' : text.keptOther}
          </p>
          <Button small onPress={startAnew}>
            {text.startAnew}
          </Button>
        </Note>
      ) : null}
      {region !== null && last?.unified ? <Note tone="warn">{text.deviation}</Note> : null}
      <SampleAddress.Provider value={hrefOf}>
        {region === null ? (
          <ContentEditor key={round} content={content} onChange={edit} />
        ) : (
          <DifferencesEditor
            key={round}
            title={text.editorOwn(props.regionName)}
            optionId={optionId}
            region={region}
            content={content}
            onChange={edit}
          />
        )}
      </SampleAddress.Provider>
      <Card>
        <div className="pad stack">
          <DayField
            label={text.effectiveFrom}
            value={effectiveFrom}
            onChange={(value) => {
              setEffectiveFrom(value);
              written();
            }}
          />
          <TextArea
            label={text.note}
            value={note}
            rows={2}
            onChange={(value) => {
              setNote(value);
              written();
            }}
          />
          {saved && !changed ? <Faults faults={saved.faults} /> : <p className="small">{text.unsaved}</p>}
          {act.error ? <Refused error={act.error} content={content} region={region} /> : null}
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

/** Where the writer sees a file: published, in the draft that is stored, or just uploaded. */
function addressOf(
  fileId: string,
  optionId: string,
  last: VersionEntry | undefined,
  saved: ProposalEntry | undefined,
): string {
  const holds = (content: StandardContent) => samplesOf(content).some((sample) => sample.fileId === fileId);
  if (last && holds(last.content)) return sampleHref(optionId, { fileId });
  return saved && holds(saved.content)
    ? `/api/standard-proposals/${saved.id}/samples/${fileId}`
    : `/api/uploads/${fileId}`;
}

type Written = { content: StandardContent; effectiveFrom: string; note: string };

/** What the draft is written upon. */
const baseOf = (saved: ProposalEntry | undefined, last: VersionEntry | undefined): string =>
  saved ? `${saved.id} ${saved.revision}` : (last?.version ?? '');

/** What one person was writing of an option, kept on this computer until it is stored: a closed tab loses nothing. */
function useLocalDraft(what: string, base: string) {
  const { data: session } = useSession();
  const key = `standard.${session?.id ?? ''}.${what}`;
  const [found] = useState(() => readDeviceDraft<Written>(key));
  const keep = useCallback(
    (value: Written) => keepDeviceDraft(key, { at: new Date().toISOString(), base, value }),
    [key, base],
  );
  return { found, base, keep, forget: () => forgetDeviceDraft(key) };
}

const lists = [
  'materials',
  'form',
  'situations',
  'reviewPoints',
  'regionalDifferences',
  'differences',
] as const;

/** What a pointer means, in words: 申请材料“身份证”的名称; undefined for what is no entry of a list. */
function placeOf(
  pointer: string,
  content: StandardContent,
  region: string | null,
): { where: string; name: string; part: string } | undefined {
  const [, list, at] = /\/(\w+)\/(\d+)(?:\/|$)/.exec(pointer) ?? [];
  const known = lists.find((each) => each === list);
  if (known === undefined) return undefined;
  const entries: readonly { name?: string; label?: string; question?: string; detail?: string }[] =
    known === 'differences' ? differencesOf(content, region ?? '') : content[known];
  const entry = entries[Number(at)];
  const name = entry?.name || entry?.label || entry?.question || entry?.detail;
  const key = pointer.split('/').findLast((part) => Object.hasOwn(text.parts, part));
  return {
    where: text.where[known],
    name: name || text.nth(Number(at) + 1),
    part: key === undefined ? '' : text.parts[key as keyof typeof text.parts],
  };
}

/** What the server refused, each at its place. */
function Refused(props: { error: unknown; content: StandardContent; region: string | null }) {
  const faults = props.error instanceof Refusal ? props.error.errors : [];
  const placed = faults.flatMap(({ pointer, detail }) => {
    const place = placeOf(pointer, props.content, props.region);
    return place ? [text.atPlace(place.where, place.name, place.part, detail)] : [];
  });
  return (
    <Note tone="bad">
      {placed.length === 0 ? (
        sentenceFor(props.error)
      ) : (
        <ul>
          {placed.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Note>
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
