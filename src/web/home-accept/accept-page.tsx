import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseView } from '../../cases/core/case-view.ts';
import { useAssignees, useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { ContactDialog } from '../case-page/contact-dialog.tsx';
import { useFirstOpening } from '../case-page/first-opening.ts';
import { ApplicantCard, DeadlinesCard, DocumentsCard } from '../case-page/reference-cards.tsx';
import { Button } from '../components/button.tsx';
import { actionOf, CaseFrame } from '../components/case-frame.tsx';
import { CaseHead } from '../components/case-head.tsx';
import { Due } from '../components/due.tsx';
import { Cards } from '../components/field.tsx';
import { Card, Confirm, Empty, Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useKept } from '../components/kept.ts';
import { Party } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { useCommandQueue } from '../formal-review/command-queue.ts';
import { useDueDay } from '../home-supplement/due-days.tsx';
import {
  emptyRequest,
  lackingIn as lackingPoints,
  bodyOf as requestBody,
} from '../home-supplement/request-draft.ts';
import { askedBefore, RequestFields } from '../home-supplement/request-fields.tsx';
import { supplementText } from '../home-supplement/text.zh-CN.ts';
import { useKeys } from '../keys/keyboard.tsx';
import { type Assignee, AssigneeField, assigneeKey, assigneesOf } from './assignee-field.tsx';
import { lackingIn, type Reasons } from './reasons.ts';
import { ReasonsFields } from './reasons-fields.tsx';
import { Stages } from './stages.tsx';
import { acceptPageText as text } from './text.zh-CN.ts';
import '../case-page/case-page.css';
import './accept.css';

/** 受理决定 and, after it, giving the case to a department. */
export default function AcceptPage() {
  return (
    <CaseFrame>
      {(kase) => {
        if (actionOf(kase, 'acceptAtHome')) return <Accept kase={kase} />;
        if (actionOf(kase, 'assignHandler') && kase.state !== 'inTransit') return <Assign kase={kase} />;
        return <Elsewhere kase={kase} />;
      }}
    </CaseFrame>
  );
}

function Elsewhere({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  return (
    <>
      <CaseHead act={text.title} kase={kase} />
      <Card label={text.title}>
        <Empty
          icon="flag"
          title={text.notHere}
          action={<Button onPress={() => void navigate(`/cases/${kase.id}`)}>{text.toCase}</Button>}
        />
      </Card>
    </>
  );
}

type Choice = 'accept' | 'supplement' | 'reject';

const choices: readonly Choice[] = ['accept', 'supplement', 'reject'];

const written: { choice: Choice; assignee: string; reasons: Reasons } = {
  choice: 'accept',
  assignee: '',
  reasons: { reasons: '', legalBasis: '', remedies: text.remediesUsual },
};

function Accept({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  const { say } = useMessages();
  useFirstOpening(kase);
  const [draft, setDraft, forget] = useKept(`accept.${kase.id}`, written);
  const [tried, setTried] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [contacting, setContacting] = useState(false);
  const queue = useCommandQueue(kase.id);
  const reject = useCommand(kase.id);
  const canReject = actionOf(kase, 'rejectAtHome');
  const canAssign = actionOf(kase, 'assignHandler') !== undefined;
  const assignees = assigneesOf(useAssignees(kase.id, canAssign).data ?? { departments: [] });
  const chosen = assignees.find((each) => assigneeKey(each) === draft.assignee) ?? assignees[0];
  const canAsk = actionOf(kase, 'requestHomeSupplement');
  const accepting = draft.choice === 'accept';
  const asking = draft.choice === 'supplement';
  const [asked, setAsked, forgetAsked] = useKept(`supplement.${kase.id}`, emptyRequest);
  const askedDue = useDueDay(kase.home.regionCode, asked.days).data;
  const again = askedBefore(kase);
  const onlyApprover =
    again && !kase.capacities.includes('approver') ? supplementText.secondByApprover : undefined;
  const blocked = {
    accept: actionOf(kase, 'acceptAtHome')?.blocked?.sentence,
    supplement: onlyApprover ?? canAsk?.blocked?.sentence,
    reject: canReject?.blocked?.sentence,
  }[draft.choice];
  const due = kase.deadlines.find(({ rule }) => rule === 'homeAcceptance');

  const act = () => {
    if (blocked !== undefined || queue.busy || reject.isPending) return;
    if (asking) {
      setTried(true);
      if (!askedDue || lackingPoints(asked, again)) return;
      queue.send(
        { command: 'requestHomeSupplement', body: requestBody(asked, askedDue.dueOn, again) },
        () => {
          forget();
          forgetAsked();
          say(supplementText.asked);
          void navigate(`/cases/${kase.id}`);
        },
      );
      return;
    }
    if (accepting) {
      queue.send({ command: 'acceptAtHome' }, () => {
        forget();
        say(text.acceptedMessage);
      });
      if (chosen && !kase.handler) {
        queue.send(
          { command: 'assignHandler', body: bodyOf(chosen) },
          () => void navigate(`/cases/${kase.id}`),
        );
      }
      return;
    }
    setTried(true);
    if (lackingIn(draft.reasons).length === 0) setConfirming(true);
  };
  const choose = (choice: Choice) => {
    setTried(false);
    setDraft((now) => ({ ...now, choice }));
  };
  const verb = { accept: text.accept, supplement: supplementText.askVerb, reject: text.reject }[draft.choice];
  useKeys([
    { key: '1', name: text.accept, act: () => choose('accept') },
    { key: '2', name: supplementText.ask, act: () => choose('supplement'), off: !canAsk },
    { key: '3', name: text.reject, act: () => choose('reject'), off: !canReject },
    { key: 'Ctrl Enter', name: verb, act },
    { key: 'Esc', name: text.back, act: () => void navigate('/') },
  ]);

  return (
    <>
      <CaseHead
        act={text.title}
        kase={kase}
        tools={due ? <Due {...due} workingDaysLeft={due.workingDaysLeft} /> : null}
      />
      <Stages kase={kase} />
      <div className="two-columns above-bar">
        <div className="stack">
          <DocumentsCard kase={kase} />
          <Card
            title={text.decision}
            aside={<span className="small">{text.decisionHint}</span>}
            className="current-card"
          >
            <div className="pad stack">
              <Cards
                legend={text.decision}
                hideLegend
                value={draft.choice}
                choices={[
                  { value: 'accept', name: text.accept, keyName: '1', note: text.acceptNote },
                  {
                    value: 'supplement',
                    name: text.supplement,
                    keyName: '2',
                    note: onlyApprover ?? canAsk?.blocked?.sentence ?? supplementText.askNote,
                    disabled: !canAsk || (onlyApprover ?? canAsk.blocked) !== undefined,
                  },
                  {
                    value: 'reject',
                    name: text.reject,
                    keyName: '3',
                    note: canReject?.blocked?.sentence ?? text.rejectNote,
                    disabled: canReject === undefined || canReject.blocked !== undefined,
                  },
                ]}
                onChange={(value) => choose(choices.find((choice) => choice === value) ?? 'accept')}
              />
              {accepting ? (
                <>
                  {canAssign && chosen ? (
                    <div className="field-grid">
                      <AssigneeField
                        assignees={assignees}
                        value={assigneeKey(chosen)}
                        onChange={(assignee) => setDraft((now) => ({ ...now, assignee }))}
                      />
                    </div>
                  ) : null}
                  <div className="consequences">
                    <Consequences title={text.afterwards} lines={text.afterwardsList} />
                    <Consequences
                      title={text.clocks}
                      lines={[text.promised(kase.promisedDays), text.statutory(kase.statutoryDays)]}
                    />
                  </div>
                </>
              ) : asking ? (
                <>
                  <RequestFields
                    kase={kase}
                    value={asked}
                    tried={tried}
                    again={again}
                    due={askedDue}
                    onChange={setAsked}
                  />
                  <Consequences
                    title={text.afterwardsOf(supplementText.askVerb)}
                    lines={supplementText.consequencesBefore}
                  />
                </>
              ) : (
                <>
                  <ReasonsFields
                    value={draft.reasons}
                    tried={tried}
                    missing={text.missing}
                    onChange={(reasons) => setDraft((now) => ({ ...now, reasons }))}
                  />
                  <Consequences title={text.reject} lines={text.rejectAfterwards} />
                </>
              )}
              {queue.error ? <Note tone="bad">{sentenceFor(queue.error)}</Note> : null}
            </div>
          </Card>
        </div>
        <aside className="stack">
          <DeadlinesCard kase={kase} />
          <IntakeCard kase={kase} />
          <ApplicantCard kase={kase} />
        </aside>
      </div>
      <div className="action-bar">
        <Button keys="Esc" onPress={() => void navigate('/')}>
          {text.back}
        </Button>
        <span className="small">{blocked ?? (asking ? text.barAsking : text.bar)}</span>
        <div className="acts">
          <Button onPress={() => setContacting(true)}>
            <Icon name="phone" />
            {kase.contacts.some(({ side }) => side === 'home') ? text.again : text.contact}
          </Button>
          <Button kind="main" keys="Ctrl Enter" blocked={blocked} busy={queue.busy} onPress={act}>
            {draft.choice === 'reject' ? text.confirmVerb : verb}
          </Button>
        </div>
      </div>
      {contacting ? <ContactDialog kase={kase} onClose={() => setContacting(false)} /> : null}
      {confirming ? (
        <Confirm
          title={text.confirmTitle}
          verb={text.confirmVerb}
          safe={text.notReject}
          danger
          busy={reject.isPending}
          error={reject.error}
          onClose={() => setConfirming(false)}
          onConfirm={() =>
            reject.run({ command: 'rejectAtHome', body: draft.reasons }, () => {
              forget();
              void navigate(`/cases/${kase.id}/deliver`);
            })
          }
        >
          <p>{text.confirmWhy}</p>
        </Confirm>
      ) : null}
    </>
  );
}

const bodyOf = ({ department, staffId }: Assignee): object => ({
  department,
  ...(staffId === undefined ? {} : { staffId }),
});

/** What follows from an act, before it is pressed. */
export function Consequences({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div>
      <p className="small">{title}</p>
      <ul className="consequence-list">
        {lines.map((line) => (
          <li key={line}>
            <Icon name="tick" />
            {line}
          </li>
        ))}
      </ul>
    </div>
  );
}

function IntakeCard({ kase }: { kase: CaseView }) {
  const onSpot = kase.lines.filter((line) => line.correctedOnSpotAt !== undefined).length;
  const passed = kase.lines.filter((line) => line.verdict === 'passed').length;
  return (
    <Card title={text.intakeTitle}>
      <div className="pad">
        <dl className="facts">
          <dt>{text.intakeRows.window}</dt>
          <dd>
            <Party side="intake" /> {kase.intake.windowName}
          </dd>
          <dt>{text.intakeRows.standard}</dt>
          <dd>{kase.standard.version}</dd>
          <dt>{text.intakeRows.verdict}</dt>
          <dd>{text.verdict(passed, onSpot)}</dd>
          <dt>{text.intakeRows.phone}</dt>
          <dd>{kase.intake.phone}</dd>
        </dl>
      </div>
    </Card>
  );
}

function Assign({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  const { say } = useMessages();
  const assign = useCommand(kase.id);
  const assignees = assigneesOf(useAssignees(kase.id, true).data ?? { departments: [] });
  const [key, setKey] = useState('');
  const chosen = assignees.find((each) => assigneeKey(each) === key) ?? assignees[0];
  const act = () => {
    if (!chosen || assign.isPending) return;
    assign.run({ command: 'assignHandler', body: bodyOf(chosen) }, () => {
      say(text.assigned(chosen.name));
      void navigate(`/cases/${kase.id}`);
    });
  };
  useKeys([
    { key: 'Ctrl Enter', name: text.assign, act },
    { key: 'Esc', name: text.back, act: () => void navigate(`/cases/${kase.id}`) },
  ]);
  return (
    <>
      <CaseHead act={text.assignTitle} kase={kase} />
      <Stages kase={kase} />
      <div className="two-columns above-bar">
        <Card title={text.assignTitle}>
          <div className="pad stack">
            <p className="soft">
              {kase.handler ? text.assigned(kase.handler.person ?? kase.handler.department) : text.assignWhy}
            </p>
            {chosen ? (
              <AssigneeField assignees={assignees} value={assigneeKey(chosen)} onChange={setKey} />
            ) : null}
            {assign.error ? <Note tone="bad">{sentenceFor(assign.error)}</Note> : null}
          </div>
        </Card>
        <DeadlinesCard kase={kase} />
      </div>
      <div className="action-bar">
        <Button keys="Esc" onPress={() => void navigate(`/cases/${kase.id}`)}>
          {text.back}
        </Button>
        <div className="acts">
          <Button kind="main" keys="Ctrl Enter" busy={assign.isPending} onPress={act}>
            {kase.handler ? text.reassign : text.assign}
          </Button>
        </div>
      </div>
    </>
  );
}
