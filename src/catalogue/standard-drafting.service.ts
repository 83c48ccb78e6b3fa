import { randomUUID } from 'node:crypto';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { TellStaff } from '../platform/messages-port.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { type Day, dayOf } from '../regulation/instant.ts';
import { isDay } from '../regulation/shanghai-time.ts';
import type { Catalogue } from './catalogue.service.ts';
import type { RegionalDifference, StandardContent } from './standard.ts';
import * as store from './standard-proposal.store.ts';
import {
  coordinates,
  faultsOfProposal,
  mayPropose,
  proposalKinds,
  type StandardProposal,
  withOwnDifferences,
} from './standard-proposal.ts';
import type { StandardSamples } from './standard-samples.service.ts';

/** What somebody writes: the whole standard of all, or what the own province does otherwise. */
export type Drafted = { readonly effectiveFrom: Day; readonly note: string } & (
  | { readonly content: StandardContent }
  | { readonly region: string; readonly differences: readonly RegionalDifference[] }
);

/** A proposal with what keeps it from being published. */
export type JudgedProposal = StandardProposal & { readonly faults: readonly string[] };

/** A proposal held against the rules of publication. */
export const judged = (proposal: StandardProposal): JudgedProposal => ({
  ...proposal,
  faults: faultsOfProposal(proposal),
});

/** Every text of a content by its place, so that none holds characters that cannot be seen. */
function checkTexts(value: unknown, pointer: string): void {
  if (typeof value === 'string') {
    const checked = checkPlainText(value, { max: 1000, min: 0, lines: true });
    if (!checked.valid) throw fieldInvalid(pointer, checked.reason);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, each] of Object.entries(value)) checkTexts(each, `${pointer}/${key}`);
  }
}

/** A text that must be there, as it is kept; refused with what is missing. */
export const written = (value: string, pointer: string, missing: string): string => {
  const checked = checkPlainText(value, { max: 500, min: 0, lines: true });
  if (!checked.valid) throw fieldInvalid(pointer, checked.reason);
  if (checked.normalized.trim() === '') throw fieldInvalid(pointer, missing);
  return checked.normalized;
};

/** Says what keeps a proposal from being put forward or published. */
export const incomplete = (faults: readonly string[]): Problem =>
  new Problem('standard-incomplete', {
    detail: faults.join(''),
    errors: faults.map((detail) => ({ pointer: '/content', detail })),
  });

/** What drafting stands on. */
export type StandardDraftingPorts = {
  clock: Clock;
  audit: Pick<Audit, 'record'>;
  catalogue: Pick<Catalogue, 'listKnownOptions'>;
  samples: Pick<StandardSamples, 'settle' | 'drop'>;
  tell: TellStaff;
};

/** Writing of drafts inside a transaction of the caller: one by one in the editor, many at once by a table. */
export function createStandardDrafting(ports: StandardDraftingPorts) {
  const { clock, audit, catalogue, samples, tell } = ports;

  /** Writes into the audit log what was done with a proposal. */
  const record = (tx: Db, actor: Actor, action: string, id: string): Promise<void> =>
    audit.record(tx, {
      action,
      actor: auditActorOf(actor, coordinates(actor.grants) ? 'coordinationGroup' : 'serviceAdministration'),
      subject: { kind: 'standardProposal', id },
    });

  /** What is drafted, on the last version of the option. */
  async function composed(tx: Db, actor: Actor, optionId: string, drafted: Drafted) {
    const last = await store.lockLastVersion(tx, optionId);
    if (!isDay(drafted.effectiveFrom)) throw fieldInvalid('/effectiveFrom', '没有这一天。');
    if (drafted.effectiveFrom < dayOf(clock.now()))
      throw fieldInvalid('/effectiveFrom', '生效日期不能早于今天。');
    const note = written(drafted.note, '/note', '请写明为什么改、依据什么。');
    if ('content' in drafted) {
      if (!mayPropose(actor.grants, null)) throw new Problem('not-authorised');
      checkTexts(drafted.content, '/content');
      const whole = { ...drafted.content, id: optionId, immediate: drafted.content.promisedDays === 0 };
      const content = await samples.settle(tx, actor, optionId, whole, last?.content);
      return { last, kind: 'unified' as const, region: null, content, note };
    }
    const { region, differences } = drafted;
    if (!mayPropose(actor.grants, region)) throw new Problem('not-authorised');
    if (!last) throw new Problem('option-not-published');
    if (differences.some((one) => one.region !== region))
      throw fieldInvalid('/differences', '只能写本省与统一标准不同的内容。');
    checkTexts(differences, '/differences');
    const kind = last.unified ? ('deviation' as const) : ('provincial' as const);
    const whole = withOwnDifferences(last.content, region, differences);
    const content = await samples.settle(tx, actor, optionId, whole, last.content);
    return { last, kind, region, content, note };
  }

  /** An open proposal of one's own. */
  const own = async (tx: Db, actor: Actor, id: string): Promise<StandardProposal> => {
    const proposal = await store.lockProposal(tx, id);
    if (!proposal || proposal.proposedBy !== actor.id) throw new Problem('not-found');
    if (proposal.state !== 'draft' && proposal.state !== 'proposed') throw new Problem('proposal-closed');
    return proposal;
  };

  /** Who is told of a proposal that waits. */
  const deciders = ({ kind, region }: StandardProposal) =>
    kind === 'provincial' && region !== null
      ? { regionCode: region, role: 'serviceAdministration' as const }
      : undefined;

  /** Begins a draft. */
  async function draft(tx: Db, actor: Actor, optionId: string, drafted: Drafted): Promise<JudgedProposal> {
    if (!catalogue.listKnownOptions().some(({ id }) => id === optionId))
      throw new Problem('not-found', { detail: '没有这个办理项。' });
    const { last, ...parts } = await composed(tx, actor, optionId, drafted);
    const proposal: StandardProposal = {
      ...parts,
      id: randomUUID(),
      optionId,
      baseVersion: last?.version ?? null,
      effectiveFrom: drafted.effectiveFrom,
      state: 'draft',
      revision: 1,
      proposedBy: actor.id,
      proposedByName: actor.name,
      changedAt: clock.now(),
      decidedByName: null,
      decidedAt: null,
      decisionNote: null,
      version: null,
    };
    await store.addProposal(tx, proposal);
    await record(tx, actor, 'standardDrafted', proposal.id);
    return judged(proposal);
  }

  /** Writes a draft anew; what was put forward is a draft again. */
  async function change(
    tx: Db,
    actor: Actor,
    id: string,
    revision: number,
    drafted: Drafted,
  ): Promise<JudgedProposal> {
    const before = await own(tx, actor, id);
    if (before.revision !== revision) throw new Problem('stale-version');
    const { last, ...parts } = await composed(tx, actor, before.optionId, drafted);
    if (parts.region !== before.region) throw fieldInvalid('/region', '不能改成另一种标准，请另起一份。');
    const proposal: StandardProposal = {
      ...before,
      ...parts,
      baseVersion: last?.version ?? null,
      effectiveFrom: drafted.effectiveFrom,
      state: 'draft',
      revision: before.revision + 1,
      changedAt: clock.now(),
    };
    await store.changeProposal(tx, proposal);
    await samples.drop(tx, before.optionId, before.content);
    await record(tx, actor, 'standardDrafted', id);
    return judged(proposal);
  }

  /** Hands a draft to whoever decides; refused with what is missing. */
  async function submit(tx: Db, actor: Actor, id: string): Promise<JudgedProposal> {
    const before = await own(tx, actor, id);
    const faults = faultsOfProposal(before);
    if (faults.length > 0) throw incomplete(faults);
    const proposal: StandardProposal = {
      ...before,
      state: 'proposed',
      revision: before.revision + 1,
      changedAt: clock.now(),
    };
    await store.changeProposal(tx, proposal);
    await record(tx, actor, 'standardProposed', id);
    const to = deciders(proposal);
    if (to)
      await tell(tx, [
        {
          to,
          kind: 'standardProposed',
          text: `${proposalKinds[proposal.kind]}待审定：${proposal.content.name}`,
          link: `/standards/${proposal.optionId}`,
          onceKey: `standard ${id} ${proposal.revision}`,
        },
      ]);
    return judged(proposal);
  }

  return { record, own, draft, change, submit };
}
