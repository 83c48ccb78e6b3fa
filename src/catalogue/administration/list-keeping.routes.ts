import type { App } from '../../platform/http.ts';
import { editionRoutes } from './editions.routes.ts';
import { extensionRoutes } from './extensions.routes.ts';
import { goLiveRoutes } from './go-live.routes.ts';
import { itemNameRoutes } from './item-names.routes.ts';
import { listHistoryRoutes } from './list-history.routes.ts';
import type { createListKeeping } from './list-keeping.service.ts';
import { matterRoutes } from './matters.routes.ts';
import { optionTableRoutes } from './option-tables.routes.ts';
import { programmeRoutes } from './programmes.routes.ts';

/** All routes by which the coordination group and provinces keep the lists. */
export function listKeepingRoutes(app: App, keeping: ReturnType<typeof createListKeeping>): void {
  programmeRoutes(app, keeping);
  editionRoutes(app, keeping);
  listHistoryRoutes(app, keeping);
  itemNameRoutes(app, keeping);
  matterRoutes(app, keeping);
  optionTableRoutes(app, keeping);
  goLiveRoutes(app, keeping.goLive);
  extensionRoutes(app, keeping);
}
