import { Id, object, type Static } from '../../platform/schema.ts';
import { capacitiesOf } from '../core/capacities.ts';
import { command, refuse } from '../core/command.ts';
import type { StaffFacts } from '../core/fact-sources.ts';

const HandOverInput = object({ staffId: Id });
type HandOverInput = Static<typeof HandOverInput>;

/** Gives a draft to somebody else of its window: whoever was writing it was suspended or left (R-052, C.12). */
export const handOverDraft = command<'handOverDraft', HandOverInput, { staff: StaffFacts | undefined }>({
  name: 'handOverDraft',
  input: HandOverInput,
  summary: '草稿交给本窗口另一人继续填写',
  example: { staffId: '00000000-0000-4000-8000-000000000001' },
  facts: async (sources, _kase, { staffId }) => ({ staff: await sources.findStaff(staffId) }),
  decide(kase, { staffId }, { staff }) {
    if (!staff?.active || !capacitiesOf(staff, { ...kase, openedBy: staffId }).has('intakeClerk')) {
      return refuse('handler-suspended', { detail: '该人员已停用，或不在这个窗口。' });
    }
    return { events: [{ type: 'draftHandedOver', data: { from: kase.openedBy, to: staffId } }] };
  },
});
