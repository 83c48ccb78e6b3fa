import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';
import { ask } from '../api/client.ts';
import { errorAt } from '../api/problem.ts';
import { TextField } from './field.tsx';
import './second-person.css';

const text = {
  legend: (who: string) => `${who}当面确认`,
  why: (who: string, what: string) => `请${who}本人看过以上内容，用自己的账号确认：${what}。`,
  username: '确认人账号',
  password: '确认人密码',
  code: '动态验证码',
  codeHint: '设置了的才填',
  hint: '不能用您自己的账号。密码只用来确认这一步，不会登录，也不会保存。',
  missing: (who: string) => `还要${who}输入账号和密码。`,
} as const;

/** What a dialog knows of the second person. */
export type SecondPersonState = {
  username: string;
  password: string;
  code: string;
  setUsername: (username: string) => void;
  setPassword: (password: string) => void;
  setCode: (code: string) => void;
  /** Account or password is still missing. */
  missing: boolean;
  busy: boolean;
  error: unknown;
  /** Asks the server for the confirmation, then hands the token on; the password is forgotten at once. */
  confirm: (then: (token: string) => void) => void;
};

/** The confirmation of one act on a case by a second person, at the same desk. */
export function useSecondPerson(
  { id, version }: Pick<CaseView, 'id' | 'version'>,
  command: CommandName,
): SecondPersonState {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const asking = useMutation({
    mutationFn: () =>
      ask<{ token: string }>('/api/confirmations', {
        method: 'POST',
        body: {
          username: username.trim(),
          password,
          ...(code.trim() === '' ? {} : { code: code.trim() }),
          caseId: id,
          version,
          command,
        },
      }),
    onSettled: () => {
      setPassword('');
      setCode('');
    },
  });
  return {
    username,
    password,
    code,
    setUsername,
    setPassword,
    setCode,
    missing: username.trim() === '' || password === '',
    busy: asking.isPending,
    error: asking.error,
    confirm: (then) => asking.mutate(undefined, { onSuccess: ({ token }) => then(token) }),
  };
}

/** Why the act cannot be done yet, in a sentence for the dialog. */
export const secondPersonMissing = (second: SecondPersonState, who: string): string | undefined =>
  second.missing && !second.busy ? text.missing(who) : undefined;

/** Part of a dialog in which somebody else confirms with account and password who does what. */
export function SecondPerson(props: { second: SecondPersonState; who: string; what: string }) {
  const { second, who, what } = props;
  return (
    <fieldset className="second-person">
      <legend>{text.legend(who)}</legend>
      <p className="small">{text.why(who, what)}</p>
      <div className="field-grid second-person-fields">
        <TextField
          label={text.username}
          name="second-username"
          value={second.username}
          maxLength={64}
          autoComplete="off"
          onChange={second.setUsername}
        />
        <TextField
          label={text.password}
          name="second-password"
          type="password"
          value={second.password}
          maxLength={128}
          autoComplete="new-password"
          onChange={second.setPassword}
        />
        <TextField
          label={text.code}
          hint={text.codeHint}
          optional
          name="second-code"
          value={second.code}
          maxLength={64}
          autoComplete="off"
          error={errorAt(second.error, '/code')}
          onChange={second.setCode}
        />
      </div>
      <p className="small">{text.hint}</p>
    </fieldset>
  );
}
