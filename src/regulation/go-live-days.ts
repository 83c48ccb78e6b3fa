import type { Day } from './instant.ts';

/**
 * Days by which whole lists have to be realised, by programme: 川渝通办 2020-12-31 (S003 第四条), 重庆第二批
 * 2020-12-31 (S001 一), 重庆第三批 2021-11-30 (S000 四). Items that name a day of their own are due by that.
 */
export const requiredDays: Readonly<Record<string, Day>> = {
  'sichuan-chongqing': '2020-12-31',
  'chongqing-2': '2020-12-31',
  'chongqing-3': '2021-11-30',
};
