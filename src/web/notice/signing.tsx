import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';
import { Cards, TextField } from '../components/field.tsx';
import {
  SecondPerson,
  type SecondPersonState,
  secondPersonMissing,
  useSecondPerson,
} from '../components/second-person.tsx';
import { type Signature, SignaturePad } from '../components/signature-pad.tsx';
import { noticeText as text } from './text.zh-CN.ts';

type Kind = keyof typeof text.kinds;

const kinds = Object.keys(text.kinds) as Kind[];

const isUnsigned = (kind: Kind): boolean => kind === 'refused' || kind === 'impossible';

/** How the applicant signs a notice, or why not and who saw it (R-078, OP-59). */
export function useSigning(kase: CaseView, command: CommandName) {
  const [kind, setKind] = useState<Kind>('pad');
  const [signature, setSignature] = useState<Signature>();
  const [reason, setReason] = useState('');
  const second = useSecondPerson(kase, command);
  const unsigned = isUnsigned(kind);
  const blocked = unsigned
    ? [...reason.trim()].length < 2
      ? text.whyUnsignedMissing
      : secondPersonMissing(second, text.witness)
    : kind === 'pad' && signature === undefined
      ? text.sign
      : undefined;
  const applicantSignature = unsigned
    ? { kind, reason: reason.trim() }
    : kind === 'pad' && signature
      ? { kind, ...signature }
      : { kind };
  return {
    kind,
    setKind,
    setSignature,
    reason,
    setReason,
    second,
    unsigned,
    blocked,
    /** Hands on what the body of the command says of the signatures, after the witness has confirmed. */
    sign(then: (fields: object) => void): void {
      const fields = { applicantSignature, handlerSigned: true };
      if (unsigned) second.confirm((confirmation) => then({ ...fields, confirmation }));
      else then(fields);
    },
  };
}

/** The part of a dialog where the applicant signs. */
export function Signing({ signing }: { signing: ReturnType<typeof useSigning> }) {
  const { kind, unsigned } = signing;
  return (
    <>
      <div className="notice-signing">
        <Cards
          legend={text.signature}
          value={kind}
          choices={kinds.map((value) => ({ value, name: text.kinds[value] }))}
          onChange={(value) => signing.setKind(kinds.find((name) => name === value) ?? 'paper')}
        />
        <p className="small">{text.kindNotes[kind]}</p>
      </div>
      {kind === 'pad' ? (
        <SignaturePad label={text.pad} clearLabel={text.clear} onChange={signing.setSignature} />
      ) : null}
      {unsigned ? <Unsigned second={signing.second} signing={signing} /> : null}
    </>
  );
}

function Unsigned({
  second,
  signing,
}: {
  second: SecondPersonState;
  signing: ReturnType<typeof useSigning>;
}) {
  return (
    <>
      <TextField
        label={text.whyUnsigned}
        hint={text.whyUnsignedHint}
        value={signing.reason}
        maxLength={60}
        onChange={signing.setReason}
      />
      <SecondPerson second={second} who={text.witness} what={text.witnessed} />
    </>
  );
}
