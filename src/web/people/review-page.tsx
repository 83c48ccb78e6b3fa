import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { dayOf } from '../../regulation/instant.ts';
import { shortDate } from '../../regulation/shanghai-time.ts';
import { type AccessLineView, useAccess, usePeopleAct } from '../api/people.ts';
import { sentenceFor } from '../api/problem.ts';
import { useSession } from '../api/session.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { useToday } from '../components/day-field.tsx';
import { TextField } from '../components/field.tsx';
import { Card, Empty, Note } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { yearOf } from './person-marks.tsx';
import { peopleText as text } from './text.zh-CN.ts';
import { keepsAccess, rolesOf } from './who-keeps.ts';
import './people.css';

/** 权限复核: who has which access since when; each is confirmed or ended, once a year. */
export default function ReviewPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const [onlyDue, setOnlyDue] = useState(true);
  const [ending, setEnding] = useState<AccessLineView>();
  const list = useAccess(onlyDue);
  const keep = usePeopleAct();
  const { say } = useMessages();
  useKeys([
    { key: 'Esc', name: text.toList, act: () => void navigate('/people'), off: ending !== undefined },
  ]);
  if (!keepsAccess(rolesOf(session?.grants))) return <Empty title={text.notYours}>{text.notYoursWhy}</Empty>;
  const lines = list.data?.pages.flatMap((page) => page.lines) ?? [];
  const confirm = (line: AccessLineView) =>
    keep.mutate(
      { method: 'POST', path: `access-review/${line.grantId}`, body: { decision: 'kept', note: '' } },
      { onSuccess: () => say(text.kept(line.name), 'ok') },
    );
  return (
    <>
      <div className="page-head">
        <h1>{text.reviewTitle}</h1>
        <Button pressed={!onlyDue} onPress={() => setOnlyDue(!onlyDue)}>
          {onlyDue ? text.reviewAll : text.reviewDue}
        </Button>
      </div>
      <p className="soft people-lead">{text.reviewLead}</p>
      {keep.error ? <Note tone="bad">{sentenceFor(keep.error)}</Note> : null}
      <Card label={text.reviewTitle}>
        <PagedList
          query={list}
          rows={lines}
          none={
            <Empty icon="check" title={text.reviewNone}>
              {text.reviewNoneWhy}
            </Empty>
          }
          more={text.more}
          waiting={6}
        >
          <Lines lines={lines} ownId={session?.id} busy={keep.isPending} onKeep={confirm} onEnd={setEnding} />
        </PagedList>
      </Card>
      {ending ? <EndDialog line={ending} onClose={() => setEnding(undefined)} /> : null}
    </>
  );
}

function Lines(props: {
  lines: readonly AccessLineView[];
  ownId: string | undefined;
  busy: boolean;
  onKeep: (line: AccessLineView) => void;
  onEnd: (line: AccessLineView) => void;
}) {
  const { reviewColumns: columns } = text;
  const thisYear = yearOf(useToday());
  return (
    <div className="table-frame">
      <table className="cards-when-narrow" aria-label={text.reviewTitle}>
        <thead>
          <tr>
            <th>{columns.who}</th>
            <th>{columns.what}</th>
            <th>{columns.given}</th>
            <th>{columns.reviewed}</th>
            <th>{columns.due}</th>
            <th>{columns.act}</th>
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => (
            <tr key={line.grantId}>
              <td data-label={columns.who}>
                <Link to={`/people/${line.staffId}`}>{line.name}</Link>
                <span className="small under">{line.username}</span>
              </td>
              <td data-label={columns.what}>
                {line.roleName}
                <span className="small under">
                  {line.windowName ?? line.regionName} · {text.from(shortDate(line.validFrom, thisYear))}
                </span>
              </td>
              <td data-label={columns.given}>
                {text.given(line.givenByName, shortDate(dayOf(line.givenAt), thisYear))}
              </td>
              <td data-label={columns.reviewed}>
                {line.reviewedAt === null
                  ? text.neverReviewed
                  : `${shortDate(dayOf(line.reviewedAt), thisYear)} ${line.reviewedByName ?? ''}`}
              </td>
              <td data-label={columns.due}>
                {shortDate(line.dueOn, thisYear)}
                {line.overdue ? (
                  <Tag tone="warn" icon="clock">
                    {text.overdue}
                  </Tag>
                ) : null}
              </td>
              <td data-label={columns.act}>
                {line.staffId === props.ownId ? null : (
                  <span className="people-acts">
                    <Button
                      small
                      label={`${text.keep}：${line.name} ${line.roleName}`}
                      busy={props.busy}
                      onPress={() => props.onKeep(line)}
                    >
                      {text.keep}
                    </Button>
                    <Button
                      small
                      kind="danger"
                      label={`${text.end}：${line.name} ${line.roleName}`}
                      onPress={() => props.onEnd(line)}
                    >
                      {text.end}
                    </Button>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EndDialog({ line, onClose }: { line: AccessLineView; onClose: () => void }) {
  const [note, setNote] = useState('');
  const act = usePeopleAct();
  const { say } = useMessages();
  const blocked = [...note.trim()].length < 2 ? text.reasonMissing : undefined;
  return (
    <ActDialog
      title={text.endTitle(line.name, line.roleName)}
      verb={text.end}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() => {
        if (blocked !== undefined) return;
        act.mutate(
          {
            method: 'POST',
            path: `access-review/${line.grantId}`,
            body: { decision: 'ended', note: note.trim() },
          },
          {
            onSuccess: () => {
              say(text.ended(line.name), 'ok');
              onClose();
            },
          },
        );
      }}
      onClose={onClose}
    >
      <p className="soft">{text.revokeWhy}</p>
      <TextField label={text.reason} first value={note} maxLength={200} onChange={setNote} />
    </ActDialog>
  );
}
