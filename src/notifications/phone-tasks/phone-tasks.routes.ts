import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { Id, InstantText, object, oneOf, problemAnswers, Type } from '../../platform/schema.ts';
import type { PhoneTasks } from './phone-tasks.service.ts';

const Nullable = (text = Type.String()) => Type.Union([text, Type.Null()]);

const taskFields = {
  id: Type.String(),
  taskNo: Type.Integer(),
  caseId: Nullable(),
  offListRequestId: Nullable(),
  businessNumber: Nullable(),
  audience: oneOf(['applicant', 'intakeWindow']),
  windowName: Type.String(),
  decision: Type.Boolean({ description: '告知决定：只有打通电话才算完' }),
  openedAt: Type.String(),
  dueAt: Type.String(),
  overdue: Type.Boolean(),
  numberMasked: Type.String(),
  topics: Type.Array(Type.Object({ title: Type.String(), reason: Type.String() })),
  calls: Type.Array(
    Type.Object({ calledAt: Type.String(), staffName: Type.String(), reached: Type.Boolean() }),
  ),
  closedAt: Nullable(),
  closure: Nullable(),
};

const TaskAnswer = Type.Object(taskFields);

const DetailsAnswer = Type.Object({
  ...taskFields,
  name: Type.String(),
  number: Type.String(),
  numberFault: Nullable(),
  texts: Type.Array(Type.String()),
  records: Type.Array(
    Type.Object({
      calledAt: Type.String(),
      staffName: Type.String(),
      reached: Type.Boolean(),
      number: Type.String(),
      person: Type.String(),
      content: Type.String(),
    }),
  ),
});

const clerks: ['windowClerk', 'windowLead'] = ['windowClerk', 'windowLead'];
const params = object({ id: Id });

/** Calls that the own window owes. */
export function phoneTaskRoutes(app: App, tasks: PhoneTasks): void {
  app.get(
    '/api/phone-tasks',
    {
      config: { access: clerks },
      schema: {
        summary: '本窗口要打的电话',
        tags: ['告知'],
        querystring: object({
          closed: Type.Optional(oneOf(['1'], { description: '已办完的' })),
          after: Type.Optional(Type.String({ maxLength: 60 })),
          limit: Type.Optional(Type.String({ pattern: '^[1-9]\\d?$' })),
        }),
        response: {
          200: Type.Object({ tasks: Type.Array(TaskAnswer), next: Nullable() }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    (request) =>
      tasks.list(actorOf(request), {
        closed: request.query.closed === '1',
        after: request.query.after,
        limit: Number(request.query.limit ?? 50),
      }),
  );
  app.get(
    '/api/phone-tasks/:id',
    {
      config: { access: clerks },
      schema: {
        summary: '一个电话：打给谁、号码、要说的话；每次查看都留痕',
        tags: ['告知'],
        params,
        response: { 200: DetailsAnswer, ...problemAnswers(401, 403, 404) },
      },
    },
    (request) => tasks.find(actorOf(request), request.params.id, request.ip),
  );
  app.post(
    '/api/phone-tasks/:id/calls',
    {
      config: { access: clerks },
      schema: {
        summary: '登记一次通话：时间、号码、接电话的人、内容',
        description: '接通的，这个电话办完，同时记入办件的联系记录；没有接通的留着再打。',
        tags: ['告知'],
        params,
        body: object(
          {
            calledAt: Type.Optional(InstantText),
            number: Type.String({ maxLength: 40 }),
            person: Type.String({ maxLength: 100, description: '接电话的人；没有接通的可以空着' }),
            reached: Type.Boolean({ description: '是否接通' }),
            content: Type.String({ maxLength: 500, description: '说了什么' }),
          },
          {
            examples: [
              { number: '13800006021', person: '罗女士本人', reached: true, content: '已告知准予和寄出日期' },
            ],
          },
        ),
        response: { 200: TaskAnswer, ...problemAnswers(400, 401, 403, 404, 409, 412, 422) },
      },
    },
    (request) => tasks.recordCall(actorOf(request), request.params.id, request.body),
  );
}
