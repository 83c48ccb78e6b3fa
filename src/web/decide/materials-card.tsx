import type { CaseView } from '../../cases/core/case-view.ts';
import { Card } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { decideText as text } from './text.zh-CN.ts';

/** The materials of the case with their scans. */
export function MaterialsCard({ kase }: { kase: CaseView }) {
  return (
    <Card
      title={text.materials}
      aside={<span className="small">{text.materialCount(kase.lines.length)}</span>}
    >
      <ul className="document-list">
        {kase.lines.map((line) => (
          <li key={line.id}>
            <Icon name="document" />
            <span>{line.name}</span>
            <span className="row">
              {line.files.length === 0 ? <span className="small">{text.noScan}</span> : null}
              {line.files.map((file, i) => (
                <a
                  key={file.id}
                  href={file.href}
                  target="_blank"
                  rel="noreferrer"
                  aria-label={`${line.name}${text.scan} ${i + 1}`}
                >
                  {text.scan}
                  {line.files.length > 1 ? ` ${i + 1}` : ''}
                </a>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
