import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { NoticeView, SupplementView } from '../../cases/notice/present-notices.ts';
import { shortDate, shortMoment } from '../../regulation/shanghai-time.ts';
import { Button } from '../components/button.tsx';
import { Due, Why } from '../components/due.tsx';
import { Card, Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { Tag } from '../components/marks.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { HandInDialog } from './hand-in-dialog.tsx';
import { InboundParcelDialog } from './inbound-dialog.tsx';
import { ReplaceDialog, VoidDialog } from './replace-dialogs.tsx';
import { isOver, missingLines, type NoticeAct, noticeActs, parcelsToOpen } from './supplement.ts';
import { noticeText as text } from './text.zh-CN.ts';
import './notice.css';

/** 登记来件: pieces for the notice. */
const InboundDialog = ({ kase, onClose }: { kase: CaseView; onClose: () => void }) => (
  <InboundParcelDialog kase={kase} pieces={missingLines(kase)} why={text.inboundWhy} onClose={onClose} />
);

const dialogs = {
  handIn: HandInDialog,
  inbound: InboundDialog,
  replace: ReplaceDialog,
  void: VoidDialog,
} as const satisfies Record<NoticeAct, unknown>;

/** 补正: what is missing and what came, by when, and what the reader can do; below it every notice with its copies. */
export function NoticeCard({ kase }: { kase: CaseView }) {
  const [act, setAct] = useState<NoticeAct>();
  const acts = noticeActs(kase);
  const [main] = acts;
  useKeys([
    {
      key: 'Ctrl Enter',
      name: main === undefined ? text.card : text[main],
      act: () => setAct(main),
      off: main === undefined,
    },
  ]);
  if (kase.notices.length === 0) return null;
  const Dialog = act === undefined ? undefined : dialogs[act];
  return (
    <Card title={text.card} {...(kase.supplement ? { className: 'current-card' } : {})}>
      {kase.supplement ? <Supplement kase={kase} supplement={kase.supplement} /> : null}
      {kase.extras ? (
        <p className="pad small">
          {text.extras}：{kase.extras.join('、')}
        </p>
      ) : null}
      {acts.length > 0 ? (
        <div className="pad row notice-acts">
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
      <ul className="document-list">
        {kase.notices.map((notice) => (
          <Copies key={notice.documentId} notice={notice} />
        ))}
      </ul>
      {Dialog ? <Dialog kase={kase} onClose={() => setAct(undefined)} /> : null}
    </Card>
  );
}

function Supplement({ kase, supplement }: { kase: CaseView; supplement: SupplementView }) {
  const due = kase.deadlines.find(({ rule }) => rule === 'supplementDue');
  const waiting = parcelsToOpen(kase).length > 0;
  return (
    <>
      <div className="pad notice-head">
        <p>{text.dueBy(shortDate(supplement.dueOn))}</p>
        {due ? <Due {...due} /> : null}
      </div>
      <div className="pad">
        <Why title={text.why(shortDate(supplement.dueOn))} lines={supplement.why} />
        {isOver(kase) || waiting ? (
          <Note tone="warn">
            <b className="block">{waiting ? '' : text.over}</b>
            {waiting ? text.waiting : text.overWhy}
          </Note>
        ) : null}
      </div>
      <ol className="document-list">
        {supplement.lines.map(({ id, name, reason, correction, handedInAt }, index) => (
          <li key={id}>
            <span className="notice-number" aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <b className="block">{name}</b>
              <span className="small block">
                {reason}
                {correction === undefined ? '' : `：${correction}`}
              </span>
            </div>
            {handedInAt === undefined ? (
              <Tag tone="warn" icon="alert">
                {text.missing}
              </Tag>
            ) : (
              <Tag tone="ok" icon="check">
                {text.handedIn(shortMoment(handedInAt))}
              </Tag>
            )}
          </li>
        ))}
        {supplement.parcels.map(({ waybill, status, told }) => (
          <li key={waybill}>
            <Icon name="box" />
            <div>
              {text.parcels} {waybill}
              {told === undefined ? null : (
                <span className="small block">{text.told(shortMoment(told))}</span>
              )}
            </div>
            <Tag
              tone={status === 'lost' ? 'bad' : status === 'opened' ? 'ok' : 'go'}
              icon={status === 'lost' ? 'octagon' : status === 'opened' ? 'check' : 'box'}
            >
              {text.parcelStates[status]}
            </Tag>
          </li>
        ))}
      </ol>
      <p className="pad small">{text.places}</p>
    </>
  );
}

/** Where the three copies of a notice are. */
function Copies({ notice }: { notice: NoticeView }) {
  const { round, href, copies, status, dueOn } = notice;
  return (
    <li className={status === 'void' ? 'document-void' : ''}>
      <Icon name="document" />
      <div>
        <a href={href} target="_blank" rel="noreferrer">
          {text.round(round)}，{text.dueBy(shortDate(dueOn))}
        </a>
        <span className="small block">
          {(['applicant', 'intake', 'home'] as const)
            .map((holder) => `${text.copyNames[holder]}：${text.copyStates[copies[holder]]}`)
            .join(' · ')}
        </span>
      </div>
      {status === 'void' ? (
        <Tag tone="bad" icon="slashed">
          {text.voided}
        </Tag>
      ) : (
        <span />
      )}
    </li>
  );
}
