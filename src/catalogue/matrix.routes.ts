import type { App } from '../platform/http.ts';
import { object, problemAnswers, Type } from '../platform/schema.ts';
import { CatalogueId, ItemNumber } from './catalogue-answers.ts';
import type { ItemMatrix } from './difference-matrix.ts';
import type { Matrices } from './matrices.service.ts';
import { ItemMatrixAnswer } from './standard-answers.ts';

const tags = ['清单与收件标准'];
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What several regions want for one item, beside each other, for everyone. */
export function matrixRoutes(app: App, matrices: Matrices): void {
  const params = object({ catalogue: CatalogueId, number: ItemNumber });
  const querystring = object({
    regions: Type.Optional(
      Type.String({
        pattern: '^\\d{6}(,\\d{6})*$',
        maxLength: 200,
        description: '地区代码，用逗号分开；不写为清单的各成员',
      }),
    ),
  });
  const read = (
    { catalogue, number }: { catalogue: string; number: string },
    regions: string | undefined,
    draft: boolean,
  ): Promise<ItemMatrix> => matrices.of(catalogue, Number(number), regions?.split(','), { draft });

  app.get(
    '/api/items/:catalogue/:number/difference-matrix',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary:
          '一个事项在各地的收件标准对照：不同的格子写明名称，有同标程度；登录的人员看到待审定的统一标准',
        params,
        querystring,
        response: { 200: ItemMatrixAnswer, ...problemAnswers(400, 404) },
      },
    },
    async (request) => plain(await read(request.params, request.query.regions, request.actor !== undefined)),
  );

  app.get(
    '/api/items/:catalogue/:number/difference-matrix.xlsx',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: '收件标准对照表（xlsx）',
        params,
        querystring,
        response: {
          200: Type.Unsafe<Buffer>({ type: 'string', contentMediaType: xlsxType, description: '工作簿' }),
          ...problemAnswers(400, 404),
        },
      },
    },
    async (request, reply) => {
      const matrix = await read(request.params, request.query.regions, request.actor !== undefined);
      return reply
        .type(xlsxType)
        .header(
          'content-disposition',
          `attachment; filename="difference-${matrix.catalogueId}-${matrix.number}.xlsx"`,
        )
        .send(await matrices.spreadsheetOf(matrix));
    },
  );
}

const plain = (matrix: ItemMatrix) => ({
  ...matrix,
  leadDepartments: [...matrix.leadDepartments],
  regions: matrix.regions.map((region) => ({ ...region })),
  options: [...matrix.options],
});
