import type { DecisionCorrectionData, ProcedureNoticeData } from './forms.ts';
import { application, day, ended, listed, plain, type Section } from './letter-parts.ts';

/** 特别程序告知书: what procedure, from when to when it is expected, and that the clock stands still. */
export const procedureNoticeBody = (data: ProcedureNoticeData): Section[] => [
  plain(
    `${application(data)}，本机关于${day(data.acceptedOn)}受理。办理中依法需要${data.procedure}，所需时间不计算在办理期限内（《中华人民共和国行政许可法》第四十五条）。现将所需时间书面告知如下。`,
  ),
  listed('一、特别程序', [data.procedure]),
  listed('二、所需时间', [
    `自${day(data.startOn)}起，预计到${day(data.expectedEndOn)}结束，首尾两日都不计算在办理期限内`,
  ]),
  listed('三、原因', data.reasons),
  plain('特别程序结束后，继续计算办理期限。'),
];

/** 决定更正书: one clerical error, both versions, and that the result stays as it was. */
export const decisionCorrectionBody = (data: DecisionCorrectionData): Section[] => [
  plain(
    `${application(data)}，本机关于${day(data.decidedOn)}作出${data.decisionTitle}（编号${data.decisionNumber}）。该文书有一处记录有误，现更正如下。`,
  ),
  listed('一、更正的内容', [data.field]),
  listed('二、原来的记录', [data.before === '' ? '（空白）' : data.before]),
  listed('三、更正后的记录', [data.after]),
  listed('四、更正的原因', [data.reason]),
  plain(
    ended(`更正人：${data.correctedBy}；确认人：${data.confirmedBy}`),
    '原决定的结果不变，本更正书与原文书一并使用。',
  ),
];
