import type { Catalogue } from '../catalogue/catalogue.service.ts';
import type { Guides } from '../catalogue/guides.service.ts';
import type { Matrices } from '../catalogue/matrices.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { App } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import { object, Type } from '../platform/schema.ts';
import { pageAnswer, type SendPage } from './answer.pages.ts';
import { differencesPage, reportFormPage, reportPage } from './guide-page.ts';
import { getItem, ItemParams } from './item.pages.ts';
import { itemHref } from './search.pages.ts';

type Ports = { catalogue: Catalogue; guides: Guides; matrices: Matrices; clock: Clock };

const tags = ['专区页面'];
const Typed = Type.Optional(Type.String({ maxLength: 2000 }));

/** The provinces' standards beside each other, and reports that a guide is wrong, without script (R-010, R-023). */
export function guidePages(zone: App, { catalogue, guides, matrices, clock }: Ports, send: SendPage): void {
  zone.get(
    '/items/:catalogue/:number/differences',
    {
      config: { access: 'public' },
      schema: { summary: '各地标准对照', tags, security: [], params: ItemParams, response: pageAnswer },
    },
    async (request, reply) => {
      const item = getItem(catalogue, request.params);
      const matrix = await matrices.of(item.catalogueId, item.number, undefined);
      return send(request, reply, differencesPage(matrix, itemHref(item.catalogueId, item.number)));
    },
  );

  zone.post(
    '/guide-reports',
    {
      config: { access: 'public' },
      schema: {
        summary: '反映办事指南与实际不符',
        tags,
        security: [],
        body: Type.Object({ option: Typed, region: Typed, section: Typed, description: Typed }),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const { option = '', region = '', section = '', description = '' } = request.body;
      const report = await guides.report(undefined, { optionId: option, region, section, description });
      return send(request, reply, reportPage(report, clock.now(), true), {
        here: `/guide-reports/${report.code}`,
      });
    },
  );

  zone.get(
    '/guide-reports',
    {
      config: { access: 'public' },
      schema: {
        summary: '查指南核对结果',
        tags,
        security: [],
        querystring: Type.Object({ code: Typed }),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const code = (request.query.code ?? '').trim();
      const report = code === '' ? undefined : await guides.findReport(code);
      return report
        ? send(request, reply, reportPage(report, clock.now(), false))
        : send(request, reply, reportFormPage(code), { status: code === '' ? 200 : 404 });
    },
  );

  zone.get(
    '/guide-reports/:code',
    {
      config: { access: 'public' },
      schema: {
        summary: '指南核对结果',
        tags,
        security: [],
        params: object({ code: Type.String({ maxLength: 40 }) }),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const report = await guides.findReport(request.params.code);
      if (!report) throw new Problem('not-found');
      return send(request, reply, reportPage(report, clock.now(), false));
    },
  );
}
