import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { procedures } from '../../cases/decision/procedures.ts';
import { isDay } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { DayField, useToday } from '../components/day-field.tsx';
import { ChoiceField, TextArea } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { namedDay } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { LimitPreview } from './limit-preview.tsx';
import { procedureText as text } from './procedure-text.zh-CN.ts';

type DialogProps = { kase: CaseView; onClose: () => void };

const types = Object.entries(procedures).map(([value, name]) => ({ value, name }));
const tooShort = (words: string): boolean => [...words.trim()].length < 2;

/** 转入特别程序: which procedure, from when, until about when, and what that does to the limit. */
export function SuspendDialog({ kase, onClose }: DialogProps) {
  const { say } = useMessages();
  const today = useToday();
  const [type, setType] = useState('');
  const [startOn, setStartOn] = useState<string>(today);
  const [expectedEndOn, setExpectedEndOn] = useState('');
  const [reason, setReason] = useState('');
  const suspend = useCommand(kase.id);
  const startGood = isDay(startOn) && startOn <= today && startOn >= (kase.homeAcceptedOn ?? '');
  const endGood = isDay(expectedEndOn) && expectedEndOn >= startOn;
  const blocked =
    actionOf(kase, 'suspendReview')?.blocked?.sentence ??
    (type === ''
      ? text.missing.type
      : !startGood
        ? text.startHint
        : !endGood
          ? text.missing.expectedEndOn
          : tooShort(reason)
            ? text.missing.reason
            : undefined);
  const send = () => {
    if (blocked !== undefined || suspend.isPending) return;
    const body = { type, startOn, expectedEndOn, reason: reason.trim() };
    suspend.run({ command: 'suspendReview', body }, () => {
      say(text.suspended);
      onClose();
    });
  };
  return (
    <ActDialog
      title={text.suspendTitle}
      verb={text.suspendVerb}
      safe={text.suspendSafe}
      blocked={blocked}
      busy={suspend.isPending}
      error={suspend.error}
      onAct={send}
      onClose={onClose}
    >
      <p className="soft">{text.suspendWhy}</p>
      <div className="field-grid">
        <ChoiceField
          label={text.type}
          name="type"
          value={type}
          empty={text.typeEmpty}
          choices={types}
          onChange={setType}
        />
        <DayField
          label={text.startOn}
          name="startOn"
          hint={text.startHint}
          error={isDay(startOn) && !startGood ? text.startHint : undefined}
          value={startOn}
          onChange={setStartOn}
        />
        <DayField
          label={text.expectedEndOn}
          name="expectedEndOn"
          error={isDay(expectedEndOn) && !endGood ? text.missing.expectedEndOn : undefined}
          value={expectedEndOn}
          onChange={setExpectedEndOn}
        />
      </div>
      <LimitPreview
        kase={kase}
        expected
        stretch={startGood && endGood ? { from: startOn, to: expectedEndOn } : undefined}
      />
      <TextArea
        label={text.reason}
        name="reason"
        hint={text.reasonHint}
        value={reason}
        maxLength={500}
        onChange={setReason}
      />
    </ActDialog>
  );
}

/** 恢复计时: when the procedure really ended, and what came of it. */
export function ResumeDialog({ kase, onClose }: DialogProps) {
  const { say } = useMessages();
  const now = useNow();
  const today = useToday();
  const open = kase.suspensions.find((each) => each.endOn === undefined);
  const [endOn, setEndOn] = useState<string>(open && open.expectedEndOn < today ? open.expectedEndOn : today);
  const [result, setResult] = useState('');
  const resume = useCommand(kase.id);
  const endGood = isDay(endOn) && endOn <= today && endOn >= (open?.startOn ?? '');
  const blocked = !endGood ? text.missing.endOn : tooShort(result) ? text.missing.result : undefined;
  const send = () => {
    if (blocked !== undefined || resume.isPending) return;
    resume.run({ command: 'resumeReview', body: { endOn, result: result.trim() } }, () => {
      say(text.resumed);
      onClose();
    });
  };
  return (
    <ActDialog
      title={text.resumeTitle}
      verb={text.resumeVerb}
      safe={text.resumeSafe}
      blocked={blocked}
      busy={resume.isPending}
      error={resume.error}
      onAct={send}
      onClose={onClose}
    >
      <p className="soft">{open ? text.resumeWhy(open.typeLabel, namedDay(open.startOn, now)) : ''}</p>
      <div className="field-grid">
        <DayField
          label={text.endOn}
          name="endOn"
          hint={text.endHint}
          error={isDay(endOn) && !endGood ? text.missing.endOn : undefined}
          value={endOn}
          onChange={setEndOn}
        />
      </div>
      <LimitPreview
        kase={kase}
        expected={false}
        stretch={open && endGood ? { from: open.startOn, to: endOn } : undefined}
      />
      <TextArea
        label={text.result}
        name="result"
        hint={text.resultHint}
        value={result}
        maxLength={500}
        onChange={setResult}
      />
    </ActDialog>
  );
}
