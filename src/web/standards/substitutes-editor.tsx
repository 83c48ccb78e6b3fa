import { useState } from 'react';
import { substituteOf, writtenSubstitute } from '../../catalogue/substitutes.ts';
import { Button } from '../components/button.tsx';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Icon } from '../components/icon.tsx';
import { standardsText as text } from './text.zh-CN.ts';

const { fields } = text;
type Kind = keyof typeof text.substituteKinds;
type Row = { key: number; kind: Kind; name: string };

const choices = Object.entries(text.substituteKinds).map(([value, name]) => ({ value, name }));
const needsName = (kind: Kind): boolean => kind === 'eLicence' || kind === 'document';

const rowsOf = (substitutes: readonly string[]): Row[] =>
  substitutes.flatMap((written, key) => {
    const substitute = substituteOf(written);
    return substitute
      ? [{ key, kind: substitute.kind, name: 'name' in substitute ? substitute.name : '' }]
      : [];
  });

/** What may stand in a material's place; a row without its name is not written yet. */
export function SubstitutesEditor(props: {
  substitutes: readonly string[];
  onChange: (substitutes: string[]) => void;
}) {
  const [rows, setRows] = useState(() => rowsOf(props.substitutes));
  const put = (next: Row[]) => {
    setRows(next);
    const written = next.flatMap(({ kind, name }) =>
      kind === 'eLicence' || kind === 'document'
        ? name.trim() === ''
          ? []
          : [writtenSubstitute({ kind, name })]
        : [writtenSubstitute({ kind })],
    );
    props.onChange([...new Set(written)]);
  };
  return (
    <fieldset className="wide standards-rows">
      <legend className="small">{fields.substitutes}</legend>
      {rows.map((row) => (
        <div className="standards-row" key={row.key}>
          <ChoiceField
            label={fields.substituteKind}
            value={row.kind}
            choices={choices}
            onChange={(kind) =>
              put(rows.map((each) => (each === row ? { ...row, kind: kind as Kind } : each)))
            }
          />
          {needsName(row.kind) ? (
            <TextField
              label={row.kind === 'eLicence' ? fields.licenceName : fields.documentName}
              value={row.name}
              maxLength={100}
              error={row.name.trim() === '' ? text.nameMissing : undefined}
              onChange={(name) => put(rows.map((each) => (each === row ? { ...row, name } : each)))}
            />
          ) : (
            <span />
          )}
          <Button
            small
            label={`${text.remove}：${text.substituteKinds[row.kind]}${row.name}`}
            onPress={() => put(rows.filter((each) => each !== row))}
          >
            <Icon name="cross" />
          </Button>
        </div>
      ))}
      <div>
        <Button
          small
          onPress={() =>
            put([
              ...rows,
              { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, kind: 'eLicence', name: '' },
            ])
          }
        >
          <Icon name="plus" />
          {text.addSubstitute}
        </Button>
      </div>
    </fieldset>
  );
}
