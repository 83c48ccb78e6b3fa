import { useState } from 'react';
import { checkPhone } from '../../identity/phone.ts';
import type { TaskDetails } from '../../notifications/phone-tasks/phone-task.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { usePhoneTask, useRecordCall } from '../api/messages.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { Cards, TextArea, TextField } from '../components/field.tsx';
import { Dialog, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { phoneText as text } from './text.zh-CN.ts';

/** A call: whom, what to say, and what to write down of it. */
export function CallDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data: task, error, refetch } = usePhoneTask(id);
  if (task && task.closedAt === null) return <OpenCall task={task} onClose={onClose} />;
  return (
    <Dialog title={text.dialogTitle} width={600} onClose={onClose}>
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {task ? <ClosedCall task={task} onClose={onClose} /> : error ? null : <Skeleton rows={3} />}
    </Dialog>
  );
}

function ClosedCall({ task, onClose }: { task: TaskDetails; onClose: () => void }) {
  useKeys([{ key: 'Esc', name: text.close, act: onClose }], 'dialog');
  return (
    <>
      <ToSay task={task} />
      <Records task={task} />
      <div className="dialog-buttons">
        <Button kind="main" keys="Esc" onPress={onClose}>
          {text.close}
        </Button>
      </div>
    </>
  );
}

function ToSay({ task }: { task: TaskDetails }) {
  return (
    <div className="to-say">
      <p>
        {text.who}：<b>{task.name === '' ? text.audience[task.audience] : task.name}</b>
        {task.number === '' ? '' : ` ${task.number}`}
      </p>
      {task.numberFault === null ? null : <Note tone="warn">{text.numberWrong(task.numberFault)}</Note>}
      <h3>{text.toSay}</h3>
      {task.texts.length === 0 ? <p className="soft">{text.erased}</p> : null}
      <ul>
        {task.texts.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </div>
  );
}

function Records({ task }: { task: TaskDetails }) {
  if (task.records.length === 0) return null;
  return (
    <>
      <h3>{text.records}</h3>
      <ul className="call-records">
        {task.records.map((record) => (
          <li key={`${record.calledAt} ${record.content}`}>
            {text.lastTried(shortMoment(record.calledAt), record.staffName, record.reached)}
            <span className="small block">
              {[record.number, record.person, record.content].filter((part) => part !== '').join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function OpenCall({ task, onClose }: { task: TaskDetails; onClose: () => void }) {
  const now = useNow();
  const { say } = useMessages();
  const [number, setNumber] = useState(task.number);
  const [reached, setReached] = useState(true);
  const [person, setPerson] = useState('');
  const [content, setContent] = useState('');
  const record = useRecordCall(task.id);
  const checked = checkPhone(number);
  const blocked = !checked.valid
    ? checked.reason
    : reached && person.trim() === ''
      ? text.personMissing
      : [...content.trim()].length < 2
        ? text.contentMissing
        : undefined;
  const act = () => {
    if (blocked !== undefined || record.isPending) return;
    record.mutate(
      { calledAt: now, number: number.trim(), person: person.trim(), reached, content: content.trim() },
      {
        onSuccess: () => {
          say(reached ? text.saved : text.savedAgain);
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.dialogTitle}
      verb={text.save}
      safe={text.notSave}
      blocked={blocked}
      busy={record.isPending}
      error={record.error}
      onAct={act}
      onClose={onClose}
    >
      <ToSay task={task} />
      <Records task={task} />
      <Cards
        legend={text.reached}
        two
        value={reached ? 'yes' : 'no'}
        choices={[
          { value: 'yes', name: text.reachedYes },
          { value: 'no', name: text.reachedNo },
        ]}
        onChange={(value) => setReached(value === 'yes')}
      />
      <div className="field-grid">
        <TextField label={text.number} type="tel" value={number} maxLength={30} onChange={setNumber} />
        <TextField
          label={text.person}
          hint={text.personHint}
          optional={!reached}
          first
          value={person}
          maxLength={40}
          onChange={setPerson}
        />
      </div>
      <TextArea
        label={text.content}
        hint={text.contentHint}
        value={content}
        maxLength={200}
        onChange={setContent}
      />
    </ActDialog>
  );
}
