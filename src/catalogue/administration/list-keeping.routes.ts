import type { App } from '../../platform/http.ts';
import { editionRoutes } from './editions.routes.ts';
import { goLiveRoutes } from './go-live.routes.ts';
import type { createListKeeping } from './list-keeping.service.ts';
import { matterRoutes } from './matters.routes.ts';
import { extensionRoutes, programmeRoutes } from './programmes.routes.ts';

/** All routes by which the coordination group and provinces keep the lists. */
export function listKeepingRoutes(app: App, keeping: ReturnType<typeof createListKeeping>): void {
  programmeRoutes(app, keeping.programmes);
  editionRoutes(app, keeping);
  matterRoutes(app, keeping);
  goLiveRoutes(app, keeping.goLive);
  extensionRoutes(app, keeping.extensions);
}
