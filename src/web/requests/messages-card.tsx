import { type ReactNode, useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { WindowRequestView } from '../../cases/requests/present-requests.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { useMarkSeen } from '../api/requests.ts';
import { nextActOf } from '../case-page/next-act.ts';
import { Button } from '../components/button.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { Due } from '../components/due.tsx';
import { Card, Note } from '../components/frame.tsx';
import { Party, Tag } from '../components/marks.tsx';
import type { Tone } from '../components/states.ts';
import { useKeys } from '../keys/keyboard.tsx';
import { ReplyDialog, WriteDialog } from './dialogs.tsx';
import { requestText as text } from './text.zh-CN.ts';
import './requests.css';

/** For which window the reader writes; undefined for those who only look on. */
const ownSide = ({ capacities }: Pick<CaseView, 'capacities'>): 'intake' | 'home' | undefined =>
  capacities.includes('homeClerk') ? 'home' : capacities.includes('intakeClerk') ? 'intake' : undefined;

/** 沟通: what the two windows wrote to each other about the case, and writing to the other (M). */
export function MessagesCard({ kase }: { kase: CaseView }) {
  const [writing, setWriting] = useState(false);
  const [replying, setReplying] = useState<WindowRequestView>();
  const side = ownSide(kase);
  const mayWrite = actionOf(kase, 'askOtherWindow') !== undefined;
  const owed =
    nextActOf(kase) === undefined && actionOf(kase, 'answerOtherWindow')
      ? kase.requests.find(({ open, kind, from }) => open && kind === 'question' && from !== side)
      : undefined;
  useKeys([
    { key: 'M', name: text.write, act: () => setWriting(true), off: !mayWrite },
    { key: 'Ctrl Enter', name: text.reply, act: () => setReplying(owed), off: owed === undefined },
  ]);
  useSeen(kase, side);
  const { hash } = useLocation();
  const here = hash === '#messages';
  useEffect(() => {
    if (here) document.getElementById('messages')?.scrollIntoView({ block: 'center' });
  }, [here]);
  if (kase.requests.length === 0 && !mayWrite) return null;
  const other = side === 'home' ? kase.intake : kase.home;
  return (
    <Card
      title={<span id="messages">{text.title}</span>}
      aside={
        mayWrite ? (
          <Button small keys="M" onPress={() => setWriting(true)}>
            {text.write}
          </Button>
        ) : undefined
      }
    >
      {kase.requests.length === 0 ? (
        <p className="small pad">{text.none}</p>
      ) : (
        <ol className="thread">
          {kase.requests.map((request) => (
            <Message key={request.id} request={request} side={side}>
              <Acts
                kase={kase}
                request={request}
                side={side}
                main={request.id === owed?.id}
                onReply={() => setReplying(request)}
              />
            </Message>
          ))}
        </ol>
      )}
      {writing ? <WriteDialog kase={kase} to={other.windowName} onClose={() => setWriting(false)} /> : null}
      {replying ? <ReplyDialog kase={kase} asked={replying} onClose={() => setReplying(undefined)} /> : null}
    </Card>
  );
}

/** What in the thread is new for this side. */
const newIn = (requests: readonly WindowRequestView[], side: 'intake' | 'home'): string[] =>
  requests.flatMap((request) => {
    const isNew =
      request.from === side
        ? request.answeredBy !== undefined && request.answerSeenAt === undefined
        : request.seenAt === undefined;
    return isNew ? [`${request.id} ${request.state}`] : [];
  });

/** Tells the server that the window looked, once for what is new. */
function useSeen(kase: CaseView, side: 'intake' | 'home' | undefined): void {
  const { mutate } = useMarkSeen(kase.id);
  const fresh = side === undefined ? '' : newIn(kase.requests, side).join();
  useEffect(() => {
    if (fresh !== '') mutate();
  }, [fresh, mutate]);
}

const tones: Record<WindowRequestView['state'], Tone> = { open: 'warn', answered: 'ok', cancelled: 'wait' };

function Message(props: {
  request: WindowRequestView;
  side: 'intake' | 'home' | undefined;
  children: ReactNode;
}) {
  const { request, side, children } = props;
  const { from, kind, seenAt, endedAt, answer, answeredBy, answerSeenAt } = request;
  return (
    <li className={`message message-${from}`}>
      <p className="message-head">
        <Party side={from} />
        <b>{request.by}</b>
        <span className="small">
          {request.windowName} · {shortMoment(request.askedAt)}
        </span>
        <Tag tone={tones[request.state]} icon={request.open ? 'clock' : 'check'}>
          {`${request.kindLabel} · ${request.stateLabel}`}
        </Tag>
      </p>
      {request.line ? <p className="small">{request.line.name}</p> : null}
      <p className="message-text">{request.text ?? (kind === 'standard' ? text.noText : text.hidden)}</p>
      <Files files={request.files} />
      {side === from ? (
        <p className="small">{seenAt ? text.seen(shortMoment(seenAt)) : text.notSeen}</p>
      ) : null}
      {request.open && request.dueAt ? (
        <Due
          dueAt={request.dueAt}
          dueOn={request.dueAt.slice(0, 10)}
          overdue={request.overdue}
          provisional={false}
          rule="homeAnswer"
        />
      ) : null}
      {answeredBy && endedAt && kind === 'question' ? (
        <div className="message-answer">
          <p className="message-head">
            <Party side={from === 'intake' ? 'home' : 'intake'} />
            <b>{answeredBy}</b>
            <span className="small">{shortMoment(endedAt)}</span>
          </p>
          <p className="message-text">{answer ?? text.hidden}</p>
          <Files files={request.answerFiles} />
          {side !== undefined && side !== from ? (
            <p className="small">{answerSeenAt ? text.seen(shortMoment(answerSeenAt)) : text.notSeen}</p>
          ) : null}
        </div>
      ) : null}
      {children}
    </li>
  );
}

function Files({ files }: { files: WindowRequestView['files'] }) {
  return files.length === 0 ? null : (
    <p className="message-files">
      {files.map(({ id, href, pages }, index) => (
        <a key={id} href={href} target="_blank" rel="noreferrer">
          {text.file(index + 1, pages)}
        </a>
      ))}
    </p>
  );
}

function Acts(props: {
  kase: CaseView;
  request: WindowRequestView;
  side: 'intake' | 'home' | undefined;
  /** The one that the main key answers. */
  main: boolean;
  onReply: () => void;
}) {
  const { kase, request, side, main, onReply } = props;
  const navigate = useNavigate();
  const cancel = useCommand(kase.id);
  if (!request.open) return null;
  if (side === request.from && actionOf(kase, 'cancelRequest')) {
    return (
      <div className="row">
        <Button
          small
          busy={cancel.isPending}
          onPress={() => cancel.run({ command: 'cancelRequest', body: { id: request.id } })}
        >
          {text.cancel}
        </Button>
        {cancel.error ? <Note tone="bad">{sentenceFor(cancel.error)}</Note> : null}
      </div>
    );
  }
  if (request.kind === 'standard') {
    return actionOf(kase, 'answerStandardRequest') ? (
      <Button kind="main" onPress={() => void navigate(`/cases/${kase.id}/standard`)}>
        {text.toStandard}
      </Button>
    ) : null;
  }
  return actionOf(kase, 'answerOtherWindow') ? (
    <Button kind={main ? 'main' : 'plain'} {...(main ? { keys: 'Ctrl Enter' } : {})} onPress={onReply}>
      {text.reply}
    </Button>
  ) : null;
}
