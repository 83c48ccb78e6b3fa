import { useRef, useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { DiscrepancyView } from '../../cases/discrepancy/present-discrepancies.ts';
import { useCommand } from '../api/cases.ts';
import { transferText } from '../case-page/text.zh-CN.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { Cards, Check, TextField } from '../components/field.tsx';
import { Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useAttaching } from '../formal-review/attach.tsx';
import { discrepancyText as text } from './text.zh-CN.ts';

type DialogProps = { kase: CaseView; found: DiscrepancyView; onClose: () => void };

const tooShort = (value: string): boolean => [...value.trim()].length < 2;

/** 答复: what the intake window found out. */
export function AnswerDialog({ kase, found, onClose }: DialogProps) {
  const [answer, setAnswer] = useState('');
  const [foundHere, setFoundHere] = useState(false);
  const command = useCommand(kase.id);
  const blocked = tooShort(answer) ? text.answerHint : undefined;
  const go = () => {
    if (blocked !== undefined || command.isPending) return;
    const body = { id: found.id, answer: answer.trim(), ...(foundHere ? { foundHere } : {}) };
    command.run({ command: 'answerDiscrepancy', body }, onClose);
  };
  return (
    <ActDialog
      title={text.answerTitle(found.lineName)}
      verb={text.answer}
      safe={text.notAnswer}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">
        {found.kindLabel}
        {found.note ? `：${found.note}` : ''}
      </p>
      <TextField
        label={text.answerText}
        hint={text.answerHint}
        first
        value={answer}
        maxLength={300}
        onChange={setAnswer}
      />
      {found.channel === 'postal' ? (
        <Check checked={foundHere} onChange={setFoundHere}>
          {text.foundHere}
        </Check>
      ) : null}
    </ActDialog>
  );
}

/** 重新扫描发送: new scans of the line go as a package of their own. */
export function ScanAgainDialog({ kase, found, onClose }: DialogProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [uploadIds, setUploadIds] = useState<readonly string[]>([]);
  const [declared, setDeclared] = useState(false);
  const [reason, setReason] = useState('');
  const command = useCommand(kase.id);
  const { attach, working, fault } = useAttaching((ids) => setUploadIds((all) => [...all, ...ids]));
  const late = kase.deadlines.some(({ rule, overdue }) => rule === 'discrepancyAnswer' && overdue);
  const blocked =
    uploadIds.length === 0
      ? text.scanMissing
      : declared
        ? late && tooShort(reason)
          ? transferText.overdueHint
          : undefined
        : transferText.declarationMissing;
  const go = async () => {
    if (blocked !== undefined || command.isPending) return;
    await command.mutateAsync({ command: 'attachFile', body: { lineId: found.lineId, uploadIds } });
    const body = {
      declaration: true,
      ...(late ? { overdueReason: reason.trim() } : {}),
      for: { discrepancyId: found.id },
    };
    await command.mutateAsync({ command: 'sendPackage', body });
    onClose();
  };
  return (
    <ActDialog
      title={text.scanAgainTitle(found.lineName)}
      verb={text.scanAgain}
      safe={transferText.notSend}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={() => void go().catch(() => undefined)}
      onClose={onClose}
    >
      <p className="soft">{text.scanAgainWhy}</p>
      <div className="row">
        <Button first busy={working !== undefined} onPress={() => picker.current?.click()}>
          <Icon name="scan" />
          {text.chooseScan}
        </Button>
        <span className="small" role="status">
          {uploadIds.length === 0 ? text.scanMissing : text.scansChosen(uploadIds.length)}
        </span>
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="application/pdf,image/jpeg,image/png"
        aria-label={text.chooseScan}
        onChange={(event) => {
          void attach([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {fault === undefined ? null : <Note tone="bad">{fault}</Note>}
      <Check checked={declared} onChange={setDeclared}>
        {transferText.declaration}
      </Check>
      {late ? (
        <TextField
          label={transferText.overdueReason}
          hint={transferText.overdueHint}
          value={reason}
          maxLength={300}
          onChange={setReason}
        />
      ) : null}
    </ActDialog>
  );
}

type Result = keyof typeof text.results;
const results = Object.keys(text.results) as Result[];

/** 了结: the home window ends a difference. */
export function ResolveDialog({ kase, found, onClose }: DialogProps) {
  const [result, setResult] = useState<Result>('pieceThere');
  const [reason, setReason] = useState('');
  const command = useCommand(kase.id);
  const asked = kase.homeSupplements.some(
    ({ state, points }) => state === 'open' && points.some(({ lineId }) => lineId === found.lineId),
  );
  const blocked = result === 'waived' && tooShort(reason) ? text.reasonMissing : undefined;
  const go = () => {
    if (blocked !== undefined || command.isPending) return;
    const body = { id: found.id, result, ...(tooShort(reason) ? {} : { reason: reason.trim() }) };
    command.run({ command: 'resolveDiscrepancy', body }, onClose);
  };
  return (
    <ActDialog
      title={text.resolveTitle(found.lineName)}
      verb={text.resolve}
      safe={text.notResolve}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">
        {found.kindLabel}
        {found.note ? `：${found.note}` : ''}
        {found.answer ? ` ${text.answerOf(found.answer)}` : ''}
      </p>
      <Cards
        legend={text.result}
        value={result}
        choices={results.map((value) => ({
          value,
          name: text.results[value],
          note: text.resultNotes[value],
          disabled: value === 'askedFromApplicant' && !asked,
        }))}
        onChange={(value) => setResult(results.find((each) => each === value) ?? 'pieceThere')}
      />
      <TextField
        label={text.reason}
        optional={result !== 'waived'}
        first
        value={reason}
        maxLength={300}
        onChange={setReason}
      />
    </ActDialog>
  );
}
