import type { UsualInputs } from '../case-acts.ts';
import { secondPersons } from '../case-facts.ts';

/** How the formal review is usually corrected. */
export const reviewActs = {
  correctHomeRegion: () => ({ homeRegion: '500112', reason: '参保地是渝北区，登记时选成了綦江区' }),
  reopenPassedLine: (kase) => ({
    lineId: kase.lines.find(({ verdict }) => verdict === 'passed')?.id ?? '',
    reason: '复核发现登记表缺少第二页，影响属地审查',
  }),
  replaceIntakeReceipt: () => ({
    reason: '申请联系人电话写错一位',
    contact: { name: '罗晓梅', phone: '13800006022' },
    confirmation: secondPersons.homeClerk.token,
  }),
} satisfies UsualInputs;
