import type { GivenStandard } from '../../catalogue/given-standard.ts';
import { levels } from '../../catalogue/item.ts';
import { Card } from '../components/frame.tsx';
import { offListText as text } from './text.zh-CN.ts';

/** The standard that came with the consent. */
export function StandardCard({ standard }: { standard: GivenStandard }) {
  const { materials, promisedDays, statutoryDays, department, level, note, itemName } = standard;
  return (
    <Card title={text.standard}>
      <div className="pad stack">
        <p>
          <b>{itemName}</b>
          <span className="small block">
            {levels[level]} · {department} · {text.limits(promisedDays, statutoryDays)}
          </span>
        </p>
        <ol className="off-list-materials">
          {materials.map((material) => (
            <li key={material.id}>
              {material.name}
              <span className="small">
                {' '}
                {text.counts(material.originals, material.copies)}
                {material.required ? '' : `（${text.optional}）`}
                {material.note ? ` · ${material.note}` : ''}
              </span>
            </li>
          ))}
        </ol>
        {note ? <p className="small">{note}</p> : null}
      </div>
    </Card>
  );
}
