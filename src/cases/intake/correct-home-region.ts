import { checkAnswers } from '../../catalogue/check-answers.ts';
import { isGiven } from '../../catalogue/given-standard.ts';
import { materialsFor } from '../../catalogue/materials-for.ts';
import type { DeliveryWay } from '../../catalogue/standard.ts';
import { object, RegionCode, type Static, Type } from '../../platform/schema.ts';
import { dayOf } from '../../regulation/instant.ts';
import type { Case, Matter } from '../core/case.ts';
import { command, type Decision, refuse } from '../core/command.ts';
import type { FactSources } from '../core/fact-sources.ts';
import { statedReason } from '../core/stated-reason.ts';
import { deliveryFault, waysOf } from '../delivery/ways.ts';
import { currentNotice } from '../notice/notice.ts';
import { ApplicationContents } from './case-form.ts';
import { lineOf } from './line-of.ts';
import { matterOf } from './matter-of.ts';

const { situations, answers } = ApplicationContents.properties;

const CorrectInput = object({
  homeRegion: Type.Optional(RegionCode),
  optionId: Type.Optional(Type.String({ pattern: '^[\\w-]{1,40}$' })),
  programme: Type.Optional(Type.String({ pattern: '^[\\w-]{1,40}$' })),
  reason: Type.Optional(Type.String({ maxLength: 300, description: '错在哪里' })),
  situations,
  answers,
});
type CorrectInput = Static<typeof CorrectInput>;

/** What is known of the new matter; empty where the region is in no list or the option has no standard. */
type CorrectFacts = {
  listed: boolean;
  standard?: NonNullable<Awaited<ReturnType<FactSources['findStandard']>>>;
  route?: Awaited<ReturnType<FactSources['route']>>;
  programme?: Awaited<ReturnType<FactSources['chooseProgramme']>>;
};

type Refused = Extract<Decision<'correctHomeRegion'>, { refusal: unknown }>;

/** The matter as it will stand, judged as at the opening (C.1, 1). */
function newMatter(
  kase: Case,
  { listed, standard, route, programme }: CorrectFacts,
): { matter: Matter; homeRule: string } | Refused {
  if (!listed) return refuse('region-not-in-directory', { article: 'rules-13' });
  if (
    !standard ||
    !route ||
    !programme ||
    standard.guidanceOnly === true ||
    !standard.modes.includes(kase.mode)
  )
    return refuse('option-not-published');
  if (!programme.ok) return refuse(programme.refusal, { detail: programme.sentence, article: 'rules-2' });
  if (!route.ok) return refuse(route.refusal, { detail: route.sentence, article: 'rules-13' });
  return {
    homeRule: route.rule,
    matter: {
      ...matterOf({ standard, route, programme }, kase),
      // What another home region gave does not hold here.
      ...(isGiven(kase) ? { givenStandard: null } : {}),
    },
  };
}

/** The applicant's way of delivery if it is still offered, else the first one that is. */
function deliveryOf(kase: Case, offered: DeliveryWay[]): { way: DeliveryWay; offered: DeliveryWay[] } {
  const address = kase.personal?.address;
  const fits = (way: DeliveryWay): boolean => deliveryFault(offered, { way, address }) === undefined;
  const way = kase.delivery && fits(kase.delivery.way) ? kase.delivery.way : offered.find(fits);
  return { way: way ?? offered[0] ?? 'mail', offered };
}

/** What the new standard asks for: situations, materials and the answers of its form. */
function contentsOf(kase: Case, input: CorrectInput, { standard }: CorrectFacts, on: string) {
  if (!standard) return refuse('option-not-published');
  const known = new Set(standard.situations.map(({ id }) => id));
  const kept = Object.entries(kase.situations).filter(([id]) => known.has(id));
  const chosen = input.situations ?? Object.fromEntries(kept);
  const materials = materialsFor(standard, chosen);
  if (!materials.ok) {
    return refuse('situation-not-chosen', {
      detail: materials.sentence,
      errors: materials.situationIds.map((id) => ({
        pointer: `/situations/${id}`,
        detail: '请回答是或否。',
      })),
    });
  }
  const fields = new Set(standard.form.map(({ id }) => id));
  const former = Object.entries(kase.personal?.answers ?? {}).filter(([id]) => fields.has(id));
  const checked = checkAnswers(standard.form, { ...Object.fromEntries(former), ...input.answers }, on);
  if (checked.errors.length > 0) {
    return refuse('form-incomplete', {
      errors: checked.errors.map(({ fieldId, detail }) => ({ pointer: `/answers/${fieldId}`, detail })),
    });
  }
  return { situations: chosen, lines: materials.materials.map(lineOf), answers: checked.answers };
}

/**
 * Corrects a wrong home region or option before the intake acceptance (C.1, 3b; OP-66): the number stays, notices fall
 * with it, the review starts anew against the new standard. Scans of materials that stay are kept.
 */
export const correctHomeRegion = command<'correctHomeRegion', CorrectInput, CorrectFacts>({
  name: 'correctHomeRegion',
  input: CorrectInput,
  summary: '更正选错的属地或办理项，编号不变，审查重新开始',
  example: { homeRegion: '500112', reason: '申请人的参保地是渝北区，登记时选成了綦江区' },
  async facts(sources, kase, input, { now }) {
    const { homeRegion = kase.home.regionCode, optionId = kase.optionId } = input;
    const listed = await sources.isListed(homeRegion);
    const standard = await sources.findStandard(optionId, homeRegion, now);
    if (!listed || !standard) return { listed };
    const { regionCode } = kase.intake;
    return {
      listed,
      standard,
      route: await sources.route(standard, homeRegion),
      programme: await sources.chooseProgramme(standard, regionCode, homeRegion, input.programme, now),
    };
  },
  decide(kase, input, facts, { now }) {
    if (kase.intakeAcceptedAt) return refuse('home-region-fixed');
    const reason = statedReason(input.reason, { min: 5 });
    if (!reason) return refuse('reason-missing');
    const found = newMatter(kase, facts);
    if ('refusal' in found) return found;
    const { matter, homeRule } = found;
    if (matter.home.windowId === kase.home.windowId && matter.optionId === kase.optionId) {
      return refuse('field-invalid', {
        errors: [{ pointer: '/homeRegion', detail: '属地窗口和办理项都没有变，不用更正。' }],
      });
    }
    const contents = contentsOf(kase, input, facts, dayOf(now));
    if ('refusal' in contents) return contents;
    const notice = currentNotice(kase);
    const offered = facts.standard ? waysOf(facts.standard) : [];
    return {
      events: [
        ...(notice
          ? [
              {
                type: 'oneTimeNoticeVoided' as const,
                data: { documentId: notice.documentId },
                personal: { reason },
              },
            ]
          : []),
        {
          type: 'homeRegionCorrected',
          data: {
            matter,
            homeRule,
            situations: contents.situations,
            lines: contents.lines,
            delivery: deliveryOf(kase, offered),
          },
          personal: { reason, answers: contents.answers },
        },
      ],
    };
  },
});
