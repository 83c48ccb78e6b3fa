import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { PaperTaskView } from '../../cases/discrepancy/present-discrepancies.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { ParcelDialog } from '../case-page/transfer-dialogs.tsx';
import { Button } from '../components/button.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { Card } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { Tag } from '../components/marks.tsx';
import type { Tone } from '../components/states.ts';
import { useNow } from '../time/now.tsx';
import { CancelDemandDialog, DemandDialog, demandable } from './paper-dialogs.tsx';
import { paperText as text } from './text.zh-CN.ts';
import './discrepancy.css';

type Opened = { act: 'demand' } | { act: 'send' | 'cancel'; task: PaperTaskView };

const tones: Record<PaperTaskView['state'], Tone> = { open: 'wait', received: 'ok', cancelled: 'wait' };

/** 属地要的纸质材料: what was asked for, and how far it got. */
export function PaperCard({ kase }: { kase: CaseView }) {
  const year = Number(useNow().slice(0, 4));
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  const mayDemand = actionOf(kase, 'demandPaper') !== undefined && demandable(kase).length > 0;
  const cancels = actionOf(kase, 'cancelPaperDemand');
  const sends = actionOf(kase, 'dispatchParcel');
  if (kase.paperTasks.length === 0 && !mayDemand) return null;
  const here = (task: PaperTaskView): boolean =>
    task.lines.every(({ id }) => kase.lines.some((line) => line.id === id && line.paper === 'intake'));
  return (
    <Card
      title={text.title}
      aside={
        mayDemand ? (
          <Button small onPress={() => setOpened({ act: 'demand' })}>
            {text.demand}
          </Button>
        ) : undefined
      }
    >
      {kase.paperTasks.length === 0 ? (
        <p className="small pad">{text.none}</p>
      ) : (
        <ul className="document-list">
          {kase.paperTasks.map((task) => {
            const waits = task.state === 'open' && task.waybill === undefined;
            return (
              <li key={task.id}>
                <Icon name="box" />
                <div>
                  <b>{task.lines.map(({ name }) => name).join('、')}</b>
                  <span className="small block">
                    {text.demandedAt(shortMoment(task.demandedAt, year), task.purposeLabel)}
                    {task.waybill ? ` · ${task.waybill}` : ''}
                  </span>
                  {waits && sends && !here(task) ? <span className="block">{text.recall}</span> : null}
                  <div className="row discrepancy-acts">
                    {waits && sends && here(task) ? (
                      <Button small onPress={() => setOpened({ act: 'send', task })}>
                        {text.send}
                      </Button>
                    ) : null}
                    {waits && cancels && !cancels.blocked ? (
                      <Button small onPress={() => setOpened({ act: 'cancel', task })}>
                        {text.cancel}
                      </Button>
                    ) : null}
                  </div>
                </div>
                <Tag tone={tones[task.state]} icon={task.state === 'received' ? 'check' : 'clock'}>
                  {task.stateLabel}
                </Tag>
              </li>
            );
          })}
        </ul>
      )}
      {opened?.act === 'demand' ? <DemandDialog kase={kase} onClose={close} /> : null}
      {opened?.act === 'cancel' ? (
        <CancelDemandDialog kase={kase} task={opened.task} onClose={close} />
      ) : null}
      {opened?.act === 'send' ? (
        <ParcelDialog
          kase={kase}
          sending={{
            title: text.sendTitle,
            why: text.sendWhy,
            for: { taskId: opened.task.id },
            lineIds: opened.task.lines.map(({ id }) => id),
          }}
          onClose={close}
        />
      ) : null}
    </Card>
  );
}
