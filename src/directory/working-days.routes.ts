import type { App } from '../platform/http.ts';
import { fieldInvalid } from '../platform/problem.ts';
import { Id, InstantText, object, oneOf, problemAnswers, RegionCode, Type } from '../platform/schema.ts';
import { dayOf, type Instant, parseInstant } from '../regulation/instant.ts';
import { officeHoursDue } from '../regulation/office-hours.ts';
import { isDay } from '../regulation/shanghai-time.ts';
import { calendarDaysDue, type Pause, workingDaysDue } from '../regulation/working-days.ts';
import { calendarProblem } from './calendars.service.ts';
import type { Directory } from './directory.service.ts';

const tags = ['期限'];
const stretch = String.raw`\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}`;
const access = 'public';

const Provisional = Type.Boolean({ description: '放假安排尚未公布，日期可能变动' });

/** Public questions about due dates: working days of a region, office hours of a window. */
export function workingDaysRoutes(app: App, directory: Directory): void {
  app.get(
    '/api/working-days/due',
    {
      config: { access },
      schema: {
        tags,
        summary: '从某一时刻起若干个工作日的到期日，并逐日说明原因',
        description: '地区写 000000 时按全国统一的放假安排。',
        querystring: object({
          region: RegionCode,
          from: InstantText,
          days: Type.String({
            pattern: '^\\d{1,3}$',
            description: '工作日数，0 为即办；unit=day 时为自然日数',
          }),
          unit: Type.Optional(
            oneOf(['workingDay', 'day'], {
              description: 'day：自然日，末日放假的顺延到下一个工作日（一次性告知书）',
            }),
          ),
          pauses: Type.Optional(
            Type.String({
              pattern: `^${stretch}(,${stretch}){0,19}$`,
              description: '不计的日子，首尾都不计：2021-06-09/2021-06-16，多段用逗号隔开',
            }),
          ),
        }),
        response: {
          200: Type.Object({
            dueOn: Type.String(),
            dueAt: Type.String({ description: '到期日 24:00' }),
            provisional: Provisional,
            why: Type.Array(
              Type.Object({
                from: Type.String(),
                to: Type.Optional(Type.String()),
                label: Type.String(),
                counted: Type.Boolean(),
                n: Type.Optional(Type.Integer()),
              }),
            ),
          }),
          ...problemAnswers(400, 404, 422),
        },
      },
    },
    ({ query: { region, from, days, pauses, unit } }) => {
      const moment = readMoment(from);
      if (unit === 'day') {
        return orProblem(() =>
          calendarDaysDue(directory.calendarOf(region), moment, Number(days), { rollToWorkingDay: true }),
        );
      }
      const options = { pauses: readPauses(pauses) };
      return orProblem(() => workingDaysDue(directory.calendarOf(region), moment, Number(days), options));
    },
  );

  app.get(
    '/api/office-hours/due',
    {
      config: { access },
      schema: {
        tags,
        summary: '从某一时刻起若干个办公小时的到期时刻，并逐段说明原因',
        querystring: object({
          window: Id,
          from: InstantText,
          hours: Type.String({ pattern: '^\\d{1,3}(\\.\\d{1,2})?$', description: '办公小时数，大于 0' }),
        }),
        response: {
          200: Type.Object({
            dueAt: Type.String(),
            provisional: Provisional,
            why: Type.Array(
              Type.Object({
                fromAt: Type.String(),
                toAt: Type.String(),
                label: Type.String(),
                counted: Type.Boolean(),
                minutes: Type.Optional(Type.Number()),
              }),
            ),
          }),
          ...problemAnswers(400, 404, 422),
        },
      },
    },
    ({ query: { window: id, from, hours } }) => {
      const window = directory.getWindow(id);
      const moment = readMoment(from);
      if (Number(hours) === 0) throw fieldInvalid('/querystring/hours', '小时数应大于 0。');
      return orProblem(() =>
        officeHoursDue(directory.calendarOf(window.regionCode), window.officeHours, moment, Number(hours)),
      );
    },
  );
}

/** Runs of days that do not count. */
function readPauses(text = ''): Pause[] {
  return text
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [from = '', to = ''] = part.split('/');
      if (!isDay(from) || !isDay(to) || from > to)
        throw fieldInvalid('/querystring/pauses', '不计的日子应写成 开始日/结束日，结束日不早于开始日。');
      return { from, to };
    });
}

/** A plus sign that was not percent-encoded arrives as a space. */
function readMoment(text: string): Instant {
  const isReal = /^\d{4}-\d{2}-\d{2}T/.test(text) && isDay(text.slice(0, 10));
  const moment = isReal ? parseInstant(text.replace(/ (\d{2}:\d{2})$/, '+$1')) : undefined;
  if (moment === undefined || !isDay(dayOf(moment))) {
    throw fieldInvalid('/querystring/from', '时间应写成带时区的形式，如 2021-04-30T15:00:00+08:00。');
  }
  return moment;
}

function orProblem<Answer>(compute: () => Answer): Answer {
  try {
    return compute();
  } catch (error) {
    throw calendarProblem(error);
  }
}
