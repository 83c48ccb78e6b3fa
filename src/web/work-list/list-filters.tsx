import type { CaseRow } from '../../cases/core/case-view.ts';
import { caseStates } from '../../regulation/states.ts';
import type { QueueFilters } from '../api/cases.ts';
import { Button } from '../components/button.tsx';
import { ChoiceField, TextField } from '../components/field.tsx';
import { workListText as text } from './text.zh-CN.ts';

const states = Object.entries(caseStates)
  .filter(([state]) => state !== 'draft' && state !== 'discarded')
  .map(([value, name]) => ({ value, name }));
const modes = Object.entries(text.modes).map(([value, name]) => ({ value, name }));

/** Filters by item, state, way of handling and due date. Items are those of the cases shown. */
export function ListFilters(props: {
  filters: QueueFilters;
  rows: readonly CaseRow[];
  onChange: (filters: QueueFilters) => void;
}) {
  const { filters, rows, onChange } = props;
  const items = new Map(rows.map(({ itemNumber, itemName }) => [String(itemNumber), itemName]));
  if (filters.item !== '' && !items.has(filters.item)) items.set(filters.item, '');
  const choices = [...items]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([value, name]) => ({ value, name: text.itemName(Number(value), name) }));
  const set = (name: keyof QueueFilters) => (value: string) => onChange({ ...filters, [name]: value });
  return (
    <fieldset className="list-filters">
      <legend className="sr-only">{text.filters}</legend>
      <ChoiceField
        label={text.item}
        value={filters.item}
        choices={choices}
        empty={text.anyItem}
        onChange={set('item')}
      />
      <ChoiceField
        label={text.state}
        value={filters.state}
        choices={states}
        empty={text.anyState}
        onChange={set('state')}
      />
      <ChoiceField
        label={text.mode}
        value={filters.mode}
        choices={modes}
        empty={text.anyMode}
        onChange={set('mode')}
      />
      <TextField label={text.dueBy} type="date" value={filters.dueBy} onChange={set('dueBy')} />
      {Object.values(filters).some((value) => value !== '') ? (
        <Button small onPress={() => onChange({ item: '', state: '', mode: '', dueBy: '' })}>
          {text.clear}
        </Button>
      ) : null}
    </fieldset>
  );
}
