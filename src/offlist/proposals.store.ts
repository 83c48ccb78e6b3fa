import { all, type Db, first, json, run, sql } from '../platform/database.ts';
import type { Instant } from '../regulation/instant.ts';
import type { ItemProposal, ProposalFigures, ProposalState, ProvinceSupport } from './proposal.ts';

const columns =
  sql.raw(`id, group_id as "groupId", programme_id as "programmeId", family_id as "familyId", name, state,
  to_jsonb(provinces) as provinces, source_text as "sourceText", figures, reason, nominated_at as "nominatedAt",
  nominated_by_name as "nominatedByName", decided_at as "decidedAt", decided_by_name as "decidedByName",
  decision_note as "decisionNote"`);

const textArray = (values: readonly string[]) =>
  sql`array(select jsonb_array_elements_text(${json(values)}))`;

/** Adds a nomination; nothing when the same demand or item is nominated already. */
export const addProposal = (tx: Db, proposal: ItemProposal & { nominatedBy: string }): Promise<number> =>
  run(
    tx,
    sql`insert into item_proposals (id, group_id, programme_id, family_id, name, state, provinces, source_text, figures,
        reason, nominated_at, nominated_by, nominated_by_name)
      values (${proposal.id}, ${proposal.groupId}, ${proposal.programmeId}, ${proposal.familyId}, ${proposal.name},
        ${proposal.state}, ${textArray(proposal.provinces)}, ${proposal.sourceText}, ${json(proposal.figures)},
        ${proposal.reason}, ${proposal.nominatedAt}::timestamptz, ${proposal.nominatedBy},
        ${proposal.nominatedByName})
      on conflict do nothing`,
  );

/** A page of nominations, the latest first; those of one state, or all. */
export const listProposals = (
  db: Db,
  { state, after, limit }: { state?: ProposalState | undefined; after?: string | undefined; limit: number },
): Promise<ItemProposal[]> =>
  all(
    db,
    sql<ItemProposal>`
      select ${columns} from item_proposals
      where (${state ?? null}::text is null or state = ${state ?? null}::text)
        and (${after ?? null}::uuid is null
          or (nominated_at, id) < (select nominated_at, id from item_proposals where id = ${after ?? null}::uuid))
      order by nominated_at desc, id desc limit ${limit}::int`,
  );

/** One nomination, held until the transaction ends. */
export const holdProposal = (tx: Db, id: string): Promise<ItemProposal | undefined> =>
  first(tx, sql<ItemProposal>`select ${columns} from item_proposals where id = ${id} for update`);

/** Nominations that were not rejected, by what they are about. */
export const listStandingProposals = (
  db: Db,
): Promise<Pick<ItemProposal, 'id' | 'groupId' | 'familyId' | 'state' | 'provinces'>[]> =>
  all(
    db,
    sql<Pick<ItemProposal, 'id' | 'groupId' | 'familyId' | 'state' | 'provinces'>>`
      select id, group_id as "groupId", family_id as "familyId", state, to_jsonb(provinces) as provinces
      from item_proposals where state <> 'rejected'`,
  );

/** What provinces put in for some nominations, the first province first. */
export const listSupports = (
  db: Db,
  ids: readonly string[],
): Promise<(ProvinceSupport & { proposalId: string })[]> =>
  all(
    db,
    sql<ProvinceSupport & { proposalId: string }>`
      select proposal_id as "proposalId", province, figures, reason, nominated_at as "nominatedAt",
        nominated_by_name as "nominatedByName"
      from item_proposal_supports where proposal_id = any(${textArray(ids)}::uuid[])
      order by nominated_at, province`,
  );

/** Adds what a province puts in; nothing when it has nominated already. */
export const addSupport = (
  tx: Db,
  proposalId: string,
  support: ProvinceSupport & { nominatedBy: string },
): Promise<number> =>
  run(
    tx,
    sql`
      insert into item_proposal_supports (proposal_id, province, figures, reason, nominated_at, nominated_by,
        nominated_by_name)
      values (${proposalId}, ${support.province}, ${json(support.figures)}, ${support.reason},
        ${support.nominatedAt}::timestamptz, ${support.nominatedBy}, ${support.nominatedByName})
      on conflict do nothing`,
  );

/** Notes that further provinces nominate. */
export const joinProposal = (
  tx: Db,
  id: string,
  joined: { provinces: readonly string[]; sourceText: string; figures: ProposalFigures },
): Promise<number> =>
  run(
    tx,
    sql`update item_proposals set provinces = ${textArray(joined.provinces)}, source_text = ${joined.sourceText},
        figures = ${json(joined.figures)} where id = ${id} and state = 'nominated'`,
  );

/** Decides a nomination. */
export const decideProposal = (
  tx: Db,
  id: string,
  decision: { state: 'taken' | 'rejected'; note: string | null; sourceText: string },
  byName: string,
  at: Instant,
): Promise<number> =>
  run(
    tx,
    sql`update item_proposals set state = ${decision.state}, decision_note = ${decision.note},
        source_text = ${decision.sourceText}, decided_at = ${at}::timestamptz, decided_by_name = ${byName}
      where id = ${id} and state = 'nominated'`,
  );
