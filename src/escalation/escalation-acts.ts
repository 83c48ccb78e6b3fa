import type { RefusalCode } from '../regulation/refusals.ts';
import type { Escalation, Standing } from './escalation.ts';

/** What people do in an escalation. */
export const escalationActs = {
  answer: '答复',
  declareUnable: '无法协调，报 2 级',
  raise: '直接提到 2 级',
  instruct: '调度',
  confirm: '确认已解决',
  object: '不认可',
  conclude: '登记联席会议处理结果',
} as const;
export type EscalationAct = keyof typeof escalationActs;

const whoActs: Record<EscalationAct, readonly Standing[]> = {
  answer: ['levelOne', 'lead'],
  declareUnable: ['levelOne'],
  raise: ['member'],
  instruct: ['lead'],
  confirm: ['waiting'],
  object: ['waiting'],
  conclude: ['lead'],
};

/** In which states an act can be done. A reply counts at any level, also when the ladder has moved on (OP-90). */
const when: Record<EscalationAct, readonly Escalation['state'][]> = {
  answer: ['level1', 'level2', 'reported'],
  declareUnable: ['level1'],
  raise: ['level1'],
  instruct: ['level2'],
  confirm: ['answered'],
  object: ['answered'],
  conclude: ['reported'],
};

/**
 * Matters whose reply stands somewhere else and ends the escalation by itself: the answer to the other window in the case,
 * consent or refusal on the off-list request. Words in the ladder would close it while the question stays open.
 */
const repliedElsewhere: ReadonlySet<string> = new Set(['homeAnswer', 'offListConsent']);

/** Why somebody may not do something in an escalation now; undefined if nothing stands against it. */
export function objectionTo(
  act: EscalationAct,
  { state, level, rule }: Pick<Escalation, 'state' | 'level' | 'rule'>,
  standings: ReadonlySet<Standing>,
): RefusalCode | undefined {
  const allowed = whoActs[act].some((standing) => standings.has(standing));
  // The lead has no part before the matter has come to level 2.
  const early = act === 'answer' && level === 1 && !standings.has('levelOne');
  if (act === 'raise' && !allowed && standings.has('reader') && state === 'level1') return 'level-one-first';
  if (!allowed || early) return 'not-authorised';
  if (state === 'closed') return 'escalation-closed';
  if (act === 'answer' && repliedElsewhere.has(rule)) return 'reply-where-asked';
  if (act === 'conclude' && rule === 'offListConsent') return 'reply-where-asked';
  return when[act].includes(state) ? undefined : 'escalation-moved-on';
}

/** What somebody can do now. */
export const actsOf = (
  one: Pick<Escalation, 'state' | 'level' | 'rule'>,
  standings: ReadonlySet<Standing>,
): EscalationAct[] =>
  (Object.keys(escalationActs) as EscalationAct[]).filter(
    (act) => objectionTo(act, one, standings) === undefined,
  );
