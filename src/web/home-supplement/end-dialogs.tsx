import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';
import { shortDate } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Check, TextArea, TextField } from '../components/field.tsx';
import { Confirm, Note } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { lackingIn, type Reasons } from '../home-accept/reasons.ts';
import { ReasonsFields } from '../home-accept/reasons-fields.tsx';
import { acceptPageText } from '../home-accept/text.zh-CN.ts';
import { DueDays, useDueDay } from './due-days.tsx';
import { shortest, usualDays } from './request-draft.ts';
import { openSupplement } from './supplement-acts.ts';
import { supplementText as text } from './text.zh-CN.ts';

type DialogProps = { kase: CaseView; onClose: () => void };

/** 确认到齐; relayed parcels that lie here are confirmed with it. */
export function ConfirmDialog({ kase, onClose }: DialogProps) {
  const { say } = useMessages();
  const open = openSupplement(kase);
  const confirm = useCommand(kase.id);
  const waybills = [
    ...new Set(
      open?.points.flatMap(({ standing, waybill }) => (standing === 'toHome' && waybill ? [waybill] : [])),
    ),
  ];
  return (
    <Confirm
      title={text.confirmTitle}
      verb={text.confirm}
      safe={text.notConfirm}
      busy={confirm.isPending}
      error={confirm.error}
      onClose={onClose}
      onConfirm={() =>
        confirm.run({ command: 'confirmHomeSupplement', body: { waybills } }, () => {
          say(text.confirmed);
          onClose();
        })
      }
    >
      <p>{text.confirmWhy}</p>
      {waybills.length > 0 ? <p>{text.confirmParcels(waybills.join('、'))}</p> : null}
      <p>{open?.returnTo === 'receivedAtHome' ? text.confirmBefore : text.confirmAfter}</p>
    </Confirm>
  );
}

type WordsProps = DialogProps & {
  command: CommandName;
  field: 'reason' | 'note' | 'localRule';
  least: number;
  words: { title: string; why: string; verb: string; safe: string; label: string; missing: string };
  hint?: string;
  done: string;
};

/** An act that needs one text: why, or by which rule. */
function WordsDialog({ kase, onClose, command, field, least, words, hint, done }: WordsProps) {
  const { say } = useMessages();
  const [typed, setTyped] = useState('');
  const act = useCommand(kase.id);
  const blocked = [...typed.trim()].length < least ? words.missing : undefined;
  return (
    <ActDialog
      title={words.title}
      verb={words.verb}
      safe={words.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() => {
        if (blocked !== undefined || act.isPending) return;
        act.run({ command, body: { [field]: typed.trim() } }, () => {
          say(done);
          onClose();
        });
      }}
      onClose={onClose}
    >
      <p className="soft">{words.why}</p>
      <TextField
        label={words.label}
        {...(hint === undefined ? {} : { hint })}
        first
        maxLength={300}
        value={typed}
        onChange={setTyped}
      />
    </ActDialog>
  );
}

/** 撤回要求. */
export const TakeBackDialog = (props: DialogProps) => (
  <WordsDialog
    {...props}
    command="takeBackHomeSupplement"
    field="reason"
    least={2}
    words={{
      title: text.takeBackTitle,
      why: text.takeBackWhy,
      verb: text.takeBack,
      safe: text.notTakeBack,
      label: text.takeBackReason,
      missing: text.reasonShort,
    }}
    done={text.takenBack}
  />
);

/** 按现有材料继续办理, after the due date. */
export const GoOnDialog = (props: DialogProps) => (
  <WordsDialog
    {...props}
    command="continueWithoutSupplement"
    field="note"
    least={shortest}
    words={{
      title: text.goOnTitle,
      why: text.goOnWhy,
      verb: text.goOn,
      safe: text.notGoOn,
      label: text.goOnReason,
      missing: text.goOnMissing,
    }}
    hint={text.goOnHint}
    done={text.wentOn}
  />
);

/** 视为放弃, by the rule of the local procedure. */
export const AbandonDialog = (props: DialogProps) => (
  <WordsDialog
    {...props}
    command="abandonAtHome"
    field="localRule"
    least={shortest}
    words={{
      title: text.abandonTitle,
      why: text.abandonWhy,
      verb: text.abandon,
      safe: text.notAbandon,
      label: text.abandonRule,
      missing: text.abandonMissing,
    }}
    hint={text.abandonHint}
    done={text.abandoned}
  />
);

/** 不予受理, because the supplement did not come. */
export function RejectDialog({ kase, onClose }: DialogProps) {
  const { say } = useMessages();
  const navigate = useNavigate();
  const [reasons, setReasons] = useState<Reasons>({
    reasons: '',
    legalBasis: '',
    remedies: acceptPageText.remediesUsual,
  });
  const [tried, setTried] = useState(false);
  const reject = useCommand(kase.id);
  return (
    <ActDialog
      title={text.rejectTitle}
      verb={acceptPageText.confirmVerb}
      safe={text.notReject}
      blocked={undefined}
      busy={reject.isPending}
      error={reject.error}
      onAct={() => {
        setTried(true);
        if (lackingIn(reasons).length > 0 || reject.isPending) return;
        reject.run({ command: 'rejectAtHome', body: reasons }, () => {
          say(text.rejected);
          void navigate(`/cases/${kase.id}/deliver`);
        });
      }}
      onClose={onClose}
    >
      <p className="soft">{acceptPageText.confirmWhy}</p>
      <ReasonsFields value={reasons} tried={tried} missing={text.rejectMissing} onChange={setReasons} />
    </ActDialog>
  );
}

/** 更换通知书: an error corrected, or a later due date. */
export function ReplaceDialog({ kase, onClose }: DialogProps) {
  const { say } = useMessages();
  const open = openSupplement(kase);
  const [reason, setReason] = useState('');
  const [extending, setExtending] = useState(false);
  const [days, setDays] = useState(usualDays);
  const [texts, setTexts] = useState(() =>
    Object.fromEntries((open?.points ?? []).map((point) => [point.id, point.text ?? ''])),
  );
  const due = useDueDay(kase.home.regionCode, days).data;
  const replace = useCommand(kase.id);
  if (!open) return null;
  const early = extending && due !== undefined && due.dueOn < open.dueOn;
  const unclear = open.points.filter(({ id }) => [...(texts[id] ?? '').trim()].length < shortest);
  const blocked =
    [...reason.trim()].length < 2
      ? text.reasonShort
      : early
        ? text.tooShort(shortDate(open.dueOn))
        : unclear.length > 0
          ? text.pointMissing
          : extending && !due
            ? text.reading
            : undefined;
  const go = () => {
    if (blocked !== undefined || replace.isPending) return;
    const points = open.points.flatMap(({ id, text: before }) => {
      const now = (texts[id] ?? '').trim();
      return now === before ? [] : [{ id, text: now }];
    });
    replace.run(
      {
        command: 'replaceHomeSupplement',
        body: {
          reason: reason.trim(),
          ...(extending && due ? { dueOn: due.dueOn } : {}),
          ...(points.length > 0 ? { points } : {}),
        },
      },
      () => {
        say(text.replaced);
        onClose();
      },
    );
  };
  return (
    <ActDialog
      title={text.replaceTitle}
      verb={text.replace}
      safe={text.notReplace}
      blocked={blocked}
      busy={replace.isPending}
      error={replace.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.replaceWhy}</p>
      <TextField label={text.replaceReason} first maxLength={300} value={reason} onChange={setReason} />
      {open.points.map(({ id, lineName }, index) => (
        <TextArea
          key={id}
          label={`${text.point(index + 1)}${lineName === undefined ? '' : `：${lineName}`}`}
          maxLength={300}
          value={texts[id] ?? ''}
          onChange={(words) => setTexts((all) => ({ ...all, [id]: words }))}
        />
      ))}
      <Check checked={extending} onChange={setExtending}>
        {text.extend}
        <span className="small block">
          {extending ? text.fromToday : `${text.keepDue}：${text.until(shortDate(open.dueOn))}`}
        </span>
      </Check>
      {extending ? <DueDays label={text.days} days={days} due={due} onDays={setDays} /> : null}
      {early ? <Note tone="warn">{text.tooShort(shortDate(open.dueOn))}</Note> : null}
    </ActDialog>
  );
}
