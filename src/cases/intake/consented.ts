import { type GivenStandard, standardOfGiven } from '../../catalogue/given-standard.ts';
import type { ResolvedStandard } from '../../catalogue/standard.ts';
import { dayOf, type Instant, later } from '../../regulation/instant.ts';
import { offListStates } from '../../regulation/off-list.ts';
import { shortDay } from '../../regulation/shanghai-time.ts';
import type { Case } from '../core/case.ts';
import type { EventActor } from '../core/events.ts';
import type { FactSources, ProgrammeFacts, RouteFacts, WindowFacts } from '../core/fact-sources.ts';
import type { CaseForm } from './case-form.ts';

/** A consent to an off-list request as the opening of its case takes it (C.4, 4a), or why it opens nothing. */
export type Consented =
  | { refusal: 'consent-missing' | 'consent-expired'; detail: string }
  | { standard: GivenStandard; offList: NonNullable<Case['offList']> };

/** What opening knows of a matter that stands in no list. */
export type ConsentedFacts = {
  standard: ResolvedStandard;
  intake: WindowFacts;
  route: RouteFacts;
  programme: ProgrammeFacts;
  consent: Exclude<Consented, { refusal: unknown }>;
};

const offListName = '清单外事项';

/**
 * The consent that a case is to be opened with, with all that follows from it: its standard, the window that was asked,
 * the programme of the two regions. Undefined where no off-list request was named.
 */
export async function findConsented(
  sources: Pick<FactSources, 'findConsent' | 'window' | 'programmeOfRegions' | 'route'>,
  { offListRequestId, homeRegion, programme: chosen }: CaseForm,
  { windowId, regionCode }: Pick<EventActor, 'windowId' | 'regionCode'>,
  now: Instant,
): Promise<Extract<Consented, { refusal: unknown }> | { facts: ConsentedFacts } | undefined> {
  if (offListRequestId === undefined) return undefined;
  const found = windowId ? await sources.findConsent(offListRequestId, windowId, now) : undefined;
  if (!found || !windowId || !regionCode) {
    return { refusal: 'consent-missing', detail: '本窗口没有这条清单外申请，不能据此新建办件。' };
  }
  const { request, fault } = found;
  const { standard: given, consentUntil, homeWindow } = request;
  if (fault === 'consent-expired') {
    return {
      refusal: fault,
      detail: `属地的同意到 ${consentUntil ? shortDay(dayOf(later(consentUntil, -1))) : '期限'}为止，现已过期。仍要办的请重新登记。`,
    };
  }
  if (fault || !given || consentUntil === undefined || homeWindow === undefined) {
    return {
      refusal: 'consent-missing',
      detail: `这条清单外申请现在是“${offListStates[request.state]}”，不能据此新建办件。`,
    };
  }
  if (homeRegion !== request.homeRegion) {
    return { refusal: 'consent-missing', detail: '同意办理的不是这个属地，请按同意的属地新建。' };
  }
  const programme = await sources.programmeOfRegions(regionCode, homeRegion, chosen, now);
  const standard = standardOfGiven(
    {
      optionId: request.id,
      optionName: offListName,
      catalogueId: programme.ok ? programme.programmeId : '',
      itemNumber: 0,
      itemName: given.itemName,
      statutoryName: given.itemName,
      homeRegion,
      editionId: programme.ok ? programme.editionId : '',
      resultName: '办理结果',
    },
    given,
  );
  const asked = await sources.window(homeWindow);
  return {
    facts: {
      standard,
      intake: await sources.window(windowId),
      // The window that was asked handles it; where it has closed meanwhile, whoever took its place.
      route:
        asked.isOpen && !asked.notActive
          ? { ok: true, window: asked, rule: '清单外事项由答复的属地窗口接收（规程第二十四条）' }
          : await sources.route(standard, homeRegion),
      programme,
      consent: { standard: given, offList: { requestId: request.id, validUntil: consentUntil } },
    },
  };
}
