import { type Actor, holds } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { Problem } from '../platform/problem.ts';
import type { Catalogue } from './catalogue.service.ts';
import { standardsMark } from './catalogue.store.ts';
import { syllablesOf } from './pinyin.service.ts';
import * as store from './synonyms.store.ts';
import { faultsOfSynonym, type NewSynonym, type Synonym } from './synonyms.ts';

/** Everyday words of the search, kept by the coordination group and the administrations of provinces. */
export type Synonyms = {
  /** The words kept by administrations, the latest first. */
  list(
    actor: Actor,
    query: { after?: string | undefined; limit: number; part?: string | undefined },
  ): Promise<Synonym[]>;
  /** Adds a word; it counts at once. */
  add(actor: Actor, synonym: NewSynonym): Promise<Synonym>;
  /** Takes a word back; what was shipped under it counts again. */
  remove(actor: Actor, id: string): Promise<void>;
  /** Questions that found nothing and still find nothing, asked last and most first. */
  listMisses(actor: Actor, limit: number): Promise<store.SearchMiss[]>;
};

const isProvince = (regionCode: string): boolean => regionCode.endsWith('0000');

/** Whether somebody keeps the words: the coordination group, and the administration of a province. */
const keepsSynonyms = ({ grants }: Pick<Actor, 'grants'>): boolean =>
  grants.some(
    ({ role, regionCode }) =>
      role === 'coordinationGroup' || (role === 'serviceAdministration' && isProvince(regionCode)),
  );

/** The words over their table; every change is audited and heard by the search at once. */
export function createSynonyms(ports: {
  database: Database;
  clock: Clock;
  audit: Audit;
  catalogue: Pick<Catalogue, 'reload' | 'finds' | 'search' | 'misses'>;
}): Synonyms {
  const { database, clock, audit, catalogue } = ports;
  const guard = (actor: Actor) => {
    if (!keepsSynonyms(actor)) throw new Problem('not-authorised');
  };
  const roleOf = (actor: Actor) =>
    holds(actor, 'coordinationGroup') ? ('coordinationGroup' as const) : ('serviceAdministration' as const);
  return {
    async list(actor, query) {
      guard(actor);
      return store.listSynonyms(database.db, query);
    },
    async add(actor, given) {
      guard(actor);
      const synonym = {
        kind: given.kind,
        word: given.word.trim(),
        means: [...new Set(given.means.map((term) => term.trim()).filter((term) => term !== ''))],
      };
      const faults = faultsOfSynonym(synonym, (term) => catalogue.finds(term));
      if (faults.length > 0)
        throw new Problem('field-invalid', { errors: faults.map((one) => ({ ...one })) });
      const added = await database.transaction(async (tx) => {
        const row = await store.addSynonym(
          tx,
          { ...synonym, reading: syllablesOf(synonym.word) },
          actor,
          clock.now(),
        );
        if (!row) throw new Problem('synonym-exists');
        await audit.record(tx, {
          action: 'synonymAdded',
          actor: auditActorOf(actor, roleOf(actor)),
          subject: { kind: 'synonym', id: row.id },
        });
        return row;
      });
      await catalogue.reload();
      return added;
    },
    async remove(actor, id) {
      guard(actor);
      await database.transaction(async (tx) => {
        if ((await store.removeSynonym(tx, id, actor, clock.now())) === 0) throw new Problem('not-found');
        await audit.record(tx, {
          action: 'synonymRemoved',
          actor: auditActorOf(actor, roleOf(actor)),
          subject: { kind: 'synonym', id },
        });
      });
      await catalogue.reload();
    },
    async listMisses(actor, limit) {
      guard(actor);
      await catalogue.misses.flush();
      const misses = await store.listMisses(database.db, limit);
      return misses.filter(({ query }) => catalogue.search({ query, limit: 1 }, { note: false }).offList);
    },
  };
}

/** Notices the words that other processes change and stores what found nothing; answers the function that stops it. */
export function watchSynonyms(
  { database, catalogue }: { database: Database; catalogue: Pick<Catalogue, 'reload' | 'misses'> },
  everyMs: number,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let known: string | undefined;
  const look = async () => {
    try {
      await catalogue.misses.flush();
      const version =
        database.kind === 'postgres'
          ? `${await store.synonymsVersion(database.db)} ${await standardsMark(database.db)}`
          : '';
      if (known !== undefined && known !== version) await catalogue.reload();
      known = version;
    } catch (error) {
      onError(error);
    }
  };
  let running = look();
  const timer = setInterval(() => {
    running = running.then(look);
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
    await catalogue.misses.flush().catch(onError);
  };
}
