import { useState } from 'react';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { type WindowService, windowServices } from '../../regulation/window-services.ts';
import { useDirectoryAct, useWindowServices } from '../api/directory.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Card, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { servicesText as text } from './services-text.zh-CN.ts';

type Mark = { service: WindowService; offered: boolean };

/** 一窗通办专窗 and 绿色通道 of a window, with who marked it and why. */
export function ServicesCard({ windowId }: { windowId: string }) {
  const { data, error, refetch } = useWindowServices(windowId);
  const [marking, setMarking] = useState<Mark>();
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={2} />;
  return (
    <Card title={text.title}>
      <ul className="provision-list">
        {data.services.map(({ service, name, offered }) => (
          <li key={service}>
            <span className="what">
              {name}
              <span className="small block">{text.what[service]}</span>
            </span>
            <Tag tone={offered ? 'ok' : 'pause'} icon={offered ? 'check' : 'dot'}>
              {offered ? text.offered : text.notOffered}
            </Tag>
            {data.mayKeep ? (
              <Button
                small
                label={`${offered ? text.end : text.begin}：${name}`}
                onPress={() => setMarking({ service, offered: !offered })}
              >
                {offered ? text.end : text.begin}
              </Button>
            ) : null}
          </li>
        ))}
        {data.marks.map((mark) => (
          <li key={mark.id}>
            <span className="what small">
              {text.marked(
                shortMoment(mark.recordedAt),
                mark.recordedByName,
                mark.offered ? text.begin : text.end,
                windowServices[mark.service],
                mark.reason,
              )}
            </span>
          </li>
        ))}
      </ul>
      {marking ? (
        <MarkDialog windowId={windowId} mark={marking} onClose={() => setMarking(undefined)} />
      ) : null}
    </Card>
  );
}

function MarkDialog(props: { windowId: string; mark: Mark; onClose: () => void }) {
  const { windowId, mark, onClose } = props;
  const [reason, setReason] = useState('');
  const { say } = useMessages();
  const act = useDirectoryAct();
  const verb = mark.offered ? text.begin : text.end;
  const blocked = [...reason.trim()].length < 2 ? text.reasonMissing : undefined;
  const send = () => {
    if (blocked !== undefined || act.isPending) return;
    act.mutate(
      {
        path: `windows/${windowId}/services/${mark.service}`,
        method: 'PUT',
        body: { offered: mark.offered, reason: reason.trim() },
      },
      {
        onSuccess: () => {
          say(text.done);
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={`${verb}${windowServices[mark.service]}`}
      verb={verb}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={send}
      onClose={onClose}
    >
      {mark.service === 'greenChannel' && !mark.offered ? <p className="soft">{text.endWhy}</p> : null}
      <TextField
        label={text.reason}
        hint={text.reasonHint}
        first
        value={reason}
        maxLength={200}
        onChange={setReason}
      />
    </ActDialog>
  );
}
