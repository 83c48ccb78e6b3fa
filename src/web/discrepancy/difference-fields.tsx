import { useRef } from 'react';
import type { Channel } from '../../cases/core/case.ts';
import { discrepancyKinds, isDiscrepancyKind } from '../../cases/discrepancy/kinds.ts';
import { Button } from '../components/button.tsx';
import { Check, ChoiceField, TextField } from '../components/field.tsx';
import { Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useAttaching } from '../formal-review/attach.tsx';
import { type DifferenceDraft, kindsOf } from './difference-draft.ts';
import { discrepancyText as text } from './text.zh-CN.ts';

type FieldsProps = {
  channel: Channel;
  draft: DifferenceDraft;
  onChange: (change: Partial<DifferenceDraft>) => void;
  /** What is wrong was chosen already: only the rest is asked. */
  fixedKind?: boolean;
  first?: boolean;
};

/** What differs: kind, note, photo, and whether the applicant has to do something. */
export function DifferenceFields({
  channel,
  draft,
  onChange,
  fixedKind = false,
  first = false,
}: FieldsProps) {
  const choices = kindsOf(channel).map((value) => ({ value, name: discrepancyKinds[value].name }));
  return (
    <div className="stack">
      {fixedKind ? null : (
        <ChoiceField
          label={text.kind}
          value={draft.kind}
          choices={choices}
          onChange={(kind) => (isDiscrepancyKind(kind) ? onChange({ kind }) : undefined)}
        />
      )}
      <TextField
        label={text.note}
        hint={text.noteHint}
        optional={draft.kind === 'missing'}
        first={first}
        value={draft.note}
        maxLength={300}
        onChange={(note) => onChange({ note })}
      />
      {discrepancyKinds[draft.kind].photo ? (
        <Photos photoIds={draft.photoIds} onChange={(photoIds) => onChange({ photoIds })} />
      ) : null}
      <Check checked={draft.applicantMustAct} onChange={(applicantMustAct) => onChange({ applicantMustAct })}>
        {text.applicantMustAct}
      </Check>
    </div>
  );
}

/** Photos of what is wrong, uploaded at once and named in the command. */
function Photos(props: { photoIds: readonly string[]; onChange: (photoIds: readonly string[]) => void }) {
  const { photoIds, onChange } = props;
  const picker = useRef<HTMLInputElement>(null);
  const { attach, working, fault } = useAttaching((ids) => onChange([...photoIds, ...ids]));
  return (
    <div>
      <div className="row">
        <Button small busy={working !== undefined} onPress={() => picker.current?.click()}>
          <Icon name="scan" />
          {text.photo}
        </Button>
        <span className="small" role="status">
          {photoIds.length === 0 ? text.photoHint : text.photos(photoIds.length)}
        </span>
        {photoIds.length > 0 ? (
          <Button small onPress={() => onChange([])}>
            {text.removePhotos}
          </Button>
        ) : null}
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="application/pdf,image/jpeg,image/png"
        aria-label={text.photo}
        onChange={(event) => {
          void attach([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {fault === undefined ? null : <Note tone="bad">{fault}</Note>}
    </div>
  );
}
