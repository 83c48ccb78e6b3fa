import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { Cards, Check, ChoiceField } from '../components/field.tsx';
import { type Signature, SignaturePad } from '../components/signature-pad.tsx';
import { withdrawalText as text } from './text.zh-CN.ts';

type Subject = keyof typeof text.subjects;
type Kind = keyof typeof text.kinds;

const methods = Object.entries(text.methods).map(([value, name]) => ({ value, name }));
const kinds = Object.keys(text.kinds) as Kind[];

/** What a signed request at the counter says so far. */
export type SignedRequest = ReturnType<typeof useSignedRequest>;

/** Who stands at the counter, how that was verified, and the signature. */
export function useSignedRequest() {
  const [subject, setSubject] = useState<Subject>('applicant');
  const [method, setMethod] = useState('documentReader');
  const [checked, setChecked] = useState(false);
  const [kind, setKind] = useState<Kind>('paper');
  const [signature, setSignature] = useState<Signature>();
  const unsigned = kind === 'pad' && signature === undefined;
  return {
    subject,
    setSubject,
    method,
    setMethod,
    checked,
    setChecked,
    kind,
    setKind,
    setSignature,
    /** What is still missing, in one sentence. */
    lacking: checked ? (unsigned ? text.missing.signature : undefined) : text.missing.checked,
    body: () => ({
      subject,
      identityMethod: method,
      identityPassed: checked,
      applicantSignature: kind === 'pad' && signature ? { kind, ...signature } : { kind },
    }),
  };
}

/** The fields of a signed request. */
export function SignedRequestFields({ kase, signed }: { kase: CaseView; signed: SignedRequest }) {
  return (
    <>
      {kase.agent === undefined ? null : (
        <Cards
          legend={text.subject}
          two
          value={signed.subject}
          choices={(['applicant', 'agent'] as const).map((value) => ({
            value,
            name: text.subjects[value],
            note: text.subjectNotes[value],
          }))}
          onChange={(value) => signed.setSubject(value === 'agent' ? 'agent' : 'applicant')}
        />
      )}
      <ChoiceField label={text.method} value={signed.method} choices={methods} onChange={signed.setMethod} />
      <Check checked={signed.checked} onChange={signed.setChecked}>
        {text.checked}
      </Check>
      <Cards
        legend={text.signature}
        value={signed.kind}
        choices={kinds.map((value) => ({ value, name: text.kinds[value] }))}
        onChange={(value) => signed.setKind(kinds.find((each) => each === value) ?? 'paper')}
      />
      {signed.kind === 'pad' ? (
        <SignaturePad label={text.pad} clearLabel={text.clear} onChange={signed.setSignature} />
      ) : null}
    </>
  );
}
