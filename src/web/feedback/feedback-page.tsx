import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { ProblemAct, ProblemView } from '../../escalation/problem-report.ts';
import { dayOf, later } from '../../regulation/instant.ts';
import { shortDate, shortMoment } from '../../regulation/shanghai-time.ts';
import { useLadderAct } from '../api/escalations.ts';
import { sentenceFor } from '../api/problem.ts';
import { useProblems } from '../api/problems.ts';
import { useSession } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { Card, Confirm, Empty, Note } from '../components/frame.tsx';
import { BusinessNumber, Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { TextDialog } from '../escalations/act-dialogs.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { dueDate } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { DepartmentsDialog, FeedbackDialog, SolveDialog } from './feedback-dialogs.tsx';
import { feedbackText as text } from './text.zh-CN.ts';
import '../case-page/case-page.css';
import '../work-list/work-list.css';
import '../escalations/escalations.css';

type Kind = ProblemView['kind'];
const kinds = Object.keys(text.tabs) as Kind[];

/** 问题反馈, and what departments solve between them. */
export default function FeedbackPage() {
  const [params, setParams] = useSearchParams();
  const { data: session } = useSession();
  const navigate = useNavigate();
  const kind = kinds.find((name) => name === params.get('tab')) ?? 'feedback';
  const [adding, setAdding] = useState(false);
  const holds = (...roles: string[]): boolean =>
    session?.grants.some(({ role }) => roles.includes(role)) ?? false;
  const mayAdd =
    kind === 'feedback' ? holds('windowClerk', 'windowLead') : holds('windowLead', 'serviceAdministration');
  useKeys([
    { key: 'Ctrl Enter', name: text.new[kind], act: () => setAdding(true), off: !mayAdd },
    { key: 'Esc', name: text.notYet, act: () => void navigate('/') },
  ]);
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
        </div>
        {mayAdd ? (
          <div className="tools">
            <Button kind="main" keys="Ctrl Enter" onPress={() => setAdding(true)}>
              {text.new[kind]}
            </Button>
          </div>
        ) : null}
      </div>
      <nav className="tabs" aria-label={text.tabsLabel}>
        {kinds.map((name) => (
          <a
            key={name}
            href={`?tab=${name}`}
            aria-current={name === kind ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              setParams({ tab: name });
            }}
          >
            {text.tabs[name]}
          </a>
        ))}
      </nav>
      <div className="list-bar" />
      <Problems key={kind} kind={kind} />
      {adding && kind === 'feedback' ? <FeedbackDialog onClose={() => setAdding(false)} /> : null}
      {adding && kind === 'departments' ? <DepartmentsDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function Problems({ kind }: { kind: Kind }) {
  const list = useProblems(kind);
  const [opened, setOpened] = useState<{ act: ProblemAct; problem: ProblemView }>();
  const problems = list.data?.pages.flatMap((page) => page.problems) ?? [];
  const close = () => setOpened(undefined);
  return (
    <>
      <PagedList
        query={list}
        rows={problems}
        none={
          <Card>
            <Empty icon="check" title={text.none[kind]}>
              {text.noneWhy[kind]}
            </Empty>
          </Card>
        }
        more={text.more}
        waiting={4}
        foot="list-foot"
      >
        <div className="stack">
          {problems.map((problem) => (
            <Problem key={problem.id} problem={problem} onAct={(act) => setOpened({ act, problem })} />
          ))}
        </div>
      </PagedList>
      {opened?.act === 'answer' || opened?.act === 'add' ? (
        <TextDialog
          title={text.acts[opened.act]}
          verb={text.acts[opened.act]}
          label={text.labels[opened.act]}
          path={`/api/problem-reports/${opened.problem.id}/${opened.act}`}
          field="text"
          onClose={close}
        />
      ) : null}
      {opened?.act === 'solve' ? <SolveDialog id={opened.problem.id} onClose={close} /> : null}
      {opened?.act === 'share' || opened?.act === 'confirm' ? (
        <PlainAct act={opened.act} problem={opened.problem} onClose={close} />
      ) : null}
    </>
  );
}

function PlainAct(props: { act: 'share' | 'confirm'; problem: ProblemView; onClose: () => void }) {
  const { act, problem, onClose } = props;
  const { say } = useMessages();
  const send = useLadderAct();
  const own = problem.participants.find((each) => each.own && each.confirmedAt === null);
  return (
    <Confirm
      title={text.acts[act]}
      verb={text.acts[act]}
      safe={text.notYet}
      busy={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={() =>
        send.mutate(
          {
            path: `/api/problem-reports/${problem.id}/${act}`,
            body: act === 'confirm' ? { department: own?.department ?? '' } : {},
          },
          {
            onSuccess: () => {
              say(text.done);
              onClose();
            },
          },
        )
      }
    >
      <p>{act === 'share' ? text.shareWhy : `${own?.department ?? ''}：${problem.solution ?? ''}`}</p>
      {send.error ? <Note tone="bad">{sentenceFor(send.error)}</Note> : null}
    </Confirm>
  );
}

function Problem({ problem, onAct }: { problem: ProblemView; onAct: (act: ProblemAct) => void }) {
  const now = useNow();
  const { dueAt, overdue, state } = problem;
  return (
    <Card
      title={problem.categoryLabel ?? text.tabs.departments}
      aside={
        <Tag
          tone={overdue ? 'bad' : state === 'open' ? 'go' : 'ok'}
          icon={overdue ? 'octagon' : state === 'open' ? 'clock' : 'check'}
        >
          {overdue ? text.overdue : problem.stateLabel}
        </Tag>
      }
    >
      <div className="pad">
        <p className="order-text">{problem.text}</p>
        <p className="small">
          {text.by(
            `${problem.reportedByName} · ${problem.windowName ?? problem.regionName}`,
            shortMoment(problem.reportedAt),
          )}
          {dueAt !== undefined && state === 'open'
            ? ` · ${text.due(dueDate({ dueAt, dueOn: dayOf(later(dueAt, -1)) }, now))}`
            : ''}
          {problem.sharedWithName === undefined ? '' : ` · ${text.shared(problem.sharedWithName)}`}
          {problem.businessNumber === undefined ? null : (
            <>
              {' · '}
              <Link to={`/cases/${problem.caseId}`}>
                <BusinessNumber value={problem.businessNumber} />
              </Link>
            </>
          )}
        </p>
        {problem.participants.length > 0 ? (
          <p className="row">
            {problem.participants.map((each) => (
              <Tag
                key={each.department}
                tone={each.confirmedAt === null ? 'wait' : 'ok'}
                icon={each.confirmedAt === null ? 'clock' : 'check'}
              >
                {`${each.department} · ${each.coordinatorName} · ${each.confirmedAt === null ? text.unconfirmed : text.confirmed}`}
              </Tag>
            ))}
          </p>
        ) : null}
        {problem.solution === undefined ? null : (
          <p>
            <b>{text.solution(shortDate(problem.solvedOn ?? problem.reportedAt.slice(0, 10)))}</b>
            {problem.solution}
          </p>
        )}
        {problem.steps.length > 1 ? (
          <details className="small">
            <summary>{text.history}</summary>
            <ol className="ladder-lines">
              {problem.steps.map((step) => (
                <li key={`${step.at} ${step.title} ${step.text ?? ''}`}>
                  <span className="soft">{shortMoment(step.at)}</span>
                  <div>
                    {step.title}
                    <span className="small">{[step.by, step.text].filter(Boolean).join(' · ')}</span>
                  </div>
                </li>
              ))}
            </ol>
          </details>
        ) : null}
      </div>
      <div className="ladder-acts">
        {problem.acts.map((act) => (
          <Button key={act} small onPress={() => onAct(act)}>
            {text.acts[act]}
          </Button>
        ))}
      </div>
    </Card>
  );
}
