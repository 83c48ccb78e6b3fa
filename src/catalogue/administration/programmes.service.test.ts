import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase } from '../../../test/database.ts';
import type { Actor } from '../../platform/actor.ts';
import { createAudit } from '../../platform/audit.service.ts';
import { createClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import type { Role } from '../../regulation/roles.ts';
import { type Catalogue, createCatalogue } from '../catalogue.service.ts';
import { loadCatalogue, readShippedFiles } from '../loader.service.ts';
import type { ProgrammeMember } from '../programme.ts';
import { createListKeeping } from './list-keeping.service.ts';
import type { ProgrammeBody } from './programmes.service.ts';

const clock = createClock();
const start = '2021-10-08T09:00:00.000+08:00';
const told: string[] = [];
let database: Database;
let catalogue: Catalogue;
let keeping: ReturnType<typeof createListKeeping>;

const actor = (role: Role, regionCode: string): Actor => ({
  kind: 'staff',
  id: randomUUID(),
  username: 'someone',
  name: '周明远',
  grants: [{ role, regionCode, windowId: null }],
  sessionId: randomUUID(),
  mustChangePassword: false,
});
const coordinator = actor('coordinationGroup', '520000');
const sichuan = actor('serviceAdministration', '510000');
const chongqing = actor('serviceAdministration', '500000');
const qijiang = actor('serviceAdministration', '500110');
const tongzi = actor('serviceAdministration', '520322');

const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const outcome = await work.catch((error: unknown) => error);
  if (!(outcome instanceof Problem)) throw new Error(`was not refused: ${String(outcome)}`);
  return outcome;
};
const codeOf = async (work: Promise<unknown>): Promise<string> => (await problemOf(work)).code;
const sw5 = (number: number) => ({ programmeId: 'southwest-5', number });
const between = (optionId: string, intakeRegion: string, homeRegion: string, chosen?: string) =>
  catalogue.chooseProgramme({ optionId, intakeRegion, homeRegion, ...(chosen ? { chosen } : {}) });

beforeAll(async () => {
  database = await openTestDatabase();
  clock.set(start);
  await loadCatalogue(database, clock.now());
  catalogue = createCatalogue({ database, clock });
  await catalogue.reload();
  keeping = createListKeeping({
    database,
    clock,
    catalogue,
    audit: createAudit({ database, clock }),
    places: {
      findRegion: (code) => (/^(?:5[0-4]|45|11|44)\d{4}$/.test(code) ? {} : undefined),
      regionName: (code) => code,
    },
    tell: async (_tx, notices) => {
      told.push(...notices.map(({ to, kind }) => `${'regionCode' in to ? to.regionCode : ''} ${kind}`));
    },
    hasCases: async (_tx, id) => id === 'with-cases',
  });
});
beforeEach(() => clock.set(start));
afterAll(() => database.close());

describe('programmes (R-001)', () => {
  const body = ({
    members = [
      { region: '500000', validFrom: '2022-01-01' },
      { region: '450000', validFrom: '2022-01-01', validTo: '2023-01-01' },
      { region: '450000', validFrom: '2024-01-01' },
    ],
    ...more
  }: ProgrammeBody = {}): ProgrammeBody & { members: readonly ProgrammeMember[] } => ({
    shortCode: 'YG',
    name: '渝桂通办',
    formTitle: '渝桂通办',
    documentNumber: '示例〔2022〕1号',
    granularity: 'province',
    coordinator: '两地管理机构',
    ladder: 'bothProvinces',
    status: 'open',
    announcedItems: 10,
    members,
    ...more,
  });

  test('are added, changed, closed; members join and leave on days', async () => {
    const added = await keeping.programmes.add(coordinator, 'yu-gui', body());
    expect(added.members).toHaveLength(3);
    expect(catalogue.findProgramme('yu-gui')).toMatchObject({ itemCount: 0, edition: null });
    expect(await codeOf(keeping.programmes.add(coordinator, 'yu-gui', body()))).toBe('programme-exists');
    const members = [...body().members, { region: '440000', validFrom: '2022-06-01' }];
    expect((await keeping.programmes.change(coordinator, 'yu-gui', body({ members }))).members).toHaveLength(
      4,
    );
    expect(await codeOf(keeping.programmes.add(coordinator, 'yu-gui-2', body()))).toBe('programme-exists');
    expect((await keeping.programmes.close(coordinator, 'yu-gui')).status).toBe('closed');
    expect(await codeOf(keeping.programmes.change(coordinator, 'yu-gui', body()))).toBe('programme-closed');
    expect(await codeOf(keeping.programmes.remove(coordinator, 'yu-gui'))).toBe('programme-in-use');
  });

  test('each missing field is named; without a ladder it is not put to use', async () => {
    const wrong = body({ documentNumber: '', members: [], ladder: null });
    const problem = await problemOf(keeping.programmes.add(coordinator, 'empty', wrong));
    expect(problem.details.errors?.map(({ pointer }) => pointer)).toEqual([
      '/documentNumber',
      '/members',
      '/ladder',
    ]);
    const nothing = await problemOf(keeping.programmes.add(coordinator, 'nothing', {}));
    expect(nothing.details.detail).toContain('请填写文号。');
    expect(nothing.details.errors?.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/documentNumber', '/granularity', '/members', '/announcedItems']),
    );
    const refused = (members: NonNullable<ProgrammeBody['members']>) =>
      codeOf(keeping.programmes.add(coordinator, 'wrong', body({ shortCode: 'W', members })));
    expect(await refused([{ region: '999999', validFrom: '2022-01-01' }])).toBe('field-invalid');
    expect(await refused([{ region: '500000', validFrom: '2022-01-01', validTo: '2022-01-01' }])).toBe(
      'field-invalid',
    );
    expect(
      await refused([
        { region: '500000', validFrom: '2022-01-01' },
        { region: '500000', validFrom: '2022-06-01' },
      ]),
    ).toBe('field-invalid');
    expect(await codeOf(keeping.programmes.add(chongqing, 'other', body()))).toBe('not-authorised');
  });

  test('a member joins and leaves on days; the last one stays', async () => {
    const two = [{ region: '500000', validFrom: '2022-01-01' }];
    await keeping.programmes.add(coordinator, 'moving', body({ shortCode: 'M', members: two }));
    const join = (region: string, validFrom: string) =>
      keeping.programmes.join(coordinator, 'moving', { region, validFrom });
    const leave = (region: string, validTo: string) =>
      keeping.programmes.leave(coordinator, 'moving', { region, validTo });
    expect((await join('450000', '2022-06-01')).members).toHaveLength(2);
    expect(await codeOf(join('450000', '2022-07-01'))).toBe('field-invalid');
    expect(await codeOf(join('999999', '2022-07-01'))).toBe('field-invalid');
    expect(await codeOf(leave('450000', '2022-06-01'))).toBe('field-invalid');
    expect((await leave('450000', '2023-01-01')).members[0]).toMatchObject({ validTo: '2023-01-01' });
    expect(await codeOf(leave('450000', '2023-06-01'))).toBe('field-invalid');
    expect(await codeOf(leave('500000', '2023-06-01'))).toBe('field-invalid');
    expect(
      await codeOf(
        keeping.programmes.join(chongqing, 'moving', { region: '510000', validFrom: '2022-01-01' }),
      ),
    ).toBe('not-authorised');
    const { changes } = await keeping.history.list(coordinator, 'moving', undefined);
    expect(changes.map(({ action }) => action)).toEqual(['memberLeft', 'memberJoined', 'programmeAdded']);
  });

  test('one with cases or a list is never deleted, an empty one is', async () => {
    for (const id of ['with-cases', 'without'])
      await keeping.programmes.add(coordinator, id, body({ shortCode: id }));
    expect(await codeOf(keeping.programmes.remove(coordinator, 'with-cases'))).toBe('programme-in-use');
    expect(await codeOf(keeping.programmes.remove(coordinator, 'southwest-5'))).toBe('programme-in-use');
    await keeping.programmes.remove(coordinator, 'without');
    expect(catalogue.findProgramme('without')).toBeUndefined();
  });

  test('what administrations changed outlives new shipped files', async () => {
    const cy = catalogue.findProgramme('sichuan-chongqing');
    if (!cy) throw new Error('no programme');
    const { edition: _edition, itemCount: _count, id: _id, ...rest } = cy;
    await keeping.programmes.change(coordinator, 'sichuan-chongqing', {
      ...rest,
      status: 'open',
      name: '川渝通办',
    });
    const files = await readShippedFiles();
    const changed = new Map([...files.catalogue, ['provenance.tsv', 'file\tkind\tsource\tnote\n']]);
    expect(await loadCatalogue(database, clock.now(), { ...files, catalogue: changed })).toBe(true);
    await catalogue.reload();
    expect(catalogue.findProgramme('sichuan-chongqing')?.name).toBe('川渝通办');
  });
});

describe('point-to-point extensions (R-018)', () => {
  const extension = (more: object = {}) => ({
    name: '綦江—桐梓点对点通办',
    regions: ['500110', '520322'],
    items: [sw5(48), { name: '林木采伐许可', department: '林业部门' }],
    effectiveFrom: '2021-11-01',
    ...more,
  });

  test('hold between the named counties once the partner has confirmed, and nowhere else', async () => {
    const proposed = await keeping.extensions.propose(qijiang, extension());
    expect(proposed).toMatchObject({ state: 'proposed', confirmed: ['500110'] });
    expect(await codeOf(keeping.extensions.confirm(qijiang, proposed.id))).toBe('not-authorised');
    expect(
      await codeOf(keeping.extensions.confirm(actor('serviceAdministration', '510107'), proposed.id)),
    ).toBe('not-authorised');
    const page = { limit: 10 };
    const [listed] = await keeping.extensions.list(tongzi, page);
    expect(listed).toMatchObject({ id: proposed.id, own: ['520322'] });
    expect(listed?.confirmations.map(({ region }) => region)).toEqual(['500110']);
    expect(await keeping.extensions.list(tongzi, { ...page, state: 'published' })).toEqual([]);
    expect(await keeping.extensions.list(tongzi, { ...page, after: proposed.id })).toEqual([]);
    expect(await keeping.extensions.list(actor('serviceAdministration', '510107'), page)).toEqual([]);
    expect(told.splice(0)).toEqual(['520322 extensionProposed']);
    const { programmeId } = await keeping.extensions.confirm(tongzi, proposed.id);
    clock.set('2021-11-01T09:00:00.000+08:00');
    const items = catalogue.listItems(programmeId ?? '') ?? [];
    expect(items.map(({ name }) => name)).toEqual([
      catalogue.findItem('southwest-5', 48)?.name,
      '林木采伐许可',
    ]);
    for (const [intake, home] of [
      ['500110', '520322'],
      ['520322', '500110'],
    ] as const)
      expect(between('048-1', intake, home).programme?.id).toBe(programmeId);
    expect(between('048-1', '500112', '520322', programmeId ?? '').refusal).toBe('region-not-in-programme');
    expect(between('048-1', '510107', '500110').programme?.id).not.toBe(programmeId);
    expect(await codeOf(keeping.extensions.confirm(tongzi, proposed.id))).toBe('extension-decided');
    expect(await codeOf(keeping.extensions.withdraw(qijiang, proposed.id))).toBe('extension-decided');
  });

  test('what cannot be is refused', async () => {
    const refused = (more: object, who = qijiang) => codeOf(keeping.extensions.propose(who, extension(more)));
    expect(await refused({ regions: ['500110'] })).toBe('field-invalid');
    expect(await refused({ regions: ['500110', '999999'] })).toBe('field-invalid');
    expect(await refused({ regions: ['500110', '520000'] })).toBe('field-invalid');
    expect(await refused({ regions: ['500112', '520322'] })).toBe('other-region');
    expect(await refused({ items: [sw5(999)] })).toBe('field-invalid');
    expect(await refused({ items: [sw5(48), sw5(48)] })).toBe('field-invalid');
    expect(await refused({ effectiveFrom: '2021-02-30' })).toBe('field-invalid');
    expect(await refused({ effectiveFrom: '2021-10-07' })).toBe('edition-day-past');
    expect(await refused({}, coordinator)).toBe('not-authorised');
    const proposed = await keeping.extensions.propose(qijiang, extension());
    expect(await codeOf(keeping.extensions.withdraw(tongzi, proposed.id))).toBe('not-authorised');
    await keeping.extensions.withdraw(qijiang, proposed.id);
    expect(await codeOf(keeping.extensions.confirm(tongzi, proposed.id))).toBe('extension-decided');
  });

  test('a partner declines with a reason; then it is never published', async () => {
    const { id } = await keeping.extensions.propose(qijiang, extension());
    const decline = (who: Actor, reason: string) => keeping.extensions.decline(who, id, reason);
    expect(await codeOf(decline(qijiang, '当地没有实施单位'))).toBe('not-authorised');
    expect(await codeOf(decline(tongzi, ' '))).toBe('field-invalid');
    expect(await decline(tongzi, '当地没有实施单位')).toMatchObject({
      state: 'declined',
      endReason: '当地没有实施单位',
      programmeId: null,
    });
    expect(told.at(-1)).toBe('500110 extensionDeclined');
    expect(await codeOf(keeping.extensions.confirm(tongzi, id))).toBe('extension-decided');
  });
});

describe('nominations (R-019)', () => {
  test('become a row of a draft once, with the provinces as their source', async () => {
    const id = 'southwest-5.2022-1';
    await keeping.editions.begin(coordinator, 'southwest-5', {
      label: '2022-1',
      effectiveFrom: '2022-01-01',
      from: 'southwest-5.2021-1',
    });
    const nomination = {
      proposalId: randomUUID(),
      name: '渔业捕捞许可',
      source: '川、渝建议纳入第二批',
      provinces: ['510000', '500000'],
      supportedBy: 12,
      department: '农业农村部门',
      familyId: null,
    };
    const nothing = async () => undefined;
    const take = (more: object = {}, who = coordinator) =>
      keeping.nominations.take(who, id, { ...nomination, ...more }, nothing);
    expect(await codeOf(take({ supportedBy: 0 }))).toBe('figures-missing');
    expect(await codeOf(take({ provinces: ['440000'] }))).toBe('field-invalid');
    expect(await codeOf(take({}, sichuan))).toBe('not-authorised');
    expect(await take()).toBe(149);
    expect(await codeOf(take())).toBe('nomination-taken');
    const { items } = await keeping.editions.items(coordinator, id);
    expect(items).toHaveLength(149);
    expect(items.at(-1)).toMatchObject({ name: '渔业捕捞许可', source: '川、渝建议纳入第二批' });
    const { changes } = await keeping.history.list(coordinator, 'southwest-5', undefined);
    expect(changes[0]).toMatchObject({
      action: 'nominationTaken',
      after: { proposalId: nomination.proposalId },
    });
    expect(
      await codeOf(keeping.nominations.take(coordinator, 'southwest-5.2021-1', nomination, nothing)),
    ).toBe('edition-published');
  });
});
