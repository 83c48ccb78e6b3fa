import type { Day } from '../../regulation/instant.ts';
import { isDay } from '../../regulation/shanghai-time.ts';
import { namedDay } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { typedDay } from '../time/typed-day.ts';
import { type FieldFrame, TextField } from './field.tsx';

/** A day as clerks type it, with its weekday below once it is one: 20210609, 2021.6.9, 6月9日 of the calendar. */
export function DayField(
  props: FieldFrame & { value: string; onChange: (day: string) => void; first?: boolean },
) {
  const now = useNow();
  const { value, onChange, hint = '如 20210609', ...frame } = props;
  const named: string = isDay(value) ? namedDay(value, now, false) : hint;
  return (
    <TextField
      {...frame}
      value={value}
      maxLength={12}
      inputMode="numeric"
      hint={named}
      onChange={(typed) => onChange(/^\d{8}$/.test(typed) ? typedDay(typed) : typed)}
      onLeave={() => onChange(typedDay(value))}
    />
  );
}

/** Today, as a day. */
export const useToday = (): Day => useNow().slice(0, 10);
