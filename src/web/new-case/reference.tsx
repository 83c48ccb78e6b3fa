import type { IntakePreview } from '../../cases/intake/intake-preview.ts';
import { mediaNames } from '../../catalogue/standard.ts';
import { Card } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { newCaseText as text } from './text.zh-CN.ts';

/** The right column: the sentence to say, the materials, the limits. */
export function Reference({ preview }: { preview: IntakePreview | undefined }) {
  if (!preview) {
    return (
      <aside className="stack">
        <Card title={text.say}>
          <div className="pad">
            <p className="soft">{text.sayBefore}</p>
          </div>
        </Card>
      </aside>
    );
  }
  const { materials, standard } = preview;
  const given = standard.stage === 1;
  return (
    <aside className="stack">
      <Card title={text.say}>
        <div className="pad">
          <p className="say">{preview.route.ok ? preview.sentence : preview.route.sentence}</p>
        </div>
      </Card>
      <Card title={text.materials} aside={given ? text.byHomeRegion : text.materialCount(materials.length)}>
        {given ? <p className="pad soft">{text.byHomeRegionWhy}</p> : null}
        <ul className="material-list">
          {materials.map((material) => (
            <li key={material.id}>
              <Icon
                name={
                  material.name.includes('身份证')
                    ? 'idCard'
                    : material.name.includes('照')
                      ? 'camera'
                      : 'document'
                }
              />
              <div>
                {material.name}
                <span className="small block">
                  {[
                    material.originals > 0 ? text.originals(material.originals) : '',
                    material.copies > 0 ? text.copies(material.copies) : '',
                    material.media.map((medium) => mediaNames[medium]).join('、'),
                    material.required ? '' : text.optional,
                    material.note,
                  ]
                    .filter((part) => part !== '')
                    .join(' · ')}
                </span>
              </div>
            </li>
          ))}
        </ul>
      </Card>
      {given ? null : <Limits preview={preview} />}
    </aside>
  );
}

function Limits({ preview }: { preview: IntakePreview }) {
  const { standard, transferDueOn } = preview;
  const { promisedDays, statutoryDays, fee, immediate, result, sample } = standard;
  return (
    <Card title={text.limits}>
      <div className="pad">
        <dl className="facts">
          <dt>{text.limitRows.sent}</dt>
          <dd>
            {text.sentRule}
            <span className="small block">{text.sentOn(transferDueOn)}</span>
          </dd>
          <dt>{text.limitRows.accept}</dt>
          <dd>{text.acceptRule}</dd>
          <dt>{text.limitRows.promised}</dt>
          <dd>{immediate ? text.immediate : text.days(promisedDays)}</dd>
          <dt>{text.limitRows.statutory}</dt>
          <dd>{statutoryDays === null ? text.noStatutory : text.days(statutoryDays)}</dd>
          <dt>{text.limitRows.fee}</dt>
          <dd>{fee === null ? text.noFee : text.fee(fee.amount, fee.basis)}</dd>
          <dt>{text.limitRows.result}</dt>
          <dd>{result.name}</dd>
        </dl>
        {sample ? <p className="small">{text.sample}</p> : null}
      </div>
    </Card>
  );
}
