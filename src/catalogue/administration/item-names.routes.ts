import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { object, oneOf, problemAnswers, RegionCode, Type } from '../../platform/schema.ts';
import { CatalogueId, ItemNumber } from '../catalogue-answers.ts';
import type { Families } from './families.service.ts';
import { listKeepers } from './keepers.ts';
import type { LocalNames } from './local-names.service.ts';

const tags = ['清单与收件标准'];
const config = { access: listKeepers };
const decides = { access: ['coordinationGroup' as const] };
const Item = object({ id: CatalogueId, number: ItemNumber });
const done = (...statuses: number[]) => ({
  204: Type.Null(),
  ...problemAnswers(400, 401, 403, 404, ...statuses),
});
const keyOf = ({ id, number }: { id: string; number: string }) => ({
  programmeId: id,
  number: Number(number),
});
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const pageOf = 30;
const Part = Type.Optional(Type.String({ maxLength: 60, description: '序号，或名称的一部分' }));
const named = object({
  code: RegionCode,
  name: Type.String(),
});

/** What items are called in provinces, and which of several lists mean the same. */
export function itemNameRoutes(
  app: App,
  parts: { localNames: LocalNames; families: Families; regionName: (code: string) => string },
): void {
  const { localNames, families, regionName } = parts;
  app.get(
    '/api/list-programmes/:id/local-names',
    {
      config,
      schema: {
        tags,
        summary: '清单各项在各省的名称和法定名称，按序号',
        params: object({ id: CatalogueId }),
        querystring: object({
          part: Part,
          named: Type.Optional(Type.Literal('1', { description: '只看有当地名称的' })),
          after: Type.Optional(ItemNumber),
        }),
        response: {
          200: object({
            provinces: Type.Array(
              Type.Object({ ...named.properties, mine: Type.Boolean({ description: '可以由自己填写' }) }),
            ),
            items: Type.Array(
              object({
                number: Type.Integer(),
                name: Type.String(),
                names: Type.Array(
                  object({
                    province: RegionCode,
                    provinceName: Type.String(),
                    name: nullable(Type.String()),
                    statutoryName: nullable(Type.String()),
                    kept: Type.Boolean({ description: '省里登记的；否则是清单原文' }),
                  }),
                ),
              }),
            ),
            more: Type.Boolean(),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { part = '', named: only, after = '0' } = request.query;
      const page = { part: part.trim(), namedOnly: only === '1', after: Number(after), limit: pageOf };
      const found = await localNames.list(actorOf(request), request.params.id, page);
      return {
        provinces: found.provinces.map((code) => ({
          code,
          name: regionName(code),
          mine: found.own.includes(code),
        })),
        items: found.items.map(({ number, name, names }) => ({
          number,
          name,
          names: names.map((one) => ({ ...one, provinceName: regionName(one.province) })),
        })),
        more: found.more,
      };
    },
  );
  app.get(
    '/api/list-programmes/:id/families',
    {
      config,
      schema: {
        tags,
        summary: '清单各项与其他清单中的同一事项，按序号',
        params: object({ id: CatalogueId }),
        querystring: object({
          part: Part,
          linked: Type.Optional(oneOf(['yes', 'no'], { description: '只看有关联的，或没有关联的' })),
          after: Type.Optional(ItemNumber),
        }),
        response: {
          200: object({
            items: Type.Array(
              object({
                number: Type.Integer(),
                name: Type.String(),
                others: Type.Array(
                  object({
                    programmeId: Type.String(),
                    programmeName: Type.String(),
                    number: Type.Integer(),
                    name: Type.String(),
                  }),
                ),
                fixed: Type.Boolean({ description: '名下已有收件标准，不能改关联' }),
              }),
            ),
            more: Type.Boolean(),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { part = '', linked, after = '0' } = request.query;
      const found = await families.list(actorOf(request), request.params.id, {
        part: part.trim(),
        linked: linked === undefined ? undefined : linked === 'yes',
        after: Number(after),
        limit: pageOf,
      });
      return {
        items: found.items.map((item) => ({ ...item, others: item.others.map((other) => ({ ...other })) })),
        more: found.more,
      };
    },
  );
  app.put(
    '/api/list-programmes/:id/items/:number/local-name',
    {
      config,
      schema: {
        tags,
        summary: '一个省对事项的当地名称和法定名称；都不写就去掉。马上生效',
        params: Item,
        body: object(
          {
            province: RegionCode,
            name: Type.Optional(Type.String({ maxLength: 300 })),
            statutoryName: Type.Optional(Type.String({ maxLength: 300 })),
          },
          { examples: [{ province: '500000', name: '开具临时身份证明' }] },
        ),
        response: done(),
      },
    },
    async (request, reply) => {
      await localNames.save(actorOf(request), keyOf(request.params), request.body);
      return reply.status(204).send(null);
    },
  );
  app.post(
    '/api/list-programmes/:id/items/:number/family',
    {
      config: decides,
      schema: {
        tags,
        summary: '与另一份清单的事项关联为同一事项（协调小组）',
        params: Item,
        body: object(
          { programmeId: CatalogueId, number: Type.Integer({ minimum: 1, maximum: 9999 }) },
          { examples: [{ programmeId: 'southwest-5', number: 133 }] },
        ),
        response: done(409, 422),
      },
    },
    async (request, reply) => {
      await families.link(actorOf(request), keyOf(request.params), request.body);
      return reply.status(204).send(null);
    },
  );
  app.delete(
    '/api/list-programmes/:id/items/:number/family',
    {
      config: decides,
      schema: { tags, summary: '解除与其他清单事项的关联（协调小组）', params: Item, response: done(409) },
    },
    async (request, reply) => {
      await families.unlink(actorOf(request), keyOf(request.params));
      return reply.status(204).send(null);
    },
  );
}
