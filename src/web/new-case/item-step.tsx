import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { itemOptionId } from '../../catalogue/given-standard.ts';
import {
  type FrequentItem,
  type ItemHit,
  type OptionEntry,
  useFrequentItems,
  useItemSearch,
  useOptions,
  useProgrammes,
} from '../api/catalogue.ts';
import { useSession } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { useSettled } from '../components/debounce.ts';
import { Cards, FieldError } from '../components/field.tsx';
import { Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useKeyboard, useKeys } from '../keys/keyboard.tsx';
import type { IntakeForm } from './form.ts';
import { highlight } from './highlight.ts';
import { newCaseText as text } from './text.zh-CN.ts';

/** Some options are handled online only; a window takes nothing in for them. */
const takesAtWindow = ({ modes }: OptionEntry): boolean => modes?.includes('proxyIntake') ?? true;

type Item = NonNullable<IntakeForm['item']>;

/** The list of which hits need not say that they are of it. */
const usualList = 'southwest-5';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

type ItemStepProps = {
  item: Item | undefined;
  optionId: string;
  error: string | undefined;
  onItem: (item: Item | undefined) => void;
  onOption: (option: { id: string; name: string }) => void;
};

/** The matter: by number key out of the frequent ones, or by search; then its handling option. */
export function ItemStep({ item, optionId, error, onItem, onOption }: ItemStepProps) {
  const { data } = useOptions(item);
  const options = data?.options ?? [];
  const first = options.find(takesAtWindow);
  // An item without a published standard is opened as a whole; its standard comes from the home window.
  const pending = item !== undefined && data !== undefined && options.length === 0;
  useEffect(() => {
    if (optionId !== '') return;
    if (first) onOption(first);
    else if (pending) onOption({ id: itemOptionId(item.catalogueId, item.number), name: text.wholeItem });
  }, [first, pending, item, optionId, onOption]);

  if (!item) {
    return (
      <ItemSearch
        error={error}
        onPick={(picked, option) => {
          onItem(picked);
          if (option) onOption(option);
        }}
      />
    );
  }
  return (
    <div className="stack">
      <div className="row" data-field="optionId">
        <b>{item.name}</b>
        <span className="small">序号 {item.number}</span>
        <button type="button" className="link-button push" onClick={() => onItem(undefined)}>
          {text.change}
        </button>
      </div>
      {pending ? (
        <Note tone="warn">
          <b>{text.noStandard}</b>
          <p>{text.noStandardWay}</p>
        </Note>
      ) : null}
      {options.length > 1 ? <OptionCards options={options} optionId={optionId} onOption={onOption} /> : null}
      {options.length === 1 ? (
        <p className="soft">
          {text.option}：{options[0]?.name}
        </p>
      ) : null}
      {options.length > 0 && first === undefined ? (
        <Note tone="warn">
          <b>{text.onlineOnly}</b>
          <p>{text.onlineOnlyWay}</p>
        </Note>
      ) : null}
      {error === undefined ? null : <FieldError>{error}</FieldError>}
    </div>
  );
}

function OptionCards(props: {
  options: OptionEntry[];
  optionId: string;
  onOption: ItemStepProps['onOption'];
}) {
  const choose = (id: string | undefined) => {
    const option = props.options.find((candidate) => candidate.id === id);
    if (option && takesAtWindow(option)) props.onOption(option);
  };
  useKeys(
    digits.slice(0, props.options.length).map((key, i) => ({
      key,
      name: props.options[i]?.name ?? text.option,
      act: () => choose(props.options[i]?.id),
    })),
  );
  return (
    <Cards
      legend={text.option}
      numbered
      choices={props.options.map((option) => ({
        value: option.id,
        name: option.name,
        note: takesAtWindow(option) ? (option.onSiteRequired ? text.onSite : undefined) : text.onlineOnly,
        disabled: !takesAtWindow(option),
      }))}
      value={props.optionId}
      onChange={choose}
    />
  );
}

type Pick = (item: Item, option?: { id: string; name: string }) => void;

function ItemSearch({ error, onPick }: { error: string | undefined; onPick: Pick }) {
  const [q, setQ] = useState('');
  const [place, setPlace] = useState({ q: '', at: 0 });
  const settled = useSettled(q.trim(), 180);
  const field = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const { unlessScan } = useKeyboard();
  const region = useSession().data?.actingWindow?.regionCode;
  const search = useItemSearch(settled, region);
  const frequent = useFrequentItems().data?.items.slice(0, 9) ?? [];
  const hits = settled === '' ? [] : (search.data?.items ?? []);
  const at = place.q === settled ? place.at : 0;
  useEffect(() => field.current?.focus(), []);

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    const chosen = q === '' && digit !== undefined ? frequent[Number(digit) - 1] : undefined;
    if (chosen) {
      event.preventDefault();
      unlessScan(() => pickFrequent(onPick, chosen));
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      setPlace({ q: settled, at: Math.min(Math.max(next, 0), hits.length - 1) });
    }
    const hit = hits[at];
    if (event.key === 'Enter' && !event.ctrlKey && hit) {
      event.preventDefault();
      if (!hit.notOpen) onPick(hit);
    }
  };

  return (
    <div className="item-search" data-field="optionId">
      <div className="search-box">
        <Icon name="search" />
        <input
          ref={field}
          data-counted=""
          value={q}
          role="combobox"
          aria-label={text.itemSearch}
          aria-expanded={hits.length > 0}
          aria-controls="item-hits"
          aria-activedescendant={hits[at] ? `hit-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          onChange={(event) => setQ(event.target.value)}
          onKeyDown={press}
        />
        <span className="small">{text.itemSearchHint}</span>
      </div>
      {error === undefined ? null : <FieldError>{error}</FieldError>}
      {settled === '' ? (
        <Frequent items={frequent} onPick={onPick} />
      ) : (
        <Hits q={settled} hits={hits} at={at} onPick={onPick} />
      )}
      {settled !== '' && search.data?.offList && search.data.items.length === 0 ? (
        <Note tone="warn">
          <b>{text.noHit(settled)}</b>
          <p>{text.offList}</p>
          <Button small onPress={() => void navigate(`/offlist/new?q=${encodeURIComponent(settled)}`)}>
            {text.offListRecord}
          </Button>
        </Note>
      ) : null}
    </div>
  );
}

const pickFrequent = (
  onPick: Pick,
  { catalogueId, number, name, optionId, optionName }: FrequentItem,
): void => onPick({ catalogueId, number, name }, { id: optionId, name: optionName });

function Frequent({ items, onPick }: { items: FrequentItem[]; onPick: Pick }) {
  if (items.length === 0) return null;
  return (
    <>
      <p className="small hits-title">{text.frequent}</p>
      <ol className="hits frequent">
        {items.map((item, i) => (
          <li key={item.optionId}>
            <button type="button" onClick={() => pickFrequent(onPick, item)}>
              <kbd aria-hidden="true">{i + 1}</kbd>
              <span>
                <b>{item.name}</b>
                <span className="small block">
                  {item.optionName} · {text.frequentCount(item.count)}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

function Hits({ q, hits, at, onPick }: { q: string; hits: ItemHit[]; at: number; onPick: Pick }) {
  const programmes = useProgrammes().data ?? [];
  return (
    <div className="hits" id="item-hits" role="listbox" aria-label={text.hits}>
      {hits.map((hit, i) => (
        <div
          key={`${hit.catalogueId}-${hit.number}`}
          id={`hit-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === at}
          aria-disabled={hit.notOpen || undefined}
          className={i === at ? 'hit-on' : ''}
          onPointerDown={(event) => {
            event.preventDefault();
            if (!hit.notOpen) onPick(hit);
          }}
        >
          <span className="hit-number">{hit.number}</span>
          <span>
            <b>
              {highlight(hit.name, q).map((piece) =>
                piece.marked ? (
                  <mark key={piece.at}>{piece.text}</mark>
                ) : (
                  <span key={piece.at}>{piece.text}</span>
                ),
              )}
            </b>
            {hit.catalogueId === usualList ? null : (
              <span className="small block">{programmes.find(({ id }) => id === hit.catalogueId)?.name}</span>
            )}
            {(hit.limits ?? []).map((limit) => (
              <span className="small block" key={limit}>
                {hit.notOpen ? text.notOpenHere(limit) : limit}
              </span>
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}
