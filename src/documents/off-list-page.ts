import { levels } from '../catalogue/item.ts';
import { hourText } from './form-texts.ts';
import type { OffListPaperData } from './forms.ts';
import { ended, listed, plain, type Section } from './letter-parts.ts';

const kinds = { person: '个人', organisation: '单位' } as const;

const article = '西南五省政务服务“跨省通办”工作规程第二十四条';

/** Everything a paper of an off-list request prints: record, explanation, question to the home region, consent (C.4). */
export const offListPage = (data: OffListPaperData) => ({
  authority: data.intakeWindowName,
  title: data.title,
  documentNumber: data.documentNumber,
  addressee: data.paper === 'request' ? `${data.homeWindowName}：` : `${data.applicantName}：`,
  sections: [
    ...sectionsOf(data),
    {
      heading: '联系方式',
      paragraphs: [`经办人：${data.handlerName}　窗口电话：${data.windowPhone}`],
    },
  ],
  issuedOn: hourText(data.issuedAt),
});

function sectionsOf(data: OffListPaperData): Section[] {
  switch (data.paper) {
    case 'record':
      return recordSections(data);
    case 'explanation':
      return explanationSections(data);
    case 'request':
      return [
        plain(
          `申请人（${kinds[data.applicantKind]}）在本窗口提出办理“${data.wording}”。这件事不在两地共同公布的通办事项清单内，现依据${article}征求你窗口意见。`,
        ),
        listed('要请你窗口答复的', [data.question]),
        plain(
          `请在 ${hourText(data.answerDueAt)} 前答复：同意的，请给出材料、办理层级和时限；不同意的，请写明理由。`,
        ),
      ];
    case 'consent':
      return consentSections(data);
  }
}

const recordSections = (data: OffListPaperData): Section[] => [
  plain(
    `您（${kinds[data.applicantKind]}，电话 ${data.applicantPhone}）于${hourText(data.recordedAt)}在本窗口提出办理“${data.wording}”，属地为${data.homeRegionName}。`,
  ),
  plain(
    `这件事不在两地共同公布的通办事项清单内，已按${article}登记。登记不是收件，也不是受理，没有业务编号。`,
  ),
];

/** Why it could not be taken, in the words of whoever said so. */
function explanationSections(data: OffListPaperData): Section[] {
  const why: Record<OffListPaperData['outcome'], string[]> = {
    explained: [data.explanation],
    refused: [`${data.homeRegionName}答复不同意办理，理由：${data.reason}`],
    unanswered: [`本窗口已征求${data.homeRegionName}意见，并经逐级协调，仍没有得到答复，这次不能代办。`],
    expired: [`${data.homeRegionName}的同意在 30 天内有效，现已过期，仍要办的请重新提出。`],
  };
  return [
    plain(
      `您于${hourText(data.recordedAt)}在本窗口提出办理“${data.wording}”。这件事不在两地共同公布的通办事项清单内，本窗口没有收件。现说明如下。`,
    ),
    listed('一、说明', why[data.outcome]),
    { heading: '二、依据', paragraphs: [ended(`${article}：清单外的申请，收件地窗口可向申请人解释说明`)] },
    {
      heading: '三、后续',
      paragraphs: [ended('您的需求已登记并报上级政务服务管理机构，作为梳理新一批通办事项清单的依据')],
    },
  ];
}

function consentSections(data: OffListPaperData): Section[] {
  const { standard } = data;
  if (!standard) return [];
  return [
    plain(
      `${data.homeRegionName}同意按${article}办理“${data.wording}”（属地称“${standard.itemName}”），由${levels[standard.level]}${standard.department}办理。`,
    ),
    listed(
      '一、要带的材料',
      standard.materials.map(
        ({ name, originals, copies, required, note }) =>
          `${name}：原件 ${originals} 份、复印件 ${copies} 份${required ? '' : '（有的才交）'}${note ? `，${note}` : ''}`,
      ),
    ),
    {
      heading: '二、时限',
      paragraphs: [
        `承诺时限 ${standard.promisedDays} 个工作日，法定时限${standard.statutoryDays === null ? '无' : ` ${standard.statutoryDays} 个工作日`}，从属地受理之日算起。`,
      ],
    },
    {
      heading: '三、有效期',
      paragraphs: [ended(`本同意只用于这一次申请，须在 ${hourText(data.consentUntil)} 前登记办件`)],
    },
  ];
}
