import { createHash } from 'node:crypto';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import type { TellStaff } from '../platform/messages-port.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { approvalFault } from '../regulation/four-eyes.ts';
import { dayOf } from '../regulation/instant.ts';
import type { Catalogue } from './catalogue.service.ts';
import { publishStandards } from './edition.service.ts';
import { provinceOf } from './programme-rules.ts';
import { stageOf } from './resolve-standard.ts';
import type { StandardContent, StandardStage } from './standard.ts';
import {
  createStandardDrafting,
  type Drafted,
  incomplete,
  type JudgedProposal,
  judged,
  written,
} from './standard-drafting.service.ts';
import * as store from './standard-proposal.store.ts';
import {
  coordinates,
  differencesOf,
  faultsOfProposal,
  mayDecide,
  type ProposalState,
  proposalKinds,
  provincesOf,
  type StandardProposal,
  withOwnDifferences,
} from './standard-proposal.ts';
import type { StandardSamples } from './standard-samples.service.ts';
import { versionAfter } from './standard-version.ts';

/** Acceptance standards as they are kept by the coordination group and the provinces (R-008, R-010, R-011). */
export type Standards = {
  /** Begins a draft; what a province adds after unification is a deviation request whatever it is called. */
  draft(actor: Actor, optionId: string, drafted: Drafted): Promise<JudgedProposal>;
  change(actor: Actor, id: string, revision: number, drafted: Drafted): Promise<JudgedProposal>;
  /** Hands a draft to whoever decides; refused with what is missing. */
  submit(actor: Actor, id: string): Promise<JudgedProposal>;
  withdraw(actor: Actor, id: string): Promise<JudgedProposal>;
  /** Publishes a proposal as a new version from its day on, or sends it back with the reason; by another person. */
  decide(actor: Actor, id: string, decision: { approved: boolean; note: string }): Promise<JudgedProposal>;
  find(actor: Actor, id: string): Promise<JudgedProposal>;
  list(
    actor: Actor,
    query: {
      state?: ProposalState | undefined;
      optionId?: string | undefined;
      after?: string | undefined;
      limit: number;
    },
  ): Promise<JudgedProposal[]>;
  versions(optionId: string): Promise<store.PublishedVersion[]>;
  /** Sets by what an option is reviewed for a province (R-011). */
  setStage(
    actor: Actor,
    optionId: string,
    set: { province: string; stage: StandardStage; reason: string; guideLink: string | null },
  ): Promise<void>;
};

const digestOf = (content: StandardContent): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');

/** The standards over their tables; whatever is published counts from its day on, cases keep their version. */
export function createStandards(ports: {
  database: Database;
  clock: Clock;
  audit: Audit;
  catalogue: Pick<
    Catalogue,
    'reload' | 'listKnownOptions' | 'itemOfStandard' | 'findSetStage' | 'findStandard'
  >;
  samples: Pick<StandardSamples, 'settle' | 'drop'>;
  tell: TellStaff;
}): Standards {
  const { database, clock, audit, catalogue, tell } = ports;
  const drafting = createStandardDrafting(ports);

  async function publish(tx: Db, proposal: StandardProposal): Promise<string> {
    const now = clock.now();
    const last = await store.lockLastVersion(tx, proposal.optionId);
    const edition = await store.findEditionOfOption(tx, proposal.optionId, dayOf(now));
    if (!edition) throw new Problem('option-not-published');
    if (proposal.effectiveFrom < dayOf(now)) {
      throw fieldInvalid('/effectiveFrom', '提出的生效日期已经过了，请退回，由提出人改日期。');
    }
    if (proposal.kind === 'unified' && (last?.version ?? null) !== proposal.baseVersion)
      throw new Problem('standard-changed-since');
    if (last && (last.effectiveTo !== null || last.effectiveFrom >= proposal.effectiveFrom)) {
      throw new Problem('standard-dates-overlap', {
        detail: `版本 ${last.version} 从 ${last.effectiveFrom} 起生效，新版本要从更晚的一天起。`,
      });
    }
    // Another province's differences may have come meanwhile: only the own ones are put in.
    const content =
      proposal.region !== null && last
        ? withOwnDifferences(last.content, proposal.region, differencesOf(proposal.content, proposal.region))
        : proposal.content;
    if (proposal.kind === 'provincial' && last?.unified === true) throw new Problem('standard-changed-since');
    const faults = faultsOfProposal({ ...proposal, content });
    if (faults.length > 0) throw incomplete(faults);
    const version = versionAfter(last?.version, edition.label);
    await publishStandards(
      tx,
      [
        {
          optionId: proposal.optionId,
          version,
          editionId: edition.id,
          effectiveFrom: proposal.effectiveFrom,
          effectiveTo: null,
          content,
          digest: digestOf(content),
          unified: proposal.kind !== 'provincial',
          proposalId: proposal.id,
        },
      ],
      now,
    );
    return version;
  }

  const decided = async (
    tx: Db,
    actor: Actor,
    proposal: StandardProposal,
    state: ProposalState,
    note: string,
    version: string | null,
  ): Promise<JudgedProposal> => {
    const at = clock.now();
    await store.decideProposal(tx, proposal.id, { state, by: actor, at, note, version });
    await drafting.record(
      tx,
      actor,
      `standard${state[0]?.toUpperCase() ?? ''}${state.slice(1)}`,
      proposal.id,
    );
    return judged({
      ...proposal,
      state,
      version,
      decisionNote: note,
      decidedAt: at,
      decidedByName: actor.name,
      revision: proposal.revision + 1,
    });
  };

  return {
    draft: (actor, optionId, drafted) =>
      database.transaction((tx) => drafting.draft(tx, actor, optionId, drafted)),
    change: (actor, id, revision, drafted) =>
      database.transaction((tx) => drafting.change(tx, actor, id, revision, drafted)),
    submit: (actor, id) => database.transaction((tx) => drafting.submit(tx, actor, id)),

    withdraw: (actor, id) =>
      database.transaction(async (tx) => {
        const proposal = await drafting.own(tx, actor, id);
        return decided(tx, actor, proposal, 'withdrawn', '', null);
      }),

    async decide(actor, id, { approved, note }) {
      const result = await database.transaction(async (tx) => {
        const proposal = await store.lockProposal(tx, id);
        if (!proposal) throw new Problem('not-found');
        if (!mayDecide(actor.grants, proposal)) throw new Problem('not-authorised');
        if (proposal.state === 'draft') throw new Problem('proposal-not-submitted');
        if (proposal.state !== 'proposed') throw new Problem('proposal-closed');
        const ownOne = approvalFault(proposal.proposedBy, actor.id);
        if (ownOne) throw new Problem(ownOne);
        const words = approved
          ? note.trim() === ''
            ? ''
            : written(note, '/note', '')
          : written(note, '/note', '不同意的，请写明理由。');
        const version = approved ? await publish(tx, proposal) : null;
        await tell(tx, [
          {
            to: { staffId: proposal.proposedBy },
            kind: 'standardDecided',
            text: `${proposalKinds[proposal.kind]}${approved ? `已审定，${proposal.effectiveFrom} 起生效` : '未同意'}：${proposal.content.name}`,
            link: `/standards/${proposal.optionId}`,
            onceKey: `standard ${id} decided`,
          },
        ]);
        return decided(tx, actor, proposal, approved ? 'published' : 'rejected', words, version);
      });
      if (approved) await catalogue.reload();
      return result;
    },

    async find(actor, id) {
      const proposal = await store.findProposal(database.db, id);
      const hidden = proposal?.state === 'draft' || proposal?.state === 'withdrawn';
      if (!proposal || (hidden && proposal.proposedBy !== actor.id)) throw new Problem('not-found');
      return judged(proposal);
    },

    list: async (actor, query) =>
      (await store.listProposals(database.db, { ...query, own: actor.id })).map(judged),

    versions: (optionId) => store.listVersions(database.db, optionId),

    async setStage(actor, optionId, { province, stage, reason, guideLink }) {
      if (!coordinates(actor.grants) && !provincesOf(actor.grants).includes(province))
        throw new Problem('not-authorised');
      const option = catalogue.listKnownOptions().find(({ id }) => id === optionId);
      if (!option || provinceOf(province) !== province)
        throw new Problem('not-found', { detail: '没有这个办理项，或不是省级代码。' });
      const now = clock.now();
      const set = catalogue.findSetStage(optionId, province);
      const on = dayOf(now);
      const version = option.versions.find(
        (one) => one.effectiveFrom <= on && (one.effectiveTo === null || on < one.effectiveTo),
      );
      const standing = version && stageOf(differencesOf(version.content, province), version.unified);
      const stands = set?.stage === 1 ? 1 : (standing ?? 1);
      if (stage === 3 && standing !== 3)
        throw new Problem('stage-without-standard', {
          detail: version?.unified
            ? '本省另有偏离标准，撤回偏离以后才是第三阶段。'
            : '还没有发布五省统一标准，不能设为第三阶段。',
        });
      if (stage === 2 && standing !== 2)
        throw new Problem('stage-without-standard', { detail: '本省没有自己的省级标准，不能设为第二阶段。' });
      if (stage < stands && reason.trim() === '') throw new Problem('stage-lowered-without-reason');
      if (guideLink !== null && !/^https?:\/\/\S{1,300}$/.test(guideLink))
        throw fieldInvalid('/guideLink', '指南的网址要以 http:// 或 https:// 开头。');
      const words = reason.trim() === '' ? '' : written(reason, '/reason', '');
      await database.transaction(async (tx) => {
        await store.addStage(tx, { optionId, province, stage, reason: words, guideLink, by: actor, at: now });
        await audit.record(tx, {
          action: 'standardStageSet',
          actor: auditActorOf(actor),
          subject: { kind: 'option', id: optionId },
          detail: { province, stage },
        });
      });
      await catalogue.reload();
    },
  };
}
