import type { Day } from './instant.ts';
import { addDays } from './shanghai-time.ts';

type MovingFeasts = { newYear: string; qingming: string; dragonBoat: string; midAutumn: string };

/**
 * The feasts that follow the moon or the sun, as month and day of the civil year: 正月初一, 清明, 端午 (五月初五),
 * 中秋 (八月十五), by GB/T 33661 农历的编算和颁行.
 */
const movingFeasts: Readonly<Record<number, MovingFeasts>> = {
  2020: { newYear: '01-25', qingming: '04-04', dragonBoat: '06-25', midAutumn: '10-01' },
  2021: { newYear: '02-12', qingming: '04-04', dragonBoat: '06-14', midAutumn: '09-21' },
  2022: { newYear: '02-01', qingming: '04-05', dragonBoat: '06-03', midAutumn: '09-10' },
  2023: { newYear: '01-22', qingming: '04-05', dragonBoat: '06-22', midAutumn: '09-29' },
  2024: { newYear: '02-10', qingming: '04-04', dragonBoat: '06-10', midAutumn: '09-17' },
  2025: { newYear: '01-29', qingming: '04-04', dragonBoat: '05-31', midAutumn: '10-06' },
  2026: { newYear: '02-17', qingming: '04-05', dragonBoat: '06-19', midAutumn: '09-25' },
  2027: { newYear: '02-06', qingming: '04-05', dragonBoat: '06-09', midAutumn: '09-15' },
  2028: { newYear: '01-26', qingming: '04-04', dragonBoat: '05-28', midAutumn: '10-03' },
  2029: { newYear: '02-13', qingming: '04-04', dragonBoat: '06-16', midAutumn: '09-22' },
  2030: { newYear: '02-03', qingming: '04-05', dragonBoat: '06-05', midAutumn: '09-12' },
  2031: { newYear: '01-23', qingming: '04-05', dragonBoat: '06-24', midAutumn: '10-01' },
  2032: { newYear: '02-11', qingming: '04-04', dragonBoat: '06-12', midAutumn: '09-19' },
  2033: { newYear: '01-31', qingming: '04-04', dragonBoat: '06-01', midAutumn: '09-08' },
  2034: { newYear: '02-19', qingming: '04-05', dragonBoat: '06-20', midAutumn: '09-27' },
  2035: { newYear: '02-08', qingming: '04-05', dragonBoat: '06-10', midAutumn: '09-16' },
};

/**
 * The holidays of all citizens that the law itself fixes (全国年节及纪念日放假办法第二条), by day: 13 days since the
 * revision in force from 2025 (除夕 and 5月2日 added), 11 before. Neither 调休 nor the 补假 of 第六条 is in it, since
 * only the yearly notice says on which days they fall. Undefined for years outside 2020–2035.
 */
export function statutoryHolidays(year: number): ReadonlyMap<Day, string> | undefined {
  const feasts = movingFeasts[year];
  if (feasts === undefined) return undefined;
  const on = (monthDay: string): Day => `${year}-${monthDay}`;
  const run = (first: Day, count: number): Day[] =>
    Array.from({ length: count }, (_, i) => addDays(first, i));
  const revised = year >= 2025;
  const newYear = on(feasts.newYear);
  const named: readonly [string, readonly Day[]][] = [
    ['元旦', run(on('01-01'), 1)],
    ['春节', revised ? run(addDays(newYear, -1), 4) : run(newYear, 3)],
    ['清明节', run(on(feasts.qingming), 1)],
    ['劳动节', run(on('05-01'), revised ? 2 : 1)],
    ['端午节', run(on(feasts.dragonBoat), 1)],
    ['国庆节', run(on('10-01'), 3)],
    ['中秋节', run(on(feasts.midAutumn), 1)],
  ];
  const holidays = new Map<Day, string>();
  for (const [name, days] of named) {
    for (const day of days) {
      const other = holidays.get(day);
      holidays.set(day, other === undefined ? name : `${other}、${name}`);
    }
  }
  return holidays;
}
