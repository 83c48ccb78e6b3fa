import { Id, object, type Static } from '../../platform/schema.ts';
import { command, refuse } from '../core/command.ts';
import type { StaffFacts } from '../core/fact-sources.ts';

const ReassignInput = object({ successor: Id });

/** Gives a case that is in somebody's hands to somebody else: illness, leaving, too much work. */
export const reassignCase = command<
  'reassignCase',
  Static<typeof ReassignInput>,
  { staff: StaffFacts | undefined }
>({
  name: 'reassignCase',
  input: ReassignInput,
  summary: '改由同一地区的另一人办理',
  example: { successor: '00000000-0000-4000-8000-000000000001' },
  facts: async (sources, _kase, { successor }) => ({ staff: await sources.findStaff(successor) }),
  blocked: (kase) => (kase.handler ? undefined : 'not-assigned'),
  decide(kase, { successor }, { staff }) {
    if (!kase.handler) return refuse('not-assigned');
    if (!staff?.active || staff.regionCode !== kase.home.regionCode) return refuse('handler-suspended');
    return { events: [{ type: 'caseReassigned', data: { staffId: successor } }] };
  },
});
