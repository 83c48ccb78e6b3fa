import type { RouteEntry } from '../../src/platform/http.ts';
import { commandNames, kebab, rowOf } from '../../src/regulation/lifecycle/index.ts';
import { type Capacity, capacities, type Role, roles } from '../../src/regulation/roles.ts';
import { orderable } from '../../src/shipments/order.ts';

/**
 * Who may use a route. `anyone`: visitors too; `roles`: holders of one of them; `own`: everybody signed in, for what is
 * theirs; `capacities`: whoever acts on the case in one of them, and who has none finds no case.
 */
export type RouteRule =
  | { kind: 'anyone' }
  | { kind: 'roles'; roles: readonly Role[] }
  | { kind: 'own'; what: string }
  | { kind: 'capacities'; capacities: readonly Capacity[]; hides: boolean; note?: string };

const everybodyOnTheCase = Object.keys(capacities).filter(
  (capacity) => capacity !== 'system' && capacity !== 'applicant',
) as Capacity[];

/** Refuses with 404 even those on the case: what they may not see does not exist for them. */
const hidden = (own: readonly Capacity[], note?: string): RouteRule => ({
  kind: 'capacities',
  capacities: own,
  hides: true,
  ...(note === undefined ? {} : { note }),
});
const onTheCase = (own: readonly Capacity[]): RouteRule => ({
  kind: 'capacities',
  capacities: own,
  hides: false,
});

/** The file of a case is kept at both windows, and nowhere else. */
const fetchingFiles: readonly Capacity[] = ['intakeClerk', 'homeClerk', 'approver'];
const withPersonalData: readonly Capacity[] = ['creator', 'intakeClerk', 'homeClerk', 'approver'];
/** Who records that somebody did not act as the Rules ask. */
const recorders: readonly Capacity[] = [
  'intakeLead',
  'intakeAdministration',
  'homeLead',
  'homeAdministration',
];
const fromTransfer = 'the home side from the transfer on';

/** What `session` means for each route that is no command; a route that is missing here is refused by the tests. */
const sessionRules: Readonly<Record<string, RouteRule>> = {
  'GET /api/cases/:id/shipments': onTheCase(everybodyOnTheCase),
  'GET /api/cases/:id/helpers': onTheCase(everybodyOnTheCase),
  'POST /api/cases/:id/parcel-fees': onTheCase(['intakeClerk', 'homeClerk']),
  ...Object.fromEntries(
    orderable.flatMap((name) =>
      ['shipment-orders', 'shipment-plans'].map((what) => [
        `POST /api/cases/:id/${what}/${kebab(name)}`,
        onTheCase(rowOf(name).actors),
      ]),
    ),
  ),
  'GET /api/session': { kind: 'own', what: 'the own account' },
  'DELETE /api/session': { kind: 'own', what: 'the own session' },
  'POST /api/session/password': { kind: 'own', what: 'the own password' },
  'GET /api/session/second-factor': { kind: 'own', what: 'the own second factor' },
  'POST /api/session/second-factor': { kind: 'own', what: 'the own second factor' },
  'POST /api/session/second-factor/confirm': { kind: 'own', what: 'the own second factor' },
  'POST /api/session/second-factor/prove': { kind: 'own', what: 'the own session' },
  'GET /api/confidentiality-statement': { kind: 'own', what: 'the own signature' },
  'POST /api/confidentiality-statement': { kind: 'roles', roles: Object.keys(roles) as Role[] },
  'POST /api/confirmations': {
    kind: 'own',
    what: 'acts of the own; the second person signs with what signing in asks',
  },
  'PUT /api/demo/clock': { kind: 'own', what: 'the clock of a demonstration, which all of its staff share' },
  'GET /api/notices': { kind: 'own', what: 'notices to the own windows and regions' },
  'POST /api/notices/:id/read': { kind: 'own', what: 'notices to the own windows and regions' },
  'GET /api/waiting-requests': { kind: 'own', what: 'requests to the own windows' },
  'GET /api/explanations': { kind: 'own', what: 'explanations of the own windows and regions' },
  'GET /api/stream': { kind: 'own', what: 'changes of cases of the own windows and regions' },
  'POST /api/uploads': { kind: 'own', what: 'the own uploads' },
  'GET /api/uploads/:id': { kind: 'own', what: 'the own uploads' },
  'PATCH /api/uploads/:id': { kind: 'own', what: 'the own uploads' },
  'POST /api/cases': { kind: 'roles', roles: ['windowClerk', 'windowLead'] },
  'GET /api/cases': { kind: 'roles', roles: ['windowClerk', 'windowLead', 'approver'] },
  'GET /api/cases/by-number/:businessNumber': onTheCase(everybodyOnTheCase),
  'GET /api/cases/:id': onTheCase(everybodyOnTheCase),
  'GET /api/cases/:id/events': onTheCase(everybodyOnTheCase),
  'GET /api/cases/:id/verification': onTheCase(everybodyOnTheCase),
  'GET /api/cases/:id/documents': onTheCase(everybodyOnTheCase),
  'GET /api/cases/:id/trace': onTheCase(everybodyOnTheCase),
  'GET /api/cases/:id/file': hidden(fetchingFiles, fromTransfer),
  'POST /api/cases/:id/file': hidden(fetchingFiles, fromTransfer),
  'GET /api/cases/:id/file.pdf': hidden(fetchingFiles, fromTransfer),
  'DELETE /api/cases/:id/file': onTheCase(everybodyOnTheCase),
  'PUT /api/cases/:id/events/:seq': onTheCase(everybodyOnTheCase),
  'DELETE /api/cases/:id/events/:seq': onTheCase(everybodyOnTheCase),
  'DELETE /api/cases/:id/files/:fileId': onTheCase(everybodyOnTheCase),
  'DELETE /api/documents/:id': onTheCase(everybodyOnTheCase),
  'GET /api/cases/:id/custody': onTheCase(everybodyOnTheCase),
  'GET /api/cases/:id/messages': onTheCase(everybodyOnTheCase),
  'POST /api/cases/:id/messages-seen': onTheCase(['intakeClerk', 'homeClerk']),
  'GET /api/cases/:id/escalations': onTheCase(everybodyOnTheCase),
  'POST /api/cases/:id/urgent-escalations': onTheCase(['intakeLead', 'homeLead']),
  'GET /api/cases/:id/responsibility-candidates': onTheCase(recorders),
  'POST /api/cases/:id/responsibility-records': onTheCase(recorders),
  'GET /api/cases/:id/assignees': onTheCase(['homeClerk', 'homeLead']),
  'GET /api/cases/:id/colleagues': onTheCase([
    'intakeLead',
    'intakeAdministration',
    'homeLead',
    'homeAdministration',
  ]),
  'GET /api/cases/:id/files/:fileId': hidden(withPersonalData, fromTransfer),
  'GET /api/documents/:id.pdf': hidden(withPersonalData, fromTransfer),
  'POST /api/documents/:id/reprints': hidden(withPersonalData, fromTransfer),
  'GET /api/cases/:id/print-set.pdf': onTheCase(['intakeClerk']),
  'GET /api/cases/:id/draft': hidden(['creator']),
  'PUT /api/cases/:id/draft': hidden(['creator']),
};

const commandRules: Readonly<Record<string, RouteRule>> = Object.fromEntries(
  commandNames
    .filter((name) => name !== 'openCase')
    .map((name) => [`POST /api/cases/:id/${kebab(name)}`, onTheCase(rowOf(name).actors)]),
);

/** The rule of a route; undefined for a route open to a session of which nobody has said what that means. */
export function ruleOfRoute({ method, url, access }: RouteEntry): RouteRule | undefined {
  if (access === 'public') return { kind: 'anyone' };
  if (access !== 'session') return { kind: 'roles', roles: access };
  return commandRules[`${method} ${url}`] ?? sessionRules[`${method} ${url}`];
}
