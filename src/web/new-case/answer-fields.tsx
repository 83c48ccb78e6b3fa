import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { askedFields } from '../../catalogue/check-answers.ts';
import type { FormField } from '../../catalogue/standard.ts';
import { fileFault, uploadFile } from '../api/intake.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { ChoiceField, Field, TextField } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { typedDay } from '../time/typed-day.ts';
import { RegionPicker } from './region-picker.tsx';
import { newCaseText as text } from './text.zh-CN.ts';

type AnswerFieldsProps = {
  form: readonly FormField[];
  answers: Record<string, string>;
  errorOf: (id: string) => string | undefined;
  onAnswer: (id: string, value: string) => void;
  onLeave: (id: string) => void;
};

/** The fields of the home region's form that nothing else answers. */
export function AnswerFields({ form, answers, errorOf, onAnswer, onLeave }: AnswerFieldsProps) {
  const fields = askedFields(form);
  if (fields.length === 0) return null;
  return (
    <div className="field-grid">
      {fields.map((field) => (
        <AnswerField
          key={field.id}
          field={field}
          value={answers[field.id] ?? ''}
          error={errorOf(field.id)}
          onChange={(value) => onAnswer(field.id, value)}
          onLeave={() => onLeave(field.id)}
        />
      ))}
    </div>
  );
}

type AnswerFieldProps = {
  field: FormField;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
  onLeave: () => void;
};

function AnswerField({ field, value, error, onChange, onLeave }: AnswerFieldProps) {
  const frame = { label: field.label, name: field.id, hint: field.help, error, optional: !field.required };
  switch (field.type) {
    case 'select':
      return (
        <ChoiceField
          {...frame}
          value={value}
          empty={text.choose}
          choices={(field.options ?? []).map((name) => ({ value: name, name }))}
          onChange={onChange}
        />
      );
    case 'region':
      return (
        <div className="field-full">
          <RegionPicker label={field.label} value={value} error={error} onChange={onChange} />
        </div>
      );
    case 'photo':
    case 'file':
      return <FileAnswer {...frame} value={value} onChange={onChange} />;
    case 'date':
      return (
        <TextField
          {...frame}
          hint={field.help ?? text.dayHint}
          inputMode="numeric"
          value={value}
          maxLength={20}
          onChange={(typed) => onChange(/^\d{8}$/.test(typed) ? typedDay(typed) : typed)}
          onLeave={() => {
            onChange(typedDay(value));
            onLeave();
          }}
        />
      );
    case 'number':
      return <TextField {...frame} inputMode="decimal" value={value} onChange={onChange} onLeave={onLeave} />;
    case 'phone':
      return <TextField {...frame} type="tel" value={value} onChange={onChange} onLeave={onLeave} />;
    case 'address':
      return (
        <TextField
          {...frame}
          className="field-wide"
          maxLength={field.maxLength}
          value={value}
          onChange={onChange}
          onLeave={onLeave}
        />
      );
    case 'text':
    case 'residentId':
    case 'creditCode':
      return (
        <TextField
          {...frame}
          maxLength={field.maxLength}
          value={value}
          onChange={onChange}
          onLeave={onLeave}
        />
      );
  }
}

function FileAnswer(props: {
  label: string;
  name: string;
  hint: string | undefined;
  error: string | undefined;
  optional: boolean;
  value: string;
  onChange: (value: string) => void;
}) {
  const picker = useRef<HTMLInputElement>(null);
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const fault = fileFault(file);
      if (fault !== undefined) throw new TypeError(fault);
      return uploadFile(file);
    },
    onSuccess: (file) => props.onChange(file.id),
  });
  const failed =
    upload.error instanceof TypeError ? upload.error.message : upload.error && sentenceFor(upload.error);
  return (
    <Field
      label={props.label}
      name={props.name}
      hint={props.hint}
      optional={props.optional}
      error={failed ?? props.error}
    >
      {({ id, describedBy }) => (
        <div className="row">
          <Button small busy={upload.isPending} onPress={() => picker.current?.click()}>
            <Icon name="camera" />
            {text.pickFile}
          </Button>
          <span className="small">
            {upload.data?.name ?? (props.value === '' ? text.noFile : text.hasFile)}
          </span>
          <input
            ref={picker}
            id={id}
            type="file"
            className="sr-only"
            tabIndex={-1}
            accept="application/pdf,image/jpeg,image/png"
            aria-describedby={describedBy}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) upload.mutate(file);
            }}
          />
        </div>
      )}
    </Field>
  );
}
