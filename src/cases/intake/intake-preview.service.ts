import type { Catalogue } from '../../catalogue/catalogue.service.ts';
import { givenVersion, itemOfOptionId } from '../../catalogue/given-standard.ts';
import { materialsFor } from '../../catalogue/materials-for.ts';
import type { ResolvedStandard } from '../../catalogue/standard.ts';
import type { Directory } from '../../directory/directory.service.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { Problem } from '../../platform/problem.ts';
import { later } from '../../regulation/instant.ts';
import { shortDay } from '../../regulation/shanghai-time.ts';
import { workingDaysDue } from '../../regulation/working-days.ts';
import type { FactSources } from '../core/fact-sources.ts';
import { listFrequentOptions } from '../lists/case-list.store.ts';
import type { FrequentItem, IntakePreview, PreviewRoute } from './intake-preview.ts';

/** What helps the clerk before and while an application is typed. */
export type IntakeHelp = {
  preview(
    actor: Actor,
    question: { optionId: string; homeRegion: string; situations?: Record<string, boolean> },
  ): Promise<IntakePreview>;
  /** For a region outside the directory: the explanation to print, and the enquiry counted. */
  enquire(
    actor: Actor,
    question: { optionId: string; homeRegion: string },
  ): Promise<{ title: string; paragraphs: string[] }>;
  frequent(actor: Actor): Promise<FrequentItem[]>;
};

/** Matters offered while a window has none of its own yet. */
const usual = ['048-1', '050-1', '001-1', '024-1', '125-1', '015-1', '103-1', '109-1', '097-1'];
const usualDays = 30;
const dayMs = 24 * 60 * 60 * 1000;

function windowOf(actor: Actor): { windowId: string; regionCode: string } {
  const grant = actor.grants.find(({ windowId }) => windowId !== null);
  if (!grant?.windowId) throw new Problem('not-authorised', { detail: '只有窗口人员能新建收件。' });
  return { windowId: grant.windowId, regionCode: grant.regionCode };
}

const feeText = ({ fee }: ResolvedStandard): string => (fee ? `收费 ${fee.amount} 元` : '不收费');

const limitText = ({ promisedDays }: ResolvedStandard): string =>
  promisedDays === 0 ? '属地受理当天办好' : `属地受理后 ${promisedDays} 个工作日内办好`;

/** Builds the help for the intake page. */
export function createIntakeHelp(parts: {
  database: Database;
  clock: Clock;
  catalogue: Catalogue;
  directory: Directory;
  sources: FactSources;
}): IntakeHelp {
  const { database, clock, catalogue, directory, sources } = parts;
  const standardOf = (optionId: string, homeRegion: string): ResolvedStandard => {
    const standard = catalogue.findMatter(optionId, { homeRegion });
    if (!standard) throw new Problem('option-not-published');
    return standard;
  };

  /** An off-list matter is never offered again, and an item without a standard only until it has got one. */
  const stillOffered = (item: { optionId: string; catalogueId: string; itemNumber: number }): boolean => {
    const named = { catalogueId: item.catalogueId, number: item.itemNumber };
    const found = catalogue.findItem(named.catalogueId, named.number);
    return found !== undefined && (itemOfOptionId(item.optionId) === undefined || !found.hasStandard);
  };

  async function routeOf(
    standard: ResolvedStandard,
    intakeRegion: string,
    homeRegion: string,
  ): Promise<PreviewRoute> {
    const programme = await sources.chooseProgramme(
      standard,
      intakeRegion,
      homeRegion,
      undefined,
      clock.now(),
    );
    if (!programme.ok) return programme;
    const route = await sources.route(standard, homeRegion);
    if (!route.ok) return { ok: false, refusal: route.refusal, sentence: route.sentence };
    const window = directory.getWindow(route.window.id);
    return {
      ok: true,
      windowName: window.name,
      regionName: route.window.regionName,
      phone: window.phone,
      address: window.address,
      officeOpen: route.window.isOpen,
      services: [...window.services],
      rule: route.rule,
      programme: programme.name,
    };
  }

  return {
    async preview(actor, { optionId, homeRegion, situations = {} }) {
      const { regionCode } = windowOf(actor);
      const standard = standardOf(optionId, homeRegion);
      const chosen = materialsFor(standard, situations);
      const materials = chosen.ok
        ? chosen.materials
        : standard.materials.filter(({ when }) => when === null || situations[when]);
      const due = workingDaysDue(directory.calendarOf(regionCode), clock.now(), 1);
      const ways = standard.deliveryWays.includes('mail') ? '结果寄到家' : '结果到窗口领取';
      return {
        route: await routeOf(standard, regionCode, homeRegion),
        sentence:
          standard.version === givenVersion
            ? '今天就能在这里登记；要带什么、多久办好，由窗口问属地，通常 2 个办公小时内答复（规程第二十三条）。'
            : `今天就能在这里交件，带 ${materials.length} 样材料，${limitText(standard)}，${feeText(standard)}，${ways}。`,
        materials: [...materials],
        openSituations: chosen.ok ? [] : chosen.situationIds,
        transferDueOn: shortDay(due.dueOn),
        standard,
      };
    },
    async enquire(actor, { optionId, homeRegion }) {
      const { windowId } = windowOf(actor);
      if (directory.entryOf(homeRegion).listed) {
        throw new Problem('field-invalid', {
          errors: [{ pointer: '/homeRegion', detail: '该地区在联络清单内，可以收件。' }],
        });
      }
      return database.transaction((tx) =>
        directory.recordOutOfScopeEnquiry(tx, { regionCode: homeRegion, optionId, windowId }),
      );
    },
    async frequent(actor) {
      const { windowId } = windowOf(actor);
      const own = await listFrequentOptions(database.db, windowId, later(clock.now(), -usualDays * dayMs));
      const counted = own.filter(stillOffered).map(({ itemNumber, itemName, ...item }) => ({
        ...item,
        number: itemNumber,
        name: itemName,
      }));
      const more = usual
        .filter((optionId) => !counted.some((item) => item.optionId === optionId))
        .flatMap((optionId) => {
          const found = catalogue.findStandard(optionId, { homeRegion: '500000', at: clock.now() });
          return found
            ? [
                {
                  catalogueId: found.catalogueId,
                  number: found.itemNumber,
                  name: found.itemName,
                  optionId,
                  optionName: found.optionName,
                  count: 0,
                },
              ]
            : [];
        });
      return [...counted, ...more].slice(0, 9);
    },
  };
}
