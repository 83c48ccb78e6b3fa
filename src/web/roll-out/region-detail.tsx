import { useState } from 'react';
import { Link } from 'react-router';
import { type RegionStage, regionStages, rollOutPoints } from '../../regulation/roll-out.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import type { RollOutHistory, RollOutView } from '../../settings/roll-out-view.ts';
import { useRegionRollOut, useRollOutAct } from '../api/settings.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Card, Confirm, Empty, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { ActiveTag } from './active-tag.tsx';
import '../history/history.css';
import { rollOutText as text } from './text.zh-CN.ts';

type Point = RollOutView['points'][number];

/** One region: its checklist, its stage, on and off, and how it came about. */
export function RegionDetail({ regionCode }: { regionCode: string }) {
  const { data, error, refetch } = useRegionRollOut(regionCode);
  const [asked, setAsked] = useState<Point | 'activate' | 'deactivate'>();
  const act = useRollOutAct(regionCode);
  const { say } = useMessages();
  const openTitles = data?.points.filter(({ done }) => !done).map(({ title }) => title) ?? [];
  const blocked = openTitles.length > 0 ? text.blocked(openTitles) : undefined;
  const maySwitch = data?.maySwitch ?? false;
  useKeys([
    {
      key: 'Ctrl Enter',
      name: text.activate,
      act: () => setAsked('activate'),
      off: !maySwitch || data?.active === true || blocked !== undefined,
    },
  ]);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={6} />;
  const close = () => {
    act.reset();
    setAsked(undefined);
  };
  return (
    <>
      <div className="page-head">
        <h1>{data.regionName}</h1>
        <div className="row">
          <Link to="/rollout">{text.toList}</Link>
          <ActiveTag active={data.active} />
          {maySwitch ? (
            data.active ? (
              <Button kind="danger" onPress={() => setAsked('deactivate')}>
                {text.deactivate}
              </Button>
            ) : (
              <Button kind="main" keys="Ctrl Enter" blocked={blocked} onPress={() => setAsked('activate')}>
                {text.activate}
              </Button>
            )
          ) : null}
        </div>
      </div>
      {maySwitch && !data.active && blocked !== undefined ? <p className="small">{blocked}</p> : null}
      <div className="stack">
        <Card title={text.checklist}>
          <Checklist region={data} onAsk={setAsked} />
          <div className="pad">
            {maySwitch ? (
              <ChoiceField
                label={text.stage}
                value={String(data.stage)}
                choices={Object.entries(regionStages).map(([value, name]) => ({ value, name }))}
                onChange={(stage) =>
                  act.mutate(
                    { stage: Number(stage) as RegionStage },
                    { onSuccess: () => say(text.staged, 'ok') },
                  )
                }
              />
            ) : (
              <p>
                {text.stage}：{data.stageText}
              </p>
            )}
            {data.mayCheck ? null : <Note>{text.readOnly}</Note>}
          </div>
        </Card>
        <Steps history={data.history} />
      </div>
      {asked === 'activate' ? (
        <Confirm
          title={text.activateTitle(data.regionName)}
          verb={text.activate}
          safe={text.safe}
          busy={act.isPending}
          error={act.error}
          onConfirm={() =>
            act.mutate(
              { activate: true },
              {
                onSuccess: () => {
                  say(text.activated(data.regionName), 'ok');
                  close();
                },
              },
            )
          }
          onClose={close}
        >
          <p>{text.activateWhy}</p>
        </Confirm>
      ) : null}
      {asked === 'deactivate' ? <DeactivateDialog region={data} onClose={close} /> : null}
      {typeof asked === 'object' ? (
        <PointDialog regionCode={regionCode} point={asked} onClose={close} />
      ) : null}
    </>
  );
}

function Checklist({ region, onAsk }: { region: RollOutView; onAsk: (point: Point) => void }) {
  return (
    <ul className="roll-out-points">
      {region.points.map((point) => (
        <li key={point.id}>
          <div>
            <b>{point.title}</b> <span className="small">{point.done ? text.done : text.open}</span>
            <p className="small">{point.means}</p>
            {point.done && (point.by !== null || point.note !== null) ? (
              <p className="small">
                {point.by !== null && point.at !== null ? text.doneBy(point.by, shortMoment(point.at)) : ''}
                {point.note === null ? '' : ` ${point.note}`}
              </p>
            ) : null}
          </div>
          {region.mayCheck && !(point.done && region.active) ? (
            <Button small onPress={() => onAsk(point)}>
              {point.done ? text.reopen : text.mark}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function PointDialog(props: { regionCode: string; point: Point; onClose: () => void }) {
  const { regionCode, point, onClose } = props;
  const [note, setNote] = useState('');
  const act = useRollOutAct(regionCode);
  const { say } = useMessages();
  return (
    <ActDialog
      title={point.done ? text.reopenTitle(point.title) : text.markTitle(point.title)}
      verb={point.done ? text.reopen : text.mark}
      safe={text.safe}
      blocked={undefined}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        act.mutate(
          { point: point.id, done: !point.done, note: note.trim() },
          {
            onSuccess: () => {
              say(point.done ? text.reopened(point.title) : text.marked(point.title), 'ok');
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p>{point.means}</p>
      <TextField label={text.note} optional value={note} maxLength={200} onChange={setNote} first />
    </ActDialog>
  );
}

function DeactivateDialog({ region, onClose }: { region: RollOutView; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const act = useRollOutAct(region.regionCode);
  const { say } = useMessages();
  const blocked = [...reason.trim()].length < 2 ? text.reason : undefined;
  return (
    <ActDialog
      title={text.deactivateTitle(region.regionName)}
      verb={text.deactivate}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() => {
        if (blocked !== undefined || act.isPending) return;
        act.mutate(
          { deactivate: reason.trim() },
          {
            onSuccess: () => {
              say(text.deactivated(region.regionName), 'ok');
              onClose();
            },
          },
        );
      }}
      onClose={onClose}
    >
      <p>{text.deactivateWhy}</p>
      <TextField label={text.reason} value={reason} maxLength={200} onChange={setReason} first />
    </ActDialog>
  );
}

function Steps({ history }: { history: readonly RollOutHistory[] }) {
  const words = ({ what, point, stage }: RollOutHistory): string =>
    [
      text.steps[what],
      point === null ? '' : rollOutPoints[point].title,
      stage === null ? '' : text.stages[stage],
    ]
      .filter((part) => part !== '')
      .join(' ');
  return (
    <Card title={text.history}>
      {history.length === 0 ? (
        <Empty icon="check" title={text.historyNone}>
          {text.historyNoneWhy}
        </Empty>
      ) : (
        <ol className="versions">
          {history.map((step) => (
            <li key={`${step.at} ${step.what} ${step.point ?? ''}`}>
              <b>{words(step)}</b>{' '}
              <span className="small">{text.doneBy(step.byName ?? '', shortMoment(step.at))}</span>
              {step.note === null ? null : <p className="small">{step.note}</p>}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
