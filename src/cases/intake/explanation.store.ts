import { all, type Db, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';

/** An explanation of an application not taken, as the list of them shows it; nothing personal. */
export type ExplanationRow = {
  documentId: string;
  businessNumber: string;
  issuedAt: Instant;
  windowId: string;
  itemNumber: number;
  catalogueId: string;
  code: string;
};

/**
 * Explanations issued in a stretch of time by some windows, or by all of regions whose codes begin so, latest first. One
 * range of documents_explanations.
 */
export const listExplanations = (
  db: Db,
  {
    from,
    until,
    windows,
    prefixes,
    window,
  }: {
    from: Instant;
    until: Instant;
    windows: string[];
    prefixes: string[];
    window: string | undefined;
  },
): Promise<ExplanationRow[]> =>
  all(
    db,
    sql<ExplanationRow>`
      select d.id as "documentId", c.business_number as "businessNumber", d.issued_at as "issuedAt",
        c.intake_window as "windowId", c.item_number as "itemNumber", c.catalogue_id as "catalogueId",
        e.data ->> 'code' as code
      from documents d
      join cases c on c.id = d.case_id
      join case_events e on e.case_id = d.case_id and e.type = 'intakeDeclined'
      where d.kind = 'declineExplanation'
        and d.issued_at >= ${from}::timestamptz and d.issued_at < ${until}::timestamptz
        and (c.intake_window = any(${windows}::uuid[])
          or exists (select from unnest(${prefixes}::text[]) as p(own) where c.intake_region like p.own || '%'))
        and (${window ?? null}::uuid is null or c.intake_window = ${window ?? null}::uuid)
      order by d.issued_at desc
      limit 200`,
  );
