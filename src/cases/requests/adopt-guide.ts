import { GivenStandardInput } from '../../catalogue/given-standard-form.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import { dayOf } from '../../regulation/instant.ts';
import { isDay } from '../../regulation/shanghai-time.ts';
import { command, refuse } from '../core/command.ts';
import { judgeGiven, linesOfGiven } from './given.ts';
import { lacksStandard, openStandardRequest } from './open-requests.ts';

const GuideInput = object({
  address: Type.String({ maxLength: 500, description: '属地政务服务平台上办事指南的网址' }),
  version: Type.String({ maxLength: 100, description: '指南的版本号，或公布、更新日期' }),
  readOn: Type.Optional(Type.String({ maxLength: 10, description: '哪一天看的，YYYY-MM-DD；不填为今天' })),
  standard: GivenStandardInput,
});

/** Whether an address is that of a guide on a government platform (规程第二十三条 ¶3). */
function isGuideAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username } = new URL(address);
  return /^https?:$/.test(protocol) && username === '' && /(^|\.)gov\.cn$/.test(hostname);
}

/**
 * The intake clerk takes the guide of the home region's platform as the standard (C.1, 7a; OP-67): its address and
 * version stay with the case, and the lines copied from it become the checklist. An open request ends with it.
 */
export const adoptGuide = command<'adoptGuide', Static<typeof GuideInput>, { published: boolean }>({
  name: 'adoptGuide',
  input: GuideInput,
  summary: '按属地政务服务平台公布的办事指南收件（第一阶段）',
  example: {
    address: 'https://zwfw.cq.gov.cn/item/0123',
    version: '2021-06 版',
    standard: {
      level: 'county',
      department: '卫生健康局',
      materials: [{ name: '出生医学证明', required: true, originals: 1, copies: 1 }],
      promisedDays: 5,
      statutoryDays: 20,
    },
  },
  offered: lacksStandard,
  facts: async (sources, kase, _input, { now }) => ({
    // The item got a published option since the case was opened.
    published: (await sources.findStandard(kase.optionId, kase.home.regionCode, now)) === undefined,
  }),
  decide(kase, { address, version, readOn, standard }, { published }, context) {
    if (!lacksStandard(kase)) return refuse('standard-available');
    if (published)
      return refuse('standard-available', { detail: '这个事项现在已有发布的收件标准，请更正办理项。' });
    const today = dayOf(context.now);
    const on = readOn ?? today;
    if (!isGuideAddress(address.trim()) || version.trim() === '' || !isDay(on) || on > today)
      return refuse('guide-not-published');
    const given = judgeGiven(kase, standard, 'guide', context);
    if ('refusal' in given) return given;
    const guide = { address: address.trim(), version: version.trim(), readOn: on };
    const adopted = { ...given.standard, guide };
    const request = openStandardRequest(kase);
    return {
      events: [
        {
          type: 'guideAdopted',
          data: {
            standard: adopted,
            lines: linesOfGiven(kase, adopted),
            ...(request ? { cancels: request.id } : {}),
          },
        },
      ],
    };
  },
});
