import { openRequests, openStandardRequest } from '../../src/cases/requests/open-requests.ts';
import type { UsualInputs } from '../case-acts.ts';

const none = '00000000-0000-4000-8000-000000000000';

/** A checklist as a home window usually answers it. */
export const checklist = {
  level: 'county' as const,
  department: '卫生健康局',
  materials: [
    { name: '出生医学证明', required: true, originals: 1, copies: 1, sendOriginal: true },
    {
      name: '父母居民身份证',
      required: true,
      originals: 2,
      copies: 2,
      note: '父母双方都要',
      points: ['证件在有效期内？'],
    },
  ],
  promisedDays: 5,
  statutoryDays: 20,
  legalBasis: ['《中华人民共和国母婴保健法》第二十三条'],
};

/** Usual bodies of what the windows ask of each other. */
export const requestActs = {
  requestStandard: () => ({}),
  answerStandardRequest: (kase) => ({ id: openStandardRequest(kase)?.id ?? none, standard: checklist }),
  adoptGuide: () => ({
    address: 'https://zwfw.cq.gov.cn/item/0123',
    version: '2021-06 版',
    standard: checklist,
  }),
  adoptReceivedStandard: () => ({ standardId: none }),
  askOtherWindow: () => ({ text: '登记表第二页没有单位盖章，可以收吗？', needsAnswer: true }),
  answerOtherWindow: (kase) => ({
    id: openRequests(kase).find(({ kind }) => kind === 'question')?.id ?? none,
    text: '可以收，盖章由我们核验。',
  }),
  cancelRequest: (kase) => ({ id: openRequests(kase)[0]?.id ?? none }),
} satisfies UsualInputs;
