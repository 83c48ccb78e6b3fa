import type { GoLive } from '../catalogue/administration/go-live.service.ts';
import { nationalDay } from '../catalogue/administration/go-live.ts';
import type { Catalogue } from '../catalogue/catalogue.service.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { App } from '../platform/http.ts';
import { object, Type } from '../platform/schema.ts';
import { pageAnswer, type SendPage } from './answer.pages.ts';
import { earlyPage } from './early-page.ts';
import { itemHref } from './search.pages.ts';

type Ports = { catalogue: Catalogue; directory: Directory; goLive: Pick<GoLive, 'early'> };

const shown = 50;

/** The items that were realised no later than the nation asked for them, for everybody. */
export function earlyPages(zone: App, { catalogue, directory, goLive }: Ports, send: SendPage): void {
  zone.get(
    '/early',
    {
      config: { access: 'public' },
      schema: {
        summary: '提前实现的事项',
        tags: ['专区页面'],
        security: [],
        querystring: object({
          catalogue: Type.Optional(Type.String({ maxLength: 60 })),
          after: Type.Optional(Type.String({ pattern: '^\\d{6} [1-9]\\d{0,3}$' })),
        }),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const { catalogue: asked, after } = request.query;
      const lists = catalogue
        .listProgrammes()
        .filter(({ id }) => (catalogue.listItems(id) ?? []).some((item) => nationalDay(item) !== undefined));
      const list = lists.find(({ id }) => id === asked) ?? lists[0];
      const [regionCode = '', number = ''] = after?.split(' ') ?? [];
      const start = after === undefined ? undefined : { regionCode, number: Number(number) };
      const { items, more } = list
        ? await goLive.early(list.id, { after: start, limit: shown })
        : { items: [], more: false };
      const last = items.at(-1);
      const href = (id: string, rest: Record<string, string> = {}) =>
        `/early?${new URLSearchParams({ catalogue: id, ...rest })}`;
      const page = earlyPage({
        lists: lists.map(({ id, name }) => ({ href: href(id), name, chosen: id === list?.id })),
        rows: items.map((item) => ({
          href: itemHref(list?.id ?? '', item.number),
          name: item.name,
          region: directory.regionName(item.regionCode),
          realisedOn: item.realisedOn,
          requiredBy: item.requiredBy,
        })),
        next:
          more && last && list ? href(list.id, { after: `${last.regionCode} ${last.number}` }) : undefined,
      });
      return send(request, reply, page);
    },
  );
}
