import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { type PeopleAct, type Person, usePeopleAct } from '../api/people.ts';
import { errorAt } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { TextField } from '../components/field.tsx';
import { Confirm } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { RegionPicker } from '../new-case/region-picker.tsx';
import { type MadePassword, PasswordTold } from './account-dialogs.tsx';
import { SuccessorField } from './successor-field.tsx';
import { peopleText as text } from './text.zh-CN.ts';
import '../new-case/new-case.css';

type Props = { person: Person; onClose: () => void };

const isShort = (value: string): boolean => [...value.trim()].length < 2;

/** 停用（离岗）: nobody signs in any more, and the open tasks go to somebody else. */
export function SuspendDialog({ person, openTasks, onClose }: Props & { openTasks: number }) {
  const [reason, setReason] = useState('');
  const [successor, setSuccessor] = useState('');
  const missing = isShort(reason) ? text.reasonMissing : undefined;
  return (
    <LeaveFrame
      {...{ person, openTasks, onClose, successor }}
      what="suspend"
      why={text.suspendWhy}
      missing={missing}
      body={{ reason: reason.trim() }}
      onSuccessor={setSuccessor}
    >
      {(error) => (
        <TextField
          label={text.reason}
          first
          value={reason}
          maxLength={200}
          error={errorAt(error, '/reason')}
          onChange={setReason}
        />
      )}
    </LeaveFrame>
  );
}

/** 调往其他地区: gone from here at once, there when the administration there accepts. */
export function TransferDialog({ person, openTasks, onClose }: Props & { openTasks: number }) {
  const [region, setRegion] = useState('');
  const [reason, setReason] = useState('');
  const [successor, setSuccessor] = useState('');
  const missing = region === '' || region === person.regionCode ? text.transferToMissing : undefined;
  return (
    <LeaveFrame
      {...{ person, openTasks, onClose, successor }}
      what="transfer"
      why={text.transferWhy}
      missing={missing}
      body={{ regionCode: region, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) }}
      onSuccessor={setSuccessor}
    >
      {(error) => (
        <>
          <RegionPicker
            label={text.transferTo}
            value={region}
            error={errorAt(error, '/regionCode')}
            onChange={setRegion}
          />
          <TextField
            label={text.reason}
            optional
            value={reason}
            maxLength={200}
            error={errorAt(error, '/reason')}
            onChange={setReason}
          />
        </>
      )}
    </LeaveFrame>
  );
}

/** What both have in common: somebody goes on with the open tasks. */
function LeaveFrame(
  props: Props & {
    openTasks: number;
    what: 'suspend' | 'transfer';
    why: string;
    missing: string | undefined;
    body: Record<string, string>;
    successor: string;
    onSuccessor: (id: string) => void;
    children: (error: unknown) => ReactNode;
  },
) {
  const { person, openTasks, what, missing, body, successor, onClose } = props;
  const act = usePeopleAct();
  const { say } = useMessages();
  const blocked = missing ?? (openTasks > 0 && successor === '' ? text.successorMissing : undefined);
  const verb = text.acts[what];
  return (
    <ActDialog
      title={`${verb}：${person.name}`}
      verb={verb}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() => {
        if (blocked !== undefined) return;
        act.mutate(
          {
            method: 'POST',
            path: `staff/${person.id}/${what}`,
            body: { ...body, ...(successor === '' ? {} : { successorId: successor }) },
          },
          {
            onSuccess: () => {
              say(text.done, 'ok');
              onClose();
            },
          },
        );
      }}
      onClose={onClose}
    >
      <p className="soft">{props.why}</p>
      {props.children(act.error)}
      <SuccessorField person={person} openTasks={openTasks} value={successor} onChange={props.onSuccessor} />
    </ActDialog>
  );
}

/** 重置动态验证码 and 解锁: what needs a reason. */
export function ReasonDialog(props: Props & { what: 'proposeReset' | 'release' }) {
  const { person, what, onClose } = props;
  const [reason, setReason] = useState('');
  const act = usePeopleAct();
  const { say } = useMessages();
  const blocked = isShort(reason) ? text.reasonMissing : undefined;
  const path = what === 'release' ? 'release' : 'second-factor-reset';
  return (
    <ActDialog
      title={`${text.acts[what]}：${person.name}`}
      verb={text.acts[what]}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() => {
        if (blocked !== undefined) return;
        act.mutate(
          { method: 'POST', path: `staff/${person.id}/${path}`, body: { reason: reason.trim() } },
          {
            onSuccess: () => {
              say(text.done, 'ok');
              onClose();
            },
          },
        );
      }}
      onClose={onClose}
    >
      <p className="soft">{what === 'release' ? text.releaseWhy : text.resetWhy}</p>
      <TextField label={text.reason} first value={reason} maxLength={200} onChange={setReason} />
    </ActDialog>
  );
}

/** 重置密码: the new one is told once. */
export function ResetPasswordDialog({ person, onClose }: Props) {
  const act = usePeopleAct<MadePassword>();
  if (act.data) return <PasswordTold made={act.data} onClose={onClose} />;
  return (
    <Confirm
      title={`${text.acts.resetPassword}：${person.name}`}
      verb={text.acts.resetPassword}
      safe={text.safe}
      busy={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate({ method: 'POST', path: `staff/${person.id}/reset-password` })}
      onClose={onClose}
    >
      <p>{text.resetPasswordWhy}</p>
    </Confirm>
  );
}

/** Asks before an act that needs nothing else. */
export function SimpleDialog(props: {
  title: string;
  verb: string;
  why: string;
  danger?: boolean;
  act: PeopleAct;
  /** Where it goes on afterwards, and what is said instead of the usual. */
  then?: { to: string; said: string };
  onClose: () => void;
}) {
  const navigate = useNavigate();
  const act = usePeopleAct();
  const { say } = useMessages();
  return (
    <Confirm
      title={props.title}
      verb={props.verb}
      safe={text.safe}
      danger={props.danger ?? false}
      busy={act.isPending}
      error={act.error}
      onConfirm={() =>
        act.mutate(props.act, {
          onSuccess: () => {
            say(props.then?.said ?? text.done, 'ok');
            props.onClose();
            if (props.then) void navigate(props.then.to);
          },
        })
      }
      onClose={props.onClose}
    >
      <p>{props.why}</p>
    </Confirm>
  );
}

/** 关联统一身份. */
export function SubjectDialog({ person, subject, onClose }: Props & { subject: string | null }) {
  const [typed, setTyped] = useState(subject ?? '');
  const act = usePeopleAct();
  const { say } = useMessages();
  return (
    <ActDialog
      title={`${text.acts.link}：${person.name}`}
      verb={text.acts.link}
      safe={text.safe}
      blocked={undefined}
      busy={act.isPending}
      error={errorAt(act.error, '/subject') ? undefined : act.error}
      onAct={() =>
        act.mutate(
          {
            method: 'PUT',
            path: `staff/${person.id}/subject`,
            body: { subject: typed.trim() === '' ? null : typed.trim() },
          },
          {
            onSuccess: () => {
              say(text.done, 'ok');
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <TextField
        label={text.subjectLabel}
        hint={text.subjectHint}
        first
        value={typed}
        maxLength={255}
        error={errorAt(act.error, '/subject')}
        onChange={setTyped}
      />
    </ActDialog>
  );
}
