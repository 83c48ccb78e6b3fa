import type { ReactNode } from 'react';
import { TextField } from '../components/field.tsx';
import { mattersText as text } from './matters-text.zh-CN.ts';

/** What stands above a table: words to find, and further conditions beside them. */
export function FindBar(props: { value: string; onChange: (part: string) => void; children?: ReactNode }) {
  return (
    <div className="pad list-find">
      <TextField
        label={text.find}
        hint={text.findHint}
        value={props.value}
        onChange={props.onChange}
        maxLength={60}
      />
      {props.children}
    </div>
  );
}
