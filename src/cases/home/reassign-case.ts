import { Id, object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { capacitiesOf } from '../core/capacities.ts';
import type { Case } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import type { StaffFacts } from '../core/fact-sources.ts';
import { holderOf, type Post, posts, postsOver } from './in-charge.ts';

const ReassignInput = object({
  successor: Id,
  post: Type.Optional(oneOf(posts, { description: '改派哪个岗位；不写时属地已交办的改审批，其余改窗口' })),
});
type ReassignInput = Static<typeof ReassignInput>;

/** The post that is meant: on the home side the approver once the case was given to one. */
function postFor({ post }: ReassignInput, kase: Case, over: readonly Post[]): Post | undefined {
  if (post !== undefined) return over.find((each) => each === post);
  return over.includes('approver') && kase.handler ? 'approver' : over[0];
}

/**
 * Gives a case to somebody else of the same window, or to another approver: illness, leaving, too much work.
 * The lead and the administration of either side do it for their own side.
 */
export const reassignCase = command<'reassignCase', ReassignInput, { staff: StaffFacts | undefined }>({
  name: 'reassignCase',
  input: ReassignInput,
  summary: '改由同一窗口或同一地区的另一人办理',
  example: { successor: '00000000-0000-4000-8000-000000000001' },
  facts: async (sources, _kase, { successor }) => ({ staff: await sources.findStaff(successor) }),
  decide(kase, input, { staff }, { capacities }) {
    const post = postFor(input, kase, postsOver(capacities));
    if (!post) return refuse('not-authorised');
    if (post === 'approver' && !kase.handler) return refuse('not-assigned');
    if (!staff?.active) return refuse('handler-suspended');
    if (!capacitiesOf(staff, kase).has(holderOf[post])) {
      const detail = post === 'approver' ? '该人员不是属地的审批人员。' : '该人员不在这个窗口。';
      return refuse('handler-suspended', { detail });
    }
    const { id: staffId } = staff;
    return {
      events: [
        {
          type: 'caseReassigned',
          data:
            post === 'intakeWindow'
              ? { staffId, side: 'intake' }
              : { staffId, side: 'home', ...(post === 'homeWindow' ? { post: 'window' } : {}) },
        },
      ],
    };
  },
});
