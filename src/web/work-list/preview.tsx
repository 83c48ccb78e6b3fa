import { lazy, Suspense } from 'react';
import type { CaseRow } from '../../cases/core/case-view.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useCase } from '../api/cases.ts';
import { Button } from '../components/button.tsx';
import { ReadFailed, Skeleton } from '../components/frame.tsx';
import { Party, Route, Status } from '../components/marks.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { dueSentence } from '../time/due-words.ts';
import { endMoment } from '../time/end-moment.ts';
import { useNow } from '../time/now.tsx';
import { workListText as text } from './text.zh-CN.ts';

const SidePanel = lazy(() => import('../components/side-panel.tsx'));

/** A look at a case without leaving the list. */
export function Preview({ row, onClose, onOpen }: { row: CaseRow; onClose: () => void; onOpen: () => void }) {
  const { data: kase, error, refetch } = useCase(row.id);
  const now = useNow();
  useKeys([
    { key: '空格', name: text.close, act: onClose },
    { key: 'Esc', name: text.close, act: onClose },
    { key: 'Enter', name: text.openCase, act: onOpen },
  ]);
  const nextDue =
    kase?.deadlines.find((deadline) => deadline.title === kase.next?.title) ?? kase?.deadlines[0];
  return (
    <Suspense fallback={null}>
      <SidePanel title={`${row.itemName} · ${row.applicant}`} onClose={onClose}>
        {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
        {kase ? (
          <div className="stack">
            <div className="row">
              <Status state={kase.state} label={kase.stateLabel} outcome={kase.outcome} />
              <Route intake={kase.intake.regionName} home={kase.home.regionName} />
            </div>
            <dl className="facts">
              <dt>现在在</dt>
              <dd>
                <Party side={kase.holder.side} /> {kase.holder.office}
                {kase.holder.person === undefined ? '' : ` · ${kase.holder.person}`}
                <span className="small block">
                  {text.since(shortMoment(kase.holder.since, Number(now.slice(0, 4))), kase.holder.why)}
                </span>
              </dd>
              <dt>下一步</dt>
              <dd>
                {kase.next?.title ?? '没有'}
                {nextDue === undefined ? null : (
                  <span className="small block">{dueSentence(nextDue, now)}</span>
                )}
              </dd>
              <dt>没人办时</dt>
              <dd>
                {kase.byItself === undefined
                  ? text.nothingByItself
                  : text.byItself(endMoment(kase.byItself.at, Number(now.slice(0, 4))), kase.byItself.text)}
              </dd>
              <dt>材料</dt>
              <dd>
                {kase.lines.length === 0 ? '还没有材料' : kase.lines.map((line) => line.name).join('、')}
              </dd>
            </dl>
            <div className="row">
              <Button kind="main" keys="Enter" onPress={onOpen}>
                {text.openCase}
              </Button>
              <Button keys="Esc" onPress={onClose}>
                {text.close}
              </Button>
            </div>
          </div>
        ) : error ? null : (
          <Skeleton rows={3} />
        )}
      </SidePanel>
    </Suspense>
  );
}
