import { Id, object, type Static, Type } from '../../platform/schema.ts';
import { capacitiesOf } from '../core/capacities.ts';
import { command, refuse } from '../core/command.ts';
import type { StaffFacts } from '../core/fact-sources.ts';
import { holderOf } from './in-charge.ts';

const AssignInput = object({
  department: Type.String({ minLength: 1, maxLength: 100 }),
  staffId: Type.Optional(Id),
});

/** Gives the case to the competent department or one of its approvers (C.1, 18b; R-101). */
export const assignHandler = command<
  'assignHandler',
  Static<typeof AssignInput>,
  { departments: string[]; staff: StaffFacts | undefined }
>({
  name: 'assignHandler',
  input: AssignInput,
  summary: '交办审批部门或人员',
  example: { department: '重庆市綦江区人力资源和社会保障局' },
  async facts(sources, kase, { staffId }) {
    const standard = await sources.pinnedStandard(kase);
    return {
      departments: await sources.departmentsOf(kase.home.regionCode, standard),
      staff: staffId === undefined ? undefined : await sources.findStaff(staffId),
    };
  },
  decide(kase, { department, staffId }, { departments, staff }) {
    if (!departments.includes(department)) {
      return refuse('department-not-competent', {
        detail: `本地区办理这个事项的是：${departments.join('、')}。`,
      });
    }
    if (staffId !== undefined && (!staff?.active || staff.regionCode !== kase.home.regionCode)) {
      return refuse('handler-suspended');
    }
    if (staff && !capacitiesOf(staff, kase).has(holderOf.approver)) {
      return refuse('handler-suspended', { detail: '该人员不是属地的审批人员。' });
    }
    return { events: [{ type: 'handlerAssigned', data: { department, staffId: staffId ?? null } }] };
  },
});
