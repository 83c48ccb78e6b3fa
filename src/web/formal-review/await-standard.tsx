import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { WindowRequestView } from '../../cases/requests/present-requests.ts';
import { stageNames } from '../../catalogue/standard.ts';
import { dayOf } from '../../regulation/instant.ts';
import { shortDate, shortMoment } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { RareActs } from '../case-page/rare-acts.tsx';
import { Button } from '../components/button.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { CaseHead } from '../components/case-head.tsx';
import { Due } from '../components/due.tsx';
import { Card, Note } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { AskStandardDialog } from '../requests/dialogs.tsx';
import { MessagesCard } from '../requests/messages-card.tsx';
import { requestText as text } from '../requests/text.zh-CN.ts';
import { useCommandQueue } from './command-queue.ts';
import { IdentityBar } from './identity-bar.tsx';
import { DeclineDialog } from './small-dialogs.tsx';
import { StandardSourceLink } from './standard-source-link.tsx';
import { reviewText } from './text.zh-CN.ts';

/** The formal review before there is anything to judge by (stage 1): ask, take the guide, or go on with the last answer. */
export function AwaitStandard({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  const queue = useCommandQueue(kase.id);
  const [dialog, setDialog] = useState<'ask' | 'decline'>();
  const request = kase.requests.find(({ kind, open }) => kind === 'standard' && open);
  const toGuide = () => void navigate(`/cases/${kase.id}/standard?guide=1`);
  const ask = () => setDialog('ask');
  const main = request ? undefined : ask;
  useKeys([
    { key: 'Ctrl Enter', name: text.ask, act: ask, off: main === undefined },
    { key: 'Esc', name: text.back, act: () => void navigate('/') },
  ]);
  return (
    <>
      <CaseHead act={reviewText.title} kase={kase} />
      {queue.error ? (
        <div className="banner">
          <Note tone="bad">{sentenceFor(queue.error)}</Note>
        </div>
      ) : null}
      <div className="await-standard above-bar">
        <Card title={text.missingTitle} aside={<span className="small">{stageNames[1]}</span>}>
          <IdentityBar
            kase={kase}
            busy={queue.busy}
            onCheck={(check) => queue.send({ command: 'recordIdentityCheck', body: check })}
          />
          <div className="pad stack">
            {request ? <Waiting request={request} /> : <p>{text.missingWhy}</p>}
            <LastGiven kase={kase} />
            <p>
              <StandardSourceLink standard={kase.standard} />
            </p>
          </div>
        </Card>
        <MessagesCard kase={kase} />
      </div>
      <div className="action-bar">
        <div>
          <b>{request ? text.asking : text.missingTitle}</b>
        </div>
        <div className="acts">
          <RareActs kase={kase} only={['correctHomeRegion']} inBar />
          {actionOf(kase, 'declineIntake') ? (
            <Button onPress={() => setDialog('decline')}>{reviewText.decline}</Button>
          ) : null}
          {actionOf(kase, 'adoptGuide') ? (
            <Button kind={request ? 'main' : 'plain'} onPress={toGuide}>
              {text.guide}
            </Button>
          ) : null}
          {main ? (
            <Button kind="main" keys="Ctrl Enter" onPress={main}>
              {text.ask}
            </Button>
          ) : null}
        </div>
      </div>
      {dialog === 'ask' ? <AskStandardDialog kase={kase} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'decline' ? (
        <DeclineDialog
          kase={kase}
          onClose={() => setDialog(undefined)}
          onDone={() => void navigate(`/cases/${kase.id}`)}
        />
      ) : null}
    </>
  );
}

function Waiting({ request }: { request: WindowRequestView }) {
  return (
    <>
      <div className="row">
        <b>{text.asking}</b>
        <span className="small">{text.askedAt(shortMoment(request.askedAt), request.by)}</span>
      </div>
      {request.dueAt ? (
        <Due
          dueAt={request.dueAt}
          dueOn={request.dueAt.slice(0, 10)}
          overdue={request.overdue}
          provisional={false}
          rule="homeAnswer"
        />
      ) : null}
      {request.overdue ? <Note tone="warn">{text.late}</Note> : null}
    </>
  );
}

/** What the home window answered for another case of the item, to go on with at once. */
function LastGiven({ kase }: { kase: CaseView }) {
  const adopt = useCommand(kase.id);
  const { last } = kase.standard;
  if (!last || !actionOf(kase, 'adoptReceivedStandard')) return null;
  const who = [last.windowName ?? '', last.givenBy.name].join(' ').trim();
  return (
    <section className="stack" aria-label={text.lastTitle}>
      <Note>
        <b>{text.lastTitle}</b>
        <p>
          {text.lastOf(shortDate(dayOf(last.givenAt)), who)} ·{' '}
          {text.lastWhy(last.materials.length, last.promisedDays)}
        </p>
        <p className="small">{last.materials.map(({ name }) => name).join('、')}</p>
      </Note>
      <div className="row">
        <Button
          busy={adopt.isPending}
          onPress={() => adopt.run({ command: 'adoptReceivedStandard', body: { standardId: last.id } })}
        >
          {text.adopt}
        </Button>
      </div>
      {adopt.error ? <Note tone="bad">{sentenceFor(adopt.error)}</Note> : null}
    </section>
  );
}
