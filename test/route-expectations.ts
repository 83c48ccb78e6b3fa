import { randomUUID } from 'node:crypto';
import type { RouteRule } from '../scripts/docs/route-rules.ts';
import { commands } from '../src/cases/core/registry.ts';
import type { RouteEntry } from '../src/platform/http.ts';
import { commandNames, kebab } from '../src/regulation/lifecycle/index.ts';
import type { Capacity, Role } from '../src/regulation/roles.ts';

/** The moment, and the two regions between which the cases of the matrix lie. */
export const matrix = {
  start: '2021-06-07T10:00:00.000+08:00',
  intakeRegion: '510107',
  homeRegion: '500110',
} as const;

/** Everybody who may come to the door: by name of the account, with the role, and as what on the case. */
export type Visitor = { role?: Role; capacities: readonly Capacity[]; atTarget?: boolean };

export const visitors: Record<string, Visitor> = {
  'intake.510107': { role: 'windowClerk', capacities: ['intakeClerk'] },
  'home.510107': { role: 'windowClerk', capacities: ['intakeClerk'] },
  'lead.510107': { role: 'windowLead', capacities: ['intakeClerk', 'intakeLead'], atTarget: true },
  'outlet.510107': { role: 'outletClerk', capacities: [] },
  'approver.510107': { role: 'approver', capacities: [] },
  'admin.510107': { role: 'serviceAdministration', capacities: ['intakeAdministration'], atTarget: true },
  'admin.510100': { role: 'serviceAdministration', capacities: ['intakeAdministration'] },
  'home.500110': { role: 'windowClerk', capacities: ['homeClerk'] },
  'lead.500110': { role: 'windowLead', capacities: ['homeClerk', 'homeLead'] },
  'approver.500110': { role: 'approver', capacities: ['approver'] },
  'approver2.500110': { role: 'approver', capacities: ['approver'] },
  'admin.500110': { role: 'serviceAdministration', capacities: ['homeAdministration'] },
  'admin.500000': { role: 'serviceAdministration', capacities: ['homeAdministration'] },
  'intake.530102': { role: 'windowClerk', capacities: [] },
  'lead.500103': { role: 'windowLead', capacities: [] },
  'approver.500103': { role: 'approver', capacities: [] },
  'admin.510105': { role: 'serviceAdministration', capacities: [] },
  coordinator: { role: 'coordinationGroup', capacities: [] },
  auditor: { role: 'auditor', capacities: ['auditor'] },
  sysadmin: { role: 'systemAdministrator', capacities: [], atTarget: true },
};

/** Ids that stand in for the parameters of routes. */
export type Target = {
  kase: string;
  number: string;
  document: string;
  file: string;
  upload: string;
  staff: string;
  grant: string;
};

/** How somebody fares at a route. */
export type Expected = 'allowed' | 401 | 403 | 404;

const staffRoute = (url: string): boolean => url.startsWith('/api/staff/:staffId') || url === '/api/staff';

/** What the rule of a route means for one person on one case; `transferred`: the home side has the materials. */
export function expected(
  route: RouteEntry,
  rule: RouteRule,
  visitor: Visitor,
  transferred: boolean,
): Expected {
  switch (rule.kind) {
    case 'anyone':
    case 'own':
      return 'allowed';
    case 'roles': {
      if (!visitor.role || !rule.roles.includes(visitor.role)) return 403;
      // Accounts are managed within reach: own region, or the clerks of one's own window.
      const within = visitor.atTarget === true || (route.method === 'GET' && route.url === '/api/staff');
      return staffRoute(route.url) && !within ? 403 : 'allowed';
    }
    case 'capacities': {
      if (visitor.capacities.length === 0) return 404;
      const counted =
        transferred || !rule.note
          ? rule.capacities
          : rule.capacities.filter((own) => own === 'creator' || own === 'intakeClerk');
      if (visitor.capacities.some((capacity) => counted.includes(capacity))) return 'allowed';
      return rule.hides ? 404 : 403;
    }
  }
}

/** Bodies that fit their routes, so that the answer tells of rights and not of shape. */
const bodies: Record<string, unknown> = {
  'PUT /api/demo/clock': { now: matrix.start },
  'POST /api/session/password': { currentPassword: 'wrong-on-purpose', newPassword: 'another-wrong-one' },
  'POST /api/confirmations': {
    username: 'nobody.there',
    password: 'wrong-on-purpose',
    caseId: '00000000-0000-4000-8000-000000000001',
    version: 1,
    command: 'correctDecisionRecord',
  },
  'POST /api/staff/:staffId/suspend': { reason: '轮岗' },
  'POST /api/staff/:staffId/resume': {},
  'POST /api/staff/:staffId/transfer': { regionCode: matrix.intakeRegion },
  'POST /api/staff/:staffId/reset-password': {},
  'POST /api/staff/:staffId/unlock': {},
  'POST /api/staff/:staffId/grants': { role: 'serviceAdministration', regionCode: matrix.intakeRegion },
  'POST /api/intake-preview': { optionId: '048-1', homeRegion: matrix.homeRegion },
  'POST /api/enquiries': { optionId: '048-1', homeRegion: '110000' },
  'POST /api/identity-documents/check': { kind: 'residentId', value: '1' },
  'POST /api/cases': { optionId: '048-1', homeRegion: matrix.homeRegion, mode: 'proxyIntake' },
  'PUT /api/cases/:id/draft': {},
  'POST /api/notices/:id/read': {},
  'POST /api/case-search': { by: 'waybill', value: 'EA123456789CN' },
  'POST /api/documents/:id/reprints': { reason: '打印机卡纸', copy: 'home' },
  ...Object.fromEntries(
    commandNames.map((name) => [`POST /api/cases/:id/${kebab(name)}`, commands[name].example]),
  ),
  // A file that is not there would look like a case that is not: 404.
  'POST /api/cases/:id/attach-file': { lineId: 'no-such-line', uploadIds: [] },
};

/** The path of a route with ids for its parameters. */
export const pathOf = ({ url }: RouteEntry, target: Target): string =>
  url
    .replace(':staffId', target.staff)
    .replace(':grantId', target.grant)
    .replace(':businessNumber', target.number)
    .replace(':fileId', target.file)
    .replace('/api/documents/:id', `/api/documents/${target.document}`)
    .replace('/api/uploads/:id', `/api/uploads/${target.upload}`)
    .replace('/api/notices/:id', '/api/notices/1')
    .replace(':id', target.kase);

/** A body that fits the route; none where it takes none. */
export const bodyFor = ({ method, url }: RouteEntry): unknown =>
  method === 'POST' && url === '/api/staff'
    ? { username: `made.${randomUUID().slice(0, 8)}`, name: '新人甲', regionCode: matrix.intakeRegion }
    : bodies[`${method} ${url}`];
