import { useState } from 'react';
import { freeId } from '../../catalogue/free-id.ts';
import {
  type Binding,
  bindingNames,
  type FieldType,
  type FormField,
  type StandardContent,
} from '../../catalogue/standard.ts';
import { fieldTypeNames } from '../../catalogue/standard-words.ts';
import { Check, ChoiceField, TextArea, TextField } from '../components/field.tsx';
import { countOf, linesOf } from './content-editor.tsx';
import { Entries } from './entries.tsx';
import { standardsText as text } from './text.zh-CN.ts';

const { fields, hints } = text;

/** A closed field in one line. */
const fieldSummary = ({ label, type, required, binding, options }: FormField): string =>
  [
    label.trim() === '' ? text.nameMissing : '',
    fieldTypeNames[type],
    required ? fields.fieldRequired : text.mayBeEmpty,
    binding === undefined ? '' : `${fields.binding}：${bindingNames[binding]}`,
    type === 'select' && options === undefined ? text.optionsMissing : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');

/** 申请表单: the typed fields that desk, zone and server share. */
export function FormEditor(props: {
  content: StandardContent;
  onChange: (content: StandardContent) => void;
}) {
  const { content, onChange } = props;
  return (
    <Entries<FormField>
      entries={content.form}
      fresh={() => ({ id: freeId('field', content.form), label: '', type: 'text', required: true })}
      nameOf={({ label }) => label || fields.label}
      summaryOf={fieldSummary}
      onChange={(form) => onChange({ ...content, form })}
    >
      {(field, put) => <FieldFields field={field} bindable onChange={put} />}
    </Entries>
  );
}

const typeChoices = Object.entries(fieldTypeNames).map(([value, name]) => ({ value, name }));
const bindingChoices = Object.entries(bindingNames).map(([value, name]) => ({ value, name }));
const isLong = (type: FieldType): boolean => type === 'text' || type === 'address';

/** The field with another type: what belongs to the old one only goes. */
function ofType({ options: _options, maxLength, ...field }: FormField, type: FieldType): FormField {
  return { ...field, type, ...(isLong(type) && maxLength !== undefined ? { maxLength } : {}) };
}

/** The field with a part that may be absent. */
function withPart<K extends 'options' | 'maxLength' | 'help' | 'binding'>(
  field: FormField,
  key: K,
  value: FormField[K] | undefined,
): FormField {
  const { [key]: _before, ...rest } = field;
  return (value === undefined ? rest : { ...rest, [key]: value }) as FormField;
}

/** The fields of one form field; what a province adds repeats no fact of the case. */
export function FieldFields({
  field,
  bindable = false,
  onChange,
}: {
  field: FormField;
  bindable?: boolean;
  onChange: (field: FormField) => void;
}) {
  const [options, setOptions] = useState((field.options ?? []).join('\n'));
  return (
    <>
      <TextField
        label={fields.label}
        value={field.label}
        maxLength={60}
        error={field.label.trim() === '' ? text.nameMissing : undefined}
        onChange={(label) => onChange({ ...field, label })}
      />
      <ChoiceField
        label={fields.type}
        hint={hints.types[field.type]}
        value={field.type}
        choices={typeChoices}
        onChange={(type) => {
          setOptions('');
          onChange(ofType(field, type as FieldType));
        }}
      />
      {isLong(field.type) ? (
        <TextField
          label={fields.maxLength}
          hint={hints.maxLength}
          inputMode="numeric"
          maxLength={4}
          optional
          value={`${field.maxLength ?? ''}`}
          onChange={(value) => onChange(withPart(field, 'maxLength', countOf(value) || undefined))}
        />
      ) : null}
      {bindable ? (
        <ChoiceField
          label={fields.binding}
          hint={hints.binding}
          value={field.binding ?? ''}
          empty={fields.noBinding}
          choices={bindingChoices}
          onChange={(binding) =>
            onChange(withPart(field, 'binding', binding === '' ? undefined : (binding as Binding)))
          }
        />
      ) : null}
      {field.type === 'select' ? (
        <TextArea
          label={fields.options}
          value={options}
          rows={3}
          error={linesOf(options).length === 0 ? text.optionsMissing : undefined}
          onChange={(value) => {
            setOptions(value);
            const lines = linesOf(value);
            onChange(withPart(field, 'options', lines.length === 0 ? undefined : lines));
          }}
        />
      ) : null}
      <TextField
        className="wide"
        label={fields.help}
        hint={hints.help}
        optional
        maxLength={300}
        value={field.help ?? ''}
        onChange={(help) => onChange(withPart(field, 'help', help === '' ? undefined : help))}
      />
      <div className="standards-checks">
        <Check checked={field.required} onChange={(required) => onChange({ ...field, required })}>
          {fields.fieldRequired}
        </Check>
      </div>
    </>
  );
}
