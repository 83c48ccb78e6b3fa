import { type ReactNode, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { standardsText as text } from './text.zh-CN.ts';

/** The list with the entry at a place exchanged with its neighbour. */
function moved<E>(entries: readonly E[], at: number, by: 1 | -1): E[] {
  const next = [...entries];
  const [entry] = next.splice(at, 1);
  if (entry !== undefined) next.splice(at + by, 0, entry);
  return next;
}

/**
 * A list of entries that can be added to, taken from and put in another order. With a summary they stand closed, one
 * line each, until they are opened; a new one is open.
 */
export function Entries<E extends { readonly id: string }>(props: {
  entries: readonly E[];
  fresh: () => E;
  nameOf: (entry: E) => string;
  summaryOf?: (entry: E) => string;
  onChange: (entries: E[]) => void;
  children: (entry: E, put: (entry: E) => void) => ReactNode;
}) {
  const { entries, onChange, nameOf, summaryOf } = props;
  const [open, setOpen] = useState<readonly string[]>([]);
  const toggle = (id: string) =>
    setOpen(open.includes(id) ? open.filter((each) => each !== id) : [...open, id]);
  const add = () => {
    const entry = props.fresh();
    onChange([...entries, entry]);
    setOpen([...open, entry.id]);
  };
  return (
    <>
      {entries.map((entry, at) => (
        <div className="standards-entry" key={entry.id} role="group" aria-label={nameOf(entry)}>
          <div className="standards-entry-head">
            {summaryOf ? (
              <button
                type="button"
                className="standards-entry-name"
                aria-expanded={open.includes(entry.id)}
                onClick={() => toggle(entry.id)}
              >
                <Icon name={open.includes(entry.id) ? 'down' : 'arrow'} />
                <span>
                  <b>
                    {at + 1}. {nameOf(entry)}
                  </b>
                  <span className="small block">{summaryOf(entry)}</span>
                </span>
              </button>
            ) : (
              <b>
                {at + 1}. {nameOf(entry)}
              </b>
            )}
            <Button
              small
              label={`${text.earlier}：${nameOf(entry)}`}
              blocked={at === 0 ? text.firstAlready : undefined}
              onPress={() => onChange(moved(entries, at, -1))}
            >
              <Icon name="up" />
            </Button>
            <Button
              small
              label={`${text.later}：${nameOf(entry)}`}
              blocked={at === entries.length - 1 ? text.lastAlready : undefined}
              onPress={() => onChange(moved(entries, at, 1))}
            >
              <Icon name="down" />
            </Button>
            <Button
              small
              label={`${text.remove}：${nameOf(entry)}`}
              onPress={() => onChange(entries.filter(({ id }) => id !== entry.id))}
            >
              {text.remove}
            </Button>
          </div>
          {summaryOf && !open.includes(entry.id)
            ? null
            : props.children(entry, (next) =>
                onChange(entries.map((each) => (each.id === entry.id ? next : each))),
              )}
        </div>
      ))}
      <div className="pad">
        <Button onPress={add}>
          <Icon name="plus" />
          {text.add}
        </Button>
      </div>
    </>
  );
}
