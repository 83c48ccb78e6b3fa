import { useState } from 'react';
import { Link } from 'react-router';
import type { EscalationLine, EscalationView } from '../../escalation/escalation-view.ts';
import { dayOf, later } from '../../regulation/instant.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useLadderAct } from '../api/escalations.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { DayField } from '../components/day-field.tsx';
import { ChoiceField, TextArea } from '../components/field.tsx';
import { Card, Note } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { dueDate } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { InstructDialog, TextDialog, tooShort } from './act-dialogs.tsx';
import { ladderText as text } from './text.zh-CN.ts';

type TextAct = keyof typeof text.acts;
type Opened = { act: TextAct } | { act: 'instruct' } | { act: 'report'; taskId: string };

const textActs = Object.keys(text.acts) as TextAct[];

/** 10月8日 周五 24:00 前. */
export function useDueDate(): (dueAt: string) => string {
  const now = useNow();
  return (dueAt) => dueDate({ dueAt, dueOn: dayOf(later(dueAt, -1)) }, now);
}

/** One escalation: facts, evidence, history, tasks; the drafted text, and what the reader can do. */
export function EscalationDetail({ one }: { one: EscalationView }) {
  const [opened, setOpened] = useState<Opened>();
  const { say } = useMessages();
  const confirm = useLadderAct();
  const due = useDueDate();
  const close = () => setOpened(undefined);
  const confirms = one.acts.includes('confirm');
  const press = () => {
    if (confirm.isPending) return;
    confirm.mutate(
      { path: `/api/escalations/${one.id}/confirm`, body: {} },
      { onSuccess: () => say(text.confirmed) },
    );
  };
  const main: Opened | undefined = one.acts.includes('answer')
    ? { act: 'answer' }
    : one.acts.includes('conclude')
      ? { act: 'conclude' }
      : undefined;
  const sends = one.orderTo.length > 0 && one.closedAt === undefined;
  useKeys([
    {
      key: 'Ctrl Enter',
      name: confirms ? text.confirm : text.acts.answer.title,
      act: () => (confirms ? press() : main && setOpened(main)),
      off: (!confirms && !main) || sends,
    },
  ]);
  return (
    <Card
      className="ladder-detail"
      title={`${one.matter} · ${one.subject}`}
      aside={
        one.caseId !== undefined && one.opensCase ? (
          <Link to={`/cases/${one.caseId}`}>{text.openCase}</Link>
        ) : one.offListId !== undefined ? (
          <Link to={`/offlist/${one.offListId}`}>{text.openOffList}</Link>
        ) : undefined
      }
    >
      <div className="ladder-detail-columns">
        <div>
          <Facts one={one} />
          {one.tasks.length > 0 ? (
            <>
              <h3>{text.tasks}</h3>
              <ul className="ladder-lines">
                {one.tasks.map((task) => (
                  <li key={task.id}>
                    <span>{task.regionName}</span>
                    <div>
                      {task.what}
                      <span className="small">
                        {task.doneAt === undefined
                          ? due(task.dueAt)
                          : `${text.taskDone(task.doneBy ?? '', shortMoment(task.doneAt))}：${task.report}`}
                      </span>
                      {task.own ? (
                        <Button small onPress={() => setOpened({ act: 'report', taskId: task.id })}>
                          {text.report.verb}
                        </Button>
                      ) : null}
                    </div>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
        <div>
          <Lines title={text.evidence} lines={one.evidence} />
          <Lines title={text.history} lines={one.history} />
        </div>
      </div>
      {sends ? <Draft key={one.id} one={one} /> : null}
      <div className="ladder-acts">
        {textActs
          .filter((act) => one.acts.includes(act))
          .map((act) => (
            <Button
              key={act}
              kind={act === main?.act && !sends ? 'main' : 'plain'}
              {...(act === main?.act && !sends ? { keys: 'Ctrl Enter' } : {})}
              onPress={() => setOpened({ act })}
            >
              {text.acts[act].title}
            </Button>
          ))}
        {one.acts.includes('instruct') ? (
          <Button kind={main ? 'plain' : 'main'} onPress={() => setOpened({ act: 'instruct' })}>
            {text.instruct.title}
          </Button>
        ) : null}
        {confirms ? (
          <Button kind="main" keys="Ctrl Enter" busy={confirm.isPending} onPress={press}>
            {text.confirm}
          </Button>
        ) : null}
      </div>
      {confirm.error ? <Note tone="bad">{sentenceFor(confirm.error)}</Note> : null}
      {opened?.act === 'instruct' ? <InstructDialog one={one} onClose={close} /> : null}
      {opened?.act === 'report' ? (
        <TextDialog
          {...text.report}
          path={`/api/escalations/${one.id}/tasks/${opened.taskId}/report`}
          field="report"
          onClose={close}
        />
      ) : null}
      {opened && opened.act !== 'instruct' && opened.act !== 'report' ? (
        <TextDialog
          {...text.acts[opened.act]}
          path={`/api/escalations/${one.id}/${opened.act.replace('U', '-u')}`}
          field="text"
          start={opened.act === 'declareUnable' ? one.preparedText : ''}
          onClose={close}
        />
      ) : null}
    </Card>
  );
}

function Facts({ one }: { one: EscalationView }) {
  const due = useDueDate();
  const { facts } = text;
  const rows: [string, string | undefined][] = [
    [facts.missed, one.title],
    [facts.by, due(one.missedAt)],
    [facts.holder, one.holderName],
    [facts.waiting, one.waitingName],
    [facts.hands, one.inHands],
    [facts.due, one.dueAt === undefined ? undefined : due(one.dueAt)],
    [facts.next, one.next],
    [facts.answered, one.answeredAt && `${one.answeredBy} · ${shortMoment(one.answeredAt)}`],
    [facts.urgent, one.urgentReason],
    [facts.copies, one.level === 2 && one.copies.length > 0 ? one.copies.join('、') : undefined],
    [facts.article, one.article],
  ];
  return (
    <dl className="facts">
      {rows.map(([name, value]) =>
        value === undefined || value === '' ? null : (
          <div key={name} className="fact-row">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly EscalationLine[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ol className="ladder-lines">
        {lines.map((line) => (
          <li key={`${line.at} ${line.title}`}>
            <span className="soft">{shortMoment(line.at)}</span>
            <div>
              {line.title}
              <span className="small">{[line.by, line.text].filter(Boolean).join(' · ')}</span>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The drafted text, sent as a supervision order. */
function Draft({ one }: { one: EscalationView }) {
  const [value, setValue] = useState(one.preparedText);
  const [to, setTo] = useState('0');
  const [dueOn, setDueOn] = useState(one.dueOn ?? '');
  const { say } = useMessages();
  const order = useLadderAct();
  const target = one.orderTo[Number(to)] ?? one.orderTo[0];
  const blocked = tooShort(value) ? text.writeText : dueOn === '' ? text.instruct.missing : undefined;
  const send = () => {
    if (blocked !== undefined || order.isPending || !target) return;
    const { regionCode, windowId } = target;
    order.mutate(
      {
        path: '/api/supervision-orders',
        body: {
          toRegion: regionCode,
          ...(windowId === undefined ? {} : { toWindow: windowId }),
          escalationId: one.id,
          text: value.trim(),
          dueOn,
        },
      },
      { onSuccess: () => say(text.orderSent) },
    );
  };
  useKeys([{ key: 'Ctrl Enter', name: text.sendOrder, act: send }]);
  return (
    <div className="ladder-draft">
      <TextArea
        label={target ? text.detail(target.name) : text.draft}
        hint={text.detailAside}
        value={value}
        rows={4}
        maxLength={1000}
        onChange={setValue}
      />
      <div className="ladder-draft-side">
        {one.orderTo.length > 1 ? (
          <ChoiceField
            label={text.orderTo}
            value={to}
            choices={one.orderTo.map(({ name }, index) => ({ value: String(index), name }))}
            onChange={setTo}
          />
        ) : null}
        <DayField label={text.dueOn} value={dueOn} onChange={setDueOn} />
        <Button kind="main" keys="Ctrl Enter" blocked={blocked} busy={order.isPending} onPress={send}>
          {text.sendOrder}
        </Button>
        {order.error ? <Note tone="bad">{sentenceFor(order.error)}</Note> : null}
      </div>
    </div>
  );
}
