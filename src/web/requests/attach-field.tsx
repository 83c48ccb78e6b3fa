import { useRef } from 'react';
import { mostMessageFiles } from '../../regulation/file-limits.ts';
import { Button } from '../components/button.tsx';
import { Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useAttaching } from '../formal-review/attach.tsx';
import { requestText as text } from './text.zh-CN.ts';

/** Files that go with a message, uploaded as they are chosen. */
export function AttachField(props: {
  ids: readonly string[];
  fault: string | undefined;
  onChange: (ids: readonly string[]) => void;
}) {
  const { ids, onChange } = props;
  const picker = useRef<HTMLInputElement>(null);
  const { attach, working, fault } = useAttaching((fresh) => onChange([...ids, ...fresh]));
  const left = mostMessageFiles - ids.length;
  const shown = fault ?? props.fault;
  return (
    <div className="attach-field">
      <div className="row">
        <Button
          small
          busy={working !== undefined}
          blocked={left > 0 ? undefined : text.filesFull(mostMessageFiles)}
          onPress={() => picker.current?.click()}
        >
          <Icon name="scan" />
          {text.attach}
        </Button>
        <span className="small" role="status">
          {ids.length === 0 ? text.attachHint(mostMessageFiles) : text.attached(ids.length)}
        </span>
        {ids.length > 0 ? (
          <button type="button" className="link-button" onClick={() => onChange([])}>
            {text.dropFiles}
          </button>
        ) : null}
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="application/pdf,image/jpeg,image/png"
        aria-label={text.attach}
        onChange={(event) => {
          void attach([...(event.target.files ?? [])].slice(0, left));
          event.target.value = '';
        }}
      />
      {shown === undefined ? null : <Note tone="bad">{shown}</Note>}
    </div>
  );
}
