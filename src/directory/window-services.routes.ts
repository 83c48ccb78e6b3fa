import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { Id, InstantText, object, oneOf, problemAnswers, Type } from '../platform/schema.ts';
import { windowServiceCodes, windowServices } from '../regulation/window-services.ts';
import type { ContactDesk } from './contact-list/contact-desk.service.ts';
import { readersOfList } from './contact-list/contact-list.routes.ts';
import type { Directory } from './directory.service.ts';

const tags = ['窗口配备'];
const ofWindow = object({ windowId: Id });
const Service = oneOf(windowServiceCodes, { description: '一窗通办专窗、绿色通道' });

/** What a window offers beyond the usual, marked by who keeps its entry. */
export function windowServiceRoutes(
  app: App,
  parts: {
    directory: Directory;
    desk: Pick<ContactDesk, 'mayEdit' | 'refuseOthers'>;
    audit: Pick<Audit, 'record'>;
  },
): void {
  const { directory, desk, audit } = parts;

  app.get(
    '/api/directory/windows/:windowId/services',
    {
      config: { access: readersOfList },
      schema: {
        summary: '一个窗口开设的一窗通办专窗、绿色通道和记录',
        tags,
        params: ofWindow,
        response: {
          200: Type.Object({
            services: Type.Array(
              Type.Object({ service: Service, name: Type.String(), offered: Type.Boolean() }),
            ),
            marks: Type.Array(
              Type.Object({
                id: Type.Integer(),
                service: Service,
                offered: Type.Boolean(),
                reason: Type.String(),
                recordedAt: InstantText,
                recordedByName: Type.String(),
              }),
            ),
            mayKeep: Type.Boolean(),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const window = directory.getWindow(request.params.windowId);
      const marks = await directory.listWindowServiceMarks(window.id);
      return {
        services: windowServiceCodes.map((service) => ({
          service,
          name: windowServices[service],
          offered: window.services.includes(service),
        })),
        marks: marks.map(({ windowId: _window, ...mark }) => mark),
        mayKeep: desk.mayEdit(actorOf(request), window.regionCode) && window.status !== 'closed',
      };
    },
  );

  app.put(
    '/api/directory/windows/:windowId/services/:service',
    {
      config: { access: ['serviceAdministration'] },
      schema: {
        summary: '标明窗口是一窗通办专窗或开设绿色通道，或取消；写明原因',
        tags,
        params: object({ windowId: Id, service: Service }),
        body: {
          ...object({ offered: Type.Boolean(), reason: Type.String({ maxLength: 200 }) }),
          examples: [{ offered: true, reason: '大厅已设绿色通道' }],
        },
        response: {
          204: Type.Null({ description: '已办理' }),
          ...problemAnswers(400, 401, 403, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { windowId, service } = request.params;
      const { offered, reason } = request.body;
      desk.refuseOthers(actor, directory.getWindow(windowId).regionCode);
      await directory.setWindowService(
        windowId,
        { service, offered },
        { id: actor.id, name: actor.name, reason },
        (tx) =>
          audit.record(tx, {
            action: 'windowServiceMarked',
            actor: auditActorOf(actor, 'serviceAdministration'),
            subject: { kind: 'window', id: windowId },
            detail: { service, offered },
          }),
      );
      return reply.code(204).send(null);
    },
  );
}
