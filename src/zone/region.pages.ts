import type { Catalogue } from '../catalogue/catalogue.service.ts';
import { isMemberProvince } from '../catalogue/programme-rules.ts';
import type { Directory } from '../directory/directory.service.ts';
import { explainOutOfScope } from '../directory/out-of-scope.ts';
import { provinceNameOfCode } from '../directory/region.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { App } from '../platform/http.ts';
import { Type } from '../platform/schema.ts';
import { dayOf } from '../regulation/instant.ts';
import { pageAnswer, type SendPage } from './answer.pages.ts';
import { placesOf, provincesBeyond } from './home-region.ts';
import { getItem, ItemParams, limitTextsOf, notesOf, withChoice } from './item.pages.ts';
import { explanationPage, type RegionsView, regionsPage } from './regions-page.ts';
import { itemHref } from './search.pages.ts';
import { text } from './text.zh-CN.ts';

type Ports = { catalogue: Catalogue; directory: Directory; clock: Clock; database: Database };

const tags = ['专区页面'];
const Code = Type.Optional(Type.String({ maxLength: 20 }));

/** The choice of an item's home region by its rule, with the limits of regions said before. */
export function regionPages(zone: App, ports: Ports, send: SendPage): void {
  const { catalogue, directory, clock, database } = ports;

  function viewOf(
    params: { catalogue: string; number: string },
    { province, option }: { province?: string | undefined; option?: string | undefined },
  ): RegionsView {
    const item = getItem(catalogue, params);
    const options = catalogue.listOptions({ catalogueId: item.catalogueId, number: item.number });
    const shown = options.find(({ optionId }) => optionId === option) ?? options[0];
    const standard = shown && catalogue.getStandardVersion(shown.optionId, shown.version, '');
    const programme = catalogue.findProgramme(item.catalogueId);
    const on = dayOf(clock.now());
    const all = directory.listRegions();
    const provinces = all.filter(({ code }) => programme && isMemberProvince(programme, code, on));
    const elsewhere = [...all.filter((one) => !provinces.includes(one)), ...provincesBeyond(all)];
    const chosen = [...provinces, ...elsewhere].find(({ code }) => code === province);
    const region = chosen && directory.findRegion(chosen.code);
    return {
      action: `/regions/${item.catalogueId}/${item.number}`,
      item: {
        href: withChoice(itemHref(item.catalogueId, item.number), { option: shown?.optionId }),
        name: item.name,
        option: shown?.optionId,
      },
      rules: text.item.anyOf(standard?.homeRegionRules ?? [text.item.homePlace]),
      notes: [
        ...limitTextsOf(ports, item).map(({ label, text: scope }) => `${label}：${scope}`),
        ...notesOf(ports, item),
      ],
      provinces,
      elsewhere,
      chosen: chosen && {
        code: chosen.code,
        name: chosen.name,
        groups: region ? placesOf(region, (code) => directory.listRegions(code)) : [],
      },
    };
  }

  zone.get(
    '/regions/:catalogue/:number',
    {
      config: { access: 'public' },
      schema: {
        summary: '选择属地',
        tags,
        security: [],
        params: ItemParams,
        querystring: Type.Object({ province: Code, option: Code }),
        response: pageAnswer,
      },
    },
    async (request, reply) => send(request, reply, regionsPage(viewOf(request.params, request.query))),
  );

  zone.post(
    '/regions/:catalogue/:number',
    {
      config: { access: 'public' },
      schema: {
        summary: '选择属地：到事项页，或说明该地区未纳入联络清单',
        tags,
        security: [],
        params: ItemParams,
        body: Type.Object({ region: Code, option: Code }),
        response: { ...pageAnswer, 303: { description: '到事项页', type: 'null' } },
      },
    },
    async (request, reply) => {
      const { region = '', option } = request.body;
      const here = request.url;
      const view = viewOf(request.params, { option, province: `${region.slice(0, 2)}0000` });
      const isKnown = directory.findRegion(region) !== undefined || provinceNameOfCode(region) !== undefined;
      if (!/^\d{6}$/.test(region) || !isKnown) {
        return send(request, reply, regionsPage({ ...view, error: text.regions.none }), {
          status: 400,
          here,
        });
      }
      if (directory.entryOf(region).listed) {
        const item = itemHref(request.params.catalogue, Number(request.params.number));
        return reply.redirect(withChoice(item, { option: view.item.option, region }), 303);
      }
      const enquiry = {
        regionCode: region,
        ...(view.item.option === undefined ? {} : { optionId: view.item.option }),
      };
      await database.transaction((tx) => directory.recordOutOfScopeEnquiry(tx, enquiry));
      const explanation = explainOutOfScope(directory.regionName(region));
      return send(request, reply, explanationPage(explanation, view.item), { here });
    },
  );
}
