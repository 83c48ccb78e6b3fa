/**
 * Roles of staff. Every grant of a role is bound to a region and, for windows, to a window. There is
 * one role for window clerks: whether it acts as intake or home clerk follows from the case. Outlets (规程第十四条)
 * have their role; it gives no capacity on a case yet.
 */
export const roles = {
  windowClerk: '窗口人员',
  windowLead: '窗口负责人',
  outletClerk: '网点人员',
  approver: '审批人员',
  serviceAdministration: '政务服务管理部门',
  coordinationGroup: '协调小组',
  auditor: '审计人员',
  systemAdministrator: '系统管理员',
  securityAdministrator: '安全保密管理员',
} as const;

/** One of the roles of staff. */
export type Role = keyof typeof roles;

/** Roles whose grants name a window; the others name a region. */
export const windowRoles: readonly Role[] = ['windowClerk', 'windowLead', 'outletClerk'];

/** Roles that keep the system itself: who runs it, who says who may enter it, and who looks at what was done (三员分立). */
export const separatePowers: readonly Role[] = ['systemAdministrator', 'securityAdministrator', 'auditor'];

const workingRoles: readonly Role[] = ['windowClerk', 'windowLead', 'outletClerk', 'approver'];

/**
 * Roles that one person does not hold together with another: each of the three powers keeps away from the other two,
 * and from the work on cases.
 */
const keptApart: Readonly<Partial<Record<Role, readonly Role[]>>> = Object.fromEntries(
  separatePowers.map((power) => [
    power,
    [...separatePowers.filter((other) => other !== power), ...workingRoles],
  ]),
);

/** The role already held that keeps somebody from another one; undefined if none does. */
export const clashOf = (held: readonly Role[], wanted: Role): Role | undefined =>
  held.find((role) => keptApart[role]?.includes(wanted) || keptApart[wanted]?.includes(role));

/** Roles whose holders prove a second factor at every sign-in. */
export const twoFactorRoles: readonly Role[] = [
  'serviceAdministration',
  'coordinationGroup',
  'systemAdministrator',
  'securityAdministrator',
  'auditor',
];

/**
 * As what somebody acts on one case: derived from the grants and from the parties stored in the case, never
 * from the request. `system` is the clock, `creator` whoever opened the draft.
 */
export const capacities = {
  creator: '草稿创建人',
  intakeClerk: '收件窗口人员',
  intakeLead: '收件窗口负责人',
  intakeAdministration: '收件地管理部门',
  homeClerk: '属地窗口人员',
  homeLead: '属地窗口负责人',
  homeAdministration: '属地管理部门',
  approver: '审批人员',
  applicant: '申请人',
  auditor: '审计人员',
  system: '系统',
} as const;

/** One of the capacities on a case. */
export type Capacity = keyof typeof capacities;
