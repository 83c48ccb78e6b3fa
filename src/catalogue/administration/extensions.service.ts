import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/database.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { type Day, dayOf } from '../../regulation/instant.ts';
import { publishCatalogue } from '../edition.service.ts';
import { saveProgramme } from '../edition.store.ts';
import type { ItemRow } from '../item.ts';
import type { Programme } from '../programme.ts';
import { provinceOf } from '../programme-rules.ts';
import * as editions from './editions.store.ts';
import type { Extension, ExtensionItem, ExtensionState, ExtensionView } from './extension.ts';
import * as store from './extensions.store.ts';
import { plainName } from './item-match.ts';
import { decidesOnLists } from './keepers.ts';
import { checkDate, type KeepingPorts, noteChange, publishing } from './keeping.service.ts';
import { lastPosition, markKept } from './programmes.store.ts';

/** Items between named prefectures and counties, on top of the lists. */
export type Extensions = {
  /** A page of those in which somebody's region has a part, or all for the coordination group. */
  list(
    actor: Actor,
    page: { state?: ExtensionState | undefined; after?: string | undefined; limit: number },
  ): Promise<ExtensionView[]>;
  propose(
    actor: Actor,
    extension: {
      name: string;
      regions: readonly string[];
      items: readonly ExtensionItem[];
      effectiveFrom: Day;
    },
  ): Promise<ExtensionView>;
  /** Confirms for one's own region; with the last one it is published. */
  confirm(actor: Actor, id: string): Promise<ExtensionView>;
  /** Declines for one's own region, with a reason: it is not published. */
  decline(actor: Actor, id: string, reason: string): Promise<ExtensionView>;
  /** Takes one's own proposal back. */
  withdraw(actor: Actor, id: string): Promise<void>;
};

const significant = (code: string): string => code.replace(/(?:00){1,2}$/, '');

/** The regions of an extension for which somebody's administration answers: its own, or those below. */
const answersFor = ({ grants }: Actor, regions: readonly string[]): string[] =>
  regions.filter((region) =>
    grants.some(
      ({ role, regionCode }) =>
        role === 'serviceAdministration' && region.startsWith(significant(regionCode)),
    ),
  );

const ruleOfExtension = '西南通协〔2021〕5号规程第六条';

const longestReason = 300;

/** Extensions over their table. */
export function createExtensions(ports: KeepingPorts): Extensions {
  const { database, clock, catalogue, places, tell } = ports;
  const today = (): Day => dayOf(clock.now());
  const isAdministration = (actor: Actor): boolean =>
    actor.grants.some(({ role }) => role === 'serviceAdministration');

  /** The rows of an extension, with the family of those out of a list. */
  const rowsOf = (extension: Extension): { rows: ItemRow[]; families: (string | undefined)[] } => {
    const provinces = new Set(extension.regions.map(provinceOf));
    const found = extension.items.map((item, at) => {
      const known = 'number' in item ? catalogue.findItem(item.programmeId, item.number) : undefined;
      if ('number' in item && !known)
        throw fieldInvalid('/items', `清单 ${item.programmeId} 没有第 ${item.number} 项。`);
      const row: ItemRow = {
        number: at + 1,
        name: known?.name ?? ('name' in item ? item.name.trim() : ''),
        localNames: Object.fromEntries(
          Object.entries(known?.localNames ?? {}).filter(([province]) => provinces.has(province)),
        ),
        leadDepartments: known?.leadDepartments ?? [
          { region: null, name: 'department' in item ? item.department.trim() : '' },
        ],
        cooperatingDepartments: known?.cooperatingDepartments ?? [],
        implementers: [],
        source: null,
        batch: null,
        numberInBatch: null,
        scenario: known?.scenario ?? null,
        scenarioAsPublished: known?.scenarioAsPublished ?? null,
        dueText: null,
      };
      return { row, family: known?.familyId };
    });
    const names = found.map(({ row, family }) => family ?? plainName(row.name));
    const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
    if (twice !== -1) throw fieldInvalid('/items', `事项“${found[twice]?.row.name}”写了两次。`);
    return { rows: found.map(({ row }) => row), families: found.map(({ family }) => family) };
  };

  const publish = async (tx: Db, extension: Extension): Promise<string> => {
    const { rows, families } = rowsOf(extension);
    const id = `pair-${extension.id.slice(0, 8)}`;
    const effectiveFrom = extension.effectiveFrom < today() ? today() : extension.effectiveFrom;
    const programme: Programme = {
      id,
      shortCode: `P${extension.id.slice(0, 6).toUpperCase()}`,
      name: extension.name,
      formTitle: extension.name,
      documentNumber: ruleOfExtension,
      granularity: 'district',
      coordinator: extension.regions.map((region) => places.regionName(region)).join('、'),
      ladder: 'bothProvinces',
      status: 'open',
      announcedItems: rows.length,
      members: extension.regions.map((region) => ({ region, validFrom: effectiveFrom })),
    };
    await saveProgramme(tx, programme, (await lastPosition(tx)) + 1);
    await markKept(tx, id);
    const reader = await import('../pinyin.service.ts');
    const edition = await publishCatalogue(
      tx,
      { programmeId: id, label: `${effectiveFrom.slice(0, 4)}-1`, effectiveFrom, items: rows },
      reader,
      clock.now(),
    );
    const fresh = rows.map(({ number, name }, at) => ({
      id: families[at] ?? `${id}:${plainName(name)}`,
      name,
      number,
    }));
    await editions.addFamilies(tx, fresh);
    await editions.addMembers(
      tx,
      edition.id,
      fresh.map(({ id: familyId, number }) => ({ number, familyId })),
    );
    return id;
  };

  const viewsOf = async (
    db: Db,
    actor: Actor,
    extensions: readonly Extension[],
  ): Promise<ExtensionView[]> => {
    const all = Map.groupBy(
      await store.listConfirmations(
        db,
        extensions.map(({ id }) => id),
      ),
      ({ extensionId }) => extensionId,
    );
    return extensions.map((extension) => ({
      ...extension,
      confirmations: all.get(extension.id) ?? [],
      own: answersFor(actor, extension.regions),
    }));
  };
  const viewIn = async (tx: Db, actor: Actor, id: string): Promise<ExtensionView> => {
    const extension = await store.holdExtension(tx, id);
    const [view] = extension ? await viewsOf(tx, actor, [extension]) : [];
    if (!view) throw new Problem('not-found', { detail: '没有这份点对点通办。' });
    return view;
  };
  const holdOpen = async (tx: Db, id: string): Promise<Extension> => {
    const extension = await store.holdExtension(tx, id);
    if (!extension) throw new Problem('not-found', { detail: '没有这份点对点通办。' });
    if (extension.state !== 'proposed') throw new Problem('extension-decided');
    return extension;
  };
  /** Tells the administrations of some regions. */
  const tellRegions = (
    tx: Db,
    extension: Pick<Extension, 'id'>,
    regions: readonly string[],
    kind: string,
    text: string,
  ): Promise<void> =>
    tell(
      tx,
      regions.map((regionCode) => ({
        to: { regionCode, role: 'serviceAdministration' as const },
        kind,
        text,
        link: '/extensions',
        onceKey: `extension ${extension.id} ${kind}`,
      })),
    );
  const note = (tx: Db, actor: Actor, extension: Extension, action: string, after: object) =>
    noteChange(ports, tx, actor, {
      action,
      programmeId: extension.programmeId ?? `extension-${extension.id.slice(0, 8)}`,
      after: { name: extension.name, regions: extension.regions, ...after },
    });

  const confirmIn = async (tx: Db, actor: Actor, extension: Extension): Promise<Extension> => {
    const own = answersFor(actor, extension.regions).filter(
      (region) => !extension.confirmed.includes(region),
    );
    if (own.length === 0) throw new Problem('not-authorised');
    await store.addConfirmations(tx, extension.id, own, actor, clock.now());
    const confirmed = [...extension.confirmed, ...own];
    if (confirmed.length < extension.regions.length) return { ...extension, confirmed };
    await tellRegions(
      tx,
      extension,
      extension.regions,
      'extensionPublished',
      `点对点通办“${extension.name}”各方都已确认，${extension.effectiveFrom} 起施行`,
    );
    const programmeId = await publish(tx, extension);
    await store.publishExtension(tx, extension.id, programmeId);
    await noteChange(ports, tx, actor, {
      action: 'extensionConfirmed',
      programmeId,
      after: { regions: extension.regions, items: extension.items.length },
      visible: true,
    });
    return { ...extension, confirmed, state: 'published', programmeId };
  };

  return {
    async list(actor, page) {
      const prefixes = decidesOnLists(actor)
        ? ['']
        : actor.grants.flatMap(({ role, regionCode }) =>
            role === 'serviceAdministration' ? [significant(regionCode)] : [],
          );
      if (prefixes.length === 0) throw new Problem('not-authorised');
      return viewsOf(database.db, actor, await store.listExtensions(database.db, { prefixes, ...page }));
    },
    propose: (actor, { name, regions, items, effectiveFrom }) =>
      publishing(ports, async (tx) => {
        if (!isAdministration(actor)) throw new Problem('not-authorised');
        checkDate('/effectiveFrom', effectiveFrom);
        if (effectiveFrom < today()) throw new Problem('edition-day-past');
        const named = [...new Set(regions)];
        for (const region of named)
          if (!places.findRegion(region)) throw fieldInvalid('/regions', `没有地区 ${region}。`);
        if (named.length < 2) throw fieldInvalid('/regions', '点对点通办至少要有两个地区。');
        if (named.some((region) => region.endsWith('0000')))
          throw fieldInvalid('/regions', '点对点通办在市（州）、区县之间，不能写整个省。');
        const own = answersFor(actor, named);
        if (own.length === 0) throw new Problem('other-region');
        if (own.length === named.length) throw fieldInvalid('/regions', '要有别的管理部门来确认的地区。');
        const draft = { name: name.trim(), regions: named, items, effectiveFrom };
        const added = await store.addExtension(tx, draft, actor, clock.now());
        rowsOf(added);
        await note(tx, actor, added, 'extensionProposed', { effectiveFrom, items: items.length });
        await confirmIn(tx, actor, added);
        await tellRegions(
          tx,
          added,
          named.filter((region) => !own.includes(region)),
          'extensionProposed',
          `${own.map((region) => places.regionName(region)).join('、')}提出点对点通办“${added.name}”，请确认`,
        );
        return viewIn(tx, actor, added.id);
      }),
    confirm: (actor, id) =>
      publishing(ports, async (tx) => {
        if (!isAdministration(actor)) throw new Problem('not-authorised');
        await confirmIn(tx, actor, await holdOpen(tx, id));
        return viewIn(tx, actor, id);
      }),
    decline: (actor, id, reason) =>
      database.transaction(async (tx) => {
        if (!isAdministration(actor)) throw new Problem('not-authorised');
        const extension = await holdOpen(tx, id);
        const own = answersFor(actor, extension.regions).filter(
          (region) => !extension.confirmed.includes(region),
        );
        if (own.length === 0) throw new Problem('not-authorised');
        const checked = checkPlainText(reason, { min: 2, max: longestReason });
        if (!checked.valid) throw fieldInvalid('/reason', checked.reason);
        await store.endExtension(
          tx,
          id,
          { state: 'declined', reason: checked.normalized },
          actor.name,
          clock.now(),
        );
        await note(tx, actor, extension, 'extensionDeclined', { reason: checked.normalized });
        await tellRegions(
          tx,
          extension,
          extension.confirmed,
          'extensionDeclined',
          `${own.map((region) => places.regionName(region)).join('、')}谢绝了点对点通办“${extension.name}”：${checked.normalized}`,
        );
        return viewIn(tx, actor, id);
      }),
    withdraw: (actor, id) =>
      database.transaction(async (tx) => {
        const extension = await store.holdExtension(tx, id);
        if (!extension) throw new Problem('not-found', { detail: '没有这份点对点通办。' });
        if (!answersFor(actor, extension.regions).some((region) => extension.confirmed.includes(region)))
          throw new Problem('not-authorised');
        if (extension.state !== 'proposed') throw new Problem('extension-decided');
        await store.endExtension(tx, id, { state: 'withdrawn', reason: null }, actor.name, clock.now());
        await note(tx, actor, extension, 'extensionWithdrawn', {});
      }),
  };
}
