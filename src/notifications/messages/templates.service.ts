import type { Actor, Grant } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Database, isUniqueViolation } from '../../platform/database.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { messageLength } from '../../regulation/message-rules.ts';
import * as store from './template.store.ts';
import { checkTemplate, rendered, sampleValues } from './template-text.ts';
import { variables } from './template-variables.ts';
import type { TemplateDetails, TemplateView } from './template-view.ts';
import { isTemplate, shippedVersion, type TemplateId, templateIds, templateRuleOf } from './templates.ts';

/** Templates of messages. */
export type Templates = {
  list(): Promise<TemplateView[]>;
  find(event: string, actor: Actor): Promise<TemplateDetails>;
  /** How words would look; refuses those that cannot be saved. */
  preview(event: string, text: string): { preview: string; characters: number; most: number };
  save(
    event: string,
    actor: Actor,
    input: { text: string; reason: string; regionCode: string; lastVersion: number },
  ): Promise<TemplateDetails>;
};

const language = 'zh-CN';
const shippedReason = '随系统提供';

/** For which regions somebody writes: the coordination group for all, an administration of a province for its own. */
const scopesOf = (grants: readonly Grant[]): string[] => [
  ...new Set(
    grants.flatMap(({ role, regionCode }) => {
      if (role === 'coordinationGroup') return [''];
      return role === 'serviceAdministration' && regionCode.endsWith('0000') ? [regionCode] : [];
    }),
  ),
];

/** Builds the templates. */
export function createTemplates({
  database,
  clock,
  audit,
}: {
  database: Database;
  clock: Clock;
  audit: Pick<Audit, 'record'>;
}): Templates {
  const known = (event: string): TemplateId => {
    if (!isTemplate(event)) throw new Problem('not-found');
    return event;
  };

  function view(event: TemplateId, rows: readonly store.TemplateVersion[]): TemplateView {
    const general = rows.find((row) => row.event === event && row.regionCode === '');
    const { title, text: shipped } = templateRuleOf(event);
    const text = general?.text ?? shipped;
    return {
      event,
      title,
      text,
      version: general?.version ?? shippedVersion,
      preview: rendered(text, sampleValues),
      regions: rows
        .filter((row) => row.event === event && row.regionCode !== '')
        .map(({ regionCode }) => regionCode),
    };
  }

  async function details(event: TemplateId, actor: Actor): Promise<TemplateDetails> {
    const { db } = database;
    const written = await store.listTemplateVersions(db, event, language);
    const current = await store.listCurrentTemplates(db, language);
    const rule = templateRuleOf(event);
    return {
      ...view(event, current),
      lastVersion: written[0]?.version ?? shippedVersion,
      variables: rule.variables.map((id) => ({ ...variables[id] })),
      versions: [
        ...written.map(({ version, regionCode, text, reason, madeByName, madeAt }) => ({
          version,
          regionCode,
          text,
          reason,
          madeByName,
          madeAt,
        })),
        {
          version: shippedVersion,
          regionCode: '',
          text: rule.text,
          reason: shippedReason,
          madeByName: '',
          madeAt: null,
        },
      ],
      scopes: scopesOf(actor.grants),
    };
  }

  function checked(event: TemplateId, typed: string): { text: string; preview: string; characters: number } {
    const check = checkTemplate(templateRuleOf(event), typed);
    if (check.valid) return check;
    throw new Problem(check.code, {
      detail: check.reason,
      errors: [{ pointer: '/text', detail: check.reason }],
    });
  }

  return {
    async list() {
      const rows = await store.listCurrentTemplates(database.db, language);
      return templateIds.map((event) => view(event, rows));
    },
    find: async (event, actor) => details(known(event), actor),
    preview(event, typed) {
      const { preview, characters } = checked(known(event), typed);
      return { preview, characters, most: messageLength };
    },
    async save(name, actor, { text: typed, reason: why, regionCode, lastVersion }) {
      const event = known(name);
      if (!scopesOf(actor.grants).includes(regionCode)) throw new Problem('template-other-region');
      const { text } = checked(event, typed);
      const reason = checkPlainText(why, { max: 100, min: 2 });
      if (!reason.valid) throw fieldInvalid('/reason', `请写改动的理由。${reason.reason}`);
      try {
        await database.transaction(async (tx) => {
          const last = await store.lastTemplateVersion(tx, event, language);
          if (last !== lastVersion) throw new Problem('template-version-stale');
          await store.insertTemplate(tx, {
            event,
            language,
            regionCode,
            version: last + 1,
            text,
            reason: reason.normalized,
            madeBy: actor.id,
            madeByName: actor.name,
            madeAt: clock.now(),
          });
          await audit.record(tx, {
            action: 'messageTemplateChanged',
            actor: auditActorOf(actor, regionCode === '' ? 'coordinationGroup' : 'serviceAdministration'),
            subject: { kind: 'messageTemplate', id: event },
            detail: { version: last + 1, scope: regionCode },
          });
        });
      } catch (error) {
        if (isUniqueViolation(error, 'message_templates_pkey')) throw new Problem('template-version-stale');
        throw error;
      }
      return details(event, actor);
    },
  };
}
