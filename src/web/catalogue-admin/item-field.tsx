import { useState } from 'react';
import { useListItem, useListSearch } from '../api/list-matters.ts';
import { useSettled } from '../components/debounce.ts';
import { Field } from '../components/field.tsx';
import { placeText as text } from './place-text.zh-CN.ts';

/** An item chosen out of a list. */
export type ChosenItem = { number: number; name: string };

/** One item of a list, by its number or by words of its name. */
export function ItemField(props: {
  label?: string;
  programmeId: string;
  value: ChosenItem | undefined;
  error?: string | undefined;
  first?: boolean;
  onChange: (item: ChosenItem | undefined) => void;
}) {
  const { label = text.item, programmeId, value, error, onChange } = props;
  const [typed, setTyped] = useState('');
  const settled = useSettled(typed.trim(), 180);
  const byNumber = useListItem(programmeId, settled);
  const bySearch = useListSearch(programmeId, settled);
  const hits: ChosenItem[] =
    settled === ''
      ? []
      : /^\d+$/.test(settled)
        ? byNumber.data
          ? [byNumber.data]
          : []
        : (bySearch.data?.items ?? []);
  const asked = /^\d+$/.test(settled) ? byNumber : bySearch;
  const choose = (item: ChosenItem) => {
    setTyped('');
    onChange({ number: item.number, name: item.name });
  };
  if (value)
    return (
      <Field label={label} error={error}>
        {({ id }) => (
          <div className="row item-chosen" id={id}>
            <b>{text.numbered(value.number, value.name)}</b>
            <button type="button" className="link-button" onClick={() => onChange(undefined)}>
              {text.itemChange}
            </button>
          </div>
        )}
      </Field>
    );
  return (
    <Field label={label} hint={text.itemHint} error={error}>
      {({ id, describedBy, invalid }) => (
        <div className="region-search">
          <input
            id={id}
            className="input"
            value={typed}
            autoComplete="off"
            maxLength={50}
            data-first={props.first || undefined}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              const [first] = hits;
              if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing || !first) return;
              event.preventDefault();
              choose(first);
            }}
          />
          {hits.length > 0 ? (
            <ul className="region-hits">
              {hits.slice(0, 8).map((item) => (
                <li key={item.number}>
                  <button type="button" onClick={() => choose(item)}>
                    {text.numbered(item.number, item.name)}
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
          {settled !== '' && !asked.isFetching && hits.length === 0 ? (
            <p className="small" role="status">
              {text.itemNone}
            </p>
          ) : null}
        </div>
      )}
    </Field>
  );
}
