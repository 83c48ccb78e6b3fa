import type { App } from '../platform/http.ts';
import { contactEnteringRoutes } from './contact-list/contact-entering.routes.ts';
import { contactListRoutes } from './contact-list/contact-list.routes.ts';
import { contactTableRoutes } from './contact-list/contact-tables.routes.ts';
import { officeRoutes } from './contact-list/offices.routes.ts';
import type { DirectoryDesk } from './directory-desk.service.ts';
import { hallDirectoryRoutes } from './halls/halls.routes.ts';
import { provisionRoutes } from './provision/provision.routes.ts';

/** The contact list and the provision of windows, for the staff. */
export function directoryDeskRoutes(
  app: App,
  { desk, halls, offices, tables, provisions }: DirectoryDesk,
): void {
  contactListRoutes(app, desk);
  contactEnteringRoutes(app, desk);
  officeRoutes(app, offices);
  hallDirectoryRoutes(app, halls);
  contactTableRoutes(app, tables);
  provisionRoutes(app, provisions);
}
