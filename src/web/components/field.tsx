import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { Icon } from './icon.tsx';

/** One sentence under a field that is wrong. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <span className="field-error" id={id} role="alert">
      <Icon name="octagon" />
      <span>{children}</span>
    </span>
  );
}

/** What every field has: label above, hint below, the error in one sentence. */
export type FieldFrame = {
  label: string;
  name?: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean;
  /** Where a prefilled value comes from. */
  source?: string | undefined;
  className?: string;
};

type Wiring = { id: string; describedBy: string | undefined; invalid: boolean };

/** The frame of a field around any control. */
export function Field({ children, ...frame }: FieldFrame & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const parts = [
    frame.hint === undefined ? '' : `${id}-hint`,
    frame.error === undefined ? '' : `${id}-error`,
  ];
  const describedBy = parts.filter((part) => part !== '').join(' ');
  return (
    <div className={`field ${frame.className ?? ''}`} data-field={frame.name}>
      <span className="label">
        <label htmlFor={id}>{frame.label}</label>
        {frame.optional ? <span className="optional">可不填</span> : null}
        {frame.source === undefined ? null : <span className="source">{frame.source}</span>}
      </span>
      {children({
        id,
        describedBy: describedBy === '' ? undefined : describedBy,
        invalid: frame.error !== undefined,
      })}
      {frame.error === undefined ? null : <FieldError id={`${id}-error`}>{frame.error}</FieldError>}
      {frame.hint === undefined ? null : (
        <span className="hint" id={`${id}-hint`}>
          {frame.hint}
        </span>
      )}
    </div>
  );
}

type TextFieldProps = FieldFrame & {
  value: string;
  onChange: (value: string) => void;
  onLeave?: () => void;
  type?: 'text' | 'password' | 'tel' | 'date' | 'datetime-local';
  /** Latest value of a day or moment. */
  max?: string;
  maxLength?: number | undefined;
  inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode'];
  autoComplete?: string;
  readOnly?: boolean;
  /** Has the focus first when its page or dialog opens. */
  first?: boolean;
};

/** A field of one line. */
export function TextField({ value, onChange, onLeave, ...props }: TextFieldProps) {
  return (
    <Field {...props}>
      {({ id, describedBy, invalid }) => (
        <input
          id={id}
          className="input"
          type={props.type ?? 'text'}
          value={value}
          maxLength={props.maxLength}
          max={props.max}
          inputMode={props.inputMode}
          autoComplete={props.autoComplete ?? 'off'}
          readOnly={props.readOnly}
          data-first={props.first || undefined}
          spellCheck={false}
          aria-invalid={invalid || undefined}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
        />
      )}
    </Field>
  );
}

type TextAreaProps = FieldFrame & {
  value: string;
  onChange: (value: string) => void;
  onLeave?: () => void;
  /** Enter ends the text instead of breaking the line. */
  onEnter?: () => void;
  maxLength?: number;
  rows?: number;
  focusRef?: (element: HTMLTextAreaElement | null) => void;
};

/** A field of several lines. */
export function TextArea({ value, onChange, onLeave, onEnter, ...props }: TextAreaProps) {
  return (
    <Field {...props}>
      {({ id, describedBy, invalid }) => (
        <textarea
          id={id}
          ref={props.focusRef}
          className="input"
          rows={props.rows ?? 2}
          value={value}
          maxLength={props.maxLength}
          aria-invalid={invalid || undefined}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
          onKeyDown={(event) => {
            if (onEnter === undefined || event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            if (event.shiftKey || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            onEnter();
          }}
        />
      )}
    </Field>
  );
}

/** One of a few named values. */
export type Choice = { value: string; name: string };

/** A choice out of a short list. */
export function ChoiceField(
  props: FieldFrame & {
    value: string;
    choices: readonly Choice[];
    onChange: (value: string) => void;
    empty?: string;
  },
) {
  return (
    <Field {...props}>
      {({ id, describedBy, invalid }) => (
        <select
          id={id}
          className="input"
          value={props.value}
          aria-invalid={invalid || undefined}
          aria-describedby={describedBy}
          onChange={(event) => props.onChange(event.target.value)}
        >
          {props.empty === undefined ? null : <option value="">{props.empty}</option>}
          {props.choices.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CardChoice = {
  value: string;
  name: string;
  note?: string | undefined;
  disabled?: boolean;
  keyName?: string;
};

/** Radio cards for up to five choices, with their keys. */
export function Cards(props: {
  legend: string;
  choices: readonly CardChoice[];
  value: string | undefined;
  onChange: (value: string) => void;
  numbered?: boolean;
  two?: boolean;
  hideLegend?: boolean;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className={props.hideLegend ? 'sr-only' : 'small'}>{props.legend}</legend>
      <div className={`options ${props.two ? 'options-two' : ''}`}>
        {props.choices.map((choice, i) => (
          <label className="option" key={choice.value}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={props.value === choice.value}
              disabled={choice.disabled}
              onChange={() => props.onChange(choice.value)}
            />
            <b>{choice.name}</b>
            {props.numbered || choice.keyName !== undefined ? (
              <kbd aria-hidden="true">{choice.keyName ?? i + 1}</kbd>
            ) : (
              <span />
            )}
            {choice.note === undefined ? null : <span className="small">{choice.note}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A statement to tick. */
export function Check(props: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>{props.children}</span>
    </label>
  );
}
