import { useState } from 'react';
import type { SearchWord } from '../../catalogue/search-index.ts';
import { Refusal } from '../api/problem.ts';
import { useSynonymChange } from '../api/synonyms.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Cards, TextArea, TextField } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { synonymsText as text } from './text.zh-CN.ts';

/** Adds an everyday word, perhaps one that found nothing. */
export function AddDialog({ word: given, onClose }: { word: string; onClose: () => void }) {
  const [kind, setKind] = useState<SearchWord['kind']>('say');
  const [word, setWord] = useState(given);
  const [means, setMeans] = useState('');
  const change = useSynonymChange();
  const { say } = useMessages();
  const terms = means
    .split(/[\n、，,；;]/u)
    .map((term) => term.trim())
    .filter((term) => term !== '');
  const errorAt = (start: string): string | undefined =>
    change.error instanceof Refusal
      ? change.error.errors.find(({ pointer }) => pointer.startsWith(start))?.detail
      : undefined;
  const fielded = errorAt('/word') !== undefined || errorAt('/means') !== undefined;
  const act = () =>
    change.mutate(
      { add: { kind, word: word.trim(), means: kind === 'say' || kind === 'act' ? terms : [] } },
      {
        onSuccess: () => {
          say(text.added(word.trim()), 'ok');
          onClose();
        },
      },
    );
  return (
    <ActDialog
      title={text.add}
      verb={text.add}
      safe={text.safe}
      blocked={undefined}
      busy={change.isPending}
      error={fielded ? undefined : change.error}
      onAct={act}
      onClose={onClose}
    >
      <div className="stack">
        <TextField
          label={text.fields.word}
          hint={text.fields.wordHint}
          value={word}
          onChange={setWord}
          maxLength={60}
          error={errorAt('/word')}
          first
        />
        <Cards
          legend={text.fields.kind}
          two
          choices={text.kinds}
          value={kind}
          onChange={(chosen) => setKind(chosen as SearchWord['kind'])}
        />
        {kind === 'say' || kind === 'act' ? (
          <TextArea
            label={text.fields.means}
            hint={text.fields.meansHint}
            value={means}
            onChange={setMeans}
            rows={3}
            error={errorAt('/means')}
          />
        ) : null}
      </div>
    </ActDialog>
  );
}
