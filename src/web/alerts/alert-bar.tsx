import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { WaitingRequest } from '../../cases/requests/waiting-view.ts';
import { sentenceFor } from '../api/problem.ts';
import { useTake, useWaiting } from '../api/requests.ts';
import { Button } from '../components/button.tsx';
import { Due } from '../components/due.tsx';
import { Icon } from '../components/icon.tsx';
import { useMessages } from '../components/messages.tsx';
import { freshAlerts, inOrder } from './fresh.ts';
import { useSound } from './sound.ts';
import { alertText as text } from './text.zh-CN.ts';
import './alerts.css';

const shownAtFirst = 3;

/**
 * What other windows wait for at this one: stands on every screen until it is answered, and sounds once when it comes.
 * The first to take it has it; colleagues see who.
 */
export function AlertBar() {
  const { data } = useWaiting(true);
  const [all, setAll] = useState(false);
  const sound = useSound();
  const requests = inOrder(data?.requests ?? []);
  const heard = useRef<Set<string>>(new Set());
  const { play } = sound;
  const listen = useEffectEvent((now: readonly WaitingRequest[]) => {
    if (freshAlerts(heard.current, now).length > 0) play();
    heard.current = new Set(now.map(({ key }) => key));
  });
  useEffect(() => {
    if (data) listen(data.requests);
  }, [data]);
  if (requests.length === 0) return null;
  const shown = all ? requests : requests.slice(0, shownAtFirst);
  return (
    <section className="alerts" aria-label={text.label}>
      <ul aria-live="polite">
        {shown.map((request) => (
          <Alert key={request.key} request={request} />
        ))}
      </ul>
      <div className="alerts-foot">
        {requests.length > shownAtFirst ? (
          <Button small onPress={() => setAll(!all)}>
            {all ? text.fewer : text.more(requests.length - shownAtFirst)}
          </Button>
        ) : null}
        {sound.choice === undefined ? (
          <span className="row">
            <span className="small">{text.soundAsk}</span>
            <Button small onPress={() => sound.choose(true)}>
              {text.yes}
            </Button>
            <Button small onPress={() => sound.choose(false)}>
              {text.no}
            </Button>
          </span>
        ) : (
          <Button small pressed={sound.choice === 'on'} onPress={() => sound.choose(sound.choice !== 'on')}>
            {sound.choice === 'on' ? text.soundOff : text.soundOn}
          </Button>
        )}
      </div>
    </section>
  );
}

function Alert({ request }: { request: WaitingRequest }) {
  const navigate = useNavigate();
  const { say } = useMessages();
  const take = useTake();
  const { takenBy, caseId } = request;
  const theirs = takenBy !== undefined && !takenBy.own;
  const open = () => void navigate(request.link);
  return (
    <li className={theirs ? 'alert-theirs' : request.overdue ? 'alert-late' : ''}>
      <Icon name={theirs ? 'person' : 'bell'} />
      <div className="alert-what">
        <b>
          {request.kindLabel} · {request.title}
        </b>
        <span className="small">
          {text.from(request.from)}
          {takenBy ? ` · ${takenBy.own ? text.own : text.takenBy(takenBy.name)}` : ''}
        </span>
      </div>
      <Due
        dueAt={request.dueAt}
        dueOn={request.dueAt.slice(0, 10)}
        overdue={request.overdue}
        provisional={false}
        rule="homeAnswer"
      />
      <div className="row">
        {takenBy === undefined && caseId !== undefined ? (
          <Button
            small
            busy={take.isPending}
            onPress={() =>
              take.mutate(caseId, {
                onSuccess: open,
                onError: (error) => say(sentenceFor(error), 'warn'),
              })
            }
          >
            {text.take}
          </Button>
        ) : null}
        <Button small onPress={open}>
          {theirs ? text.see : text.open}
        </Button>
      </div>
    </li>
  );
}
