import { useState } from 'react';
import { freeId } from '../../catalogue/free-id.ts';
import { type Material, mediaNames, type Situation, type StandardContent } from '../../catalogue/standard.ts';
import { materialSources } from '../../catalogue/standard-words.ts';
import { type TrustLevel, trustLevels, trustLevelsHighestFirst } from '../../regulation/trust-levels.ts';
import { Check, ChoiceField, TextArea, TextField } from '../components/field.tsx';
import { countOf, linesOf, Ticks } from './content-editor.tsx';
import { Entries } from './entries.tsx';
import { SamplesEditor } from './samples-editor.tsx';
import { SubstitutesEditor } from './substitutes-editor.tsx';
import { standardsText as text } from './text.zh-CN.ts';

const { fields, hints } = text;

/** A material nothing was written of yet; whether it is a key one is not decided. */
export const freshMaterial = (id: string): Material => ({
  id,
  name: '',
  required: true,
  when: null,
  originals: 0,
  copies: 1,
  source: 'applicant',
  substitutes: [],
  key: null,
  examineOriginal: false,
  archivePaper: false,
  media: ['paper', 'electronic'],
  note: '',
});

/** A closed material in one line: what it needs at most to be known, and what it still lacks. */
const materialSummary = ({ originals, copies, key, name, criteria = [], samples = [] }: Material): string =>
  [
    name.trim() === '' ? text.nameMissing : '',
    originals + copies === 0 ? text.countMissing : text.countsOf(originals, copies),
    key === true ? fields.keyYes : key === false ? fields.keyNo : text.keyMissing,
    criteria.length > 0 ? text.criteriaOf(criteria.length) : '',
    samples.length > 0 ? text.samplesOf(samples.length) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');

/** 申请材料. */
export function MaterialsEditor(props: {
  content: StandardContent;
  onChange: (content: StandardContent) => void;
}) {
  const { content, onChange } = props;
  return (
    <Entries<Material>
      entries={content.materials}
      fresh={() => freshMaterial(freeId(`${content.id}-m-`, content.materials))}
      nameOf={({ name }) => name || fields.materialName}
      summaryOf={(material) => materialSummary(material)}
      onChange={(materials) => onChange({ ...content, materials })}
    >
      {(material, put) => (
        <MaterialFields material={material} situations={content.situations} onChange={put} />
      )}
    </Entries>
  );
}

const trustNames = Object.fromEntries(
  trustLevelsHighestFirst.map((level) => [
    level,
    `${trustLevels[level].name}（${trustLevels[level].means}）`,
  ]),
) as Record<TrustLevel, string>;

/** Ticks of the accepted trust levels. */
export function TrustTicks(props: {
  chosen: readonly TrustLevel[];
  onChange: (chosen: TrustLevel[]) => void;
}) {
  return (
    <div className="wide">
      <Ticks<TrustLevel>
        legend={fields.trust}
        words={trustNames}
        chosen={props.chosen}
        onChange={props.onChange}
      />
      <span className="small">{hints.trust}</span>
    </div>
  );
}

/** The legal-form criteria, one a line. */
export function CriteriaField(props: {
  criteria: readonly string[];
  onChange: (criteria: string[]) => void;
}) {
  const [typed, setTyped] = useState(props.criteria.join('\n'));
  return (
    <TextArea
      className="wide"
      label={fields.criteria}
      hint={hints.criteria}
      value={typed}
      rows={2}
      optional
      onChange={(value) => {
        setTyped(value);
        props.onChange(linesOf(value));
      }}
    />
  );
}

const keyChoices = [
  { value: 'key', name: fields.keyYes },
  { value: 'other', name: fields.keyNo },
];

/** The fields of one material. */
export function MaterialFields(props: {
  material: Material;
  situations: readonly Situation[];
  onChange: (material: Material) => void;
}) {
  const { material, situations } = props;
  const set = (part: Partial<Material>) => props.onChange({ ...material, ...part });
  const noCount = material.originals + material.copies === 0;
  const undecided = typeof material.key !== 'boolean';
  return (
    <>
      <TextField
        label={fields.materialName}
        hint={hints.materialName}
        value={material.name}
        error={material.name.trim() === '' ? text.nameMissing : undefined}
        onChange={(name) => set({ name })}
        maxLength={100}
      />
      <TextField
        label={fields.originals}
        inputMode="numeric"
        maxLength={2}
        value={`${material.originals}`}
        error={noCount ? text.countMissing : undefined}
        onChange={(value) => set({ originals: countOf(value) })}
      />
      <TextField
        label={fields.copies}
        inputMode="numeric"
        maxLength={2}
        value={`${material.copies}`}
        onChange={(value) => set({ copies: countOf(value) })}
      />
      <ChoiceField
        label={fields.key}
        hint={hints.key}
        value={undecided ? '' : material.key ? 'key' : 'other'}
        empty={fields.keyOpen}
        error={undecided ? text.keyMissing : undefined}
        choices={keyChoices}
        onChange={(chosen) => set({ key: chosen === '' ? null : chosen === 'key' })}
      />
      <ChoiceField
        label={fields.when}
        value={material.when ?? ''}
        empty={fields.always}
        choices={situations.map(({ id, name }) => ({ value: id, name }))}
        onChange={(when) => set({ when: when === '' ? null : when })}
      />
      <ChoiceField
        label={fields.source}
        value={material.source}
        choices={Object.entries(materialSources).map(([value, name]) => ({ value, name }))}
        onChange={(source) => set({ source: source as Material['source'] })}
      />
      <div className="standards-checks">
        <Check checked={material.required} onChange={(required) => set({ required })}>
          {fields.required}
        </Check>
        <Check checked={material.examineOriginal} onChange={(examineOriginal) => set({ examineOriginal })}>
          {fields.examine}
        </Check>
        <Check checked={material.archivePaper} onChange={(archivePaper) => set({ archivePaper })}>
          {fields.archive}
        </Check>
      </div>
      <Ticks
        legend={fields.media}
        words={mediaNames}
        chosen={material.media}
        onChange={(media) => set({ media })}
      />
      <TrustTicks chosen={material.trustLevels ?? []} onChange={(levels) => set({ trustLevels: levels })} />
      <SubstitutesEditor
        substitutes={material.substitutes}
        onChange={(substitutes) => set({ substitutes })}
      />
      <CriteriaField criteria={material.criteria ?? []} onChange={(criteria) => set({ criteria })} />
      <TextField
        className="wide"
        label={fields.materialNote}
        hint={hints.materialNote}
        value={material.note}
        maxLength={500}
        optional
        onChange={(note) => set({ note })}
      />
      <SamplesEditor
        material={material.name || fields.materialName}
        samples={material.samples ?? []}
        onChange={(samples) => set({ samples })}
      />
    </>
  );
}
