import { useRef, useState } from 'react';
import type { CaseView, LineView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useAttaching } from '../formal-review/attach.tsx';
import { transferText as text } from './text.zh-CN.ts';

/** Adds scans to lines before a package can go: those that are missing, or those to be scanned anew. */
export function AddScans({ kase, lines, lead }: { kase: CaseView; lines: LineView[]; lead: string }) {
  const attach = useCommand(kase.id);
  const picker = useRef<HTMLInputElement>(null);
  const [line, setLine] = useState<LineView>();
  const {
    attach: take,
    working,
    fault,
  } = useAttaching((uploadIds) => {
    if (line) attach.run({ command: 'attachFile', body: { lineId: line.id, uploadIds } });
  });
  return (
    <div className="add-scans">
      <p className="small">{lead}</p>
      <div className="row">
        {lines.map((each) => (
          <Button
            key={each.id}
            small
            label={text.addScanFor(each.name)}
            busy={working !== undefined}
            onPress={() => {
              setLine(each);
              picker.current?.click();
            }}
          >
            <Icon name="scan" />
            {each.name}
          </Button>
        ))}
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        aria-label={text.addScan}
        accept="application/pdf,image/jpeg,image/png"
        onChange={(event) => {
          void take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {fault === undefined ? null : <Note tone="bad">{fault}</Note>}
      {attach.error ? <Note tone="bad">{sentenceFor(attach.error)}</Note> : null}
    </div>
  );
}
