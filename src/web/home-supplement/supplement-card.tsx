import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type {
  HomeSupplementView,
  PointStanding,
  PointView,
} from '../../cases/home-supplement/present-home-supplement.ts';
import { shortDate, shortMoment } from '../../regulation/shanghai-time.ts';
import { Button } from '../components/button.tsx';
import { Due } from '../components/due.tsx';
import { Card, Note } from '../components/frame.tsx';
import type { IconName } from '../components/icon.tsx';
import { Tag } from '../components/marks.tsx';
import type { Tone } from '../components/states.ts';
import { useKeys } from '../keys/keyboard.tsx';
import {
  AbandonDialog,
  ConfirmDialog,
  GoOnDialog,
  RejectDialog,
  ReplaceDialog,
  TakeBackDialog,
} from './end-dialogs.tsx';
import { HandInDialog } from './hand-in-dialog.tsx';
import { isOver, openSupplement, type SupplementAct, supplementActs } from './supplement-acts.ts';
import { supplementText as text } from './text.zh-CN.ts';
import { InboundDialog, RelayDialog, RelayParcelDialog } from './way-dialogs.tsx';
import './home-supplement.css';

const dialogs = {
  handIn: HandInDialog,
  inbound: InboundDialog,
  relay: RelayDialog,
  relayParcel: RelayParcelDialog,
  confirm: ConfirmDialog,
  goOn: GoOnDialog,
  reject: RejectDialog,
  abandon: AbandonDialog,
  replace: ReplaceDialog,
  takeBack: TakeBackDialog,
} as const satisfies Record<SupplementAct, unknown>;

/** 属地补正: what is asked for, what came, is on its way or is missing, and what the reader can do about it. */
export function SupplementCard({ kase }: { kase: CaseView }) {
  const [act, setAct] = useState<SupplementAct>();
  const acts = supplementActs(kase);
  const [main] = acts;
  useKeys([
    {
      key: 'Ctrl Enter',
      name: main === undefined ? text.title : text[main],
      act: () => setAct(main),
      off: main === undefined,
    },
  ]);
  if (kase.homeSupplements.length === 0) return null;
  const open = openSupplement(kase);
  const shown = open ?? kase.homeSupplements.at(-1);
  const past = kase.homeSupplements.filter((supplement) => supplement !== shown);
  const Dialog = act === undefined ? undefined : dialogs[act];
  return (
    <Card
      title={text.title}
      aside={
        open && isOver(kase) ? (
          <Tag tone="bad" icon="octagon">
            {text.overdue}
          </Tag>
        ) : (
          <Tag {...looks[shown?.state ?? 'open']}>{text.states[shown?.state ?? 'open']}</Tag>
        )
      }
      {...(open ? { className: 'current-card' } : {})}
    >
      {shown ? <Supplement kase={kase} supplement={shown} /> : null}
      {past.length > 0 ? (
        <ul className="pad small">
          {past.map(({ id, round, state, requestedAt }) => (
            <li key={id}>
              {text.past(round)}：{shortMoment(requestedAt)}，{text.states[state]}
            </li>
          ))}
        </ul>
      ) : null}
      {acts.length > 0 ? (
        <div className="pad row supplement-acts">
          {acts.map((each) => (
            <Button
              key={each}
              small={each !== main}
              {...(each === main ? { kind: 'main' as const, keys: 'Ctrl Enter' } : {})}
              onPress={() => setAct(each)}
            >
              {text[each]}
            </Button>
          ))}
        </div>
      ) : null}
      {Dialog ? <Dialog kase={kase} onClose={() => setAct(undefined)} /> : null}
    </Card>
  );
}

const looks: Record<HomeSupplementView['state'], { tone: Tone; icon: IconName }> = {
  open: { tone: 'warn', icon: 'clock' },
  received: { tone: 'ok', icon: 'check' },
  ended: { tone: 'wait', icon: 'minus' },
  takenBack: { tone: 'wait', icon: 'back' },
};

function Supplement({ kase, supplement }: { kase: CaseView; supplement: HomeSupplementView }) {
  const due = kase.deadlines.find(({ rule }) => rule === 'homeSupplementDue');
  const isOpen = supplement.state === 'open';
  return (
    <>
      <div className="pad supplement-head">
        <p>
          {text.askedOn(shortMoment(supplement.requestedAt), supplement.round)}，
          {text.dueBy(shortDate(supplement.dueOn))}
        </p>
        {isOpen && due ? <Due {...due} /> : null}
      </div>
      {isOpen && isOver(kase) ? (
        <div className="pad">
          <Note tone="warn">
            <b>{text.over}</b>
            <br />
            {text.overWhy}
          </Note>
        </div>
      ) : null}
      <ol className="document-list point-list">
        {supplement.points.map((point, index) => (
          <Point key={point.id} point={point} number={index + 1} />
        ))}
      </ol>
      {isOpen ? (
        <div className="pad small">
          <p>{text.places}</p>
          <p>{supplement.announcesAbandonment ? text.afterwardsAbandon : text.afterwardsNone}</p>
          <p>{text.paused(shortDate(supplement.pausedUntil))}</p>
        </div>
      ) : null}
    </>
  );
}

const standings: Record<PointStanding, { tone: Tone; icon: IconName }> = {
  missing: { tone: 'warn', icon: 'alert' },
  underWay: { tone: 'go', icon: 'box' },
  atIntake: { tone: 'go', icon: 'flag' },
  toHome: { tone: 'go', icon: 'box' },
  arrived: { tone: 'ok', icon: 'check' },
};

function Point({ point, number }: { point: PointView; number: number }) {
  const { lineName, text: words, standing, handedInAt, arrivedAt, waybill, files } = point;
  const facts = [
    handedInAt === undefined ? '' : text.handedIn(shortMoment(handedInAt)),
    arrivedAt === undefined ? '' : text.arrivedAt(shortMoment(arrivedAt)),
    waybill === undefined ? '' : text.waybill(waybill),
  ].filter((fact) => fact !== '');
  return (
    <li>
      <span className="point-number" aria-hidden="true">
        {number}
      </span>
      <div>
        {lineName === undefined ? null : <b className="block">{lineName}</b>}
        <span>{words}</span>
        {facts.length > 0 ? <span className="small block">{facts.join(' · ')}</span> : null}
        {files.length > 0 ? (
          <span className="row small">
            {files.map(({ id, href }, index) => (
              <a key={id} href={href} target="_blank" rel="noreferrer">
                {text.file(index + 1)}
              </a>
            ))}
          </span>
        ) : null}
      </div>
      <Tag {...standings[standing]}>{text.standings[standing]}</Tag>
    </li>
  );
}
