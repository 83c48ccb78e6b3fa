import { givenVersion } from '../../catalogue/given-standard.ts';
import type { Static } from '../../platform/schema.ts';
import { command, refuse } from '../core/command.ts';
import type { FactSources } from '../core/fact-sources.ts';
import { CaseForm, optionOf } from './case-form.ts';
import { type Consented, findConsented } from './consented.ts';
import { matterOf } from './matter-of.ts';

/** What opening needs to know; empty when the option has no standard or the person no window. */
type OpeningFacts = {
  listed: boolean;
  standard?: NonNullable<Awaited<ReturnType<FactSources['findStandard']>>>;
  intake?: Awaited<ReturnType<FactSources['window']>>;
  route?: Awaited<ReturnType<FactSources['route']>>;
  programme?: Awaited<ReturnType<FactSources['chooseProgramme']>>;
  /** The consent to an off-list request, or why it opens nothing. */
  consent?: Consented;
};

/** Opens a draft at the counter (C.1, 1): home window, programme and standard are settled before anything is typed. */
export const openCase = command<'openCase', Static<typeof CaseForm>, OpeningFacts>({
  name: 'openCase',
  input: CaseForm,
  summary: '新建收件草稿；带 submit 时同一事务内登记',
  example: { optionId: '048-1', homeRegion: '500110', mode: 'proxyIntake' },
  async facts(sources, _kase, input, { now, actor }) {
    const listed = await sources.isListed(input.homeRegion);
    const consent = await findConsented(sources, input, actor, now);
    if (consent) return { listed, ...('refusal' in consent ? { consent } : consent.facts) };
    const optionId = optionOf(input);
    const standard = optionId && (await sources.findStandard(optionId, input.homeRegion, now));
    if (!listed || !standard || !actor.windowId || !actor.regionCode) return { listed };
    return {
      listed,
      standard,
      intake: await sources.window(actor.windowId),
      route: await sources.route(standard, input.homeRegion),
      programme: await sources.chooseProgramme(
        standard,
        actor.regionCode,
        input.homeRegion,
        input.programme,
        now,
      ),
    };
  },
  decide(_kase, input, { listed, standard, intake, route, programme, consent }, { actor }) {
    if (!listed) return refuse('region-not-in-directory', { article: 'rules-13' });
    if (consent && 'refusal' in consent)
      return refuse(consent.refusal, { article: 'rules-24', detail: consent.detail });
    if (!standard || !intake || !route || !programme) return refuse('option-not-published');
    if (standard.guidanceOnly === true) return refuse('not-system-handled');
    if (input.mode === 'online') {
      return standard.onSiteRequired
        ? refuse('on-site-required')
        : refuse('not-authorised', { detail: '全程网办由申请人用本人账号提出。' });
    }
    if (!standard.modes.includes(input.mode) || input.mode !== 'proxyIntake')
      return refuse('mode-not-offered');
    if (!programme.ok) return refuse(programme.refusal, { detail: programme.sentence, article: 'rules-2' });
    if (!route.ok) return refuse(route.refusal, { detail: route.sentence, article: 'rules-13' });
    if (intake.notActive)
      return refuse('region-not-active', { detail: '本地区还没有开通“跨省通办”，不能新建收件。' });
    if (!intake.isOpen) return refuse('not-authorised', { detail: '本窗口已暂停办理，不能新建收件。' });
    return {
      events: [
        {
          type: 'caseOpened',
          data: {
            ...matterOf(
              { standard, route, programme },
              {
                mode: input.mode,
                intake: { windowId: intake.id, regionCode: actor.regionCode ?? intake.regionCode },
              },
            ),
            ...(consent ? { offList: consent.offList } : {}),
            ...(consent && standard.version === givenVersion ? { givenStandard: consent.standard } : {}),
            homeRule: route.rule,
          },
        },
      ],
    };
  },
});
