import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import { command, refuse } from '../core/command.ts';
import { pointsFor, type ReviewPointFacts } from './points.ts';
import { reviewedFormally } from './start-review.ts';

const OpinionInput = object({
  points: Type.Array(
    object({
      pointId: Type.String({ minLength: 1, maxLength: 80 }),
      favourable: Type.Boolean({ description: '是否符合' }),
      text: Type.Optional(Type.String({ maxLength: 500 })),
    }),
    { maxItems: 100 },
  ),
});

/** Records the substantive opinion on every point (C.1, 26a). Neither the intake window nor the applicant sees it. */
export const recordOpinion = command<
  'recordOpinion',
  Static<typeof OpinionInput>,
  { points: ReviewPointFacts[] }
>({
  name: 'recordOpinion',
  input: OpinionInput,
  summary: '逐点填写审查意见',
  example: { points: [{ pointId: '048-1-r-01', favourable: true }] },
  async facts(sources, kase) {
    return { points: pointsFor(kase, await sources.pinnedStandard(kase)) };
  },
  blocked: (kase, { actor }) =>
    reviewedFormally(kase, actor) ? 'formal-reviewer-cannot-approve' : undefined,
  decide(kase, { points }, facts, { actor }) {
    if (reviewedFormally(kase, actor)) return refuse('formal-reviewer-cannot-approve');
    const given = new Map(points.map((point) => [point.pointId, point]));
    const earlier = new Set(kase.opinionPoints.map(({ pointId }) => pointId));
    const open = facts.points.filter(({ id }) => !given.has(id) && !earlier.has(id));
    if (open.length > 0)
      return refuse('opinion-incomplete', { detail: `还有 ${open.length} 个要点没有写意见。` });
    const opinions: Record<string, string> = {};
    for (const { pointId, favourable, text } of points) {
      if (!facts.points.some(({ id }) => id === pointId)) {
        return refuse('field-invalid', { errors: [{ pointer: '/points', detail: `没有要点 ${pointId}。` }] });
      }
      const checked = checkPlainText(text ?? '', { max: 500, lines: true });
      if (!checked.valid && text)
        return refuse('field-invalid', { errors: [{ pointer: '/points', detail: checked.reason }] });
      if (!favourable && !(checked.valid && checked.normalized)) {
        return refuse('opinion-incomplete', { detail: '不符合的要点要写明意见。' });
      }
      if (checked.valid && checked.normalized) opinions[pointId] = checked.normalized;
    }
    return {
      events: [
        {
          type: 'opinionRecorded',
          data: { points: points.map(({ pointId, favourable }) => ({ pointId, favourable })) },
          personal: { opinions },
        },
      ],
    };
  },
});
