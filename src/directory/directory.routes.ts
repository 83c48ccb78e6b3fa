import type { App } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import { Id, object, oneOf, problemAnswers, RegionCode, type Static, Type } from '../platform/schema.ts';
import { windowServiceCodes } from '../regulation/window-services.ts';
import { unknownRegion } from './calendars.service.ts';
import type { Directory } from './directory.service.ts';
import type { Region } from './region.ts';
import { officeHoursText, type ServiceWindow } from './window.ts';

const Level = oneOf(['province', 'prefecture', 'county']);

const RegionAnswer = Type.Object({
  code: RegionCode,
  name: Type.String({ description: '本级名称，如 綦江区' }),
  fullName: Type.String({ description: '全称，如 重庆市綦江区' }),
  level: Level,
  parent: Type.Union([RegionCode, Type.Null()]),
  pinyin: Type.String({ description: '拼音，用于排序和查找，如 qi jiang qu' }),
  validFrom: Type.Union([Type.String(), Type.Null()], { description: '代码启用日；空为有记录以来' }),
  validTo: Type.Union([Type.String(), Type.Null()], { description: '代码停用日；空为仍在用' }),
  successor: Type.Union([RegionCode, Type.Null()], { description: '停用后接替的代码' }),
});

const WindowAnswer = Type.Object({
  id: Id,
  regionCode: RegionCode,
  regionName: Type.String(),
  level: Level,
  name: Type.String(),
  address: Type.String(),
  phone: Type.String(),
  officeHours: Type.String({ description: '办公时间，如 工作日 09:00–12:00、13:00–17:00' }),
  status: oneOf(['open', 'suspended', 'closed'], { description: '开放、暂停（只办在办件）、关闭' }),
  services: Type.Array(oneOf(windowServiceCodes), {
    description: 'oneWindow 一窗通办专窗；greenChannel 绿色通道',
  }),
  sample: Type.Boolean({ description: '演示用的虚构窗口' }),
});

const RegionList = Type.Object({ items: Type.Array(RegionAnswer) });
const tags = ['地区与窗口'];
const access = 'public';

/** Whether the lists have an item under a number, or off the lists nothing. */
export type IsListed = (catalogueId: string, number: number) => boolean;

/** Public questions about regions and windows; of a window only name, address, phone and hours are public. */
export function directoryRoutes(app: App, directory: Directory, isListed: IsListed = () => true): void {
  const regionAnswer = (region: Region): Static<typeof RegionAnswer> => ({
    ...region,
    fullName: directory.regionName(region.code),
  });
  const windowAnswer = (window: ServiceWindow): Static<typeof WindowAnswer> => ({
    ...window,
    regionName: directory.regionName(window.regionCode),
    services: [...window.services],
    officeHours: officeHoursText(window.officeHours),
  });
  const getRegion = (code: string): Region => {
    const region = directory.findRegion(code);
    if (!region) throw unknownRegion(code);
    return region;
  };

  app.get(
    '/api/regions',
    {
      config: { access },
      schema: {
        tags,
        summary: '下级地区；不写 parent 时为各省（区、市）',
        querystring: object({ parent: Type.Optional(Type.String({ pattern: '^(\\d{6})?$' })) }),
        response: { 200: RegionList, ...problemAnswers(400, 404) },
      },
    },
    ({ query: { parent } }) => {
      const items = directory.listRegions(parent ? getRegion(parent).code : undefined);
      return { items: items.map(regionAnswer) };
    },
  );

  app.get(
    '/api/regions/search',
    {
      config: { access },
      schema: {
        tags,
        summary: '按名称、拼音、首字母或代码查找地区，最相近的在前',
        querystring: object({
          q: Type.String({ minLength: 1, maxLength: 50 }),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]|[1-4]\\d|50)$', description: '1 到 50，默认 20' }),
          ),
        }),
        response: { 200: RegionList, ...problemAnswers(400) },
      },
    },
    ({ query: { q, limit } }) => {
      const found = directory.searchRegions(q, limit === undefined ? 20 : Number(limit));
      return { items: found.flatMap((path) => path.slice(-1)).map(regionAnswer) };
    },
  );

  app.get(
    '/api/regions/:code',
    {
      config: { access },
      schema: {
        tags,
        summary: '一个地区：上级、是否在联络清单、现在开放的窗口',
        params: object({ code: RegionCode }),
        response: {
          200: Type.Intersect([
            RegionAnswer,
            Type.Object({
              path: Type.Array(RegionAnswer, { description: '从省级到本级' }),
              listed: Type.Boolean({ description: '是否在联络清单（规程第十三条）' }),
              window: Type.Union([WindowAnswer, Type.Null()]),
            }),
          ]),
          ...problemAnswers(400, 404),
        },
      },
    },
    ({ params: { code } }) => {
      const window = directory.findOpenWindow(getRegion(code).code);
      return {
        ...regionAnswer(getRegion(code)),
        path: directory.regionPath(code).map(regionAnswer),
        listed: directory.entryOf(code).listed,
        window: window ? windowAnswer(window) : null,
      };
    },
  );

  app.get(
    '/api/windows',
    {
      config: { access },
      schema: {
        tags,
        summary: '一个地区的“跨省通办”窗口',
        querystring: object({ region: RegionCode }),
        response: { 200: Type.Object({ items: Type.Array(WindowAnswer) }), ...problemAnswers(400, 404) },
      },
    },
    ({ query: { region } }) => ({ items: directory.listWindows(getRegion(region).code).map(windowAnswer) }),
  );

  app.get(
    '/api/windows/nearest',
    {
      config: { access },
      schema: {
        tags,
        summary: '离所在地区最近、能收这个事项的窗口：先本地，再上一级和邻近地区',
        description: '清单上的事项在任何一个开放的“跨省通办”窗口都能交（规程第九条），所以只看远近。',
        querystring: object({
          region: RegionCode,
          catalogue: Type.Optional(Type.String({ maxLength: 60 })),
          item: Type.Optional(
            Type.String({ pattern: '^\\d{1,4}$', description: '事项序号；与 catalogue 一起写' }),
          ),
          limit: Type.Optional(Type.String({ pattern: '^([1-9]|1\\d|20)$', description: '1 到 20，默认 3' })),
        }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Intersect([
                WindowAnswer,
                Type.Object({
                  up: Type.Integer({ description: '从所在地区往上几级才有共同的上级；0 为本地' }),
                  down: Type.Integer({ description: '从共同的上级往下几级' }),
                }),
              ]),
            ),
          }),
          ...problemAnswers(400, 404),
        },
      },
    },
    ({ query: { region, catalogue, item, limit } }) => {
      if (item !== undefined && !(catalogue !== undefined && isListed(catalogue, Number(item))))
        throw new Problem('not-found', { detail: '清单上没有这个事项。' });
      const found = directory.nearestWindows(getRegion(region).code, Number(limit ?? 3));
      return { items: found.map(({ window, ...steps }) => ({ ...windowAnswer(window), ...steps })) };
    },
  );

  app.get(
    '/api/windows/:id',
    {
      config: { access },
      schema: {
        tags,
        summary: '一个窗口的名称、地址、电话和办公时间',
        params: object({ id: Id }),
        response: { 200: WindowAnswer, ...problemAnswers(400, 404) },
      },
    },
    ({ params: { id } }) => windowAnswer(directory.getWindow(id)),
  );
}
