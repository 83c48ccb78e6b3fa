import { useState } from 'react';
import { Link } from 'react-router';
import type { CaseView, DeadlineView } from '../../cases/core/case-view.ts';
import type { EscalationView } from '../../escalation/escalation-view.ts';
import { ruleOf } from '../../regulation/duties.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useCaseEscalations, useLadderAct } from '../api/escalations.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Due } from '../components/due.tsx';
import { ChoiceField, TextArea } from '../components/field.tsx';
import { Card } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { useNow } from '../time/now.tsx';
import { tooShort } from './act-dialogs.tsx';
import { ladderText } from './text.zh-CN.ts';

const text = ladderText.card;

/** Duties of the other side that a lead can report before their time. */
const reportable = (kase: CaseView, escalated: readonly EscalationView[]): DeadlineView[] => {
  const side = kase.capacities.includes('intakeLead')
    ? 'intake'
    : kase.capacities.includes('homeLead')
      ? 'home'
      : undefined;
  if (side === undefined) return [];
  return kase.deadlines.filter(
    ({ rule, holder, since }) =>
      ruleOf(rule).escalates !== undefined &&
      (holder === 'intakeWindow') === (side === 'home') &&
      holder !== 'applicant' &&
      !escalated.some((one) => one.rule === rule && one.since === since),
  );
};

/** 协调 on the page of a case: which level, since when, who must act, by when, what happens next by itself. */
export function EscalationCard({ kase }: { kase: CaseView }) {
  const { data } = useCaseEscalations(kase.id, kase.version);
  const [urgent, setUrgent] = useState(false);
  const escalations = data?.escalations ?? [];
  const early = data ? reportable(kase, escalations) : [];
  if (escalations.length === 0 && early.length === 0) return null;
  return (
    <Card
      title={text.title}
      aside={
        early.length > 0 ? (
          <button type="button" className="link-button" onClick={() => setUrgent(true)}>
            {text.urgent}
          </button>
        ) : undefined
      }
    >
      <ul className="document-list">
        {escalations.length === 0 ? (
          <li>
            <Icon name="check" />
            <span className="soft">{text.none}</span>
          </li>
        ) : null}
        {escalations.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ul>
      {urgent ? <UrgentDialog kase={kase} duties={early} onClose={() => setUrgent(false)} /> : null}
    </Card>
  );
}

function Line({ one }: { one: EscalationView }) {
  const year = Number(useNow().slice(0, 4));
  const open = one.closedAt === undefined;
  return (
    <li>
      <Icon name={open ? 'flag' : 'check'} />
      <div>
        <Link to={`/escalations/${one.id}`}>
          <b>{one.matter}</b>
        </Link>{' '}
        <Tag tone={open ? (one.level === 2 ? 'bad' : 'go') : 'wait'} icon="flag">
          {ladderText.levelTag(one.level)}
        </Tag>
        <span className="small block">
          {text.since(shortMoment(one.openedAt, year))} ·{' '}
          {open
            ? text.hands(one.inHands)
            : text.closed(one.outcomeLabel ?? '', shortMoment(one.closedAt ?? one.openedAt, year))}
        </span>
        {open && one.next !== undefined ? (
          <span className="small block">{ladderText.byItself(one.next)}</span>
        ) : null}
      </div>
      {open && one.dueAt !== undefined && one.dueOn !== undefined ? (
        <Due
          dueAt={one.dueAt}
          dueOn={one.dueOn}
          overdue={one.overdue}
          provisional={false}
          workingDaysLeft={one.workingDaysLeft}
        />
      ) : (
        <span className="small">{one.stateLabel}</span>
      )}
    </li>
  );
}

function UrgentDialog(props: { kase: CaseView; duties: readonly DeadlineView[]; onClose: () => void }) {
  const { kase, duties, onClose } = props;
  const [at, setAt] = useState('0');
  const [reason, setReason] = useState('');
  const { say } = useMessages();
  const act = useLadderAct();
  const duty = duties[Number(at)];
  const blocked = tooShort(reason) ? ladderText.writeText : undefined;
  const send = () => {
    if (blocked !== undefined || act.isPending || !duty) return;
    act.mutate(
      {
        path: `/api/cases/${kase.id}/urgent-escalations`,
        body: { rule: duty.rule, round: duty.round, reason: reason.trim() },
      },
      {
        onSuccess: () => {
          say(ladderText.done);
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.urgentTitle}
      verb={text.urgent}
      safe={ladderText.notYet}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={send}
      onClose={onClose}
    >
      <p className="soft">{text.urgentWhy}</p>
      <ChoiceField
        label={text.urgentDuty}
        value={at}
        choices={duties.map(({ title }, index) => ({ value: String(index), name: title }))}
        onChange={setAt}
      />
      <TextArea label={text.urgentReason} value={reason} rows={3} maxLength={1000} onChange={setReason} />
    </ActDialog>
  );
}
