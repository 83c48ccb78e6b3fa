import { useQuery } from '@tanstack/react-query';
import type { WhyLine } from '../../cases/core/case-view.ts';
import type { Day } from '../../regulation/instant.ts';
import { shortDate } from '../../regulation/shanghai-time.ts';
import { ask } from '../api/client.ts';
import { Why } from '../components/due.tsx';
import { Field } from '../components/field.tsx';
import { namedDay } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { mostDays } from './request-draft.ts';
import { supplementText as text } from './text.zh-CN.ts';

/** The day that a number of working days from today leads to, in the calendar of a region, and why. */
export function useDueDay(regionCode: string, days: number) {
  const today = useNow().slice(0, 10);
  return useQuery({
    queryKey: ['due-day', regionCode, today, days],
    queryFn: ({ signal }) =>
      ask<{ dueOn: Day; why: WhyLine[] }>(
        `/api/working-days/due?region=${regionCode}&from=${encodeURIComponent(`${today}T12:00:00+08:00`)}&days=${days}`,
        { signal },
      ),
    enabled: days >= 1 && days <= mostDays,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A number of working days with the day it leads to, explained day by day. */
export function DueDays(props: {
  label: string;
  days: number;
  due: { dueOn: Day; why: WhyLine[] } | undefined;
  error?: string | undefined;
  onDays: (days: number) => void;
}) {
  const now = useNow();
  const { due } = props;
  return (
    <div>
      <Field label={props.label} error={props.error} name="days">
        {({ id, describedBy, invalid }) => (
          <span className="row due-days">
            <input
              id={id}
              className="input"
              inputMode="numeric"
              maxLength={2}
              value={props.days === 0 ? '' : String(props.days)}
              aria-invalid={invalid || undefined}
              aria-describedby={describedBy}
              onChange={(event) => {
                const typed = Number(event.target.value.normalize('NFKC').replace(/\D/g, ''));
                props.onDays(Math.min(typed, mostDays));
              }}
            />
            <span>{text.daysUnit}</span>
            <b role="status">{due ? text.until(namedDay(due.dueOn, now, true)) : text.reading}</b>
          </span>
        )}
      </Field>
      {due ? <Why title={text.why(shortDate(due.dueOn, Number(now.slice(0, 4))))} lines={due.why} /> : null}
    </div>
  );
}
