import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { createSystem } from '../../src/composition/system.ts';
import { readConfig } from '../../src/platform/config.ts';
import type { RouteEntry } from '../../src/platform/http.ts';
import { createLogger } from '../../src/platform/log.ts';
import { connectPglite, migratePglite } from '../../src/platform/pglite.ts';
import { type Capacity, type Role, roles } from '../../src/regulation/roles.ts';
import { code, page, table } from './markdown.ts';
import { type RouteRule, ruleOfRoute } from './route-rules.ts';

const allRoles = Object.keys(roles) as Role[];

/** As what the holder of a role can come to act on a case (see permissions.md). */
const capacitiesOfRole: Record<Role, readonly Capacity[]> = {
  windowClerk: ['creator', 'intakeClerk', 'homeClerk'],
  windowLead: ['creator', 'intakeClerk', 'intakeLead', 'homeClerk', 'homeLead'],
  outletClerk: [],
  approver: ['approver'],
  serviceAdministration: ['intakeAdministration', 'homeAdministration'],
  coordinationGroup: [],
  auditor: ['auditor'],
  systemAdministrator: [],
  securityAdministrator: [],
};

/** Ready-made pages of the desk and of the documentation: files for anyone, named anew with every build. */
const isAsset = ({ url }: RouteEntry): boolean => url.startsWith('/desk') || url.startsWith('/api/docs');

const yes = '●';
const onCase = '◐';
const no = '·';

function cellOf(rule: RouteRule, role: Role): string {
  switch (rule.kind) {
    case 'anyone':
    case 'own':
      return yes;
    case 'roles':
      return rule.roles.includes(role) ? yes : no;
    case 'capacities':
      return rule.capacities.some((capacity) => capacitiesOfRole[role].includes(capacity)) ? onCase : no;
  }
}

function scopeOf(rule: RouteRule): string {
  if (rule.kind === 'own') return rule.what;
  if (rule.kind !== 'capacities') return '';
  const named = rule.capacities.map(code).join(', ');
  return rule.note === undefined ? named : `${named}; ${rule.note}`;
}

function rowOfRoute(route: RouteEntry): string[] {
  const rule = ruleOfRoute(route);
  if (!rule) throw new Error(`nobody has said who may use ${route.method} ${route.url}`);
  return [
    `${route.method} ${code(route.url)}`,
    rule.kind === 'anyone' ? yes : no,
    rule.kind === 'anyone' || rule.kind === 'own' ? yes : no,
    ...allRoles.map((role) => cellOf(rule, role)),
    scopeOf(rule),
  ];
}

/** The authorisation matrix: one row for every route, one column for everybody who may come. */
export const authorisationPage = (routes: readonly RouteEntry[]): string =>
  page(
    'Authorisation matrix',
    'the routes as they are registered, `scripts/docs/route-rules.ts` and the life-cycle table',
    `${yes} allowed; ${onCase} allowed to those who act on the case as one of the capacities named last; ${no} refused: 401 for visitors, 403 for a role or a capacity that may not, 404 where the case, the draft or the file does not exist for the person. Staff without a valid role are refused everything but their own session. Every row is called for every kind of person by \`test/authorisation.test.ts\`.`,
    table(
      ['Route', 'Visitor', 'Applicant', ...allRoles.map((role) => code(role)), 'On what, as what'],
      routes
        .filter((route) => !isAsset(route))
        .map(rowOfRoute)
        .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    ),
  );

/** The matrix of the system as it is put together for use; demonstration adds `PUT /api/demo/clock`. */
export async function authorisationMatrix(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tongban-routes-'));
  const pglite = await PGlite.create({ extensions: { pg_trgm } });
  await migratePglite(pglite);
  const system = await createSystem({
    config: { ...readConfig({}), dataFolder: folder, demo: false },
    database: await connectPglite(pglite, () => pglite.close()),
    logger: createLogger({ level: 'silent' }),
  });
  try {
    await system.app.ready();
    return authorisationPage(system.routes);
  } finally {
    await system.close();
    await rm(folder, { recursive: true, force: true });
  }
}
