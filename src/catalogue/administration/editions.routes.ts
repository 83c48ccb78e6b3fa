import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { Problem } from '../../platform/problem.ts';
import { DayText, object, problemAnswers, Type } from '../../platform/schema.ts';
import { answerImport } from '../../platform/tables/import-progress.ts';
import {
  ImportReportAnswer,
  importAnswer,
  sendTable,
  TableQuery,
  tableOf,
  tableTypes,
  withTableFiles,
} from '../../platform/tables/table-files.ts';
import { CatalogueId, ItemNumber } from '../catalogue-answers.ts';
import {
  DifferenceAnswer,
  EditionAnswer,
  EditionId,
  EditionLabel,
  editionAnswer,
  ItemBody,
  itemExample,
  KeptItemAnswer,
  keptItemAnswer,
  recordsOf,
  shownColumns,
} from './edition-answers.ts';
import type { Editions } from './editions.service.ts';
import { keepsLists, listKeepers } from './keepers.ts';
import { type ListImport, readAnswers } from './list-import.service.ts';
import { listTableColumns } from './list-table.ts';

const tags = ['清单与收件标准'];
const access = listKeepers;
const config = { access };
const DocumentNumber = Type.Optional(Type.String({ maxLength: 100, description: '公布文号' }));

/** What the routes of list keeping ask. */
export type EditionDesk = { editions: Editions; listImport: ListImport };

/** Editions of lists for the coordination group and provinces: draft, rows, import and export, publication. */
export function editionRoutes(app: App, { editions, listImport }: EditionDesk): void {
  app.get(
    '/api/list-programmes/:id/editions',
    {
      config,
      schema: {
        tags,
        summary: '一个通办范围的全部清单版本，含起草中的；新的在前',
        params: object({ id: CatalogueId }),
        response: {
          200: object({ editions: Type.Array(EditionAnswer) }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const found = await editions.list(actor, request.params.id);
      return { editions: found.map((edition) => editionAnswer(edition, actor.id)) };
    },
  );

  app.post(
    '/api/list-programmes/:id/editions',
    {
      config,
      schema: {
        tags,
        summary: '起草一版清单：照某一版抄来，或从空表开始',
        params: object({ id: CatalogueId }),
        body: object(
          {
            label: EditionLabel,
            effectiveFrom: DayText,
            documentNumber: DocumentNumber,
            from: Type.Optional(EditionId),
          },
          { examples: [{ label: '2022-1', effectiveFrom: '2022-01-01', from: 'southwest-5.2021-1' }] },
        ),
        response: { 201: EditionAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const begun = await editions.begin(actor, request.params.id, request.body);
      return reply.status(201).send(editionAnswer(begun, actor.id));
    },
  );

  const one = object({ id: EditionId });
  app.get(
    '/api/editions/:id/items',
    {
      config,
      schema: {
        tags,
        summary: '一版清单的各行，起草中的也在',
        params: one,
        querystring: object({
          after: Type.Optional(ItemNumber),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]\\d?|[1-4]\\d\\d|500)$', description: '1 到 500，默认 100' }),
          ),
        }),
        response: {
          200: object({ edition: EditionAnswer, items: Type.Array(KeptItemAnswer), more: Type.Boolean() }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { edition, items, families } = await editions.items(actor, request.params.id);
      const after = Number(request.query.after ?? '0');
      const limit = Number(request.query.limit ?? '100');
      const rest = items.filter(({ number }) => number > after);
      return {
        edition: editionAnswer(edition, actor.id),
        items: rest.slice(0, limit).map((item) => keptItemAnswer(item, families.get(item.number))),
        more: rest.length > limit,
      };
    },
  );

  app.get(
    '/api/editions/:id/difference',
    {
      config,
      schema: {
        tags,
        summary: '与另一版清单相比改了什么',
        params: one,
        querystring: object({ before: EditionId }),
        response: { 200: DifferenceAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request) => {
      const { before } = request.query;
      const found = await editions.difference(actorOf(request), before, request.params.id);
      return {
        columns: shownColumns,
        added: found.added.map((row) => ({ ...row })),
        changed: found.changed.map((pair) => ({ before: { ...pair.before }, after: { ...pair.after } })),
        missing: found.missing.map((row) => ({ ...row })),
        unchanged: found.unchanged,
      };
    },
  );

  app.put(
    '/api/editions/:id',
    {
      config,
      schema: {
        tags,
        summary: '改一版草稿的施行日期和文号',
        params: one,
        body: object(
          { effectiveFrom: DayText, documentNumber: DocumentNumber },
          { examples: [{ effectiveFrom: '2022-03-01' }] },
        ),
        response: { 200: EditionAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      return editionAnswer(await editions.change(actor, request.params.id, request.body), actor.id);
    },
  );

  app.delete(
    '/api/editions/:id',
    {
      config,
      schema: {
        tags,
        summary: '丢弃一版草稿；记录保留',
        params: one,
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await editions.discard(actorOf(request), request.params.id);
      return reply.status(204).send(null);
    },
  );

  itemRoutes(app, editions);
  stepRoutes(app, editions);
  tableRoutes(app, { editions, listImport });
}

function itemRoutes(app: App, editions: Editions): void {
  const params = object({ id: EditionId, number: ItemNumber });
  const answers = problemAnswers(400, 401, 403, 404, 409);
  app.put(
    '/api/editions/:id/items/:number',
    {
      config,
      schema: {
        tags,
        summary: '写草稿中的一行；没有这个序号就添加',
        params,
        body: Type.Object(ItemBody.properties, { additionalProperties: false, examples: [itemExample] }),
        response: { 204: Type.Null(), ...answers },
      },
    },
    async (request, reply) => {
      const { id, number } = request.params;
      await editions.saveItem(actorOf(request), id, Number(number), request.body);
      return reply.status(204).send(null);
    },
  );

  app.delete(
    '/api/editions/:id/items/:number',
    {
      config,
      schema: { tags, summary: '从草稿中去掉一行', params, response: { 204: Type.Null(), ...answers } },
    },
    async (request, reply) => {
      const { id, number } = request.params;
      await editions.removeItem(actorOf(request), id, Number(number));
      return reply.status(204).send(null);
    },
  );
}

const steps = {
  propose: '提交审定；内容要完整，提交后不能再改',
  recall: '撤回或退回，回到起草中',
  approve: '审定公布（协调小组，另一个人）；到施行日期生效，上一版到前一天为止',
} as const;

function stepRoutes(app: App, editions: Editions): void {
  const params = object({ id: EditionId });
  for (const step of Object.keys(steps) as (keyof typeof steps)[]) {
    app.post(
      `/api/editions/:id/${step}`,
      {
        config: step === 'approve' ? { access: ['coordinationGroup' as const] } : config,
        schema: {
          tags,
          summary: `一版草稿：${steps[step]}`,
          params,
          response: { 200: EditionAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const actor = actorOf(request);
        return editionAnswer(await editions[step](actor, request.params.id), actor.id);
      },
    );
  }
  app.post(
    '/api/editions/:id/renumber',
    {
      config,
      schema: {
        tags,
        summary: '按现在的顺序从 1 重排草稿的序号',
        params,
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await editions.renumber(actorOf(request), request.params.id);
      return reply.status(204).send(null);
    },
  );
}

function tableRoutes(app: App, { editions, listImport }: EditionDesk): void {
  const params = object({ id: EditionId });
  app.get(
    '/api/editions/:id/table',
    {
      config,
      schema: {
        tags,
        summary: '下载一版清单（xlsx 或 CSV），或空模板',
        params,
        querystring: TableQuery,
        response: {
          200: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { edition, items } = await editions.items(actorOf(request), request.params.id);
      const list = {
        name: `清单 ${edition.label}`,
        columns: listTableColumns,
        records: async () => recordsOf(items),
      };
      return sendTable(reply, list, request.query);
    },
  );

  withTableFiles(app, (scope) => {
    scope.post(
      '/api/editions/:id/table',
      {
        config,
        schema: {
          tags,
          summary: '导入清单到草稿：先试读，带 confirm 才存入',
          description:
            '直接传 xlsx 或 CSV 的内容，最多 5,000 行。试读逐行报告错误、要确认的行和与现有内容的差别；一行不对整份不存。',
          consumes: tableTypes,
          params,
          querystring: object({
            confirm: Type.Optional(
              Type.String({ pattern: '^[0-9a-f]{32}$', description: '试读回答里的 token' }),
            ),
            answers: Type.Optional(
              Type.String({ maxLength: 4000, description: 'JSON：行号 → 拆成的名称；只是确认的写空数组' }),
            ),
          }),
          response: { 200: ImportReportAnswer, ...problemAnswers(400, 401, 403, 404, 409, 413, 415, 422) },
        },
      },
      async (request, reply) => {
        const { confirm, answers } = request.query;
        const actor = actorOf(request);
        if (!keepsLists(actor)) throw new Problem('not-authorised');
        const table = { bytes: tableOf(request), confirm, answers: readAnswers(answers) };
        return answerImport(request, reply, async (tell) =>
          importAnswer(await listImport.run(actor, request.params.id, table, tell)),
        );
      },
    );
  });
}
