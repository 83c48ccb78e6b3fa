import { randomUUID } from 'node:crypto';
import { provincesOf } from '../catalogue/administration/keepers.ts';
import type { NominationsTaken } from '../catalogue/administration/nominations.service.ts';
import type { Catalogue, ItemView } from '../catalogue/catalogue.service.ts';
import { isMemberProvince, placesBetween } from '../catalogue/programme-rules.ts';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { type AuditDetail, auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import type { TellStaff } from '../platform/messages-port.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { maskNumbers } from '../platform/sensitive-text.ts';
import { dayOf } from '../regulation/instant.ts';
import { groupLead } from '../regulation/ladder.ts';
import type { Role } from '../regulation/roles.ts';
import { type Demand, nextList } from './demand.service.ts';
import { nextBatchOf, sourceTextOf } from './demand.ts';
import type { HandledCases } from './off-list-ports.ts';
import { prefixOf } from './off-list-scope.ts';
import {
  figuresOfCases,
  figuresOfDemand,
  type ItemProposal,
  type ProposalFigures,
  type ProposalSource,
  type ProposalState,
  type ProvinceSupport,
  sumOfFigures,
  supports,
} from './proposal.ts';
import * as store from './proposals.store.ts';

/** A nomination with what each province put in. */
export type ProposalView = ItemProposal & { supports: ProvinceSupport[] };

/** What is nominated: either a group of off-list requests, or an item that is tried in another list. */
type ProposalBasis = {
  groupId?: string | undefined;
  item?: { programmeId: string; number: number } | undefined;
};

/** Nominations by provinces, decided by the coordination group. */
export type Proposals = {
  list(page: {
    state?: ProposalState | undefined;
    after?: string | undefined;
    limit: number;
  }): Promise<ProposalView[]>;
  /** What somebody's province can nominate, with the figures there are for it. */
  sources(actor: Actor): Promise<ProposalSource[]>;
  /** Nominates for one's own province. */
  propose(
    actor: Actor,
    nomination: { basis: ProposalBasis; name?: string | undefined; reason: string },
  ): Promise<ProposalView>;
  /** Joins a nomination for one's own province, with the figures of that province. */
  support(actor: Actor, id: string, reason: string): Promise<ProposalView>;
  /** Puts the item into a draft edition with the nominating provinces as its source; answers its number. */
  take(actor: Actor, id: string, row: { editionId: string; department: string }): Promise<number>;
  reject(actor: Actor, id: string, note: string): Promise<ProposalView>;
};

const mostSources = 100;

function words(value: string, min: number, max: number, pointer: string): string {
  const checked = checkPlainText(value, { min, max });
  if (!checked.valid) throw fieldInvalid(pointer, checked.reason);
  return maskNumbers(checked.normalized);
}

/** Nominations over their tables; `handledCases` counts cases, which lie above. */
export function createProposals(parts: {
  database: Database;
  clock: Clock;
  audit: Pick<Audit, 'record'>;
  catalogue: Pick<
    Catalogue,
    'findProgramme' | 'listProgrammes' | 'listItems' | 'findItem' | 'optionIdsOf' | 'pilotsOf'
  >;
  demand: Pick<Demand, 'ofProvince'>;
  nominations: NominationsTaken;
  handledCases: HandledCases;
  tell: TellStaff;
}): Proposals {
  const { database, clock, audit, catalogue, demand, nominations, handledCases, tell } = parts;
  const today = () => dayOf(clock.now());

  const record = (tx: Db, actor: Actor, role: Role, action: string, id: string, detail: AuditDetail) =>
    audit.record(tx, {
      action,
      actor: auditActorOf(actor, role),
      subject: { kind: 'itemProposal', id },
      detail,
    });

  /** The province for which somebody nominates; it has to belong to the list that is carried on. */
  function provinceFor(actor: Actor): string {
    const [province] = provincesOf(actor);
    if (province === undefined) throw new Problem('not-authorised');
    const programme = catalogue.findProgramme(nextList);
    if (!programme || !isMemberProvince(programme, province, today()))
      throw new Problem('region-not-in-programme');
    return province;
  }

  const batch = (): string => nextBatchOf((catalogue.listItems(nextList) ?? []).map(({ source }) => source));

  const casesOf = async (db: Db, { catalogueId, number }: ItemView, province: string) =>
    figuresOfCases(
      await handledCases(db, {
        programmeId: catalogueId,
        optionIds: catalogue.optionIdsOf({ catalogueId, number }),
        prefix: prefixOf(province),
      }),
    );

  /** Items that are tried in a pilot or point to point, and are not yet in the list that is carried on. */
  function triedItems(): ItemView[] {
    const listed = new Set((catalogue.listItems(nextList) ?? []).map(({ familyId }) => familyId));
    return catalogue
      .listProgrammes()
      .filter(({ id }) => id !== nextList)
      .flatMap((programme) => {
        const between = placesBetween(programme, today()).length > 0;
        return (catalogue.listItems(programme.id) ?? []).filter(
          (item) => !listed.has(item.familyId) && (between || catalogue.pilotsOf(item).length > 0),
        );
      });
  }

  function triedItem({ programmeId, number }: { programmeId: string; number: number }): ItemView {
    const item = catalogue.findItem(programmeId, number);
    if (!item) throw fieldInvalid('/item', '清单里没有这一项。');
    const found = triedItems().find((one) => one.catalogueId === programmeId && one.number === number);
    if (!found) throw fieldInvalid('/item', '只有试点或点对点通办的事项，并且还不在清单里的，可以提名。');
    return found;
  }

  /** What a province has to show for a nomination; asked before any transaction, which other reads must not wait in. */
  async function shownBy(
    province: string,
    { groupId, programmeId, familyId }: Pick<ItemProposal, 'groupId' | 'programmeId' | 'familyId'>,
  ): Promise<{ name: string; figures: ProposalFigures }> {
    const group =
      groupId === null
        ? undefined
        : (await demand.ofProvince(province)).find((one) => one.groupId === groupId);
    const item =
      groupId === null
        ? (catalogue.listItems(programmeId ?? '') ?? []).find((one) => one.familyId === familyId)
        : undefined;
    const figures = group ? figuresOfDemand(group) : item && (await casesOf(database.db, item, province));
    if (!figures || !supports(figures)) throw new Problem('figures-missing');
    return { name: group?.name ?? item?.name ?? '', figures };
  }

  async function viewsOf(db: Db, proposals: readonly ItemProposal[]): Promise<ProposalView[]> {
    const all = Map.groupBy(
      await store.listSupports(
        db,
        proposals.map(({ id }) => id),
      ),
      ({ proposalId }) => proposalId,
    );
    return proposals.map((proposal) => ({
      ...proposal,
      supports: (all.get(proposal.id) ?? []).map(({ proposalId: _of, ...support }) => support),
    }));
  }

  async function held(tx: Db, id: string): Promise<ItemProposal> {
    const proposal = await store.holdProposal(tx, id);
    if (!proposal) throw new Problem('not-found', { detail: '没有这份提名。' });
    if (proposal.state !== 'nominated') throw new Problem('proposal-decided');
    return proposal;
  }

  async function view(tx: Db, id: string): Promise<ProposalView> {
    const proposal = await store.holdProposal(tx, id);
    const [found] = proposal ? await viewsOf(tx, [proposal]) : [];
    if (!found) throw new Problem('not-found', { detail: '没有这份提名。' });
    return found;
  }

  const tellGroup = (tx: Db, proposal: Pick<ItemProposal, 'id' | 'name'>, source: string) =>
    tell(tx, [
      {
        to: { regionCode: groupLead, role: 'coordinationGroup' },
        kind: 'itemNominated',
        text: `${source}：${proposal.name}，请协调小组审定`,
        link: `/catalogue-admin?programme=${nextList}&tab=nominations`,
        onceKey: `nomination ${proposal.id} ${source}`,
      },
    ]);

  return {
    list: async (page) => viewsOf(database.db, await store.listProposals(database.db, page)),

    async sources(actor) {
      const province = provinceFor(actor);
      const standing = await store.listStandingProposals(database.db);
      const asSource = (
        source: Omit<ProposalSource, 'proposalId' | 'joined'>,
        proposal: (typeof standing)[number] | undefined,
      ): ProposalSource[] =>
        !supports(source.figures) || proposal?.state === 'taken'
          ? []
          : [
              {
                ...source,
                proposalId: proposal?.id ?? null,
                joined: proposal?.provinces.includes(province) ?? false,
              },
            ];
      const asked = (await demand.ofProvince(province)).flatMap((group) =>
        asSource(
          {
            groupId: group.groupId,
            item: null,
            name: group.name,
            from: '清单外需求',
            figures: figuresOfDemand(group),
          },
          standing.find(({ groupId }) => groupId === group.groupId),
        ),
      );
      const tried: ProposalSource[] = [];
      for (const item of triedItems()) {
        tried.push(
          ...asSource(
            {
              groupId: null,
              item: { programmeId: item.catalogueId, number: item.number },
              name: item.name,
              from: catalogue.findProgramme(item.catalogueId)?.name ?? '',
              figures: await casesOf(database.db, item, province),
            },
            standing.find(({ familyId }) => familyId === item.familyId),
          ),
        );
      }
      return [...tried, ...asked].slice(0, mostSources);
    },

    async propose(actor, { basis, name, reason }) {
      const province = provinceFor(actor);
      const why = words(reason, 5, 500, '/reason');
      if ((basis.groupId === undefined) === (basis.item === undefined))
        throw fieldInvalid('/item', '请选一个清单外需求分组，或一个试点、点对点的事项。');
      const item = basis.item && triedItem(basis.item);
      const about = {
        groupId: basis.groupId ?? null,
        programmeId: item?.catalogueId ?? null,
        familyId: item?.familyId ?? null,
      };
      const shown = await shownBy(province, about);
      const at = clock.now();
      const proposal: ItemProposal = {
        ...about,
        id: randomUUID(),
        name: name === undefined ? shown.name : words(name, 2, 100, '/name'),
        state: 'nominated',
        provinces: [province],
        sourceText: sourceTextOf([province], batch()),
        figures: shown.figures,
        reason: why,
        nominatedAt: at,
        nominatedByName: actor.name,
        decidedAt: null,
        decidedByName: null,
        decisionNote: null,
      };
      const support = {
        province,
        figures: shown.figures,
        reason: why,
        nominatedAt: at,
        nominatedByName: actor.name,
      };
      return database.transaction(async (tx) => {
        if ((await store.addProposal(tx, { ...proposal, nominatedBy: actor.id })) === 0)
          throw new Problem('already-nominated');
        await store.addSupport(tx, proposal.id, { ...support, nominatedBy: actor.id });
        await record(tx, actor, 'serviceAdministration', 'itemNominated', proposal.id, { province });
        await tellGroup(tx, proposal, proposal.sourceText);
        return { ...proposal, supports: [support] };
      });
    },

    async support(actor, id, reason) {
      const province = provinceFor(actor);
      const why = words(reason, 5, 500, '/reason');
      const { figures } = await shownBy(province, await database.transaction((tx) => held(tx, id)));
      const support = {
        province,
        figures,
        reason: why,
        nominatedAt: clock.now(),
        nominatedByName: actor.name,
      };
      return database.transaction(async (tx) => {
        const proposal = await held(tx, id);
        if ((await store.addSupport(tx, id, { ...support, nominatedBy: actor.id })) === 0)
          throw new Problem('already-supported');
        const all = await store.listSupports(tx, [id]);
        const provinces = [...new Set([...proposal.provinces, province])];
        const sourceText = sourceTextOf(provinces, batch());
        // One out of the demand of all provinces has the figures of all; a province adds nothing to them.
        const ofAll = all.length < provinces.length;
        await store.joinProposal(tx, id, {
          provinces,
          sourceText,
          figures: ofAll ? proposal.figures : sumOfFigures(all.map((one) => one.figures)),
        });
        await record(tx, actor, 'serviceAdministration', 'nominationJoined', id, { province });
        await tellGroup(tx, proposal, sourceText);
        return view(tx, id);
      });
    },

    take: async (actor, id, { editionId, department }) => {
      const proposal = await database.transaction((tx) => held(tx, id));
      const sourceText = sourceTextOf(proposal.provinces, batch());
      return nominations.take(
        actor,
        editionId,
        {
          proposalId: id,
          name: proposal.name,
          source: sourceText,
          provinces: proposal.provinces,
          supportedBy: proposal.figures.requests + (proposal.figures.cases ?? 0),
          department,
          familyId: proposal.familyId,
        },
        async (tx) => {
          const decision = { state: 'taken', note: null, sourceText } as const;
          if ((await store.decideProposal(tx, id, decision, actor.name, clock.now())) === 0)
            throw new Problem('proposal-decided');
        },
      );
    },

    reject: (actor, id, note) =>
      database.transaction(async (tx) => {
        const proposal = await held(tx, id);
        const decision = {
          state: 'rejected',
          note: words(note, 2, 500, '/note'),
          sourceText: proposal.sourceText,
        } as const;
        await store.decideProposal(tx, id, decision, actor.name, clock.now());
        await record(tx, actor, 'coordinationGroup', 'nominationRejected', id, {});
        await tell(
          tx,
          proposal.provinces.map((regionCode) => ({
            to: { regionCode, role: 'serviceAdministration' as const },
            kind: 'nominationRejected',
            text: `提名的事项“${proposal.name}”没有采纳：${decision.note}`,
            link: `/catalogue-admin?programme=${nextList}&tab=nominations`,
            onceKey: `nomination ${id} rejected`,
          })),
        );
        return view(tx, id);
      }),
  };
}
