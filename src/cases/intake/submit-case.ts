import { isGiven } from '../../catalogue/given-standard.ts';
import { materialsFor } from '../../catalogue/materials-for.ts';
import type { DeliveryWay, ResolvedStandard } from '../../catalogue/standard.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import { dayOf, type Instant } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import { command, type Decision, refuse } from '../core/command.ts';
import type { FactSources } from '../core/fact-sources.ts';
import { deliveryFault, waysOf } from '../delivery/ways.ts';
import { ApplicationContents } from './case-form.ts';
import { type CheckedContents, checkContents } from './check-contents.ts';
import { lineOf } from './line-of.ts';

/** Body of submit-case: the whole form, or nothing to submit the saved draft. */
export const SubmitInput = object({ form: Type.Optional(ApplicationContents) });

/** What is known of the world when an application is to be registered. */
type Known = {
  standard: ResolvedStandard;
  /** The standard that holds today; a draft written under another one must be looked at again. */
  current: ResolvedStandard | undefined;
  /** Another edition of the list holds today than when the draft was opened, or none has the item any more. */
  relisted: boolean;
  /** Why the home window takes nothing any more. */
  closed: 'region-not-in-directory' | 'home-window-missing' | 'region-not-active' | undefined;
  checked: ReturnType<typeof checkContents>;
  /** The consent to an off-list request, on which it rests, is over (C.4, 4b). */
  expired: boolean;
  /** Number of a running case of the same applicant for the same matter. */
  duplicate: string | undefined;
};

type Sound = { contents: CheckedContents; lines: ReturnType<typeof lineOf>[]; way: DeliveryWay };
type Judged = Sound | Extract<Decision<'submitCase'>, { refusal: unknown }>;

/** What stands against registering, or the application as it will be stored. */
function judge(
  kase: Case,
  form: ApplicationContents,
  { standard, current, relisted, closed, expired, checked, duplicate }: Known,
): Judged {
  if (expired) return refuse('consent-expired', { article: 'rules-24' });
  // An item without an option that has got one since: the draft is looked at again under the published standard.
  if (!current) return refuse(isGiven(kase) ? 'draft-outdated' : 'option-not-published');
  if (current.version !== kase.standardVersion || relisted) return refuse('draft-outdated');
  if (closed) return refuse(closed);
  const materials = materialsFor(standard, form.situations ?? {});
  if (!materials.ok) {
    return refuse('situation-not-chosen', {
      detail: materials.sentence,
      errors: materials.situationIds.map((id) => ({
        pointer: `/situations/${id}`,
        detail: '请回答是或否。',
      })),
    });
  }
  if (!checked.contents) return refuse('form-incomplete', { errors: checked.errors });
  const delivery = form.delivery ?? { way: waysOf(standard)[0] ?? 'mail' };
  const fault = deliveryFault(waysOf(standard), delivery);
  if (fault) return refuse(fault);
  if (duplicate && !checked.contents.duplicateReason) {
    return refuse('duplicate-needs-reason', {
      detail: `正在办理的业务编号：${duplicate}。确需再办，请写明理由。`,
    });
  }
  return { contents: checked.contents, lines: materials.materials.map(lineOf), way: delivery.way };
}

/** Whether a draft's list has been replaced since it was opened; off-list matters stand in none. */
async function isRelisted(
  sources: FactSources,
  { intake, home, programmeId, editionId, offList }: Case,
  standard: ResolvedStandard,
  now: Instant,
): Promise<boolean> {
  if (offList !== undefined) return false;
  const choice = await sources.chooseProgramme(
    standard,
    intake.regionCode,
    home.regionCode,
    programmeId,
    now,
  );
  return !choice.ok || choice.editionId !== editionId;
}

/** Why a home window takes nothing any more: its region left the directory, or nobody took its place (C.12). */
async function whyClosed(sources: FactSources, { home }: Case): Promise<Known['closed']> {
  const { isOpen, notActive } = await sources.window(home.windowId);
  if (notActive) return 'region-not-active';
  if (isOpen) return undefined;
  return (await sources.isListed(home.regionCode)) ? 'home-window-missing' : 'region-not-in-directory';
}

/** Registers an application (C.1, 3): the business number is issued and the materials to hand in are settled. */
export const submitCase = command<
  'submitCase',
  Static<typeof SubmitInput>,
  { judged: Judged; businessNumber: string | undefined; offered: DeliveryWay[] }
>({
  name: 'submitCase',
  input: SubmitInput,
  summary: '登记并取得业务编号',
  example: {
    form: {
      applicant: {
        kind: 'person',
        name: '罗晓梅',
        identityKind: 'residentId',
        identityNumber: '11010519491231002X',
      },
      contact: { name: '罗晓梅', phone: '13800006021' },
      situations: { '048-1-s-self': true, '048-1-s-agent': false, '048-1-s-foreign': false },
      delivery: { way: 'pickUpAtIntake' },
    },
  },
  async facts(sources, kase, { form = {} }, { now }) {
    const standard = await sources.pinnedStandard(kase);
    const { optionId, home, intake } = kase;
    const checked = checkContents(form, standard, dayOf(now));
    const applicant = checked.contents?.applicant;
    const judged = judge(kase, form, {
      standard,
      // What the home window gave for this matter holds as long as its consent.
      current: kase.givenStandard ? standard : await sources.findStandard(optionId, home.regionCode, now),
      relisted: await isRelisted(sources, kase, standard, now),
      closed: await whyClosed(sources, kase),
      expired: kase.offList !== undefined && now >= kase.offList.validUntil,
      checked,
      duplicate: applicant && (await sources.findDuplicate(applicant, optionId, home.regionCode)),
    });
    // A number is taken only for what will be registered: none is ever given twice, so a refusal would burn it.
    const businessNumber =
      'refusal' in judged ? undefined : await sources.takeBusinessNumber(intake.regionCode, dayOf(now));
    return { judged, businessNumber, offered: waysOf(standard) };
  },
  decide(_kase, { form = {} }, { judged, businessNumber, offered }) {
    if ('refusal' in judged) return judged;
    if (!businessNumber) return refuse('number-range-exhausted');
    const { contents, lines, way } = judged;
    return {
      events: [
        {
          type: 'caseSubmitted',
          data: { businessNumber, situations: form.situations ?? {}, lines, delivery: { way, offered } },
          personal: contents,
        },
      ],
    };
  },
});
