import { givenLimits } from '../../catalogue/given-draft.ts';
import { levelsHighestFirst } from '../../catalogue/item.ts';
import { Button } from '../components/button.tsx';
import { Check, ChoiceField, FieldError, TextArea, TextField } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { Stepper } from '../formal-review/review-line.tsx';
import {
  type ChecklistDraft,
  type ChecklistFault,
  type MaterialDraft,
  newMaterial,
  writtenMaterials,
} from './checklist-draft.ts';
import { checklistText as text } from './text.zh-CN.ts';
import './given-standard.css';

type ChecklistEditorProps = {
  value: ChecklistDraft;
  /** Shown once sending was tried. */
  faults: readonly ChecklistFault[];
  onChange: (value: ChecklistDraft) => void;
};

/** Writes a home region's standard: materials with counts and points, limits, department. */
export function ChecklistEditor({ value, faults, onChange }: ChecklistEditorProps) {
  const errorOf = (pointer: string): string | undefined =>
    faults.find((fault) => fault.pointer === pointer)?.detail;
  const change = (part: Partial<ChecklistDraft>) => onChange({ ...value, ...part });
  const written = writtenMaterials(value);
  return (
    <div className="stack checklist">
      <fieldset>
        <legend>{text.materials}</legend>
        {errorOf('/materials') ? <FieldError>{errorOf('/materials')}</FieldError> : null}
        <ol className="checklist-lines">
          {value.materials.map((material, index) => (
            <MaterialFields
              key={material.key}
              number={index + 1}
              material={material}
              errorOf={(part) => errorOf(`/materials/${written.indexOf(material)}/${part}`)}
              onChange={(part) =>
                change({
                  materials: value.materials.map((each) =>
                    each.key === material.key ? { ...each, ...part } : each,
                  ),
                })
              }
              onRemove={
                value.materials.length > 1
                  ? () => change({ materials: value.materials.filter(({ key }) => key !== material.key) })
                  : undefined
              }
            />
          ))}
        </ol>
        {value.materials.length < givenLimits.materials ? (
          <Button small onPress={() => change({ materials: [...value.materials, newMaterial()] })}>
            <Icon name="plus" />
            {text.add}
          </Button>
        ) : null}
      </fieldset>
      <fieldset>
        <legend>{text.limits}</legend>
        <div className="field-grid">
          <TextField
            label={text.department}
            name="department"
            hint={text.departmentHint}
            maxLength={givenLimits.name}
            value={value.department}
            error={errorOf('/department')}
            onChange={(department) => change({ department })}
          />
          <ChoiceField
            label={text.level}
            value={value.level}
            choices={levelsHighestFirst.map((level) => ({ value: level, name: text.levels[level] }))}
            onChange={(level) =>
              change({ level: levelsHighestFirst.find((each) => each === level) ?? 'county' })
            }
          />
          <TextField
            label={text.itemName}
            optional
            maxLength={givenLimits.name}
            value={value.itemName}
            onChange={(itemName) => change({ itemName })}
          />
          <TextField
            label={text.promised}
            name="promisedDays"
            hint={text.promisedHint}
            inputMode="numeric"
            maxLength={3}
            value={value.promisedDays}
            error={errorOf('/promisedDays')}
            onChange={(promisedDays) => change({ promisedDays })}
          />
          <TextField
            label={text.statutory}
            name="statutoryDays"
            optional
            hint={text.statutoryHint}
            inputMode="numeric"
            maxLength={3}
            value={value.statutoryDays}
            error={errorOf('/statutoryDays')}
            onChange={(statutoryDays) => change({ statutoryDays })}
          />
          <TextArea
            label={text.legalBasis}
            optional
            hint={text.legalBasisHint}
            maxLength={2000}
            value={value.legalBasis}
            onChange={(legalBasis) => change({ legalBasis })}
          />
        </div>
        <TextArea
          label={text.remark}
          optional
          maxLength={givenLimits.note}
          value={value.note}
          onChange={(note) => change({ note })}
        />
      </fieldset>
    </div>
  );
}

function MaterialFields(props: {
  number: number;
  material: MaterialDraft;
  errorOf: (part: string) => string | undefined;
  onChange: (part: Partial<MaterialDraft>) => void;
  onRemove: (() => void) | undefined;
}) {
  const { number, material, errorOf, onChange, onRemove } = props;
  return (
    <li className="checklist-line" aria-label={text.material(number)}>
      <span className="line-number" aria-hidden="true">
        {number}
      </span>
      <div className="stack">
        <TextField
          label={text.name}
          hint={number === 1 ? text.nameHint : undefined}
          maxLength={givenLimits.name}
          value={material.name}
          error={errorOf('name')}
          onChange={(name) => onChange({ name })}
        />
        <div className="counts">
          <Stepper
            label={text.originals}
            value={material.originals}
            onChange={(originals) => onChange({ originals })}
          />
          <Stepper label={text.copies} value={material.copies} onChange={(copies) => onChange({ copies })} />
          <Check checked={material.required} onChange={(required) => onChange({ required })}>
            {text.required}
          </Check>
          {material.originals > 0 ? (
            <Check checked={material.sendOriginal} onChange={(sendOriginal) => onChange({ sendOriginal })}>
              {text.sendOriginal}
              <span className="small block">{text.sendOriginalNote}</span>
            </Check>
          ) : null}
        </div>
        {errorOf('originals') ? <FieldError>{errorOf('originals')}</FieldError> : null}
        <div className="field-grid">
          <TextField
            label={text.note}
            optional
            hint={number === 1 ? text.noteHint : undefined}
            maxLength={givenLimits.note}
            value={material.note}
            onChange={(note) => onChange({ note })}
          />
          <TextArea
            label={text.points}
            optional
            hint={number === 1 ? text.pointsHint : undefined}
            maxLength={2000}
            value={material.points}
            error={errorOf('points')}
            onChange={(points) => onChange({ points })}
          />
        </div>
      </div>
      {onRemove ? (
        <Button small label={text.remove(number)} onPress={onRemove}>
          <Icon name="cross" />
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}
