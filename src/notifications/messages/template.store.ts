import { all, type Db, first, run, sql } from '../../platform/database.ts';
import type { Instant } from '../../regulation/instant.ts';

/** Words that somebody wrote for an event. */
export type TemplateVersion = {
  event: string;
  language: string;
  /** Province whose windows use it; empty for all others. */
  regionCode: string;
  version: number;
  text: string;
  reason: string;
  madeByName: string;
  madeAt: Instant;
};

const columns = sql`event, language, region_code as "regionCode", version, text, reason, made_by_name as "madeByName",
  made_at as "madeAt"`;

/** The words in force of every event and province that has its own. */
export const listCurrentTemplates = (db: Db, language: string): Promise<TemplateVersion[]> =>
  all(
    db,
    sql<TemplateVersion>`
      select distinct on (event, region_code) ${columns} from message_templates
      where language = ${language} order by event, region_code, version desc`,
  );

/** All words ever written for an event, newest first. */
export const listTemplateVersions = (db: Db, event: string, language: string): Promise<TemplateVersion[]> =>
  all(
    db,
    sql<TemplateVersion>`select ${columns} from message_templates
      where event = ${event} and language = ${language} order by version desc limit 500`,
  );

/** The last version number of an event; 1 where only the words that ship are there. */
export async function lastTemplateVersion(db: Db, event: string, language: string): Promise<number> {
  const row = await first(
    db,
    sql<{ version: number | null }>`select max(version) as version from message_templates
      where event = ${event} and language = ${language}`,
  );
  return row?.version ?? 1;
}

/** Writes a version. */
export const insertTemplate = (tx: Db, template: TemplateVersion & { madeBy: string }): Promise<number> =>
  run(
    tx,
    sql`insert into message_templates (event, language, region_code, version, text, reason, made_by, made_by_name, made_at)
      values (${template.event}, ${template.language}, ${template.regionCode}, ${template.version}, ${template.text},
        ${template.reason}, ${template.madeBy}, ${template.madeByName}, ${template.madeAt}::timestamptz)`,
  );
