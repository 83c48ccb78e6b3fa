import type { Day } from './instant.ts';
import { addDays } from './shanghai-time.ts';

/** The statement on confidentiality as staff sign it (规程第二十六条、第二十七条第四项, R-235). */
export type ConfidentialityStatement = {
  version: number;
  /** First day on which this wording is the one to sign. */
  validFrom: Day;
  title: string;
  paragraphs: readonly string[];
};

/** All wordings, the oldest first; a signature under an earlier one no longer holds. */
const confidentialityStatements: readonly ConfidentialityStatement[] = [
  {
    version: 1,
    validFrom: '2021-01-01',
    title: '政务服务“跨省通办”工作人员保密承诺书',
    paragraphs: [
      '本人因工作接触申请人信息、申请材料和业务数据，现承诺：',
      '一、严守保密原则，按程序处理业务数据、申请人信息等重要数据，只查看本人经办事项所需的内容。',
      '二、不抄录、拍照、下载、转发与经办无关的申请人信息，不向无关人员透露。',
      '三、账号、密码和动态验证码只由本人使用，离开座席随手退出登录。',
      '四、发现信息泄露或账号被他人使用，立即报告窗口负责人和本地政务服务管理部门。',
      '五、调离或离职后继续保守工作中知悉的信息。',
      '本人知道查看记录会留痕并接受审计，违反承诺愿承担相应责任。',
    ],
  },
];

/** The wording that is to be signed on a day. */
export function statementOn(day: Day): ConfidentialityStatement {
  const found = confidentialityStatements.findLast(({ validFrom }) => validFrom <= day);
  const [earliest] = confidentialityStatements;
  if (!earliest) throw new Error('no statement on confidentiality');
  return found ?? earliest;
}

/** The words that a signature covers, as one text. */
export const wordsOf = ({ title, paragraphs }: ConfidentialityStatement): string =>
  [title, ...paragraphs].join('\n');

/** The day a year after another: 29 February is followed by 1 March. */
export function yearAfter(day: Day): Day {
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return next.endsWith('-02-29') ? addDays(`${next.slice(0, 4)}-02-28`, 1) : next;
}

/** Last day on which a signature of a day holds: one year. */
export const signedUntil = (signedOn: Day): Day => addDays(yearAfter(signedOn), -1);

/** Different cases that one person may open in an hour before the account is locked. */
export const caseOpeningsAllowed = 100;

/** The hour within which openings are counted. */
export const openingsCountedMs = 60 * 60 * 1000;
