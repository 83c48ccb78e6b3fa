import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type Person, usePeopleAct } from '../api/people.ts';
import { errorAt } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Dialog, Note } from '../components/frame.tsx';
import { peopleText as text } from './text.zh-CN.ts';

/** An account with its first password, as it is told once. */
export type MadePassword = { staff: Person; oneTimePassword: string };

/** 新建账号. */
export function CreateDialog(props: { regionCode: string | undefined; onClose: () => void }) {
  const { onClose } = props;
  const navigate = useNavigate();
  const [username, setUsername] = useState('');
  const [name, setName] = useState('');
  const [region, setRegion] = useState(props.regionCode ?? '');
  const act = usePeopleAct<MadePassword>();
  if (act.data) {
    const { staff } = act.data;
    return <PasswordTold made={act.data} onClose={() => void navigate(`/people/${staff.id}`)} />;
  }
  const blocked =
    username.trim() === ''
      ? text.usernameMissing
      : name.trim() === ''
        ? text.nameMissing
        : /^\d{6}$/.test(region)
          ? undefined
          : text.regionMissing;
  const fields = ['/username', '/name', '/regionCode'];
  const fielded = fields.some((pointer) => errorAt(act.error, pointer) !== undefined);
  return (
    <ActDialog
      title={text.create}
      verb={text.createVerb}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={fielded ? undefined : act.error}
      onAct={() => {
        if (blocked !== undefined) return;
        const body = { username: username.trim(), name: name.trim(), regionCode: region };
        act.mutate({ method: 'POST', path: 'staff', body });
      }}
      onClose={onClose}
    >
      <p className="soft">{text.createWhy}</p>
      <TextField
        label={text.username}
        hint={text.usernameHint}
        first
        value={username}
        maxLength={50}
        error={errorAt(act.error, '/username')}
        onChange={setUsername}
      />
      <TextField
        label={text.name}
        hint={text.nameHint}
        value={name}
        maxLength={50}
        error={errorAt(act.error, '/name')}
        onChange={setName}
      />
      {props.regionCode === undefined ? (
        <TextField
          label={text.region}
          value={region}
          maxLength={6}
          inputMode="numeric"
          error={errorAt(act.error, '/regionCode')}
          onChange={setRegion}
        />
      ) : null}
    </ActDialog>
  );
}

/** A first password, told once. */
export function PasswordTold({ made, onClose }: { made: MadePassword; onClose: () => void }) {
  const { staff, oneTimePassword } = made;
  return (
    <Dialog title={text.passwordTitle} onClose={onClose}>
      <Note tone="warn">{text.passwordWhy}</Note>
      <p>{text.passwordFor(staff.name, staff.username)}</p>
      <p className="people-password">{oneTimePassword}</p>
      <div className="dialog-buttons">
        <Button kind="main" first onPress={onClose}>
          {text.noted}
        </Button>
      </div>
    </Dialog>
  );
}
