import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useLocation, useParams } from 'react-router';
import { useCase } from '../api/cases.ts';
import { useDraft } from '../api/intake.ts';
import { ReadFailed, Skeleton } from '../components/frame.tsx';
import { ClosedDraft } from './closed-draft.tsx';
import { formOf } from './form.ts';
import { IntakeEditor } from './intake-editor.tsx';
import { keptForm } from './kept-form.ts';
import './new-case.css';

/** 新建收件: a fresh form, or a draft brought back. */
export default function NewCasePage() {
  const { id } = useParams();
  const { key } = useLocation();
  return id === undefined ? <Fresh key={key} /> : <Stored key={key} id={id} />;
}

function Fresh() {
  return <IntakeEditor initial={keptForm()} opened={undefined} reread={() => undefined} />;
}

function Stored({ id }: { id: string }) {
  const client = useQueryClient();
  const kase = useCase(id);
  const draft = useDraft(id);
  const error = kase.error ?? draft.error;
  if (error)
    return <ReadFailed error={error} retry={() => void draft.refetch().then(() => kase.refetch())} />;
  if (!kase.data || !draft.data) return <Skeleton rows={8} />;
  const { item, option, home } = kase.data;
  // What stands in no list is registered on a page of its own: its matter is what the home side consented to.
  if (kase.data.flags.includes('offList'))
    return <Navigate to={`/offlist/${option.id}/register?draft=${id}`} replace />;
  if (draft.data.closedBecause !== null) return <ClosedDraft kase={kase.data} draft={draft.data} />;
  const form = formOf(
    { item, optionId: option.id, optionName: option.name, homeRegion: home.regionCode },
    draft.data.form,
  );
  return (
    <IntakeEditor
      key={draft.data.revision}
      initial={form}
      opened={{ id, optionId: option.id, homeRegion: home.regionCode, revision: draft.data.revision }}
      reread={() => void client.invalidateQueries({ queryKey: ['draft', id] })}
    />
  );
}
