import { all, type Db, first, json, run, sql } from '../platform/database.ts';
import type { Day, Instant } from '../regulation/instant.ts';
import type { StandardContent, StandardStage } from './standard.ts';
import type { ProposalState, StandardProposal } from './standard-proposal.ts';

const columns = sql`id, option_id as "optionId", kind, region_code as region, base_version as "baseVersion", content,
  effective_from as "effectiveFrom", note, state, revision, proposed_by as "proposedBy",
  proposed_by_name as "proposedByName", changed_at as "changedAt", decided_by_name as "decidedByName",
  decided_at as "decidedAt", decision_note as "decisionNote", version`;

/** Adds a draft. */
export const addProposal = (db: Db, proposal: StandardProposal): Promise<number> =>
  run(
    db,
    sql`
      insert into standard_proposals (id, option_id, kind, region_code, base_version, content, effective_from, note,
        state, revision, proposed_by, proposed_by_name, changed_at)
      values (${proposal.id}, ${proposal.optionId}, ${proposal.kind}, ${proposal.region}, ${proposal.baseVersion},
        ${json(proposal.content)}, ${proposal.effectiveFrom}, ${proposal.note}, ${proposal.state},
        ${proposal.revision}, ${proposal.proposedBy}, ${proposal.proposedByName}, ${proposal.changedAt})`,
  );

/** A proposal, held until the transaction ends. */
export const lockProposal = (db: Db, id: string): Promise<StandardProposal | undefined> =>
  first(db, sql<StandardProposal>`select ${columns} from standard_proposals where id = ${id} for update`);

/** A proposal. */
export const findProposal = (db: Db, id: string): Promise<StandardProposal | undefined> =>
  first(db, sql<StandardProposal>`select ${columns} from standard_proposals where id = ${id}`);

/** Writes what a draft says now. */
export const changeProposal = (
  db: Db,
  { id, kind, baseVersion, content, effectiveFrom, note, state, revision, changedAt }: StandardProposal,
): Promise<number> =>
  run(
    db,
    sql`update standard_proposals set kind = ${kind}, base_version = ${baseVersion}, content = ${json(content)},
        effective_from = ${effectiveFrom}, note = ${note}, state = ${state}, revision = ${revision},
        changed_at = ${changedAt}
      where id = ${id}`,
  );

/** Writes how a proposal ended. */
export const decideProposal = (
  db: Db,
  id: string,
  end: {
    state: ProposalState;
    by: { id: string; name: string };
    at: Instant;
    note: string;
    version: string | null;
  },
): Promise<number> =>
  run(
    db,
    sql`update standard_proposals set state = ${end.state}, decided_by = ${end.by.id}, decided_by_name = ${end.by.name},
        decided_at = ${end.at}, decision_note = ${end.note}, version = ${end.version}, revision = revision + 1
      where id = ${id}`,
  );

/** Proposals of one state or option, the latest first; drafts only those of `own`. */
export const listProposals = (
  db: Db,
  query: {
    state?: ProposalState | undefined;
    optionId?: string | undefined;
    own: string;
    after?: string | undefined;
    limit: number;
  },
): Promise<StandardProposal[]> =>
  all(
    db,
    sql<StandardProposal>`
      select ${columns} from standard_proposals
      where (${query.state ?? null}::text is null or state = ${query.state ?? null}::text)
        and (${query.optionId ?? null}::text is null or option_id = ${query.optionId ?? null}::text)
        and (state not in ('draft', 'withdrawn') or proposed_by = ${query.own})
        and (${query.after ?? null}::uuid is null or (changed_at, id) < (
          select changed_at, id from standard_proposals where id = ${query.after ?? null}::uuid))
      order by changed_at desc, id desc limit ${query.limit}`,
  );

/** Somebody's own drafts, of all or of what one province does otherwise; the latest of each option. */
export const listOwnDrafts = (db: Db, staffId: string, region: string | null): Promise<StandardProposal[]> =>
  all(
    db,
    sql<StandardProposal>`
      select distinct on (option_id) ${columns} from standard_proposals
      where proposed_by = ${staffId} and state = 'draft' and region_code is not distinct from ${region}
      order by option_id, changed_at desc`,
  );

/** The draft of the unified standard of an option that waits for the coordination group, the latest. */
export const findUnifiedDraft = (db: Db, optionIds: readonly string[]): Promise<StandardProposal[]> =>
  all(
    db,
    sql<StandardProposal>`
      select distinct on (option_id) ${columns} from standard_proposals
      where option_id in (select jsonb_array_elements_text(${json(optionIds)}))
        and kind = 'unified' and state = 'proposed'
      order by option_id, changed_at desc`,
  );

/** A published version with who made it. */
export type PublishedVersion = {
  readonly version: string;
  readonly effectiveFrom: Day;
  readonly effectiveTo: Day | null;
  readonly unified: boolean;
  readonly publishedAt: Instant;
  readonly proposedByName: string | null;
  readonly decidedByName: string | null;
  readonly kind: StandardProposal['kind'] | null;
  readonly region: string | null;
  readonly note: string | null;
  readonly content: StandardContent;
};

/** Every published version of an option, the newest first. */
export const listVersions = (db: Db, optionId: string): Promise<PublishedVersion[]> =>
  all(
    db,
    sql<PublishedVersion>`
      select s.version, s.effective_from as "effectiveFrom", s.effective_to as "effectiveTo",
        coalesce(s.unified, jsonb_array_length(s.content -> 'regionalDifferences') = 0) as unified,
        s.published_at as "publishedAt", p.proposed_by_name as "proposedByName",
        p.decided_by_name as "decidedByName", p.kind, p.region_code as region, p.note, s.content
      from acceptance_standards s left join standard_proposals p on p.id = s.proposal_id
      where s.option_id = ${optionId} order by s.effective_from desc`,
  );

/** The last version of an option, whether in force or to come; held against another publication meanwhile. */
export async function lockLastVersion(
  db: Db,
  optionId: string,
): Promise<
  | {
      version: string;
      effectiveFrom: Day;
      effectiveTo: Day | null;
      unified: boolean;
      content: StandardContent;
    }
  | undefined
> {
  await sql`select id from options where id = ${optionId} for update`.execute(db);
  return first(
    db,
    sql<{
      version: string;
      effectiveFrom: Day;
      effectiveTo: Day | null;
      unified: boolean;
      content: StandardContent;
    }>`
      select version, effective_from as "effectiveFrom", effective_to as "effectiveTo", content,
        coalesce(unified, jsonb_array_length(content -> 'regionalDifferences') = 0) as unified
      from acceptance_standards where option_id = ${optionId} order by effective_from desc limit 1`,
  );
}

/** The edition in force of the list an option's item stands in, with its label: of its last version, else the first list. */
export const findEditionOfOption = (
  db: Db,
  optionId: string,
  on: Day,
): Promise<{ id: string; label: string } | undefined> =>
  first(
    db,
    sql<{ id: string; label: string }>`
      select e.id, e.label
      from options o
      join item_family_members m on m.family_id = o.family_id
      join editions e on e.id = m.edition_id
      join programmes p on p.id = e.programme_id
      where o.id = ${optionId} and e.published_at is not null and e.effective_from <= ${on}
        and (e.effective_to is null or e.effective_to > ${on})
      order by (e.programme_id = (
          select l.programme_id from acceptance_standards s join editions l on l.id = s.edition_id
          where s.option_id = o.id order by s.effective_from desc limit 1)) desc nulls last, p.position
      limit 1`,
  );

/** Sets a stage of an option in a province. */
export const addStage = (
  db: Db,
  set: {
    optionId: string;
    province: string;
    stage: StandardStage;
    reason: string;
    guideLink: string | null;
    by: { id: string; name: string };
    at: Instant;
  },
): Promise<number> =>
  run(
    db,
    sql`
      insert into standard_stages (option_id, province_code, stage, reason, guide_link, set_by, set_by_name, set_at)
      values (${set.optionId}, ${set.province}, ${set.stage}, ${set.reason}, ${set.guideLink}, ${set.by.id},
        ${set.by.name}, ${set.at})`,
  );

/** Which of some files stand in a proposal or a version of an option. */
export async function listSamplesInUse(db: Db, optionId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await all(
    db,
    sql<{ id: string }>`
      select w.id from unnest(${[...ids]}::text[]) as w(id)
      where exists (
          select from standard_proposals p
          where p.option_id = ${optionId} and position(w.id in p.content::text) > 0)
        or exists (
          select from acceptance_standards s
          where s.option_id = ${optionId} and position(w.id in s.content::text) > 0)
    `,
  );
  return rows.map(({ id }) => id);
}
