import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { Id, object, oneOf, problemAnswers, Type } from '../../platform/schema.ts';
import type { MessageRecord } from './message-record.service.ts';
import type { SupplierReports } from './supplier-reports.service.ts';
import { signedHeaders } from './supplier-signature.ts';
import type { Templates } from './templates.service.ts';

const Nullable = (text = Type.String()) => Type.Union([text, Type.Null()]);

const MessageAnswer = Type.Object({
  id: Type.String(),
  madeAt: Type.String(),
  audience: Type.String(),
  audienceName: Type.String(),
  channel: Type.String(),
  channelName: Type.String(),
  event: Type.String(),
  title: Type.String(),
  language: Type.String(),
  version: Type.Integer({ description: '模板版本' }),
  address: Type.String({ description: '号码或邮箱，除经批准的查看外都打码' }),
  text: Nullable(),
  contentDigest: Type.String({ description: '所发文字的 SHA-256' }),
  sendAt: Type.String(),
  status: Type.String(),
  statusName: Type.String(),
  statusAt: Type.String(),
  attempts: Type.Integer(),
  supplier: Nullable(),
  steps: Type.Array(
    Type.Object({
      stepNo: Type.Integer(),
      at: Type.String(),
      name: Type.String(),
      attempt: Type.Integer(),
      supplier: Nullable(),
      reason: Nullable(),
    }),
  ),
  call: Type.Union([
    Type.Object({
      taskId: Type.String(),
      reason: Type.String(),
      dueAt: Type.String(),
      closure: Nullable(),
    }),
    Type.Null(),
  ]),
});

const RecordAnswer = Type.Object({
  messages: Type.Array(MessageAnswer),
  calls: Type.Array(
    Type.Object({
      calledAt: Type.String(),
      staffName: Type.String(),
      reached: Type.Boolean(),
      number: Type.String(),
      audienceName: Type.String(),
      closure: Nullable(),
    }),
  ),
  unmasked: Type.Boolean(),
  next: Nullable(),
});

/** What was told about a case, as evidence. */
export function messageRecordRoutes(app: App, record: MessageRecord): void {
  app.get(
    '/api/cases/:id/messages',
    {
      config: { access: 'session' },
      schema: {
        summary: '通知记录：告知了谁、何时、什么内容、结果怎样',
        description: '号码打码；unmask=1 显示全号，每次查看都留痕。',
        tags: ['告知'],
        params: object({ id: Id }),
        querystring: object({
          unmask: Type.Optional(oneOf(['1'])),
          after: Type.Optional(Type.String({ maxLength: 80 })),
          limit: Type.Optional(Type.String({ pattern: '^[1-9]\\d?$' })),
        }),
        response: { 200: RecordAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    (request) =>
      record.ofCase(request.params.id, actorOf(request), {
        unmask: request.query.unmask === '1',
        after: request.query.after,
        limit: Number(request.query.limit ?? 50),
        address: request.ip,
      }),
  );
}

const ReportBody = object(
  {
    id: Type.String({
      pattern: '^[0-9a-f-]{36}:[1-9]$',
      description: '发送时给供应商的编号：消息编号:第几次',
    }),
    status: oneOf(['delivered', 'failed']),
    reason: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { examples: [{ id: '00000000-0000-4000-8000-000000000001:1', status: 'delivered' }] },
);

const header = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '');

/** Reports of suppliers: public as an address, believed by their signature alone. */
export function supplierReportRoutes(app: App, reports: SupplierReports): void {
  app.post(
    '/api/supplier-reports/:supplier',
    {
      config: { access: 'public' },
      schema: {
        summary: '短信、邮件供应商的送达回执',
        description: `须带 ${signedHeaders.timestamp}（毫秒）、${signedHeaders.nonce} 和 ${signedHeaders.signature}：以约定的密钥对“时间\\n随机数\\n路径\\n正文的规范 JSON”作 HMAC-SHA-256。前后 5 分钟以外的、重复的、签名不对的都不采信，并留痕。`,
        tags: ['告知'],
        params: object({ supplier: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }) }),
        body: ReportBody,
        response: { 200: object({ taken: Type.Boolean() }), ...problemAnswers(400, 401, 404) },
      },
    },
    async (request) => {
      const { supplier } = request.params;
      const { id, status, reason } = request.body;
      const [messageId = '', attempt = ''] = id.split(':');
      await reports.receive(
        supplier,
        {
          timestamp: header(request.headers[signedHeaders.timestamp]),
          nonce: header(request.headers[signedHeaders.nonce]),
          signature: header(request.headers[signedHeaders.signature]),
          path: `/api/supplier-reports/${supplier}`,
          body: request.body,
        },
        { messageId, attempt: Number(attempt), status, reason },
        request.ip,
      );
      return { taken: true };
    },
  );
}

const TemplateAnswer = {
  event: Type.String(),
  title: Type.String(),
  text: Type.String(),
  version: Type.Integer(),
  preview: Type.String(),
  regions: Type.Array(Type.String()),
};
const TemplateDetailsAnswer = Type.Object({
  ...TemplateAnswer,
  lastVersion: Type.Integer(),
  variables: Type.Array(Type.Object({ label: Type.String(), sample: Type.String(), most: Type.Integer() })),
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      regionCode: Type.String({ description: '省级代码；空的是各地通用' }),
      text: Type.String(),
      reason: Type.String(),
      madeByName: Type.String(),
      madeAt: Nullable(),
    }),
  ),
  scopes: Type.Array(Type.String()),
});
const eventParams = object({ event: Type.String({ pattern: '^[A-Za-z]{1,40}$' }) });
const Text = Type.String({ maxLength: 1_000 });
const editors: ['coordinationGroup', 'serviceAdministration'] = [
  'coordinationGroup',
  'serviceAdministration',
];
const example = '{称呼}：{属地}已受理您的{事项}，{期限} 前作出决定，您现在不用做什么。';

/** Templates of messages: list, versions, preview, a new version. */
export function templateRoutes(app: App, templates: Templates): void {
  app.get(
    '/api/message-templates',
    {
      config: { access: editors },
      schema: {
        summary: '通知模板',
        tags: ['告知'],
        response: {
          200: Type.Object({ templates: Type.Array(Type.Object(TemplateAnswer)) }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async () => ({ templates: await templates.list() }),
  );
  app.get(
    '/api/message-templates/:event',
    {
      config: { access: editors },
      schema: {
        summary: '一条模板：现行文字、可用的变量、历次版本',
        tags: ['告知'],
        params: eventParams,
        response: { 200: TemplateDetailsAnswer, ...problemAnswers(401, 403, 404) },
      },
    },
    (request) => templates.find(request.params.event, actorOf(request)),
  );
  app.post(
    '/api/message-templates/:event/preview',
    {
      config: { access: editors },
      schema: {
        summary: '按样例预览；不能保存的说明原因',
        tags: ['告知'],
        params: eventParams,
        body: object({ text: Text }, { examples: [{ text: example }] }),
        response: {
          200: object({ preview: Type.String(), characters: Type.Integer(), most: Type.Integer() }),
          ...problemAnswers(400, 401, 403, 404, 422),
        },
      },
    },
    async (request) => templates.preview(request.params.event, request.body.text),
  );
  app.post(
    '/api/message-templates/:event',
    {
      config: { access: editors },
      schema: {
        summary: '保存一个新版本',
        description: '协调小组写各地通用的（regionCode 为空），省级政务服务管理部门写本省的。',
        tags: ['告知'],
        params: eventParams,
        body: object(
          {
            text: Text,
            reason: Type.String({ maxLength: 300, description: '改动的理由' }),
            regionCode: Type.String({ pattern: '^(\\d{2}0000)?$', description: '省级代码，空的是各地通用' }),
            lastVersion: Type.Integer({ minimum: 1, description: '您看到的最后一个版本号' }),
          },
          { examples: [{ text: example, reason: '写明期限', regionCode: '', lastVersion: 1 }] },
        ),
        response: { 200: TemplateDetailsAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) },
      },
    },
    (request) => templates.save(request.params.event, actorOf(request), request.body),
  );
}
