import { useState } from 'react';
import { useNavigate } from 'react-router';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useSession } from '../api/session.ts';
import { type SynonymEntry, useMisses, useSynonymChange, useSynonyms, useTrial } from '../api/synonyms.ts';
import { Button } from '../components/button.tsx';
import { useSettled } from '../components/debounce.ts';
import { TextField } from '../components/field.tsx';
import { Card, Confirm, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { AddDialog } from './add-dialog.tsx';
import { keepsSynonyms } from './keeps-synonyms.ts';
import { synonymsText as text } from './text.zh-CN.ts';
import './synonyms.css';

/** 常用说法: everyday words of the search, and what was asked without finding anything. */
export default function SynonymsPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const [adding, setAdding] = useState<string>();
  const may = keepsSynonyms(session?.grants ?? []);
  useKeys([
    { key: 'Ctrl Enter', name: text.add, act: () => setAdding(''), off: !may },
    { key: 'Esc', name: text.back, act: () => void navigate('/') },
  ]);
  if (!may) return <Empty title={text.notYours}>{text.notYoursWhy}</Empty>;
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
        <Button kind="main" keys="Ctrl Enter" onPress={() => setAdding('')}>
          {text.add}
        </Button>
      </div>
      <p className="small synonyms-why">{text.why}</p>
      <div className="synonyms">
        <div className="stack">
          <Kept />
        </div>
        <div className="stack">
          <Trial />
          <Misses onAdd={setAdding} />
        </div>
      </div>
      {adding === undefined ? null : <AddDialog word={adding} onClose={() => setAdding(undefined)} />}
    </>
  );
}

function Kept() {
  const [typed, setTyped] = useState('');
  const part = useSettled(typed.trim(), 250);
  const list = useSynonyms(part);
  const [asked, setAsked] = useState<SynonymEntry>();
  const change = useSynonymChange();
  const { say } = useMessages();
  const rows = list.data?.pages.flatMap(({ synonyms }) => synonyms) ?? [];
  const close = () => {
    change.reset();
    setAsked(undefined);
  };
  return (
    <Card title={text.list}>
      <div className="pad">
        <TextField label={text.filter} value={typed} onChange={setTyped} maxLength={60} />
      </div>
      <PagedList
        query={list}
        rows={rows}
        none={
          <Empty icon="search" title={part === '' ? text.none : text.noneLike}>
            {text.noneWhy}
          </Empty>
        }
        more={text.more}
        waiting={4}
      >
        <div className="table-frame">
          <table className="cards-when-narrow" aria-label={text.list}>
            <thead>
              <tr>
                <th>{text.columns.word}</th>
                <th>{text.columns.means}</th>
                <th>{text.columns.by}</th>
                <th>{text.columns.act}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td data-label={text.columns.word}>{row.word}</td>
                  <td data-label={text.columns.means}>
                    {row.means.length > 0 ? row.means.join('、') : row.kindText}
                  </td>
                  <td data-label={text.columns.by}>
                    {row.addedByName}
                    <span className="small under">{shortMoment(row.addedAt)}</span>
                  </td>
                  <td data-label={text.columns.act}>
                    <Button small onPress={() => setAsked(row)}>
                      {text.remove}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </PagedList>
      {asked === undefined ? null : (
        <Confirm
          title={text.removeTitle(asked.word)}
          verb={text.remove}
          safe={text.safe}
          danger
          busy={change.isPending}
          error={change.error}
          onConfirm={() =>
            change.mutate(
              { remove: asked.id },
              {
                onSuccess: () => {
                  say(text.removed(asked.word), 'ok');
                  close();
                },
              },
            )
          }
          onClose={close}
        >
          <p>{text.removeWhy}</p>
        </Confirm>
      )}
    </Card>
  );
}

function Trial() {
  const [typed, setTyped] = useState('');
  const { data } = useTrial(useSettled(typed.trim(), 250));
  return (
    <Card title={text.trial}>
      <div className="pad stack">
        <TextField
          label={text.trial}
          hint={text.trialHint}
          value={typed}
          onChange={setTyped}
          maxLength={50}
        />
        {typed.trim() !== '' && data ? (
          <div role="status">
            {data.offList ? <p>{text.offList}</p> : null}
            <ol className="synonyms-hits">
              {data.items.map(({ catalogueId, number, name }) => (
                <li key={`${catalogueId} ${number}`}>{name}</li>
              ))}
            </ol>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function Misses({ onAdd }: { onAdd: (word: string) => void }) {
  const { data, error, isPending, refetch } = useMisses();
  return (
    <Card title={text.misses}>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={4} /> : null}
      {data && data.misses.length === 0 ? (
        <Empty icon="check" title={text.missesNone}>
          {text.missesWhy}
        </Empty>
      ) : null}
      {data && data.misses.length > 0 ? (
        <>
          <p className="small pad">{text.missesWhy}</p>
          <ul className="synonyms-misses">
            {data.misses.map(({ query, times, lastOn }) => (
              <li key={query}>
                <span>
                  {query}
                  <span className="small under">{text.asked(times, lastOn)}</span>
                </span>
                <Button small label={`${text.add}：${query}`} onPress={() => onAdd(query)}>
                  {text.add}
                </Button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  );
}
