import { type ReactNode, useState } from 'react';
import {
  type FieldType,
  type FormField,
  type Material,
  mediaNames,
  type ReviewPoint,
  type Situation,
  type StandardContent,
} from '../../catalogue/standard.ts';
import { Button } from '../components/button.tsx';
import { Check, ChoiceField, TextArea, TextField } from '../components/field.tsx';
import { countOf, linesOf, Ticks } from './content-editor.tsx';
import { standardsText as text } from './text.zh-CN.ts';

const { fields } = text;
type Part = { content: StandardContent; onChange: (content: StandardContent) => void };

/** The next free id of a list: 024-1-m-7. */
export function freeId(prefix: string, taken: readonly { id: string }[]): string {
  const known = new Set(taken.map(({ id }) => id));
  let number = taken.length + 1;
  while (known.has(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

/** A list of entries that can be added to and taken from. */
function Entries<E extends { id: string }>(props: {
  entries: readonly E[];
  fresh: () => E;
  nameOf: (entry: E) => string;
  onChange: (entries: E[]) => void;
  children: (entry: E, set: (part: Partial<E>) => void) => ReactNode;
}) {
  const { entries, onChange } = props;
  return (
    <>
      {entries.map((entry) => (
        <div className="standards-entry" key={entry.id} role="group" aria-label={props.nameOf(entry)}>
          {props.children(entry, (part) =>
            onChange(entries.map((each) => (each.id === entry.id ? { ...each, ...part } : each))),
          )}
          <Button
            small
            label={`${text.remove}：${props.nameOf(entry)}`}
            onPress={() => onChange(entries.filter(({ id }) => id !== entry.id))}
          >
            {text.remove}
          </Button>
        </div>
      ))}
      <div className="pad">
        <Button onPress={() => onChange([...entries, props.fresh()])}>{text.add}</Button>
      </div>
    </>
  );
}

/** 办理情形. */
export function SituationsEditor({ content, onChange }: Part) {
  return (
    <Entries<Situation>
      entries={content.situations}
      fresh={() => ({ id: freeId(`${content.id}-s-`, content.situations), name: '', question: '' })}
      nameOf={({ name }) => name || fields.situation}
      onChange={(situations) => onChange({ ...content, situations })}
    >
      {({ name, question }, set) => (
        <>
          <TextField label={fields.situation} value={name} onChange={(value) => set({ name: value })} />
          <TextField
            className="wide"
            label={fields.question}
            value={question}
            onChange={(value) => set({ question: value })}
          />
        </>
      )}
    </Entries>
  );
}

const freshMaterial = (id: string): Material => ({
  id,
  name: '',
  required: true,
  when: null,
  originals: 0,
  copies: 1,
  source: 'applicant',
  substitutes: [],
  key: true,
  examineOriginal: false,
  archivePaper: false,
  media: ['paper', 'electronic'],
  note: '',
});

/** 申请材料. */
export function MaterialsEditor({ content, onChange }: Part) {
  return (
    <Entries<Material>
      entries={content.materials}
      fresh={() => freshMaterial(freeId(`${content.id}-m-`, content.materials))}
      nameOf={({ name }) => name || fields.materialName}
      onChange={(materials) => onChange({ ...content, materials })}
    >
      {(material, set) => (
        <MaterialFields material={material} situations={content.situations} onChange={set} />
      )}
    </Entries>
  );
}

/** The fields of one material. */
export function MaterialFields(props: {
  material: Material;
  situations: readonly Situation[];
  onChange: (part: Partial<Material>) => void;
}) {
  const { material, situations, onChange } = props;
  const [substitutes, setSubstitutes] = useState(material.substitutes.join('\n'));
  return (
    <>
      <TextField
        label={fields.materialName}
        value={material.name}
        onChange={(name) => onChange({ name })}
        maxLength={100}
      />
      <TextField
        label={fields.originals}
        inputMode="numeric"
        value={`${material.originals}`}
        onChange={(value) => onChange({ originals: countOf(value) })}
      />
      <TextField
        label={fields.copies}
        inputMode="numeric"
        value={`${material.copies}`}
        onChange={(value) => onChange({ copies: countOf(value) })}
      />
      <ChoiceField
        label={fields.when}
        value={material.when ?? ''}
        empty={fields.always}
        choices={situations.map(({ id, name }) => ({ value: id, name }))}
        onChange={(when) => onChange({ when: when === '' ? null : when })}
      />
      <div className="standards-checks">
        <Check checked={material.required} onChange={(required) => onChange({ required })}>
          {fields.required}
        </Check>
        <Check checked={material.key} onChange={(key) => onChange({ key })}>
          {fields.key}
        </Check>
        <Check
          checked={material.examineOriginal}
          onChange={(examineOriginal) => onChange({ examineOriginal })}
        >
          {fields.examine}
        </Check>
        <Check checked={material.archivePaper} onChange={(archivePaper) => onChange({ archivePaper })}>
          {fields.archive}
        </Check>
      </div>
      <Ticks
        legend={fields.media}
        words={mediaNames}
        chosen={material.media}
        onChange={(media) => onChange({ media })}
      />
      <TextArea
        label={fields.substitutes}
        value={substitutes}
        rows={2}
        onChange={(value) => {
          setSubstitutes(value);
          onChange({ substitutes: linesOf(value) });
        }}
      />
      <TextField
        className="wide"
        label={fields.materialNote}
        value={material.note}
        onChange={(note) => onChange({ note })}
      />
    </>
  );
}

/** 申请表单: the typed fields that desk, zone and server share. */
export function FormEditor({ content, onChange }: Part) {
  return (
    <Entries<FormField>
      entries={content.form}
      fresh={() => ({ id: freeId('field', content.form), label: '', type: 'text', required: true })}
      nameOf={({ label }) => label || fields.label}
      onChange={(form) => onChange({ ...content, form })}
    >
      {(field, set) => <FieldFields field={field} onChange={set} />}
    </Entries>
  );
}

/** The fields of one form field. */
export function FieldFields({
  field,
  onChange,
}: {
  field: FormField;
  onChange: (part: Partial<FormField>) => void;
}) {
  const [options, setOptions] = useState((field.options ?? []).join('\n'));
  return (
    <>
      <TextField label={fields.label} value={field.label} onChange={(label) => onChange({ label })} />
      <ChoiceField
        label={fields.type}
        value={field.type}
        choices={Object.entries(text.types).map(([value, name]) => ({ value, name }))}
        onChange={(type) => onChange({ type: type as FieldType })}
      />
      {field.type === 'text' || field.type === 'address' ? (
        <TextField
          label={fields.maxLength}
          inputMode="numeric"
          value={`${field.maxLength ?? ''}`}
          onChange={(value) => {
            if (countOf(value) > 0) onChange({ maxLength: countOf(value) });
          }}
        />
      ) : null}
      {field.type === 'select' ? (
        <TextArea
          label={fields.options}
          value={options}
          rows={3}
          onChange={(value) => {
            setOptions(value);
            if (linesOf(value).length > 0) onChange({ options: linesOf(value) });
          }}
        />
      ) : null}
      <Check checked={field.required} onChange={(required) => onChange({ required })}>
        {fields.fieldRequired}
      </Check>
    </>
  );
}

/** 形式审查要点. */
export function PointsEditor({ content, onChange }: Part) {
  return (
    <Entries<ReviewPoint>
      entries={content.reviewPoints}
      fresh={() => ({
        id: freeId(`${content.id}-p-`, content.reviewPoints),
        materialId: null,
        question: '',
        basis: '',
      })}
      nameOf={({ question }) => question || fields.point}
      onChange={(reviewPoints) => onChange({ ...content, reviewPoints })}
    >
      {(point, set) => (
        <>
          <TextField
            className="wide"
            label={fields.point}
            value={point.question}
            onChange={(question) => set({ question })}
          />
          <ChoiceField
            label={fields.pointMaterial}
            value={point.materialId ?? ''}
            empty={fields.whole}
            choices={content.materials.map(({ id, name }) => ({ value: id, name }))}
            onChange={(materialId) => set({ materialId: materialId === '' ? null : materialId })}
          />
          <TextField label={fields.basis} value={point.basis} onChange={(basis) => set({ basis })} />
        </>
      )}
    </Entries>
  );
}
