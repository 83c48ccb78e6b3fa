import { useState } from 'react';
import type { ScopeKind, SettingValue } from '../../regulation/settings.ts';
import { settingFault } from '../../regulation/settings.ts';
import { addDays, chineseDate, isDay } from '../../regulation/shanghai-time.ts';
import type { SettingView } from '../../settings/setting-view.ts';
import { proposingGrant } from '../../settings/who-sets.ts';
import { useProgrammes } from '../api/catalogue.ts';
import { Refusal } from '../api/problem.ts';
import { useSettingAct } from '../api/settings.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { DayField, useToday } from '../components/day-field.tsx';
import { Check, ChoiceField, TextField } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { RegionPicker } from '../new-case/region-picker.tsx';
import { settingsText as text } from './text.zh-CN.ts';

type Grants = Parameters<typeof proposingGrant>[0];

/** For what kinds of scope somebody may set a value; the server judges the single region. */
export const scopesToSet = ({ scopes }: SettingView, grants: Grants): ScopeKind[] =>
  scopes.filter((kind) =>
    kind === 'region'
      ? grants.some(({ regionCode }) => proposingGrant(grants, { kind, code: regionCode }) !== undefined)
      : proposingGrant(grants, { kind, code: '' }) !== undefined,
  );

/** Proposes a value for a scope from a day on. */
export function ProposeDialog(props: {
  setting: SettingView;
  scopes: readonly ScopeKind[];
  onClose: () => void;
}) {
  const { setting, scopes, onClose } = props;
  const today = useToday();
  const [kind, setKind] = useState<ScopeKind>(scopes[0] ?? 'all');
  const [code, setCode] = useState('');
  const [typed, setTyped] = useState('');
  const [ended, setEnded] = useState(false);
  const [validFrom, setValidFrom] = useState(addDays(today, 1));
  const [reason, setReason] = useState('');
  const act = useSettingAct();
  const { say } = useMessages();
  const inWords = setting.unit === 'clockTime';
  const value: SettingValue = inWords ? typed.trim() : Number(typed.normalize('NFKC'));
  const fault = typed.trim() === '' || ended ? undefined : settingFault(setting.id, value, { kind, code });
  const errorAt = (pointer: string): string | undefined =>
    act.error instanceof Refusal
      ? act.error.errors.find((each) => each.pointer === pointer)?.detail
      : undefined;
  const blocked =
    kind !== 'all' && code === ''
      ? text.fields.scopeMissing
      : typed.trim() === '' && !ended
        ? text.fields.valueMissing
        : (fault?.sentence ??
          (isDay(validFrom) && validFrom > today
            ? [...reason.trim()].length < 2
              ? text.fields.reasonMissing
              : undefined
            : text.fields.validFromHint));
  const send = () => {
    if (blocked !== undefined || act.isPending) return;
    act.mutate(
      {
        propose: setting.id,
        body: {
          scopeKind: kind,
          scopeCode: kind === 'all' ? '' : code,
          value: ended ? null : value,
          validFrom,
          reason: reason.trim(),
        },
      },
      {
        onSuccess: ({ state }) => {
          say(state === 'open' ? text.proposed : text.inForce(chineseDate(validFrom)), 'ok');
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.proposeTitle(setting.title)}
      verb={text.propose}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={send}
      onClose={onClose}
    >
      <div className="stack">
        <ChoiceField
          label={text.fields.scopeKind}
          value={kind}
          choices={scopes.map((each) => ({ value: each, name: text.scopes[each] }))}
          onChange={(chosen) => {
            setKind(chosen as ScopeKind);
            setCode('');
          }}
        />
        <ScopeField kind={kind} code={code} error={errorAt('/scopeCode')} onChange={setCode} />
        {ended ? null : (
          <TextField
            label={text.fields.value}
            hint={`${text.range(String(setting.least), String(setting.most), setting.unitText)}；${setting.capText ?? setting.article}`}
            value={typed}
            inputMode={inWords ? 'text' : 'decimal'}
            maxLength={5}
            error={fault?.sentence ?? errorAt('/value')}
            onChange={setTyped}
            first
          />
        )}
        <Check checked={ended} onChange={setEnded}>
          {text.fields.end}
        </Check>
        <DayField
          label={text.fields.validFrom}
          hint={text.fields.validFromHint}
          value={validFrom}
          error={errorAt('/validFrom')}
          onChange={setValidFrom}
        />
        <TextField
          label={text.fields.reason}
          hint={text.fields.reasonHint}
          value={reason}
          maxLength={200}
          error={errorAt('/reason')}
          onChange={setReason}
        />
      </div>
    </ActDialog>
  );
}

function ScopeField(props: {
  kind: ScopeKind;
  code: string;
  error: string | undefined;
  onChange: (code: string) => void;
}) {
  const { kind, code, error, onChange } = props;
  const { data } = useProgrammes();
  if (kind === 'all') return null;
  if (kind === 'region')
    return <RegionPicker label={text.fields.region} value={code} error={error} onChange={onChange} />;
  if (kind === 'option')
    return (
      <TextField
        label={text.fields.option}
        hint={text.fields.optionHint}
        value={code}
        maxLength={40}
        error={error}
        onChange={onChange}
      />
    );
  return (
    <ChoiceField
      label={text.fields.programme}
      value={code}
      empty={text.fields.choose}
      error={error}
      choices={(data ?? []).map(({ id, name }) => ({ value: id, name }))}
      onChange={onChange}
    />
  );
}
