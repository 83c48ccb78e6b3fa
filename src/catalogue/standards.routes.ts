import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { Problem } from '../platform/problem.ts';
import { object, problemAnswers, RegionCode, Type } from '../platform/schema.ts';
import { type Role, roles } from '../regulation/roles.ts';
import type { Catalogue } from './catalogue.service.ts';
import { OptionId } from './catalogue-answers.ts';
import type { KnownOption } from './catalogue-content.ts';
import type { Matrices } from './matrices.service.ts';
import { type StandardStage, stageNames } from './standard.ts';
import { StageAnswer, StandardRow, VersionAnswer } from './standard-answers.ts';
import { proposalRoutes, writerOf } from './standard-proposals.routes.ts';
import type { Standards } from './standards.service.ts';

const tags = ['清单与收件标准'];
const readers = Object.keys(roles) as Role[];
const writers: Role[] = ['coordinationGroup', 'serviceAdministration'];
const Limit = Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 到 100，默认 50' }));

type Ports = {
  standards: Standards;
  catalogue: Catalogue;
  matrices: Matrices;
  regionName: (code: string) => string;
};

/** Acceptance standards and their differences: read by everyone at the desk, kept by provinces and the group. */
export function standardRoutes(app: App, ports: Ports): void {
  overviewRoutes(app, ports);
  proposalRoutes(app, ports.standards);
}

function overviewRoutes(app: App, { standards, catalogue, matrices, regionName }: Ports): void {
  const optionOf = (optionId: string): KnownOption => {
    const option = catalogue.listKnownOptions().find(({ id }) => id === optionId);
    if (!option) throw new Problem('not-found', { detail: '没有这个办理项。' });
    return option;
  };
  const rowOf = (option: KnownOption, waiting: number) => {
    const item = catalogue.itemOfStandard(option.id);
    const standing = catalogue.findOffered(option.id);
    const last = option.versions.at(-1);
    return {
      optionId: option.id,
      optionName: option.name,
      catalogueId: item?.catalogueId ?? '',
      number: item?.number ?? 0,
      itemName: item?.name ?? option.name,
      leadDepartments: (item?.leadDepartments ?? []).map(({ name }) => name),
      version: standing?.version ?? null,
      effectiveFrom: standing?.effectiveFrom ?? null,
      unified: standing?.unified ?? false,
      score: matrices.scoreOf(option.id),
      sample: last?.content.sample ?? false,
      waiting,
    };
  };

  app.get(
    '/api/standards',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '各办理项的收件标准：现行版本、是否统一、同标程度、待审定的份数',
        querystring: object({
          q: Type.Optional(Type.String({ maxLength: 60, description: '事项、办理项或部门名称里的字' })),
          after: Type.Optional(OptionId),
          limit: Limit,
        }),
        response: {
          200: object({ standards: Type.Array(StandardRow), more: Type.Boolean() }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { q = '', after = '', limit = '50' } = request.query;
      const proposals = await standards.list(actorOf(request), { state: 'proposed', limit: 500 });
      const waiting = Map.groupBy(proposals, ({ optionId }) => optionId);
      const part = q.trim();
      const found = catalogue
        .listKnownOptions()
        .filter(({ id }) => id > after)
        .filter((option) => {
          const item = catalogue.itemOfStandard(option.id);
          return [
            option.id,
            option.name,
            item?.name ?? '',
            ...(item?.leadDepartments ?? []).map(({ name }) => name),
          ].some((name) => name.includes(part));
        })
        .toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const page = found.slice(0, Number(limit));
      return {
        standards: page.map((option) => rowOf(option, waiting.get(option.id)?.length ?? 0)),
        more: found.length > page.length,
      };
    },
  );

  app.get(
    '/api/standards/:optionId',
    {
      config: { access: readers },
      schema: {
        tags,
        summary: '一个办理项的收件标准：全部版本、各省的阶段和来源',
        params: object({ optionId: OptionId }),
        response: {
          200: object({
            standard: StandardRow,
            versions: Type.Array(VersionAnswer),
            stages: Type.Array(StageAnswer),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const option = optionOf(request.params.optionId);
      const item = catalogue.itemOfStandard(option.id);
      const provinces = [
        ...new Set(
          (catalogue.findProgramme(item?.catalogueId ?? '')?.members ?? []).map(({ region }) => region),
        ),
      ].filter((code) => code.endsWith('0000'));
      const waiting = await standards.list(actorOf(request), {
        state: 'proposed',
        optionId: option.id,
        limit: 100,
      });
      return {
        standard: rowOf(option, waiting.length),
        versions: await standards.versions(option.id),
        stages: provinces.map((region) => {
          const set = catalogue.findSetStage(option.id, region);
          const standard = catalogue.findStandard(option.id, { homeRegion: region });
          const stage: StandardStage = standard?.stage ?? 1;
          const source = catalogue.findSource(option.id, region, standard);
          return {
            region,
            name: regionName(region),
            stage,
            stageText: stageNames[stage],
            version: standard?.version ?? null,
            source: source && (source.href ?? source.text),
            reason: set?.reason ?? null,
            setByName: set?.setByName ?? null,
          };
        }),
      };
    },
  );

  app.post(
    '/api/standards/:optionId/stages',
    {
      config: { access: writers },
      schema: {
        tags,
        summary: '设定一个办理项在一个省按哪个阶段审查（协调小组、本省）；降低阶段要写理由',
        params: object({ optionId: OptionId }),
        body: object(
          {
            province: RegionCode,
            stage: Type.Unsafe<StandardStage>({ type: 'integer', enum: [1, 2, 3] }),
            reason: Type.String({ maxLength: 2000 }),
            guideLink: Type.Optional(
              Type.String({ maxLength: 400, description: '第一阶段查看的办事指南网址' }),
            ),
          },
          { examples: [{ province: '540000', stage: 1, reason: '省内标准修订中' }] },
        ),
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404, 422) },
      },
    },
    async (request, reply) => {
      const { guideLink = null, ...set } = request.body;
      await standards.setStage(writerOf(request), request.params.optionId, { ...set, guideLink });
      return reply.status(204).send(null);
    },
  );
}
