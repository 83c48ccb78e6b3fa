import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { CommandCall } from '../api/cases.ts';
import { Button } from '../components/button.tsx';
import { useMessages } from '../components/messages.tsx';
import { noticeText as text } from './text.zh-CN.ts';

/** Takes the scan that is being looked at off its line, and puts one that was taken off to another. */
export function DetachTool(props: {
  kase: CaseView;
  scanId: string | undefined;
  lineId: string | undefined;
  send: (call: CommandCall) => void;
}) {
  const { kase, scanId, lineId, send } = props;
  const { say } = useMessages();
  const [loose, setLoose] = useState<string>();
  const owner = kase.lines.find(({ files }) => files.some(({ id }) => id === scanId));
  const isLoose = loose !== undefined && !kase.lines.some(({ fileIds }) => fileIds.includes(loose));
  return (
    <>
      {owner && scanId ? (
        <Button
          small
          label={`${text.detach}：${owner.name}`}
          onPress={() => {
            send({ command: 'attachFile', body: { lineId: owner.id, detachIds: [scanId] } });
            setLoose(scanId);
            say(text.detached(owner.name));
          }}
        >
          {text.detach}
        </Button>
      ) : null}
      {isLoose && lineId ? (
        <Button
          small
          onPress={() => {
            send({ command: 'attachFile', body: { lineId, uploadIds: [loose] } });
            setLoose(undefined);
          }}
        >
          {text.moveHere}
        </Button>
      ) : null}
    </>
  );
}
