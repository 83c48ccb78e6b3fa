import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type RecordOutcome, type RecordView, recordOutcomes } from '../../escalation/responsibility.ts';
import { dayOf, later } from '../../regulation/instant.ts';
import { shortDay, shortMoment } from '../../regulation/shanghai-time.ts';
import { findByNumber } from '../api/cases.ts';
import { useLadderAct } from '../api/escalations.ts';
import { useCandidates, useRecordFigures, useRecords } from '../api/problems.ts';
import { useSession } from '../api/session.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { Cards, ChoiceField, TextArea, TextField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { BusinessNumber, Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { TextDialog, tooShort } from '../escalations/act-dialogs.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { responsibilityText as text } from './text.zh-CN.ts';
import '../case-page/case-page.css';
import '../work-list/work-list.css';
import '../escalations/escalations.css';

type Act = RecordView['acts'][number];

/** 责任记录: what was not done as the Rules ask, with evidence, statements and outcome. */
export default function ResponsibilityPage() {
  const list = useRecords();
  const { data: session } = useSession();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<{ act: Act; record: RecordView }>();
  const records = list.data?.pages.flatMap((page) => page.records) ?? [];
  const mayAdd =
    session?.grants.some(({ role }) => role === 'windowLead' || role === 'serviceAdministration') ?? false;
  const close = () => setOpened(undefined);
  useKeys([
    { key: 'Ctrl Enter', name: text.new, act: () => setAdding(true), off: !mayAdd },
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
              {text.new}
            </Button>
          </div>
        ) : null}
      </div>
      {list.error ? <ReadFailed error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending && !list.error ? <Skeleton rows={4} /> : null}
      {list.data && records.length === 0 ? (
        <Card>
          <Empty icon="check" title={text.none}>
            {text.noneWhy}
          </Empty>
        </Card>
      ) : null}
      <div className="stack">
        {records.map((record) => (
          <Record key={record.id} record={record} onAct={(act) => setOpened({ act, record })} />
        ))}
        {list.hasNextPage ? (
          <Button small busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {text.more}
          </Button>
        ) : null}
        <Figures />
      </div>
      {adding ? <OpenDialog onClose={() => setAdding(false)} /> : null}
      {opened?.act === 'close' ? <CloseDialog record={opened.record} onClose={close} /> : null}
      {opened && opened.act !== 'close' ? (
        <TextDialog
          title={text.acts[opened.act]}
          verb={text.acts[opened.act]}
          label={text.labels[opened.act]}
          path={`/api/responsibility-records/${opened.record.id}/${opened.act}`}
          field="text"
          onClose={close}
        />
      ) : null}
    </>
  );
}

function Record({ record, onAct }: { record: RecordView; onAct: (act: Act) => void }) {
  const open = record.state === 'open';
  return (
    <Card
      title={record.kindLabel}
      aside={
        <Tag
          tone={open ? 'go' : record.outcome === 'upheld' ? 'bad' : 'wait'}
          icon={open ? 'clock' : 'check'}
        >
          {open ? text.open : text.closed(record.outcomeLabel ?? '')}
        </Tag>
      }
    >
      <div className="pad">
        <p className="order-text">
          {record.facts}（{record.article}）
        </p>
        <p className="small">
          {text.party(record.partyName)} · {text.reported(record.reportedTo, record.copyTo)} ·{' '}
          {record.openedByName} {shortMoment(record.openedAt)}
          {open ? ` · ${text.until(shortDay(dayOf(later(record.statementUntil, -1))))}` : ''}
          {record.businessNumber === undefined ? null : (
            <>
              {' · '}
              <Link to={`/cases/${record.caseId}`}>
                <BusinessNumber value={record.businessNumber} />
              </Link>
            </>
          )}
        </p>
        <div className="ladder-detail ladder-detail-columns">
          <div>
            <h3>{text.evidence}</h3>
            <ol className="ladder-lines">
              {record.evidence.map((line) => (
                <li key={`${line.at} ${line.text}`}>
                  <span className="soft">{shortMoment(line.at)}</span>
                  <div>{line.text}</div>
                </li>
              ))}
            </ol>
          </div>
          <div>
            <h3>{text.history}</h3>
            <ol className="ladder-lines">
              {record.steps.map((step) => (
                <li key={`${step.at} ${step.title} ${step.text ?? ''}`}>
                  <span className="soft">{shortMoment(step.at)}</span>
                  <div>
                    {step.title}
                    <span className="small">{[step.by, step.text].filter(Boolean).join(' · ')}</span>
                  </div>
                </li>
              ))}
            </ol>
          </div>
        </div>
      </div>
      <div className="ladder-acts">
        {record.acts.map((act) => (
          <Button key={act} small onPress={() => onAct(act)}>
            {text.acts[act]}
          </Button>
        ))}
      </div>
    </Card>
  );
}

function Figures() {
  const { data } = useRecordFigures();
  const { figureColumns: columns } = text;
  if (!data || data.windows.length === 0) return null;
  return (
    <Card title={text.figures}>
      <table className="league" aria-label={text.figures}>
        <thead>
          <tr>
            <th>{columns.place}</th>
            <th>{columns.window}</th>
            <th>{columns.kind}</th>
            <th className="number-cell">{columns.total}</th>
            <th className="number-cell">{columns.open}</th>
            <th className="number-cell">{columns.upheld}</th>
          </tr>
        </thead>
        <tbody>
          {data.windows.map((row, index) => (
            <tr key={`${row.windowName} ${row.kind}`}>
              <td>{index + 1}</td>
              <td>{row.windowName}</td>
              <td>{row.kindLabel}</td>
              <td className="number-cell">{row.total}</td>
              <td className="number-cell">{row.open}</td>
              <td className="number-cell">{row.upheld}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** One step: the case by its number, what its log says, and the record is made. */
function OpenDialog({ onClose }: { onClose: () => void }) {
  const [number, setNumber] = useState('');
  const [fault, setFault] = useState<string>();
  const [caseId, setCaseId] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const { data, error } = useCandidates(caseId);
  const { say } = useMessages();
  const act = useLadderAct();
  const candidates = data?.candidates ?? [];
  const key = chosen ?? candidates[0]?.key;
  const find = () => {
    findByNumber(number.replaceAll(/\s/g, '')).then(
      ({ id }) => setCaseId(id),
      () => setFault(text.numberUnknown),
    );
  };
  const send = () => {
    if (caseId === undefined) return find();
    if (key === undefined || act.isPending) return;
    act.mutate(
      { path: `/api/cases/${caseId}/responsibility-records`, body: { key } },
      {
        onSuccess: () => {
          say(text.done);
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.newTitle}
      verb={caseId === undefined ? text.find : text.new}
      safe={text.notYet}
      blocked={caseId !== undefined && key === undefined ? text.noCandidates : undefined}
      busy={act.isPending}
      error={act.error ?? error}
      onAct={send}
      onClose={onClose}
    >
      <p className="soft">{text.newWhy}</p>
      <TextField
        label={text.number}
        first
        value={number}
        error={fault}
        maxLength={30}
        inputMode="numeric"
        onChange={(value) => {
          setNumber(value);
          setFault(undefined);
          setCaseId(undefined);
          setChosen(undefined);
        }}
      />
      {candidates.length > 0 ? (
        <Cards
          legend={text.candidates}
          value={key}
          choices={candidates.map((each) => ({
            value: each.key,
            name: each.title,
            note: `${each.facts}（${each.article}）`,
          }))}
          onChange={setChosen}
        />
      ) : null}
    </ActDialog>
  );
}

const outcomeChoices = Object.entries(recordOutcomes).map(([value, name]) => ({ value, name }));

function CloseDialog({ record, onClose }: { record: RecordView; onClose: () => void }) {
  const [outcome, setOutcome] = useState<RecordOutcome>('upheld');
  const [note, setNote] = useState('');
  const { say } = useMessages();
  const act = useLadderAct();
  const blocked = tooShort(note) ? text.writeText : undefined;
  const send = () => {
    if (blocked !== undefined || act.isPending) return;
    act.mutate(
      { path: `/api/responsibility-records/${record.id}/close`, body: { outcome, note: note.trim() } },
      {
        onSuccess: () => {
          say(text.done);
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.acts.close}
      verb={text.acts.close}
      safe={text.notYet}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={send}
      onClose={onClose}
    >
      <ChoiceField
        label={text.outcome}
        value={outcome}
        choices={outcomeChoices}
        onChange={(value) => setOutcome(value as RecordOutcome)}
      />
      <TextArea label={text.labels.close} value={note} rows={3} maxLength={1000} onChange={setNote} />
    </ActDialog>
  );
}
