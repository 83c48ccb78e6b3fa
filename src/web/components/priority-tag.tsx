import type { CaseView } from '../../cases/core/case-view.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { priorityText as text } from '../case-page/priority-text.zh-CN.ts';
import { Tag } from './marks.tsx';

/** The mark of a case that goes before others: why, and beside it since when and by whom. */
export function PriorityTag({ priority }: { priority: NonNullable<CaseView['priority']> }) {
  const { label, since, by, words } = priority;
  return (
    <span title={text.title(shortMoment(since), by, words)}>
      <Tag tone="go" icon="flag">
        {text.tag(label)}
      </Tag>
    </span>
  );
}
