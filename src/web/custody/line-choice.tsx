import type { CustodyView } from '../../cases/custody/present-custody.ts';
import { Check } from '../components/field.tsx';

/** Materials to tick, in the order of the case. */
export function LineChoice(props: {
  legend: string;
  lines: readonly Pick<CustodyView, 'lineId' | 'name'>[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const { legend, lines, chosen, onChange } = props;
  return (
    <fieldset>
      <legend className="small">{legend}</legend>
      {lines.map(({ lineId, name }) => (
        <Check
          key={lineId}
          checked={chosen.includes(lineId)}
          onChange={(checked) =>
            onChange(checked ? [...chosen, lineId] : chosen.filter((id) => id !== lineId))
          }
        >
          {name}
        </Check>
      ))}
    </fieldset>
  );
}
