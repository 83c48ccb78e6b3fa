import { TextArea } from '../components/field.tsx';
import { lackingIn, type Reasons } from './reasons.ts';
import { acceptPageText as text } from './text.zh-CN.ts';

type ReasonsFieldsProps = {
  value: Reasons;
  tried: boolean;
  missing: Record<keyof Reasons, string>;
  onChange: (value: Reasons) => void;
};

/** Reasons, legal basis and remedies of a decision against the applicant. */
export function ReasonsFields({ value, tried, missing, onChange }: ReasonsFieldsProps) {
  const lacking = tried ? lackingIn(value) : [];
  const errorOf = (part: keyof Reasons) => (lacking.includes(part) ? missing[part] : undefined);
  return (
    <div className="stack reasons">
      <TextArea
        label={text.reasons}
        name="reasons"
        rows={3}
        hint={text.reasonsHint}
        maxLength={2000}
        value={value.reasons}
        error={errorOf('reasons')}
        onChange={(reasons) => onChange({ ...value, reasons })}
      />
      <TextArea
        label={text.legalBasis}
        name="legalBasis"
        hint={text.legalBasisHint}
        maxLength={1000}
        value={value.legalBasis}
        error={errorOf('legalBasis')}
        onChange={(legalBasis) => onChange({ ...value, legalBasis })}
      />
      <TextArea
        label={text.remedies}
        name="remedies"
        hint={text.remediesHint}
        maxLength={1000}
        value={value.remedies}
        error={errorOf('remedies')}
        onChange={(remedies) => onChange({ ...value, remedies })}
      />
    </div>
  );
}
