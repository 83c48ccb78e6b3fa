import type { TObject } from 'typebox';
import { commands } from '../cases/core/registry.ts';
import { carrierIds } from '../cases/transfer/carriers.ts';
import { maskAddress, maskName, maskPhone } from '../identity/masking.ts';
import { fileHeaders } from '../platform/file-headers.ts';
import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { Problem } from '../platform/problem.ts';
import { Id, object, oneOf, problemAnswers, Type } from '../platform/schema.ts';
import { articles } from '../regulation/articles.ts';
import { kebab, rowOf } from '../regulation/lifecycle/index.ts';
import { heaviestGrams, type Payer, payers } from '../regulation/postal.ts';
import type { Role } from '../regulation/roles.ts';
import type { ShippingParty } from './carrier.ts';
import type { Labels } from './labels.service.ts';
import { type OrderCommand, type OrderInput, orderable, orderTitles } from './order.ts';
import type { Orders, Plan } from './orders.service.ts';

const clerks: Role[] = ['windowClerk', 'windowLead'];
const pdf = { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) };
const text = Type.String();

/** An order as routes answer it. */
export const OrderAnswer = Type.Object({
  id: text,
  number: text,
  caseId: text,
  title: text,
  contents: text,
  state: oneOf(['queued', 'numbered', 'dispatched', 'failed', 'cancelled']),
  stateLabel: text,
  waybill: Type.Optional(text),
  payerLabel: text,
  weightGrams: Type.Integer(),
  feeFen: Type.Optional(Type.Integer({ description: '费用（分）' })),
  error: Type.Optional(Type.String({ description: '为什么还没有办成' })),
  orderedAt: text,
  labelPrinted: Type.Boolean(),
  labelHref: Type.Optional(text),
});

const PartyAnswer = Type.Object({ name: text, phone: text, address: text, postcode: text });

/** The body of a command without what the carrier gives. */
function sendingOf(name: OrderCommand): TObject {
  const { properties } = commands[name].input as TObject;
  const { waybill: _waybill, carrier: _carrier, ...rest } = properties;
  return object(name === 'returnOriginals' ? withoutWay(rest) : rest);
}

const withoutWay = ({ way: _way, ...rest }: TObject['properties']): TObject['properties'] => rest;

/** A body that orders the parcel of a command. */
export const orderExample = (name: OrderCommand): { sending: OrderInput; weightGrams: number } => ({
  sending: sendingExample(name),
  weightGrams: 350,
});

function sendingExample(name: OrderCommand): OrderInput {
  const example = commands[name].example as Record<string, unknown>;
  const { waybill: _waybill, carrier: _carrier, ...rest } = example;
  if (name !== 'returnOriginals') return rest;
  const { way: _way, signature: _signature, ...back } = rest;
  return back;
}

const shown = ({ name, phone, address, postcode }: ShippingParty, personal: boolean) => ({
  name: personal ? maskName(name) : name,
  phone: personal ? maskPhone(phone) : phone,
  address: personal ? maskAddress(address) : address,
  postcode,
});

/** Which end of a plan is the applicant, whose data is masked. */
const planAnswer = (command: OrderCommand, { sender, addressee, payer, contents }: Plan, way: unknown) => {
  const fromApplicant = command === 'registerInboundParcel';
  const toApplicant =
    command === 'returnOriginals' ||
    ((command === 'dispatchResult' || command === 'redeliverResult') && way === 'mail');
  return {
    sender: shown(sender, fromApplicant),
    addressee: shown(addressee, toApplicant),
    payer,
    payerLabel: payers[payer],
    contents,
  };
};

function requestKey(header: string | string[] | undefined): string {
  if (typeof header !== 'string' || !/^[\w.:-]{8,100}$/.test(header))
    throw new Problem('request-key-missing');
  return header;
}

/** Ordering parcels with the carrier. */
export function orderRoutes(app: App, orders: Orders, labels: Labels): void {
  for (const name of orderable) {
    const body = {
      ...object({
        sending: sendingOf(name),
        weightGrams: Type.Integer({ minimum: 1, maximum: heaviestGrams, description: '重量（克）' }),
        payer: Type.Optional(oneOf(Object.keys(payers) as Payer[])),
      }),
      examples: [orderExample(name)],
    };
    const about = `依据：${articles[rowOf(name).article].citation}。寄件人、收件人、内件、付费方取自办件和联络清单。`;
    app.post(
      `/api/cases/:id/shipment-orders/${kebab(name)}`,
      {
        config: { access: 'session' },
        schema: {
          summary: `向寄递企业下单：${orderTitles[name]}`,
          description: `${about}Idempotency-Key：同一编号只得到一个运单号。寄递企业没有及时答复的，排队再试，也可以手工填写运单号。`,
          tags: ['寄递'],
          params: object({ id: Id }),
          body,
          response: { 200: OrderAnswer, ...problemAnswers(400, 401, 403, 404, 409, 412, 413, 422) },
        },
      },
      (request) => {
        const { sending, weightGrams, payer } = request.body;
        const key = requestKey(request.headers['idempotency-key']);
        return orders.order(
          {
            caseId: request.params.id,
            command: name,
            input: sending,
            weightGrams,
            ...(payer ? { payer } : {}),
          },
          actorOf(request),
          key,
        );
      },
    );
    app.post(
      `/api/cases/:id/shipment-plans/${kebab(name)}`,
      {
        config: { access: 'session' },
        schema: {
          summary: `下单前看一看：${orderTitles[name]}的寄件人、收件人、付费方和费用`,
          description: about,
          tags: ['寄递'],
          params: object({ id: Id }),
          body,
          response: {
            200: Type.Object({
              sender: PartyAnswer,
              addressee: PartyAnswer,
              payer: text,
              payerLabel: text,
              contents: text,
              feeFen: Type.Union([Type.Integer(), Type.Null()]),
            }),
            ...problemAnswers(400, 401, 403, 404, 409, 412, 413, 422),
          },
        },
      },
      async (request) => {
        const { sending, weightGrams, payer } = request.body;
        const plan = await orders.plan(
          {
            caseId: request.params.id,
            command: name,
            input: sending,
            weightGrams,
            ...(payer ? { payer } : {}),
          },
          actorOf(request),
        );
        return { ...planAnswer(name, plan, sending['way']), feeFen: plan.feeFen };
      },
    );
  }

  app.get(
    '/api/shipment-orders',
    {
      config: { access: clerks },
      schema: {
        summary: '本窗口还没有办成的寄件',
        tags: ['寄递'],
        response: {
          200: Type.Object({ connected: Type.Boolean(), orders: Type.Array(OrderAnswer) }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request) => ({ connected: orders.connected, orders: await orders.listOpen(actorOf(request)) }),
  );

  app.post(
    '/api/shipment-orders/:id/waybill',
    {
      config: { access: clerks },
      schema: {
        summary: '寄递企业没有答复时，手工填写运单号',
        tags: ['寄递'],
        params: object({ id: Id }),
        body: {
          ...object({ waybill: Type.String({ minLength: 1, maxLength: 40 }), carrier: oneOf(carrierIds) }),
          examples: [{ waybill: 'RR473124829US', carrier: 'post' }],
        },
        response: { 200: OrderAnswer, ...problemAnswers(400, 401, 403, 404, 409, 412, 413, 422) },
      },
    },
    (request) => orders.giveWaybill(request.params.id, request.body, actorOf(request)),
  );

  app.post(
    '/api/shipment-orders/:id/cancel',
    {
      config: { access: clerks },
      schema: {
        summary: '取消还没有办成的寄件',
        tags: ['寄递'],
        params: object({ id: Id }),
        response: { 200: OrderAnswer, ...problemAnswers(400, 401, 403, 404, 409, 412) },
      },
    },
    (request) => orders.cancel(request.params.id, actorOf(request)),
  );

  app.get(
    '/api/shipment-orders/:id/label.pdf',
    {
      config: { access: clerks },
      schema: {
        summary: '寄递面单 PDF：运单号、业务编号条形码、寄件人和收件人（留痕）',
        tags: ['寄递'],
        params: object({ id: Id }),
        response: {
          200: { description: 'PDF', content: { 'application/pdf': pdf } },
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const { bytes, number } = await labels.print(request.params.id, actorOf(request), request.ip);
      return reply
        .headers(fileHeaders({ mediaType: 'application/pdf', name: `寄递面单 ${number}.pdf` }))
        .send(bytes);
    },
  );
}
