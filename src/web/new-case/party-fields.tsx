import { useId } from 'react';
import { type IdentityDocumentKind, identityDocumentKinds } from '../../identity/identity-documents.ts';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Tag } from '../components/marks.tsx';
import { identityFault, type PartyDraft } from './form.ts';
import { newCaseText as text } from './text.zh-CN.ts';

const kindChoices = Object.entries(identityDocumentKinds).map(([value, name]) => ({ value, name }));
const personKinds = kindChoices.filter(({ value }) => value !== 'creditCode');

const isIdentityKind = (value: string): value is IdentityDocumentKind =>
  Object.hasOwn(identityDocumentKinds, value);

type PartyFieldsProps = {
  legend: string;
  party: PartyDraft;
  today: string;
  errorOf: (part: string) => string | undefined;
  onChange: (party: PartyDraft) => void;
  onLeave: (part: string) => void;
};

/** Whether a person or a body applies. */
export function PartyKind({ party, onChange }: { party: PartyDraft; onChange: (party: PartyDraft) => void }) {
  const name = useId();
  return (
    <div className="yes-no" role="radiogroup" aria-label={text.partyKind}>
      {(['person', 'organisation'] as const).map((kind) => (
        <label key={kind}>
          <input
            type="radio"
            name={name}
            checked={party.kind === kind}
            onChange={() =>
              onChange({
                ...party,
                kind,
                identityKind: kind === 'organisation' ? 'creditCode' : 'residentId',
              })
            }
          />
          {text.kinds[kind]}
        </label>
      ))}
    </div>
  );
}

/** Name and document of the applicant or of whoever acts for them; the number is checked on leaving the field. */
export function PartyFields(props: PartyFieldsProps) {
  const { party, onChange, onLeave, errorOf } = props;
  const isOrganisation = party.kind === 'organisation';
  const right = party.identityNumber.trim() !== '' && identityFault(party, props.today) === undefined;
  return (
    <div className="field-grid">
      <TextField
        label={isOrganisation ? text.organisationName : text.name}
        name="name"
        value={party.name}
        maxLength={100}
        error={errorOf('name')}
        onChange={(name) => onChange({ ...party, name })}
        onLeave={() => onLeave('name')}
      />
      <ChoiceField
        label={text.identityKind}
        value={party.identityKind}
        choices={isOrganisation ? kindChoices : personKinds}
        onChange={(kind) => onChange({ ...party, identityKind: isIdentityKind(kind) ? kind : 'residentId' })}
      />
      <div>
        <TextField
          label={text.identityNumber}
          name="identityNumber"
          value={party.identityNumber}
          maxLength={40}
          error={errorOf('identityNumber')}
          onChange={(identityNumber) => onChange({ ...party, identityNumber })}
          onLeave={() => onLeave('identityNumber')}
        />
        {right ? (
          <div className="field-after">
            <Tag tone="ok" icon="check">
              {text.identityOk}
            </Tag>
          </div>
        ) : null}
      </div>
    </div>
  );
}
