import { checkIdentityDocument } from '../../identity/identity-documents.ts';
import type { Clock } from '../../platform/clock.ts';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { object, oneOf, problemAnswers, RegionCode, Type } from '../../platform/schema.ts';
import { dayOf } from '../../regulation/instant.ts';
import { identityKinds } from './case-form.ts';
import type { IntakeHelp } from './intake-preview.service.ts';

const OptionId = Type.String({ pattern: '^[\\w-]{1,40}$' });
const anything = Type.Unsafe<unknown>({});

/** What the intake page asks before and while an application is typed. */
export function intakeHelpRoutes(app: App, help: IntakeHelp, clock: Clock): void {
  app.post(
    '/api/intake-preview',
    {
      config: { access: ['windowClerk', 'windowLead'] },
      schema: {
        summary: '收件前预览：交到哪里、带什么、多久、多少钱',
        tags: ['办件'],
        body: object(
          {
            optionId: OptionId,
            homeRegion: RegionCode,
            situations: Type.Optional(
              Type.Record(Type.String({ maxLength: 60 }), Type.Boolean(), { maxProperties: 40 }),
            ),
          },
          { examples: [{ optionId: '048-1', homeRegion: '500110', situations: { '048-1-s-self': true } }] },
        ),
        response: {
          200: Type.Object(
            {
              route: anything,
              sentence: Type.String(),
              materials: Type.Array(anything),
              openSituations: Type.Array(Type.String()),
              transferDueOn: Type.String(),
              standard: anything,
            },
            { title: 'IntakePreview' },
          ),
          ...problemAnswers(400, 401, 403, 422),
        },
      },
    },
    (request) => help.preview(actorOf(request), request.body),
  );

  app.post(
    '/api/enquiries',
    {
      config: { access: ['windowClerk', 'windowLead'] },
      schema: {
        summary: '属地未纳入联络清单：登记咨询，取回可打印的说明',
        tags: ['办件'],
        body: object(
          { optionId: OptionId, homeRegion: RegionCode },
          { examples: [{ optionId: '048-1', homeRegion: '110000' }] },
        ),
        response: {
          200: Type.Object({ title: Type.String(), paragraphs: Type.Array(Type.String()) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) => help.enquire(actorOf(request), request.body),
  );

  app.get(
    '/api/frequent-items',
    {
      config: { access: ['windowClerk', 'windowLead'] },
      schema: {
        summary: '本窗口常办事项（近 30 日）',
        tags: ['办件'],
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                catalogueId: Type.String(),
                number: Type.Integer(),
                name: Type.String(),
                optionId: Type.String(),
                optionName: Type.String(),
                count: Type.Integer(),
              }),
            ),
          }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request) => ({ items: await help.frequent(actorOf(request)) }),
  );

  app.post(
    '/api/identity-documents/check',
    {
      config: { access: 'public' },
      schema: {
        summary: '核对证件号码的格式和校验位',
        tags: ['身份'],
        body: object(
          { kind: oneOf(identityKinds), value: Type.String({ maxLength: 60 }) },
          { examples: [{ kind: 'residentId', value: '11010519491231002X' }] },
        ),
        response: {
          200: Type.Object({
            valid: Type.Boolean(),
            reason: Type.Optional(Type.String()),
            birthOn: Type.Optional(Type.String()),
            sex: Type.Optional(Type.String()),
            regionCode: Type.Optional(Type.String()),
          }),
          ...problemAnswers(400),
        },
      },
    },
    (request) => checkIdentityDocument({ ...request.body, on: dayOf(clock.now()) }),
  );
}
