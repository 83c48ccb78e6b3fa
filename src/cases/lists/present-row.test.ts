import { expect, test } from 'vitest';
import type { WorkingCalendar } from '../../regulation/working-calendar.ts';
import type { ListedCase } from './listed.ts';
import { presentRow } from './present-row.ts';

const listed: ListedCase = {
  id: '00000000-0000-4000-8000-000000000001',
  businessNumber: null,
  state: 'decidedGranted',
  outcome: 'granted',
  itemNumber: 48,
  itemName: '',
  optionName: '',
  applicant: null,
  priority: false,
  intakeRegion: '510107',
  homeRegion: '500110',
  side: 'home',
  channels: [],
  requests: null,
  nextRule: 'originalsBack',
  holder: 'homeWindow',
  mine: true,
  sortAt: '2021-07-09T00:00:00.000+08:00',
  dueAt: null,
  provisional: false,
  updatedAt: '2021-07-05T00:00:00.000+08:00',
};

test.each(['homeWindow', 'intakeWindow'])(
  'the days left are counted in the calendar of the window that must act: %s',
  (holder) => {
    const asked: string[] = [];
    const calendarOf = (regionCode: string): WorkingCalendar => {
      asked.push(regionCode);
      throw new Error('asked');
    };
    const now = '2021-07-05T10:00:00.000+08:00';
    expect(() => presentRow({ ...listed, holder }, { now, calendarOf, regionName: (code) => code })).toThrow(
      'asked',
    );
    expect(asked).toEqual([holder === 'homeWindow' ? '500110' : '510107']);
  },
);
