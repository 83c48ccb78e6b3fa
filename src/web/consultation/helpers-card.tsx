import type { CaseView } from '../../cases/core/case-view.ts';
import { helpKinds } from '../../consultation/consultation.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useHelpers } from '../api/consultations.ts';
import { Card } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { consultationText as text } from './text.zh-CN.ts';

/** Who helped with a case at the desk for enquiries; nothing where nobody did. */
export function HelpersCard({ kase }: { kase: CaseView }) {
  const { data } = useHelpers(kase.id);
  const helpers = data?.helpers ?? [];
  if (helpers.length === 0) return null;
  return (
    <Card title={text.helpers}>
      <ul className="document-list">
        {helpers.map(({ name, windowName, help, at }) => (
          <li key={`${name} ${at}`}>
            <Icon name="person" />
            <div>
              {text.helpersBy(name, windowName)}
              <span className="small block">
                {shortMoment(at)} ·{' '}
                {help.length === 0 ? text.answeredOnly : help.map((kind) => helpKinds[kind]).join('、')}
              </span>
            </div>
            <span />
          </li>
        ))}
      </ul>
    </Card>
  );
}
