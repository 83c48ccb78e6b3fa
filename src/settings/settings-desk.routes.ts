import type { App } from '../platform/http.ts';
import { rollOutRoutes } from './roll-out.routes.ts';
import { settingsRoutes } from './settings.routes.ts';
import type { SettingsDesk } from './settings-desk.service.ts';
import { textVersionRoutes } from './text-versions.routes.ts';

/** Settings, versions of texts, roll-out of regions. */
export function settingsDeskRoutes(app: App, { settings, rollOut, versions }: SettingsDesk): void {
  settingsRoutes(app, settings);
  textVersionRoutes(app, versions);
  rollOutRoutes(app, rollOut);
}
