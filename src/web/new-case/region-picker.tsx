import { useState } from 'react';
import { type RegionEntry, useRegion, useRegionSearch, useRegions } from '../api/catalogue.ts';
import { useSettled } from '../components/debounce.ts';
import { ChoiceField, Field } from '../components/field.tsx';
import { newCaseText as text } from './text.zh-CN.ts';

type RegionPickerProps = {
  label: string;
  value: string;
  hint?: string | undefined;
  source?: string | undefined;
  error: string | undefined;
  /** Only by name, without the choice level by level: for adding to several. */
  searchOnly?: boolean;
  onChange: (code: string) => void;
};

/** Chooses a region: by name, pinyin or initials, or level by level. */
export function RegionPicker(props: RegionPickerProps) {
  const { label, value, hint, source, error, searchOnly = false, onChange } = props;
  const [q, setQ] = useState('');
  const settled = useSettled(q.trim(), 180);
  const found = useRegionSearch(settled).data?.items ?? [];
  const shown = settled === '' ? [] : found.slice(0, 8);
  const choose = (region: RegionEntry) => {
    setQ('');
    onChange(region.code);
  };
  return (
    <div className="region-picker" data-field="homeRegion">
      <Field label={label} hint={hint} source={source} error={error}>
        {({ id, describedBy, invalid }) => (
          <div className="region-search">
            <input
              id={id}
              className="input"
              data-counted=""
              value={q}
              placeholder={text.regionSearch}
              autoComplete="off"
              aria-describedby={describedBy}
              aria-invalid={invalid || undefined}
              onChange={(event) => setQ(event.target.value)}
              onKeyDown={(event) => {
                const [first] = shown;
                if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing || !first) return;
                event.preventDefault();
                choose(first);
              }}
            />
            {shown.length > 0 ? (
              <ul className="region-hits">
                {shown.map((region) => (
                  <li key={region.code}>
                    <button type="button" onClick={() => choose(region)}>
                      {region.fullName} <span className="small">{region.code}</span>
                    </button>
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        )}
      </Field>
      {searchOnly ? null : <Cascade value={value} onChange={onChange} />}
    </div>
  );
}

/** Province, prefecture and county one after the other. */
function Cascade({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const path = useRegion(value === '' ? undefined : value).data?.path ?? [];
  const province = path.find(({ level }) => level === 'province');
  const provinces = useRegions(undefined).data?.items ?? [];
  const below = useRegionsBelow(province);
  const second = path[1];
  const lower = useRegionsBelow(second?.level === 'prefecture' ? second : undefined);
  return (
    <div className="field-grid cascade">
      <ChoiceField
        label={text.regionLevels.province}
        value={province?.code ?? ''}
        empty={text.choose}
        choices={choicesOf(provinces)}
        onChange={onChange}
      />
      <ChoiceField
        label={
          below.some(({ level }) => level === 'county')
            ? text.regionLevels.county
            : text.regionLevels.prefecture
        }
        value={second?.code ?? ''}
        empty={province ? text.regionWhole : text.choose}
        choices={choicesOf(below)}
        onChange={(code) => onChange(code === '' ? (province?.code ?? '') : code)}
      />
      {lower.length > 0 ? (
        <ChoiceField
          label={text.regionLevels.county}
          value={path[2]?.code ?? ''}
          empty={text.regionWhole}
          choices={choicesOf(lower)}
          onChange={(code) => onChange(code === '' ? (second?.code ?? '') : code)}
        />
      ) : null}
    </div>
  );
}

function useRegionsBelow(region: RegionEntry | undefined): RegionEntry[] {
  const { data } = useRegions(region?.code, region !== undefined);
  return region === undefined ? [] : (data?.items ?? []);
}

const choicesOf = (regions: readonly RegionEntry[]) =>
  regions.map(({ code, name }) => ({ value: code, name }));
