import { useState } from 'react';
import { levels as levelNames, levelsHighestFirst } from '../../catalogue/item.ts';
import {
  type DeliveryWay,
  deliveryWays,
  type Mode,
  modes,
  type ResultKind,
  resultKinds,
  type StandardContent,
} from '../../catalogue/standard.ts';
import { Button } from '../components/button.tsx';
import { Check, ChoiceField, TextArea, TextField } from '../components/field.tsx';
import { Card } from '../components/frame.tsx';
import { PointsEditor, SituationsEditor } from './content-lists.tsx';
import { FormEditor } from './form-editor.tsx';
import { MaterialsEditor } from './material-editor.tsx';
import { standardsText as text } from './text.zh-CN.ts';

const { fields, sections } = text;
type Section = keyof typeof sections;
type Part = { content: StandardContent; onChange: (content: StandardContent) => void };

/** Lines of a text area, without empty ones. */
export const linesOf = (value: string): string[] =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A whole number out of a field; what is no number counts as none. */
export const countOf = (value: string): number => Math.max(0, Math.trunc(Number(value) || 0));

/** All parts of a standard, one at a time. */
export function ContentEditor({ content, onChange }: Part) {
  const [section, setSection] = useState<Section>('basic');
  const part = { content, onChange };
  return (
    <Card title={text.editorUnified}>
      <div className="standards-tabs" role="group" aria-label={text.editorUnified}>
        {(Object.keys(sections) as Section[]).map((each) => (
          <Button small key={each} pressed={each === section} onPress={() => setSection(each)}>
            {sections[each]}
          </Button>
        ))}
      </div>
      {section === 'basic' ? <Basic {...part} /> : null}
      {section === 'situations' ? <SituationsEditor {...part} /> : null}
      {section === 'materials' ? <MaterialsEditor {...part} /> : null}
      {section === 'form' ? <FormEditor {...part} /> : null}
      {section === 'points' ? <PointsEditor {...part} /> : null}
      {section === 'limits' ? <Limits {...part} /> : null}
    </Card>
  );
}

/** A list of ticks: which of a few words hold, kept in the order of the words. */
export function Ticks<W extends string>(props: {
  legend: string;
  words: Readonly<Record<W, string>>;
  chosen: readonly W[];
  onChange: (chosen: W[]) => void;
}) {
  const all = Object.keys(props.words) as W[];
  return (
    <fieldset className="standards-checks">
      <legend className="small">{props.legend}</legend>
      {all.map((word) => (
        <Check
          key={word}
          checked={props.chosen.includes(word)}
          onChange={(on) =>
            props.onChange(all.filter((each) => (each === word ? on : props.chosen.includes(each))))
          }
        >
          {props.words[word]}
        </Check>
      ))}
    </fieldset>
  );
}

function Basic({ content, onChange }: Part) {
  const set = (part: Partial<StandardContent>) => onChange({ ...content, ...part });
  const [rules, setRules] = useState(content.homeRegionRules.join('\n'));
  const [basis, setBasis] = useState(content.legalBasis.join('\n'));
  return (
    <div className="standards-entry">
      <TextField label={fields.name} value={content.name} onChange={(name) => set({ name })} />
      <TextField
        label={fields.department}
        value={content.department.text}
        onChange={(name) => set({ department: { ...content.department, text: name } })}
      />
      <ChoiceField
        label={fields.level}
        value={content.level}
        choices={content.levels.map((level) => ({ value: level, name: levelNames[level] }))}
        onChange={(level) => set({ level: level as StandardContent['level'] })}
      />
      <Ticks
        legend={fields.levels}
        words={levelNames}
        chosen={content.levels}
        onChange={(levels) => {
          const kept = levelsHighestFirst.filter((level) => levels.includes(level));
          const [first] = kept;
          if (first) set({ levels: kept, level: kept.includes(content.level) ? content.level : first });
        }}
      />
      <Ticks<Mode>
        legend={fields.modes}
        words={modes}
        chosen={content.modes}
        onChange={(chosen) => set({ modes: chosen })}
      />
      <div className="standards-checks">
        <Check checked={content.onSiteRequired} onChange={(onSiteRequired) => set({ onSiteRequired })}>
          {fields.onSite}
        </Check>
        <Check checked={content.guidanceOnly ?? false} onChange={(guidanceOnly) => set({ guidanceOnly })}>
          {fields.guidance}
        </Check>
      </div>
      <TextArea
        className="wide"
        label={fields.rules}
        value={rules}
        rows={2}
        onChange={(value) => {
          setRules(value);
          set({ homeRegionRules: linesOf(value) });
        }}
      />
      <TextArea
        className="wide"
        label={fields.legalBasis}
        value={basis}
        rows={4}
        onChange={(value) => {
          setBasis(value);
          set({ legalBasis: linesOf(value) });
        }}
      />
    </div>
  );
}

function Limits({ content, onChange }: Part) {
  const set = (part: Partial<StandardContent>) => onChange({ ...content, ...part });
  const { statutoryDays, promisedDays, fee } = content;
  return (
    <div className="standards-entry">
      <TextField
        label={fields.promised}
        inputMode="numeric"
        value={`${promisedDays}`}
        error={statutoryDays !== null && promisedDays > statutoryDays ? text.promiseOverLaw : undefined}
        onChange={(value) => set({ promisedDays: countOf(value), immediate: countOf(value) === 0 })}
      />
      <TextField
        label={fields.statutory}
        inputMode="numeric"
        value={statutoryDays === null ? '' : `${statutoryDays}`}
        onChange={(value) => set({ statutoryDays: value.trim() === '' ? null : countOf(value) })}
      />
      <TextField
        label={fields.supplement}
        inputMode="numeric"
        value={`${content.supplementDays}`}
        onChange={(value) => set({ supplementDays: countOf(value) })}
      />
      <TextField
        label={fields.fee}
        inputMode="numeric"
        value={`${fee?.amount ?? 0}`}
        onChange={(value) =>
          set({ fee: countOf(value) === 0 ? null : { amount: countOf(value), basis: fee?.basis ?? '' } })
        }
      />
      {fee ? (
        <TextField
          label={fields.feeBasis}
          value={fee.basis}
          onChange={(basis) => set({ fee: { ...fee, basis } })}
        />
      ) : null}
      <TextField
        label={fields.result}
        value={content.result.name}
        onChange={(name) => set({ result: { ...content.result, name } })}
      />
      <ChoiceField
        label={fields.resultKind}
        value={content.result.kind}
        choices={Object.entries(resultKinds).map(([value, name]) => ({ value, name }))}
        onChange={(kind) => set({ result: { ...content.result, kind: kind as ResultKind } })}
      />
      <Ticks<DeliveryWay>
        legend={fields.delivery}
        words={deliveryWays}
        chosen={content.deliveryWays}
        onChange={(chosen) => set({ deliveryWays: chosen })}
      />
      <div className="standards-checks">
        <Check checked={content.toleranceAllowed} onChange={(toleranceAllowed) => set({ toleranceAllowed })}>
          {fields.tolerance}
        </Check>
        <Check checked={content.pledgeAllowed} onChange={(pledgeAllowed) => set({ pledgeAllowed })}>
          {fields.pledge}
        </Check>
      </div>
    </div>
  );
}
