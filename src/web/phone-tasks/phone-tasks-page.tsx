import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { TaskView } from '../../notifications/phone-tasks/phone-task.ts';
import { dayOf, later } from '../../regulation/instant.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { usePhoneTasks } from '../api/messages.ts';
import { useSession } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { Due, NotDue } from '../components/due.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { BusinessNumber, Tag } from '../components/marks.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { CallDialog } from './call-dialog.tsx';
import { phoneText as text } from './text.zh-CN.ts';
import './phone-tasks.css';

const { columns } = text;

/** 电话告知: calls that this window owes because no message got through, and those about decisions. */
export default function PhoneTasksPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const works = (session?.grants ?? []).some(({ role }) => role === 'windowClerk' || role === 'windowLead');
  useKeys([{ key: 'Esc', name: text.back, act: () => void navigate('/') }]);
  if (!works) {
    return (
      <Empty icon="lock" title={text.noRight}>
        {text.noRightWhy}
      </Empty>
    );
  }
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <p className="page-lead">{text.lead}</p>
      <Tasks />
    </>
  );
}

function Tasks() {
  const [closed, setClosed] = useState(false);
  const [params, setParams] = useSearchParams();
  const chosen = params.get('task');
  const choose = (id: string | undefined) =>
    setParams(id === undefined ? {} : { task: id }, { replace: true });
  const list = usePhoneTasks(closed);
  const tasks = list.data?.pages.flatMap((page) => page.tasks) ?? [];
  return (
    <Card
      title={closed ? text.closed : text.open}
      aside={
        <div className="row">
          {[false, true].map((each) => (
            <button
              key={String(each)}
              type="button"
              className="link-button"
              aria-pressed={each === closed}
              onClick={() => setClosed(each)}
            >
              {each ? text.closed : text.open}
            </button>
          ))}
        </div>
      }
    >
      <PagedList
        query={list}
        rows={tasks}
        none={
          <Empty icon="phone" title={closed ? text.closedNone : text.none}>
            {closed ? text.closedNoneWhy : text.noneWhy}
          </Empty>
        }
        more={text.more}
        waiting={5}
      >
        <TaskTable tasks={tasks} onChoose={choose} />
      </PagedList>
      {chosen === null ? null : <CallDialog key={chosen} id={chosen} onClose={() => choose(undefined)} />}
    </Card>
  );
}

function TaskTable({ tasks, onChoose }: { tasks: readonly TaskView[]; onChoose: (id: string) => void }) {
  return (
    <div className="table-frame">
      <table className="cards-when-narrow phone-tasks" aria-label={text.title}>
        <thead>
          <tr>
            <th>{columns.who}</th>
            <th>{columns.what}</th>
            <th className="col-due" aria-sort="ascending">
              {columns.due}
            </th>
            <th>{columns.calls}</th>
            <th className="phone-act">{columns.act}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TaskRow({ task, onChoose }: { task: TaskView; onChoose: (id: string) => void }) {
  const last = task.calls.at(-1);
  return (
    <tr>
      <td data-label={columns.who}>
        <span className="strong">{text.audience[task.audience]}</span> {task.numberMasked}
        <span className="small under">
          {task.caseId === null ? (
            text.offList
          ) : (
            <Link to={`/cases/${task.caseId}`}>
              <BusinessNumber value={task.businessNumber ?? ''} />
            </Link>
          )}
        </span>
      </td>
      <td data-label={columns.what}>
        {task.decision ? (
          <Tag tone="warn" icon="flag">
            {text.decision}
          </Tag>
        ) : null}{' '}
        {[...new Set(task.topics.map(({ title }) => title))].join('、')}
        <span className="small under">
          {[...new Set(task.topics.map(({ reason }) => reason))].join('；')}
        </span>
      </td>
      <td data-label={columns.due}>
        {task.closedAt === null ? (
          <Due
            dueAt={task.dueAt}
            dueOn={dayOf(later(task.dueAt, -1))}
            overdue={task.overdue}
            provisional={false}
          />
        ) : (
          <NotDue word={task.closure ?? ''} why={shortMoment(task.closedAt)} />
        )}
      </td>
      <td data-label={columns.calls}>
        {text.tried(task.calls.length)}
        {last ? (
          <span className="small under">
            {text.lastTried(shortMoment(last.calledAt), last.staffName, last.reached)}
          </span>
        ) : null}
      </td>
      <td data-label={columns.act} className="phone-act">
        <Button small onPress={() => onChoose(task.id)}>
          {task.closedAt === null ? text.call : text.see}
        </Button>
      </td>
    </tr>
  );
}
