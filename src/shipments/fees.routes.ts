import { attachmentHeaders } from '../platform/file-headers.ts';
import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { DayText, Id, object, oneOf, problemAnswers, Type } from '../platform/schema.ts';
import { heaviestGrams, highestFeeFen, type Payer, payers } from '../regulation/postal.ts';
import type { Role } from '../regulation/roles.ts';
import type { Fees } from './fees.service.ts';

const readers: Role[] = [
  'windowClerk',
  'windowLead',
  'serviceAdministration',
  'coordinationGroup',
  'auditor',
];
const text = Type.String();
const whole = Type.Integer();
const hours = Type.Union([Type.Number(), Type.Null()]);
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const Month = object({
  month: Type.String({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$', description: '月份，如 2021-06' }),
});

/** Fees by payer, and figures of how parcels travel. */
export function feeRoutes(app: App, fees: Fees): void {
  app.post(
    '/api/cases/:id/parcel-fees',
    {
      config: { access: 'session' },
      schema: {
        summary: '登记邮件的重量、费用和付费方；再登记的以后一次为准',
        tags: ['寄递'],
        params: object({ id: Id }),
        body: {
          ...object({
            waybill: Type.String({ minLength: 1, maxLength: 40 }),
            weightGrams: Type.Integer({ minimum: 1, maximum: heaviestGrams, description: '重量（克）' }),
            feeFen: Type.Integer({
              minimum: 0,
              maximum: highestFeeFen,
              description: '费用（分），不能是负数',
            }),
            payer: oneOf(Object.keys(payers) as Payer[]),
          }),
          examples: [{ waybill: 'RR473124829US', weightGrams: 350, feeFen: 2200, payer: 'government' }],
        },
        response: { 204: Type.Null(), ...problemAnswers(400, 401, 403, 404, 413, 422) },
      },
    },
    async (request, reply) => {
      await fees.record(actorOf(request), { caseId: request.params.id, ...request.body });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/shipping-fees',
    {
      config: { access: readers },
      schema: {
        summary: '寄递费用月报：按地区和付费方，件数、重量、费用',
        tags: ['寄递'],
        querystring: Month,
        response: {
          200: Type.Object({
            month: text,
            sums: Type.Array(
              Type.Object({
                region: text,
                regionName: text,
                payer: Type.Union([text, Type.Null()]),
                payerLabel: text,
                parcels: whole,
                weightGrams: whole,
                feeFen: whole,
              }),
            ),
            total: Type.Object({ parcels: whole, weightGrams: whole, feeFen: whole }),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => fees.report(actorOf(request), request.query.month),
  );

  app.get(
    '/api/shipping-fees.xlsx',
    {
      config: { access: readers },
      schema: {
        summary: '寄递费用月报和邮件明细（电子表格，留痕）',
        tags: ['寄递'],
        querystring: Month,
        response: {
          200: {
            description: '电子表格',
            content: { [spreadsheet]: { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) } },
          },
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request, reply) => {
      const { month } = request.query;
      const bytes = await fees.spreadsheet(actorOf(request), month, request.ip);
      return reply
        .headers(attachmentHeaders({ mediaType: spreadsheet, name: `寄递费用 ${month}.xlsx` }))
        .send(bytes);
    },
  );

  app.get(
    '/api/shipping-figures',
    {
      config: { access: readers },
      schema: {
        summary: '寄递时效：按两地，平均揽收、在途小时数和遗失率',
        description: '没有投递记录的邮件不计入平均在途时间，另计件数。取消的不计。',
        tags: ['寄递'],
        querystring: object({ from: DayText, to: DayText }),
        response: {
          200: Type.Object({
            pairs: Type.Array(
              Type.Object({
                fromRegion: text,
                toRegion: text,
                fromName: text,
                toName: text,
                parcels: whole,
                collected: whole,
                collectionHours: hours,
                delivered: whole,
                transitHours: hours,
                notDelivered: whole,
                lost: whole,
                lossRate: Type.Number(),
              }),
            ),
          }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => ({
      pairs: await fees.figures(actorOf(request), request.query.from, request.query.to),
    }),
  );
}
