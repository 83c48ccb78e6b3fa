import { useState } from 'react';
import type { CaseView, CommandReceipt } from '../../cases/core/case-view.ts';
import { shortDate } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { useSettingHere } from '../api/settings.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { dayRange, NoticeDays, useNoticeDue } from './due-days.tsx';
import { Signing, useSigning } from './signing.tsx';
import { noticeText as text } from './text.zh-CN.ts';
import './notice.css';

/** Lines that the notice will name. */
const deficientLines = ({ lines }: CaseView): CaseView['lines'] =>
  lines.filter(
    ({ verdict, required }) => verdict === 'deficient' || (verdict === 'notSubmitted' && required),
  );

/** The last day already told, if any; a further notice never ends earlier. */
const toldUntil = ({ notices }: CaseView): string | undefined =>
  notices
    .map(({ dueOn }) => dueOn)
    .toSorted()
    .at(-1);

/** 出具一次性告知书: what it asks for, until when, and the applicant's signature. */
export function IssueDialog({
  kase,
  onClose,
  onDone,
}: {
  kase: CaseView;
  onClose: () => void;
  onDone: (receipt: CommandReceipt, dueOn: string) => void;
}) {
  const usual = useSettingHere('supplementDays', kase, 'intake');
  const [typed, setDays] = useState<number>();
  const days = typed ?? usual;
  const due = useNoticeDue(kase.intake.regionCode, days).data;
  const signing = useSigning(kase, 'issueOneTimeNotice');
  const issue = useCommand(kase.id);
  const told = toldUntil(kase);
  const inRange = days >= dayRange.least && days <= dayRange.most;
  const fault = !inRange
    ? text.daysRange
    : told !== undefined && due && due.dueOn < told
      ? text.notEarlier(shortDate(told))
      : undefined;
  const blocked = fault ?? (due ? signing.blocked : text.reading);
  const go = () => {
    if (blocked !== undefined || issue.isPending || signing.second.busy) return;
    signing.sign((fields) =>
      issue.run({ command: 'issueOneTimeNotice', body: { days, ...fields } }, (receipt) =>
        onDone(receipt, due?.dueOn ?? ''),
      ),
    );
  };
  return (
    <ActDialog
      title={text.issueTitle}
      verb={text.issueVerb}
      safe={text.notIssue}
      blocked={blocked}
      busy={issue.isPending || signing.second.busy}
      error={signing.second.error ?? issue.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{kase.notices.length > 0 ? text.again : text.issueLead}</p>
      <section aria-label={text.asks(deficientLines(kase).length)}>
        <h3 className="small">{text.asks(deficientLines(kase).length)}</h3>
        <ol className="notice-lines">
          {deficientLines(kase).map(({ id, name, correction }) => (
            <li key={id}>
              <b>{name}</b>
              <span className="block">{correction}</span>
            </li>
          ))}
        </ol>
      </section>
      <NoticeDays days={days} due={due} error={fault} onDays={setDays} />
      <Signing signing={signing} />
      <ul className="small notice-consequences">
        {text.consequences.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </ActDialog>
  );
}

/** Printing the three copies and going on, after the notice exists. */
export function IssuedDialog(props: { receipt: CommandReceipt; dueOn: string; onNext: () => void }) {
  const [notice] = props.receipt.documents;
  const print = () => {
    if (notice) window.open(notice.href, '_blank', 'noopener');
  };
  useKeys(
    [
      { key: 'Ctrl Enter', name: text.toCase, act: props.onNext },
      { key: 'P', name: text.print, act: print },
    ],
    'dialog',
  );
  return (
    <Dialog title={text.issued} onClose={props.onNext}>
      <p>{text.issuedWhy(props.dueOn === '' ? '' : shortDate(props.dueOn))}</p>
      <div className="dialog-buttons">
        <Button keys="P" first onPress={print}>
          {text.print}
        </Button>
        <Button kind="main" keys="Ctrl Enter" onPress={props.onNext}>
          {text.toCase}
        </Button>
      </div>
    </Dialog>
  );
}
