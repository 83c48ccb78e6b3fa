import type { AbandonmentNoticeData, HomeSupplementNoticeData } from './forms.ts';
import { application, day, ended, listed, plain, type Section } from './letter-parts.ts';

/** 补正通知书: the points, by when, at which places, and what follows when nothing comes. */
export const homeSupplementBody = (data: HomeSupplementNoticeData): Section[] => [
  plain(`${application(data)}收悉。经审查，申请材料需要补正，现将全部需要补正的内容一次告知如下。`),
  listed('一、需要补正的内容', data.points),
  {
    heading: '二、补正期限和地点',
    paragraphs: [
      `请于${day(data.dueOn)}24时前补正。可以交到以下任何一处：`,
      `（1）${data.intakeWindowName}（电话${data.intakeWindowPhone}），由窗口转送；`,
      `（2）${data.homeWindowName}（电话${data.windowPhone}），可当面交，也可邮寄。邮寄的，以寄递企业揽收的时间为准。`,
    ],
  },
  {
    heading: '三、逾期没有补正的',
    paragraphs: [
      data.announcesAbandonment
        ? '在上述期限内没有补正的，视为放弃本次申请。以后可以重新提出申请。'
        : '在上述期限内没有补正的，本机关按现有材料依法作出处理。',
    ],
  },
];

/** 视为放弃申请通知书: which notice, which points stayed open, and the rule of the local procedure. */
export const abandonmentBody = (data: AbandonmentNoticeData): Section[] => [
  plain(
    `${application(data)}，本机关以《补正通知书》（${data.noticeNumber}）告知你（单位）于${day(data.dueOn)}24时前补正，并告知逾期没有补正的视为放弃申请。`,
    '期限已过，以下内容没有补正：',
  ),
  listed('', data.points),
  plain(
    `根据${ended(data.localRule)}`.replace(/。$/, '，本次申请视为放弃，不再办理。'),
    '所交的原件将予退回。你（单位）可以重新提出申请；材料确在期限内交出或者寄出的，可以凭证明请求恢复办理。',
  ),
];
