import { describe, expect, it } from 'vitest';
import { defaultOfficeHours } from '../regulation/office-hours.ts';
import { calendarFrom } from '../regulation/working-calendar.ts';
import { openingsText, openingView } from './opening.ts';

const calendar = calendarFrom([
  {
    year: 2021,
    source: '国务院办公厅关于2021年部分节假日安排的通知（国办发明电〔2020〕27号）',
    off: [{ from: '2021-10-01', to: '2021-10-07', name: '国庆节' }],
    work: ['2021-09-26', '2021-10-09'],
  },
]);
const at = (time: string) => openingView(calendar, defaultOfficeHours, `2021-${time}:00.000+08:00`);

describe('when a window is open', () => {
  it.each([
    ['open in the morning', '09-29T10:00', true, undefined],
    ['closed over lunch, open again at one', '09-29T12:00', false, '2021-09-29T13:00:00.000+08:00'],
    ['closed before opening', '09-29T08:59', false, '2021-09-29T09:00:00.000+08:00'],
    [
      'closed after the last day before the holiday, until it is over',
      '09-30T17:00',
      false,
      '2021-10-08T09:00:00.000+08:00',
    ],
    ['open on a make-up Saturday', '10-09T09:00', true, undefined],
  ])('%s', (_, time, openNow, nextAt) => {
    const view = at(time);
    expect(view.openNow).toBe(openNow);
    expect(view.nextAt).toBe(nextAt);
    expect(openingsText(view.today)).toBe('09:00–12:00、13:00–17:00');
  });

  it('says why it is closed for the day', () => {
    expect(at('10-03T10:00')).toEqual({
      openNow: false,
      today: [],
      offBecause: '国庆节放假',
      nextAt: '2021-10-08T09:00:00.000+08:00',
    });
  });
});
