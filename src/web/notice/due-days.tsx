import { useQuery } from '@tanstack/react-query';
import type { WhyLine } from '../../cases/core/case-view.ts';
import type { Day } from '../../regulation/instant.ts';
import { settings } from '../../regulation/settings.ts';
import { daysBetween, shortDate } from '../../regulation/shanghai-time.ts';
import { ask } from '../api/client.ts';
import { Why } from '../components/due.tsx';
import { Field } from '../components/field.tsx';
import { namedDay } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { noticeText as text } from './text.zh-CN.ts';

/** Days that may be entered (OP-92), and those that usually are (OP-05). */
export const dayRange = settings.supplementDays;

/** The day that a number of calendar days from today leads to, moved to a working day of the region, and why. */
export function useNoticeDue(regionCode: string, days: number) {
  const today = useNow().slice(0, 10);
  return useQuery({
    queryKey: ['notice-due', regionCode, today, days],
    queryFn: ({ signal }) =>
      ask<{ dueOn: Day; why: WhyLine[] }>(
        `/api/working-days/due?unit=day&region=${regionCode}&from=${encodeURIComponent(`${today}T12:00:00+08:00`)}&days=${days}`,
        { signal },
      ),
    enabled: days >= dayRange.least && days <= dayRange.most,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** A number of days with the date and the number that the notice will print, explained day by day. */
export function NoticeDays(props: {
  days: number;
  due: { dueOn: Day; why: WhyLine[] } | undefined;
  error?: string | undefined;
  onDays: (days: number) => void;
}) {
  const now = useNow();
  const { due, days } = props;
  return (
    <div>
      <Field label={text.days} error={props.error} name="days">
        {({ id, describedBy, invalid }) => (
          <span className="row notice-days">
            <input
              id={id}
              className="input"
              inputMode="numeric"
              maxLength={2}
              value={days === 0 ? '' : String(days)}
              data-first
              aria-invalid={invalid || undefined}
              aria-describedby={describedBy}
              onChange={(event) =>
                props.onDays(Number(event.target.value.normalize('NFKC').replace(/\D/g, '')))
              }
            />
            <span>{text.daysUnit}</span>
            <b role="status">
              {due
                ? text.until(namedDay(due.dueOn, now, true), daysBetween(now.slice(0, 10), due.dueOn))
                : text.reading}
            </b>
          </span>
        )}
      </Field>
      {due ? <Why title={text.why(shortDate(due.dueOn, Number(now.slice(0, 4))))} lines={due.why} /> : null}
    </div>
  );
}
