import { capacitiesOf, seesHomeWork, seesPersonal } from '../../src/cases/core/capacities.ts';
import type { Case } from '../../src/cases/core/case.ts';
import type { Actor } from '../../src/platform/actor.ts';
import { commandsFor } from '../../src/regulation/lifecycle/index.ts';
import { type Capacity, capacities, type Role, roles, windowRoles } from '../../src/regulation/roles.ts';
import { type CaseState, caseStates } from '../../src/regulation/states.ts';
import { codes, page, table } from './markdown.ts';

const allRoles = Object.keys(roles) as Role[];
const allCapacities = Object.keys(capacities) as Capacity[];
const states = Object.keys(caseStates) as CaseState[];

/** A registered case between a county of 四川 and a county of 重庆, opened by somebody else. */
const between: Pick<Case, 'intake' | 'home' | 'openedBy' | 'state'> = {
  state: 'submitted',
  openedBy: 'somebody else',
  intake: { regionCode: '510107', windowId: 'intake window' },
  home: { regionCode: '500110', windowId: 'home window' },
};

type Place = { where: string; regionCode: string; windowId: string };

const places: readonly Place[] = [
  { where: 'the intake window, its region', ...between.intake },
  { where: 'the home window, its region', ...between.home },
  { where: 'the prefecture of the intake region', regionCode: '510100', windowId: 'prefecture window' },
  { where: 'the province of the intake region', regionCode: '510000', windowId: 'province window' },
  { where: 'the province of the home region', regionCode: '500000', windowId: 'municipality window' },
  { where: 'another region', regionCode: '530102', windowId: 'other window' },
];

const holderOf = (role: Role, { regionCode, windowId }: Place): Actor => ({
  kind: 'staff',
  id: 'holder',
  username: 'holder',
  name: 'holder',
  sessionId: 'session',
  mustChangePassword: false,
  grants: [{ role, regionCode, windowId: windowRoles.includes(role) ? windowId : null }],
});

const named = (found: Iterable<Capacity>): string =>
  [...found].map((capacity) => capacities[capacity]).join('、') || '—';

const roleRow = (role: Role): string[] => [
  `\`${role}\` ${roles[role]}`,
  ...places.map((place) => named(capacitiesOf(holderOf(role, place), between))),
];

function commandTable(state: CaseState): string {
  const rows = allCapacities
    .map((capacity) => ({ capacity, names: commandsFor(state, new Set([capacity])) }))
    .filter(({ names }) => names.length > 0)
    .map(({ capacity, names }) => [`\`${capacity}\` ${capacities[capacity]}`, codes(names)]);
  return rows.length === 0 ? 'Nothing more can be done.' : table(['As', 'May'], rows);
}

const yes = (holds: boolean): string => (holds ? 'yes' : '—');

const sightRow = (capacity: Capacity): string[] => {
  const own = new Set([capacity]);
  const parcel = {} as Case['parcels'][number];
  return [
    `\`${capacity}\` ${capacities[capacity]}`,
    yes(seesPersonal({ state: 'formalReview', parcels: [] }, own)),
    yes(seesPersonal({ state: 'inTransit', parcels: [parcel] }, own)),
    yes(seesHomeWork(own)),
  ];
};

/** Who may do what on a case in which state, and who sees what of it: asked of the functions that decide it. */
export const permissionsPage = (): string =>
  page(
    'Permissions on a case',
    '`src/regulation/lifecycle/`, `src/regulation/roles.ts` and `src/cases/core/capacities.ts`',
    'A grant gives a role at a window or in a region. What it amounts to on one case — the capacity — follows from the two windows stored in the case, never from the request. Whoever has no capacity on a case gets 404 `case-not-found`; whoever has one, but not for the command, gets 403 `not-authorised`. A draft exists for its creator alone.',
    '## From role to capacity',
    'On a registered case, by where the role is held:',
    table(['Role', ...places.map(({ where }) => where)], allRoles.map(roleRow)),
    '## Commands by state',
    'Before there is a case, a window clerk or lead may `openCase`.',
    ...states.flatMap((state) => [`### ${caseStates[state]} \`${state}\``, commandTable(state)]),
    '## What is seen',
    'Personal data are masked even for those who may see them, until a full view is asked for; that view is recorded.',
    table(
      [
        'As',
        'Personal data and scans before the transfer',
        '… from the transfer on',
        'Opinions and assignment of the home side',
      ],
      allCapacities.map(sightRow),
    ),
  );
