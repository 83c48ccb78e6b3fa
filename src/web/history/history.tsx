import { useState } from 'react';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { ChoiceField } from '../components/field.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { differenceOf } from '../templates/word-difference.ts';
import { changesOf, type FieldChange, type Version } from './changes.ts';
import { historyText as text } from './text.zh-CN.ts';
import './history.css';

/** Who made which version when, newest first, and the difference of any two of them. */
export function History({ title = text.title, versions }: { title?: string; versions: readonly Version[] }) {
  return (
    <Card title={title}>
      {versions.length === 0 ? (
        <Empty icon="check" title={text.none}>
          {text.noneWhy}
        </Empty>
      ) : (
        <>
          <ol className="versions">
            {versions.map((version) => (
              <li key={version.id}>
                <b>{version.title}</b> <span className="small">{madeBy(version)}</span>
                {version.note ? <p className="small">{version.note}</p> : null}
              </li>
            ))}
          </ol>
          {versions.length > 1 ? <Comparison versions={versions} /> : null}
        </>
      )}
    </Card>
  );
}

const madeBy = ({ by, at, approvedBy }: Version): string =>
  [
    at === undefined ? text.shipped : text.made(by, shortMoment(at)),
    ...(approvedBy === undefined ? [] : [text.approved(approvedBy)]),
  ].join('；');

/** Two versions side by side; starts with the newest beside the one before it. */
function Comparison({ versions }: { versions: readonly Version[] }) {
  const [chosen, setChosen] = useState<{ from?: string; to?: string }>({});
  const to = versions.find(({ id }) => id === chosen.to) ?? versions[0];
  const from = versions.find(({ id }) => id === chosen.from) ?? versions[1];
  const choices = versions.map(({ id, title }) => ({ value: id, name: title }));
  if (!from || !to) return null;
  return (
    <div className="pad stack version-comparison" role="group" aria-label={text.compare}>
      <div className="version-choice">
        <ChoiceField
          label={text.from}
          value={from.id}
          choices={choices}
          onChange={(id) => setChosen({ ...chosen, from: id })}
        />
        <ChoiceField
          label={text.to}
          value={to.id}
          choices={choices}
          onChange={(id) => setChosen({ ...chosen, to: id })}
        />
      </div>
      <Changes changes={changesOf(from.fields, to.fields)} />
    </div>
  );
}

/** A list of changes: what differs in a table, what is the same only counted. Imports show what they would do by it. */
export function Changes({ changes }: { changes: readonly FieldChange[] }) {
  const differing = changes.filter(({ kind }) => kind !== 'same');
  const same = changes.length - differing.length;
  if (differing.length === 0) return <p role="status">{text.same}</p>;
  return (
    <div role="status">
      <div className="table-frame">
        <table className="cards-when-narrow" aria-label={text.compare}>
          <thead>
            <tr>
              <th>{text.field}</th>
              <th>{text.from}</th>
              <th>{text.to}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((change) => (
              <tr key={change.key}>
                <td data-label={text.field}>
                  {change.label}
                  <span className="small under">{change.kind === 'same' ? '' : text.kinds[change.kind]}</span>
                </td>
                <td data-label={text.from}>
                  <Words change={change} side="removed" />
                </td>
                <td data-label={text.to}>
                  <Words change={change} side="added" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {same > 0 ? <p className="small version-same">{text.hidden(same)}</p> : null}
    </div>
  );
}

/** Above this product of lengths the words are not compared sign by sign, only shown whole. */
const comparable = 4_000_000;

function Words({ change: { before, after }, side }: { change: FieldChange; side: 'removed' | 'added' }) {
  const whole = side === 'removed' ? before : after;
  if (whole === '') return <span className="small">{text.empty}</span>;
  if (before === '' || after === '' || before.length * after.length > comparable)
    return <Mark side={side}>{whole}</Mark>;
  return differenceOf(before, after)
    .filter(({ kind }) => kind === 'same' || kind === side)
    .map(({ place, kind, text: words }) =>
      kind === 'same' ? (
        <span key={place}>{words}</span>
      ) : (
        <Mark key={place} side={side}>
          {words}
        </Mark>
      ),
    );
}

function Mark({ side, children }: { side: 'removed' | 'added'; children: string }) {
  return side === 'added' ? (
    <ins className="version-mark" title={text.kinds.added}>
      {children}
    </ins>
  ) : (
    <del className="version-mark" title={text.kinds.removed}>
      {children}
    </del>
  );
}
