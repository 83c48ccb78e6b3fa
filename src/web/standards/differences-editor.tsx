import { freeId } from '../../catalogue/free-id.ts';
import { levels as levelNames } from '../../catalogue/item.ts';
import {
  type DeliveryWay,
  deliveryWays,
  differenceKinds,
  mediaNames,
  type RegionalDifference,
  type StandardContent,
} from '../../catalogue/standard.ts';
import { differencesOf, withOwnDifferences } from '../../catalogue/standard-proposal.ts';
import { Button } from '../components/button.tsx';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Card } from '../components/frame.tsx';
import { countOf, Ticks } from './content-editor.tsx';
import { FieldFields } from './form-editor.tsx';
import { CriteriaField, freshMaterial, MaterialFields, TrustTicks } from './material-editor.tsx';
import { SubstitutesEditor } from './substitutes-editor.tsx';
import { standardsText as text } from './text.zh-CN.ts';

type Kind = RegionalDifference['change'];
const { difference: words, fields } = text;

/** A difference of a kind as it begins. */
function fresh(kind: Kind, id: string, region: string, content: StandardContent): RegionalDifference {
  const head = { id, region, detail: '', provenance: { kind: 'published', where: null } };
  const [material] = content.materials;
  switch (kind) {
    case 'add-material':
      return {
        ...head,
        change: kind,
        material: freshMaterial(`${id}-m`),
      };
    case 'other-material':
      return {
        ...head,
        change: kind,
        materialId: material?.id ?? '',
        originals: material?.originals,
        copies: material?.copies,
      };
    case 'without-material':
      return { ...head, change: kind, materialId: material?.id ?? '' };
    case 'add-field':
      return {
        ...head,
        change: kind,
        field: { id: `own${region}${content.form.length}`, label: '', type: 'text', required: true },
      };
    case 'other-limit':
      return { ...head, change: kind, promisedDays: content.promisedDays };
    case 'other-fee':
      return { ...head, change: kind, fee: content.fee };
    case 'other-level':
      return { ...head, change: kind, level: content.level };
    case 'other-delivery':
      return { ...head, change: kind, deliveryWays: content.deliveryWays };
    case 'other-name':
      return { ...head, change: kind, name: content.name };
  }
}

type OtherMaterial = Extract<RegionalDifference, { change: 'other-material' }>;

/** The difference begun anew for another material: it demands what the standard does. */
function otherMaterial(
  { id, region, detail, provenance, change }: OtherMaterial,
  materialId: string,
  { materials }: StandardContent,
): OtherMaterial {
  const material = materials.find((one) => one.id === materialId);
  return {
    id,
    region,
    detail,
    provenance,
    change,
    materialId,
    originals: material?.originals,
    copies: material?.copies,
  };
}

/** Media, trust levels, substitutes and criteria; what is as in the standard is not written. */
function OtherDemands(props: {
  entry: OtherMaterial;
  content: StandardContent;
  onChange: (entry: OtherMaterial) => void;
}) {
  const { entry, content, onChange } = props;
  const material = content.materials.find(({ id }) => id === entry.materialId);
  if (!material) return null;
  return (
    <>
      <Ticks
        legend={fields.media}
        words={mediaNames}
        chosen={entry.media ?? material.media}
        onChange={(media) => {
          if (media.length > 0) onChange({ ...entry, media });
        }}
      />
      <TrustTicks
        chosen={entry.trustLevels ?? material.trustLevels ?? []}
        onChange={(trustLevels) => onChange({ ...entry, trustLevels })}
      />
      <SubstitutesEditor
        substitutes={entry.substitutes ?? material.substitutes}
        onChange={(substitutes) => onChange({ ...entry, substitutes })}
      />
      <CriteriaField
        criteria={entry.criteria ?? material.criteria ?? []}
        onChange={(criteria) => onChange({ ...entry, criteria })}
      />
    </>
  );
}

/** What one province does otherwise, entry by entry. */
export function DifferencesEditor(props: {
  title: string;
  optionId: string;
  region: string;
  content: StandardContent;
  onChange: (content: StandardContent) => void;
}) {
  const { region, content, onChange } = props;
  const own = differencesOf(content, region);
  const put = (entries: readonly RegionalDifference[]) =>
    onChange(withOwnDifferences(content, region, entries));
  const change = (id: string, next: RegionalDifference) =>
    put(own.map((each) => (each.id === id ? next : each)));
  const prefix = `${props.optionId}-d-${region}-`;
  return (
    <Card title={props.title}>
      {own.length === 0 ? <p className="pad small">{words.none}</p> : null}
      {own.map((entry) => (
        <div className="standards-entry" key={entry.id}>
          <ChoiceField
            label={words.kind}
            value={entry.change}
            choices={Object.entries(differenceKinds).map(([value, name]) => ({ value, name }))}
            onChange={(kind) => change(entry.id, fresh(kind as Kind, entry.id, region, content))}
          />
          <TextField
            label={words.detail}
            value={entry.detail}
            onChange={(detail) => change(entry.id, { ...entry, detail })}
          />
          <TextField
            label={words.source}
            value={entry.provenance.where ?? ''}
            optional
            onChange={(where) =>
              change(entry.id, {
                ...entry,
                provenance: { ...entry.provenance, where: where.trim() === '' ? null : where },
              })
            }
          />
          <OwnFields
            key={entry.change}
            entry={entry}
            content={content}
            onChange={(next) => change(entry.id, next)}
          />
          <div className="wide">
            <Button
              small
              label={`${text.remove}：${differenceKinds[entry.change]}`}
              onPress={() => put(own.filter(({ id }) => id !== entry.id))}
            >
              {text.remove}
            </Button>
          </div>
        </div>
      ))}
      <div className="pad">
        <Button
          onPress={() =>
            put([...own, fresh('add-material', freeId(prefix, content.regionalDifferences), region, content)])
          }
        >
          {text.add}
        </Button>
      </div>
    </Card>
  );
}

function OwnFields(props: {
  entry: RegionalDifference;
  content: StandardContent;
  onChange: (entry: RegionalDifference) => void;
}) {
  const { entry, content, onChange } = props;
  const materials = content.materials.map(({ id, name }) => ({ value: id, name }));
  switch (entry.change) {
    case 'add-material':
      return (
        <MaterialFields
          material={entry.material}
          situations={content.situations}
          onChange={(next) => onChange({ ...entry, material: next })}
        />
      );
    case 'other-material':
      return (
        <>
          <ChoiceField
            label={words.material}
            value={entry.materialId}
            choices={materials}
            onChange={(materialId) => onChange(otherMaterial(entry, materialId, content))}
          />
          <TextField
            label={fields.originals}
            inputMode="numeric"
            value={`${entry.originals ?? ''}`}
            onChange={(value) => onChange({ ...entry, originals: countOf(value) })}
          />
          <TextField
            label={fields.copies}
            inputMode="numeric"
            value={`${entry.copies ?? ''}`}
            onChange={(value) => onChange({ ...entry, copies: countOf(value) })}
          />
          <OtherDemands key={entry.materialId} entry={entry} content={content} onChange={onChange} />
        </>
      );
    case 'without-material':
      return (
        <ChoiceField
          label={words.material}
          value={entry.materialId}
          choices={materials}
          onChange={(materialId) => onChange({ ...entry, materialId })}
        />
      );
    case 'add-field':
      return <FieldFields field={entry.field} onChange={(field) => onChange({ ...entry, field })} />;
    case 'other-limit': {
      const statutory = entry.statutoryDays === undefined ? content.statutoryDays : entry.statutoryDays;
      const promised = entry.promisedDays ?? content.promisedDays;
      return (
        <>
          <TextField
            label={fields.promised}
            inputMode="numeric"
            value={`${promised}`}
            error={statutory !== null && promised > statutory ? text.promiseOverLaw : undefined}
            onChange={(value) => onChange({ ...entry, promisedDays: countOf(value) })}
          />
          <TextField
            label={fields.statutory}
            inputMode="numeric"
            value={statutory === null ? '' : `${statutory}`}
            onChange={(value) =>
              onChange({ ...entry, statutoryDays: value.trim() === '' ? null : countOf(value) })
            }
          />
        </>
      );
    }
    case 'other-fee':
      return (
        <>
          <TextField
            label={fields.fee}
            inputMode="numeric"
            value={`${entry.fee?.amount ?? 0}`}
            onChange={(value) =>
              onChange({
                ...entry,
                fee: countOf(value) === 0 ? null : { amount: countOf(value), basis: entry.fee?.basis ?? '' },
              })
            }
          />
          {entry.fee ? (
            <TextField
              label={fields.feeBasis}
              value={entry.fee.basis}
              onChange={(basis) => onChange({ ...entry, fee: { amount: entry.fee?.amount ?? 0, basis } })}
            />
          ) : null}
        </>
      );
    case 'other-level':
      return (
        <ChoiceField
          label={words.level}
          value={entry.level}
          choices={Object.entries(levelNames).map(([value, name]) => ({ value, name }))}
          onChange={(level) => onChange({ ...entry, level: level as typeof entry.level })}
        />
      );
    case 'other-delivery':
      return (
        <Ticks<DeliveryWay>
          legend={fields.delivery}
          words={deliveryWays}
          chosen={entry.deliveryWays}
          onChange={(ways) => onChange({ ...entry, deliveryWays: ways })}
        />
      );
    case 'other-name':
      return (
        <TextField label={words.name} value={entry.name} onChange={(name) => onChange({ ...entry, name })} />
      );
  }
}
