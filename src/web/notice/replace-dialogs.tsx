import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { daysBetween, shortDate } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { useSettingHere } from '../api/settings.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Check, TextArea, TextField } from '../components/field.tsx';
import { useNow } from '../time/now.tsx';
import { dayRange, NoticeDays, useNoticeDue } from './due-days.tsx';
import { Signing, useSigning } from './signing.tsx';
import { noticeText as text } from './text.zh-CN.ts';
import './notice.css';

type DialogProps = { kase: CaseView; onClose: () => void };

const isShort = (typed: string, least: number): boolean => [...typed.trim()].length < least;

/** 更换告知书: a later date, a corrected wording, fewer lines; the old one is voided. */
export function ReplaceDialog({ kase, onClose }: DialogProps) {
  const asked = kase.supplement?.lines ?? [];
  const [reason, setReason] = useState('');
  const told = kase.supplement?.dueOn ?? '';
  const today = useNow().slice(0, 10);
  // Never shorter than what was told: the field begins with the day that holds now.
  const usual = useSettingHere('supplementDays', kase, 'intake');
  const [typed, setDays] = useState<number>();
  const days = typed ?? Math.min(dayRange.most, Math.max(usual, told === '' ? 0 : daysBetween(today, told)));
  const [kept, setKept] = useState<readonly string[]>(asked.map(({ id }) => id));
  const [wording, setWording] = useState<Record<string, string>>(() =>
    Object.fromEntries(asked.map(({ id, correction }) => [id, correction ?? ''])),
  );
  const due = useNoticeDue(kase.intake.regionCode, days).data;
  const signing = useSigning(kase, 'replaceOneTimeNotice');
  const replace = useCommand(kase.id);
  const fault =
    days < dayRange.least || days > dayRange.most
      ? text.daysRange
      : due && due.dueOn < told
        ? text.notEarlier(shortDate(told))
        : undefined;
  const blocked = fault ?? (isShort(reason, 5) ? text.reasonMissing : due ? signing.blocked : text.reading);
  const go = () => {
    if (blocked !== undefined || replace.isPending || signing.second.busy) return;
    const corrections = Object.fromEntries(kept.map((id) => [id, wording[id] ?? '']));
    signing.sign((fields) =>
      replace.run(
        {
          command: 'replaceOneTimeNotice',
          body: { reason: reason.trim(), days, lineIds: kept, corrections, ...fields },
        },
        (receipt) => {
          const [notice] = receipt.documents;
          if (notice) window.open(notice.href, '_blank', 'noopener');
          onClose();
        },
      ),
    );
  };
  return (
    <ActDialog
      title={text.replaceTitle}
      verb={text.replaceVerb}
      safe={text.notReplace}
      blocked={blocked}
      busy={replace.isPending || signing.second.busy}
      error={signing.second.error ?? replace.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.replaceLead}</p>
      <TextField label={text.replaceReason} first value={reason} maxLength={300} onChange={setReason} />
      <NoticeDays days={days} due={due} error={fault} onDays={setDays} />
      <fieldset>
        <legend className="small">{text.stillAsked}</legend>
        {asked.map(({ id, name }) => (
          <div key={id} className="notice-line-edit">
            <Check
              checked={kept.includes(id)}
              onChange={(ticked) =>
                setKept((all) => (ticked ? [...all, id] : all.filter((each) => each !== id)))
              }
            >
              {name}
            </Check>
            {kept.includes(id) ? (
              <TextArea
                label={`${text.wording}：${name}`}
                value={wording[id] ?? ''}
                maxLength={300}
                onChange={(words) => setWording((all) => ({ ...all, [id]: words }))}
              />
            ) : null}
          </div>
        ))}
      </fieldset>
      <Signing signing={signing} />
    </ActDialog>
  );
}

/** 作废告知书: nothing was deficient after all; the review goes on. */
export function VoidDialog({ kase, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const command = useCommand(kase.id);
  const blocked = isShort(reason, 10) ? text.voidReasonMissing : undefined;
  return (
    <ActDialog
      title={text.voidTitle}
      verb={text.voidVerb}
      safe={text.notVoid}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={() => {
        if (blocked !== undefined || command.isPending) return;
        command.run({ command: 'voidOneTimeNotice', body: { reason: reason.trim() } }, onClose);
      }}
      onClose={onClose}
    >
      <p className="soft">{text.voidLead}</p>
      <TextField label={text.voidReason} first value={reason} maxLength={300} onChange={setReason} />
    </ActDialog>
  );
}

/** 重新判定: the window lead opens a line again that had passed. */
export function ReopenDialog({ kase, line, onClose }: DialogProps & { line: { id: string; name: string } }) {
  const [reason, setReason] = useState('');
  const command = useCommand(kase.id);
  const blocked = isShort(reason, 10) ? text.reopenMissing : undefined;
  return (
    <ActDialog
      title={text.reopenTitle(line.name)}
      verb={text.reopenVerb}
      safe={text.notReopen}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={() => {
        if (blocked !== undefined || command.isPending) return;
        command.run(
          { command: 'reopenPassedLine', body: { lineId: line.id, reason: reason.trim() } },
          onClose,
        );
      }}
      onClose={onClose}
    >
      <p className="soft">{text.reopenLead}</p>
      <TextField label={text.reopenReason} first value={reason} maxLength={300} onChange={setReason} />
    </ActDialog>
  );
}
