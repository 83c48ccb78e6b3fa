import type { App } from '../platform/http.ts';
import { messageRecordRoutes, supplierReportRoutes, templateRoutes } from './messages/messages.routes.ts';
import { noticeRoutes } from './notices.routes.ts';
import type { Notifications } from './notifications.service.ts';
import { phoneTaskRoutes } from './phone-tasks/phone-tasks.routes.ts';

/** All routes by which people are told something, and by which it is proved. */
export function notificationRoutes(
  app: App,
  { notices, record, reports, templates, phoneTasks }: Notifications,
): void {
  noticeRoutes(app, notices);
  messageRecordRoutes(app, record);
  supplierReportRoutes(app, reports);
  templateRoutes(app, templates);
  phoneTaskRoutes(app, phoneTasks);
}
