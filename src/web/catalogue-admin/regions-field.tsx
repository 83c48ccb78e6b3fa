import { allProvinces, provinceNameOfCode } from '../../directory/region.ts';
import { useRegion, useRegions } from '../api/catalogue.ts';
import { ChoiceField, Field } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { RegionPicker } from '../new-case/region-picker.tsx';
import { placeText as text } from './place-text.zh-CN.ts';

/** Several regions by name: those chosen, and a search to add another. */
export function RegionsField(props: {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: readonly string[];
  /** Whether other provinces of the country can be chosen too. */
  beyond?: boolean;
  onChange: (codes: string[]) => void;
}) {
  const { label, hint, error, value, beyond = false, onChange } = props;
  const add = (code: string) =>
    code === '' || value.includes(code) ? undefined : onChange([...value, code]);
  return (
    <div className="regions-field">
      <Field label={label} hint={hint} error={error}>
        {({ id, describedBy }) => (
          <ul className="regions-chosen" id={id} aria-describedby={describedBy} aria-label={label}>
            {value.length === 0 ? <li className="small">{text.none}</li> : null}
            {value.map((code) => (
              <li key={code}>
                <Chosen code={code} onRemove={() => onChange(value.filter((one) => one !== code))} />
              </li>
            ))}
          </ul>
        )}
      </Field>
      <RegionPicker label={text.add} value="" error={undefined} searchOnly onChange={add} />
      {beyond ? <ProvinceField value="" onChange={add} /> : null}
    </div>
  );
}

/** Other provinces of the country, whose regions are not kept here. */
export function ProvinceField({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const kept = new Set((useRegions(undefined).data?.items ?? []).map(({ code }) => code));
  const others = allProvinces.filter(({ code }) => !kept.has(code));
  return (
    <ChoiceField
      label={text.beyond}
      value={others.some(({ code }) => code === value) ? value : ''}
      empty="—"
      choices={others.map(({ code, name }) => ({ value: code, name }))}
      onChange={onChange}
    />
  );
}

function Chosen({ code, onRemove }: { code: string; onRemove: () => void }) {
  const province = code.endsWith('0000') ? provinceNameOfCode(code) : undefined;
  const { data } = useRegion(province === undefined ? code : undefined);
  const name = province ?? data?.fullName ?? text.reading;
  return (
    <button type="button" className="chip" aria-label={text.removeLabel(name)} onClick={onRemove}>
      {name}
      <Icon name="cross" />
    </button>
  );
}
