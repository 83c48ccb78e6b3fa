import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { command, refuse } from '../core/command.ts';
import { reviewedFormally } from '../decision/start-review.ts';
import { inChargeAt, leads, type Post, posts, postsOf, sideOfPost } from './in-charge.ts';

const TakeInput = object({
  post: Type.Optional(oneOf(posts, { description: '不写时为本人在这一件的第一个岗位' })),
});
type TakeInput = Static<typeof TakeInput>;

/** Who had it before, by name, for the colleague who comes second. */
type TakeFacts = { names: ReadonlyMap<string, string> };

const postFor = ({ post }: TakeInput, mine: readonly Post[]): Post | undefined =>
  post === undefined ? mine[0] : mine.find((each) => each === post);

/**
 * A clerk of the acting window, or an approver of the department, takes the case: the first to take it owns it; the
 * lead may take it from a colleague (C.12, R-175).
 */
export const takeCase = command<'takeCase', TakeInput, TakeFacts>({
  name: 'takeCase',
  input: TakeInput,
  summary: '接手办理；已有同事接手的，由窗口负责人改派',
  example: {},
  async facts(sources, kase, input, { capacities }) {
    const post = postFor(input, postsOf(capacities));
    const holder = post && inChargeAt(kase, post);
    const staff = holder && (await sources.findStaff(holder.staffId));
    return { names: new Map(staff ? [[staff.id, staff.name]] : []) };
  },
  decide(kase, input, { names }, { actor, capacities }) {
    const post = postFor(input, postsOf(capacities));
    if (!post || actor.id === null) return refuse('not-authorised');
    const holder = inChargeAt(kase, post);
    if (holder?.staffId === actor.id) return refuse('already-taken', { detail: '您已经接手了这一件。' });
    if (holder && !leads(capacities, post)) {
      const name = names.get(holder.staffId) ?? '同事';
      return refuse('already-taken', { detail: `${name}已接手这一件。需要换人的，请窗口负责人改派。` });
    }
    if (post === 'approver') {
      if (!kase.handler) return refuse('not-assigned');
      if (reviewedFormally(kase, actor)) return refuse('formal-reviewer-cannot-approve');
    }
    return {
      events: [
        {
          type: 'caseTaken',
          data: {
            side: sideOfPost(post),
            staffId: actor.id,
            ...(post === 'approver' ? { post } : {}),
          },
        },
      ],
    };
  },
});
