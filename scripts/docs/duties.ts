import { articles } from '../../src/regulation/articles.ts';
import { type DutyId, type DutyLength, dutyRules, holderNames, ruleOf } from '../../src/regulation/duties.ts';
import { code, page, table } from './markdown.ts';

function lengthInWords(length: DutyLength): string {
  if ('workingDays' in length) return `${length.workingDays} 个工作日`;
  if ('officeHours' in length) return `${length.officeHours} 个办公小时`;
  if ('calendarDays' in length) return `${length.calendarDays} 日`;
  if ('sameDay' in length) return '当日 24:00';
  if ('given' in length) return length.given === 'workingDays' ? '文书写明的工作日' : '文书写明的天数';
  return length.option === 'promisedDays' ? '办理项的承诺期限' : '办理项的法定时限';
}

const dutyRow = (id: DutyId): string[] => {
  const { title, kind, holder, calendar, length, article, fires, atDue } = ruleOf(id);
  return [
    `${code(id)} ${title}`,
    kind === 'task' ? 'task' : 'limit',
    holderNames[holder],
    `${lengthInWords(length)}（${calendar === 'intake' ? '收件地' : '属地'}日历）`,
    fires ? code(fires) : '—',
    atDue,
    articles[article].citation,
  ];
};

/** The deadline register. */
export const dutiesPage = (): string =>
  page(
    'Deadlines',
    '`src/regulation/duties.ts`',
    'A task lies on somebody’s desk; a limit only runs. Where a command stands under “The clock does”, the sweep issues it five minutes after the due time, dated at the due time — never on a provisional date. “At the due time” is what people are told.',
    table(
      ['Duty', 'Kind', 'Of', 'Length', 'The clock does', 'At the due time', 'Article'],
      (Object.keys(dutyRules) as DutyId[]).map(dutyRow),
    ),
  );
