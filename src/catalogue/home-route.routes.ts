import type { App } from '../platform/http.ts';
import { object, oneOf, problemAnswers, RegionCode, Type } from '../platform/schema.ts';
import { OptionId } from './catalogue-answers.ts';
import type { HomeRoutes } from './home-route.service.ts';

const Text = Type.String();
const TextOrNull = Type.Union([Text, Type.Null()]);

const HomeRouteAnswer = object({
  optionId: Text,
  optionName: Text,
  catalogueId: Text,
  itemNumber: Type.Integer(),
  itemName: Type.String({ description: '属地使用的名称' }),
  homeRegion: RegionCode,
  homeRegionName: Text,
  version: Type.String({ description: '收件标准的版本' }),
  stage: Type.Integer({ description: '1 按属地指南，2 省级标准，3 五省统一标准' }),
  stageText: Text,
  promisedDays: Type.Integer({ description: '工作日；0 为即办' }),
  statutoryDays: Type.Union([Type.Integer(), Type.Null()]),
  sample: Type.Boolean({ description: '演示数据，不是任何机关的标准' }),
  window: Type.Union(
    [
      object({
        ok: Type.Literal(true),
        id: Text,
        name: Text,
        regionCode: RegionCode,
        regionName: Text,
        address: Text,
        phone: Text,
        level: oneOf(['province', 'prefecture', 'county']),
        levelText: Text,
        rule: Text,
      }),
      object({ ok: Type.Literal(false), refusal: Text, sentence: Text }),
    ],
    { description: '属地窗口；没有的，写明为什么' },
  ),
  status: oneOf(['notStarted', 'inProgress', 'realised', 'overdue']),
  statusText: Type.String({ description: '这一项在属地的落地情况' }),
  realisedOn: TextOrNull,
  modeText: TextOrNull,
});

/** Where an option goes for a home region, for everyone. */
export function homeRouteRoutes(app: App, routes: HomeRoutes): void {
  app.get(
    '/api/options/:optionId/home-route',
    {
      config: { access: 'public' },
      schema: {
        tags: ['清单与收件标准'],
        summary: '办理项对一个属地的去向：窗口和规则、收件标准和阶段、是否落地',
        params: object({ optionId: OptionId }),
        querystring: object({ homeRegion: RegionCode }),
        response: { 200: HomeRouteAnswer, ...problemAnswers(400, 404, 422) },
      },
    },
    ({ params: { optionId }, query: { homeRegion } }) => routes.find(optionId, homeRegion),
  );
}
