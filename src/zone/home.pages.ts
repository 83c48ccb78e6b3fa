import type { Catalogue } from '../catalogue/catalogue.service.ts';
import type { Directory } from '../directory/directory.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { App } from '../platform/http.ts';
import { cookieNames, pageAnswer, type SendPage } from './answer.pages.ts';
import { elderHomePage, type HomeView, homePage } from './home-page.ts';
import { alwaysBrought } from './item-materials.ts';
import { itemHref } from './search.pages.ts';
import { placeOf, windowView } from './windows.pages.ts';

/** The list whose items the first page offers, and those most asked for at the windows. */
const offered = { catalogueId: 'southwest-5', numbers: [48, 24, 50, 2, 125, 15, 103, 19] } as const;

type Ports = { catalogue: Catalogue; directory: Directory; clock: Clock };

function frequentItems({ catalogue }: Ports): HomeView['frequent'] {
  const { catalogueId } = offered;
  return offered.numbers.flatMap((number) => {
    const item = catalogue.findItem(catalogueId, number);
    if (!item) return [];
    const [option] = catalogue.listOptions({ catalogueId, number });
    const standard = option && catalogue.getStandardVersion(option.optionId, option.version, '');
    const materials = standard && alwaysBrought(standard.materials).length;
    return {
      href: itemHref(catalogueId, number),
      name: item.name,
      materials,
      sample: standard?.sample ?? false,
    };
  });
}

/** The first page, in its usual form and for elderly visitors. */
export function homePages(zone: App, ports: Ports, send: SendPage): void {
  const { catalogue, directory, clock } = ports;
  zone.get(
    '/',
    {
      config: { access: 'public' },
      schema: { summary: '专区首页', tags: ['专区页面'], security: [], response: pageAnswer },
    },
    async (request, reply) => {
      const now = clock.now();
      const place = placeOf(request, directory);
      const view: HomeView = {
        now,
        frequent: frequentItems(ports),
        all: {
          href: `/search?catalogue=${offered.catalogueId}`,
          count: catalogue.findProgramme(offered.catalogueId)?.itemCount ?? 0,
        },
        nearest: place && windowView(directory, place.window, now),
      };
      const isElder = request.cookies[cookieNames.mode] === 'elder';
      return send(request, reply, isElder ? elderHomePage(view) : homePage(view));
    },
  );
}
