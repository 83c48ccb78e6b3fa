import { Tag } from '../components/marks.tsx';
import { rollOutText as text } from './text.zh-CN.ts';

/** Whether a region is in operation. */
export const ActiveTag = ({ active }: { active: boolean }) =>
  active ? (
    <Tag tone="ok" icon="check">
      {text.active}
    </Tag>
  ) : (
    <Tag tone="wait" icon="slashed">
      {text.inactive}
    </Tag>
  );
