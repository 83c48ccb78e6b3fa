import type { FormField, Material, ReviewPoint, Situation } from './standard.ts';

/** Answers to the questions of the handling situations, by situation id: true is yes. */
export type SituationAnswers = Readonly<Record<string, boolean>>;

/** A question without an answer, or answered against another. */
export type SituationFault = { readonly situationId: string; readonly detail: string };

/**
 * What is wrong with the answers: every question is answered, if only with no; 本人办理 and 委托代理
 * exclude each other; an answer to a question that was not asked is refused.
 */
export function checkSituations(
  situations: readonly Situation[],
  answers: SituationAnswers,
): SituationFault[] {
  const asked = new Set(situations.map(({ id }) => id));
  const unanswered = situations
    .filter(({ id }) => typeof answers[id] !== 'boolean')
    .map(({ id, question }) => ({ situationId: id, detail: `还没有回答：${question}` }));
  const strange = Object.keys(answers)
    .filter((id) => !asked.has(id))
    .map((id) => ({ situationId: id, detail: '这个办理项没有这种情形。' }));
  const both = situations
    .filter(({ id }) => id.endsWith('-s-self') && answers[id] && answers[id.replace(/-s-self$/, '-s-agent')])
    .map(({ id }) => ({
      situationId: id.replace(/-s-self$/, '-s-agent'),
      detail: '本人办理和委托代理只能选一个。',
    }));
  return [...unanswered, ...strange, ...both];
}

/** The materials of an application, or which questions stand in the way. */
export type MaterialsChoice =
  | { readonly ok: true; readonly materials: Material[] }
  | { readonly ok: false; readonly sentence: string; readonly situationIds: string[] };

/**
 * The materials that apply: those without a situation, and those whose situation was answered yes. Refuses
 * answers that `checkSituations` finds wrong.
 */
export function materialsFor(
  { situations, materials }: { situations: readonly Situation[]; materials: readonly Material[] },
  answers: SituationAnswers,
): MaterialsChoice {
  const faults = checkSituations(situations, answers);
  const [first] = faults;
  if (first) {
    return { ok: false, sentence: first.detail, situationIds: faults.map(({ situationId }) => situationId) };
  }
  return { ok: true, materials: materials.filter(({ when }) => when === null || answers[when] === true) };
}

/** The review points that apply: those of the whole application and of materials that apply. */
export const reviewPointsFor = (
  points: readonly ReviewPoint[],
  materials: readonly Pick<Material, 'id'>[],
): ReviewPoint[] => {
  const present = new Set(materials.map(({ id }) => id));
  return points.filter(({ materialId }) => materialId === null || present.has(materialId));
};

/** Whether somebody else acts for the applicant: the situation 委托代理 or 经办人 was answered yes. */
export const actsThroughAgent = (answers: SituationAnswers): boolean =>
  Object.entries(answers).some(([id, yes]) => yes && /-s-(?:agent|handler)$/.test(id));

/** Whether somebody besides the applicant is named: has to be, may be, or must not be. */
export type AgentRule = 'asked' | 'possible' | 'none';

/**
 * Whether an application names an agent. He is asked for where somebody acts for the applicant, and where the
 * form has fields for him that no situation decides on: a child's guardian. He is possible where a legal representative
 * may act himself, and where the holder has died: the relative acts by law, for the dead authorise nobody.
 */
export function agentRule(
  { form, situations }: { form: readonly FormField[]; situations: readonly Pick<Situation, 'id'>[] },
  answers: SituationAnswers,
): AgentRule {
  if (actsThroughAgent(answers)) return 'asked';
  const own = form.filter(({ binding }) => binding?.startsWith('agent.'));
  const died = Object.entries(answers).some(
    ([id, yes]) => yes && id.endsWith('-s-dead') && id.replace(/-s-dead$/, '-s-agent') in answers,
  );
  if (own.length === 0) return died ? 'possible' : 'none';
  const decided = situations.some(({ id }) => /-s-(?:agent|handler|legalrep)$/.test(id));
  return !decided && own.some(({ required }) => required) ? 'asked' : 'possible';
}
