import { useState } from 'react';
import { type BranchView, useBranches } from '../api/directory.ts';
import { Card, ReadFailed, Skeleton } from '../components/frame.tsx';
import { directoryText as text } from './text.zh-CN.ts';

type Choice = { chosen: string; onChoose: (code: string) => void };

/** The regions from the provinces down, each with how many entries stand there and below. */
export function RegionTree({ chosen, onChoose }: Choice) {
  return (
    <Card title={text.tree} className="directory-tree">
      <ul>
        <li className="directory-branch">
          <button
            type="button"
            className="name"
            aria-current={chosen === '' ? 'true' : undefined}
            onClick={() => onChoose('')}
          >
            {text.everywhere}
          </button>
        </li>
      </ul>
      <Branches parent="" chosen={chosen} onChoose={onChoose} />
    </Card>
  );
}

function Branches({ parent, ...choice }: Choice & { parent: string }) {
  const { data, error, isPending, refetch } = useBranches(parent);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={3} />;
  return (
    <ul>
      {data.items.map((branch) => (
        <Branch key={branch.code} branch={branch} {...choice} />
      ))}
    </ul>
  );
}

function Branch({ branch, chosen, onChoose }: Choice & { branch: BranchView }) {
  const { code, name, entries, doubtful, hasChildren, removed } = branch;
  const [open, setOpen] = useState(false);
  return (
    <li>
      <div className="directory-branch">
        {hasChildren ? (
          <button
            type="button"
            className="toggle"
            aria-expanded={open}
            aria-label={open ? text.close(name) : text.open(name)}
            onClick={() => setOpen(!open)}
          >
            {open ? '−' : '+'}
          </button>
        ) : (
          <span className="toggle" aria-hidden="true" />
        )}
        <button
          type="button"
          className="name"
          aria-current={chosen === code ? 'true' : undefined}
          onClick={() => onChoose(code)}
        >
          {name}
          <span className="small block">{removed ? text.removed : text.counts(entries, doubtful)}</span>
        </button>
      </div>
      {open ? <Branches parent={code} chosen={chosen} onChoose={onChoose} /> : null}
    </li>
  );
}
