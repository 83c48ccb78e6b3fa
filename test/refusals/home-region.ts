import { rightHome } from '../allowed-notices.ts';
import { but, type RefusedAct } from './refused-act.ts';

const gap = (refusal: 'home-window-missing' | 'home-region-unclear' | 'region-not-active') => () => ({
  facts: { ...rightHome, route: async () => ({ ok: false as const, refusal, sentence: '还不能确定。' }) },
});

const programme = (refusal: 'same-region' | 'region-not-in-programme') => () => ({
  facts: {
    ...rightHome,
    chooseProgramme: async () => ({ ok: false as const, refusal, sentence: '不在通办范围内。' }),
  },
});

const acts: Omit<RefusedAct, 'command' | 'from'>[] = [
  { refusal: 'reason-missing', when: '没有写错在哪里', input: but('correctHomeRegion', { reason: '' }) },
  { refusal: 'region-not-in-directory', when: '新的属地不在联络清单' },
  { refusal: 'home-window-missing', when: '新的属地没有窗口', how: gap('home-window-missing') },
  { refusal: 'region-not-active', when: '新的属地还没有开通', how: gap('region-not-active') },
  { refusal: 'home-region-unclear', when: '新的属地哪一级办理不清楚', how: gap('home-region-unclear') },
  { refusal: 'same-region', when: '新的属地就是收件地', how: programme('same-region') },
  {
    refusal: 'region-not-in-programme',
    when: '通办范围不含新的属地',
    how: programme('region-not-in-programme'),
  },
  {
    refusal: 'option-not-published',
    when: '新的办理项没有收件标准',
    input: but('correctHomeRegion', { optionId: 'no-such-option' }),
    how: () => ({ facts: rightHome }),
  },
  {
    refusal: 'situation-not-chosen',
    when: '新的办理项还有情形没有回答',
    input: but('correctHomeRegion', { situations: {} }),
    how: () => ({ facts: rightHome }),
  },
  {
    refusal: 'form-incomplete',
    when: '新的申请表还有没填的',
    input: but('correctHomeRegion', { answers: { sex: '不详' } }),
    how: () => ({ facts: rightHome }),
  },
];

/** A wrong home region that cannot be corrected to this one (C.1, 3b). */
export const homeRegionRefusals: RefusedAct[] = acts.map((act) => ({
  command: 'correctHomeRegion',
  from: 'formalReview',
  ...act,
}));
