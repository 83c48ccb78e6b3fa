import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { Id, object, problemAnswers, RegionCode, Type } from '../../platform/schema.ts';
import type { ContactDesk } from './contact-desk.service.ts';
import { keepersOfList as keepers, OfficeHoursBody, Reason, tags } from './contact-list.routes.ts';

/** New administrations and windows in the contact list. */
export function contactEnteringRoutes(app: App, desk: ContactDesk): void {
  const created = { 201: Type.Object({ id: Id }), ...problemAnswers(400, 401, 403, 409) };
  const Word = Type.String({ maxLength: 100 });
  const Place = Type.String({ maxLength: 300 });
  const Phone = Type.String({ maxLength: 40 });
  const Postcode = Type.String({ maxLength: 10 });

  app.post(
    '/api/directory/administrations',
    {
      config: { access: keepers },
      schema: {
        summary: '把一个地区的管理部门列入联络清单',
        tags,
        body: {
          ...object({
            regionCode: RegionCode,
            name: Word,
            contactPerson: Word,
            phone: Phone,
            address: Place,
            postcode: Postcode,
            officeHours: Type.Optional(OfficeHoursBody),
            reason: Reason,
          }),
          examples: [
            {
              regionCode: '510107',
              name: '武侯区政务服务管理部门',
              contactPerson: '示例联系人',
              phone: '028-5550 0107',
              address: '成都市武侯区示例路 8 号',
              postcode: '610041',
              reason: '新设',
            },
          ],
        },
        response: created,
      },
    },
    async (request, reply) => {
      const { reason, ...entry } = request.body;
      return reply.code(201).send({ id: await desk.enterAdministration(actorOf(request), entry, reason) });
    },
  );

  app.post(
    '/api/directory/windows',
    {
      config: { access: keepers },
      schema: {
        summary: '登记一个“跨省通办”窗口；指定专职人员后才能开放',
        tags,
        body: {
          ...object({
            regionCode: RegionCode,
            hall: object({ name: Word, address: Place }),
            name: Type.Optional(Word),
            contactPerson: Word,
            address: Place,
            phone: Phone,
            postal: object({ addressee: Word, phone: Phone, address: Place, postcode: Postcode }),
            officeHours: Type.Optional(OfficeHoursBody),
            reason: Reason,
          }),
          examples: [
            {
              regionCode: '510107',
              hall: { name: '武侯区第二政务服务中心', address: '成都市武侯区示例路 30 号' },
              name: '武侯区“跨省通办”二号窗口',
              contactPerson: '示例联系人',
              address: '成都市武侯区示例路 30 号 1 楼',
              phone: '028-5550 0309',
              postal: {
                addressee: '武侯区“跨省通办”二号窗口',
                phone: '028-5550 0309',
                address: '成都市武侯区示例路 30 号 1 楼',
                postcode: '610041',
              },
              reason: '新设窗口',
            },
          ],
        },
        response: created,
      },
    },
    async (request, reply) => {
      const { reason, ...entry } = request.body;
      return reply.code(201).send({ id: await desk.enterWindow(actorOf(request), entry, reason) });
    },
  );
}
