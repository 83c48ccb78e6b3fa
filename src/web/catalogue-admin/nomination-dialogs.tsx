import { useState } from 'react';
import { useEditions, useListAct } from '../api/list-keeping.ts';
import { type Nomination, type NominationSource, useNominationSources } from '../api/list-matters.ts';
import { errorAt } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { ChoiceField, TextArea, TextField } from '../components/field.tsx';
import { Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { useDialogAct } from './dialog-act.ts';
import { mattersText } from './matters-text.zh-CN.ts';

const text = mattersText.nominations;
const leastReason = 5;
const isShort = (words: string, least: number): boolean => [...words.trim()].length < least;
const keyOf = ({ groupId, item }: NominationSource): string =>
  groupId ?? `${item?.programmeId} ${item?.number}`;

/** Nominates for one's own province, out of what it has figures for. */
export function NominateDialog({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useNominationSources(true);
  const sources = (data?.sources ?? []).filter(({ joined }) => !joined);
  const [key, setKey] = useState('');
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const act = useListAct();
  const { say } = useMessages();
  const chosen = sources.find((source) => keyOf(source) === key);
  const blocked = chosen ? (isShort(reason, leastReason) ? text.reasonShort : undefined) : text.choose;
  const carryOut = () => {
    if (!chosen || blocked !== undefined || act.isPending) return;
    const basis = chosen.item ? { item: chosen.item } : { groupId: chosen.groupId };
    act.mutate(
      chosen.proposalId === null
        ? {
            path: '/api/item-proposals',
            body: { ...basis, reason, ...(name.trim() === '' ? {} : { name: name.trim() }) },
          }
        : { path: `/api/item-proposals/${chosen.proposalId}/support`, body: { reason } },
      {
        onSuccess: () => {
          say(text.nominated, 'ok');
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.nominateTitle}
      verb={text.nominate}
      safe={mattersText.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={carryOut}
      onClose={onClose}
    >
      <div className="stack">
        {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
        {data === undefined && !error ? <Skeleton rows={2} /> : null}
        {data && sources.length === 0 ? <Note tone="warn">{text.sourcesNone}</Note> : null}
        {sources.length > 0 ? (
          <ChoiceField
            label={text.source}
            hint={text.sourceHint}
            value={key}
            empty="—"
            choices={sources.map((source) => ({
              value: keyOf(source),
              name: text.sourceChoice(source.name, source.from, text.figures(source.figures)),
            }))}
            onChange={setKey}
          />
        ) : null}
        {chosen?.proposalId === null ? (
          <TextField
            label={text.name}
            hint={text.nameHint}
            optional
            value={name}
            onChange={setName}
            maxLength={100}
            error={errorAt(act.error, '/name')}
          />
        ) : null}
        <TextArea
          label={text.reason}
          hint={text.reasonHint}
          value={reason}
          onChange={setReason}
          maxLength={500}
          rows={3}
          error={errorAt(act.error, '/reason')}
        />
      </div>
    </ActDialog>
  );
}

/** Joins a nomination for one's own province, with its own figures. */
export function JoinDialog({ nomination, onClose }: { nomination: Nomination; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const act = useDialogAct(onClose);
  const blocked = isShort(reason, leastReason) ? text.reasonShort : undefined;
  return (
    <ActDialog
      title={text.joinTitle(nomination.name)}
      verb={text.join}
      safe={mattersText.safe}
      blocked={blocked}
      busy={act.busy}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.carryOut({ path: `/api/item-proposals/${nomination.id}/support`, body: { reason } })
      }
      onClose={onClose}
    >
      <TextArea
        label={text.reason}
        hint={text.reasonHint}
        value={reason}
        onChange={setReason}
        maxLength={500}
        rows={3}
        error={errorAt(act.error, '/reason')}
      />
    </ActDialog>
  );
}

/** The coordination group takes a nomination into a draft, or does not. */
export function DecideDialog(props: {
  nomination: Nomination;
  act: 'take' | 'reject';
  programmeId: string;
  onClose: () => void;
}) {
  const { nomination, act: step, programmeId, onClose } = props;
  const drafts = (useEditions(programmeId).data?.editions ?? []).filter(({ state }) => state === 'draft');
  const [edition, setEdition] = useState('');
  const [department, setDepartment] = useState('');
  const [note, setNote] = useState('');
  const act = useListAct();
  const { say } = useMessages();
  const draft = edition === '' ? (drafts[0]?.id ?? '') : edition;
  const takes = step === 'take';
  const blocked = takes
    ? draft === ''
      ? text.noDraft
      : department.trim() === ''
        ? text.takeMissing
        : undefined
    : isShort(note, 2)
      ? text.noteShort
      : undefined;
  return (
    <ActDialog
      title={takes ? text.takeTitle(nomination.name) : text.rejectTitle(nomination.name)}
      verb={takes ? text.take : text.reject}
      safe={mattersText.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          {
            path: `/api/item-proposals/${nomination.id}/${step}`,
            body: takes ? { editionId: draft, department: department.trim() } : { note },
          },
          {
            onSuccess: (answer) => {
              const { number } = (answer ?? {}) as { number?: number };
              say(number === undefined ? mattersText.done : text.taken(number), 'ok');
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      {takes ? (
        <div className="stack">
          <p>{text.takeWhy(nomination.sourceText)}</p>
          {drafts.length === 0 ? <Note tone="warn">{text.noDraft}</Note> : null}
          {drafts.length > 0 ? (
            <ChoiceField
              label={text.edition}
              value={draft}
              choices={drafts.map(({ id, label }) => ({ value: id, name: label }))}
              onChange={setEdition}
            />
          ) : null}
          <TextField
            label={text.department}
            value={department}
            onChange={setDepartment}
            maxLength={100}
            first
            error={errorAt(act.error, '/department')}
          />
        </div>
      ) : (
        <TextArea label={text.reason} value={note} onChange={setNote} maxLength={500} rows={3} />
      )}
    </ActDialog>
  );
}
