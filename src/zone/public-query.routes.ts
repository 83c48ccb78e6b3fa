import type { App } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import { DayText, InstantText, object, oneOf, problemAnswers, Type } from '../platform/schema.ts';
import { type CaseState, caseStates, type Outcome, outcomes } from '../regulation/states.ts';
import type { PublicQueries } from './public-query.service.ts';
import type { AttemptResult } from './tries.service.ts';

const Office = object({ regionName: Type.String(), windowName: Type.String(), phone: Type.String() });

const DayLine = object({
  from: DayText,
  to: Type.Optional(DayText),
  label: Type.String(),
  counted: Type.Boolean(),
  n: Type.Optional(Type.Integer()),
});

const ProgressAnswer = object({
  businessNumber: Type.String(),
  itemName: Type.String(),
  optionName: Type.String(),
  state: oneOf(Object.keys(caseStates) as CaseState[]),
  stateLabel: Type.String(),
  outcome: Type.Optional(oneOf(Object.keys(outcomes) as Outcome[])),
  intake: Office,
  home: Office,
  holder: object({
    side: oneOf(['intake', 'home', 'applicant', 'none']),
    office: Type.String(),
    since: InstantText,
  }),
  task: Type.Optional(object({ kind: oneOf(['pickUp']), office: Office, until: Type.Optional(DayText) })),
  notice: Type.Optional(
    object(
      {
        dueOn: DayText,
        lines: Type.Array(object({ name: Type.String(), reason: Type.String(), handedIn: Type.Boolean() })),
        parcels: Type.Integer(),
      },
      { description: '一次性告知书要补正的材料，哪些已交来' },
    ),
  ),
  supplement: Type.Optional(
    object(
      { points: Type.Integer(), missing: Type.Integer(), dueOn: DayText, over: Type.Boolean() },
      { description: '属地要求补正几点，还差几点' },
    ),
  ),
  due: Type.Optional(
    object({
      title: Type.String(),
      dueOn: DayText,
      dueAt: InstantText,
      provisional: Type.Boolean(),
      overdue: Type.Boolean(),
      workingDaysLeft: Type.Optional(Type.Integer()),
      article: Type.String(),
      why: Type.Array(DayLine, { description: '逐日说明为什么是这一天' }),
    }),
  ),
  milestones: Type.Array(
    object({
      key: Type.String(),
      label: Type.String(),
      status: oneOf(['done', 'current', 'ahead']),
      at: Type.Optional(InstantText),
      place: Type.Optional(Type.String()),
      dueOn: Type.Optional(DayText),
    }),
    { description: '收件、流转、到达、受理、审查、决定、送达' },
  ),
  documents: Type.Array(
    object({
      title: Type.String(),
      issuedAt: InstantText,
      status: oneOf(['valid', 'void']),
      verificationCode: Type.String(),
    }),
  ),
  parcel: Type.Optional(
    object({
      carrier: Type.String(),
      waybill: Type.String(),
      dispatchedAt: InstantText,
      deliveredAt: Type.Optional(InstantText),
    }),
  ),
  originals: Type.Array(
    object({
      name: Type.String(),
      where: Type.String(),
      since: DayText,
      expected: Type.Optional(object({ what: Type.String(), on: DayText })),
    }),
    { description: '申请人的原件在哪里、下一步' },
  ),
  sample: Type.Boolean({ description: '含示例数据' }),
});

const VerificationAnswer = object({
  title: Type.String({ description: '文书种类' }),
  isIntakeReceipt: Type.Boolean({ description: '是收件通知书：收件不是受理' }),
  businessNumber: Type.String(),
  issuedAt: InstantText,
  windowName: Type.String(),
  sealAuthority: Type.String(),
  status: oneOf(['valid', 'void']),
  voidedAt: Type.Optional(InstantText),
  unaltered: Type.Boolean({ description: '内容与出具时一致' }),
  sample: Type.Boolean({ description: '用示例印章出具' }),
});

/** What was found; else the same neutral refusal for whatever did not fit, or the block. */
function foundOf<Found>(result: AttemptResult<Found>): Found {
  if (result.outcome === 'found') return result.found;
  throw new Problem(result.outcome === 'noMatch' ? 'query-no-match' : 'query-blocked');
}

/** The queries that need no account: progress by number and phone digits, documents by code. */
export function publicQueryRoutes(app: App, queries: PublicQueries): void {
  const tags = ['公众查询'];

  app.post(
    '/api/public/case-status',
    {
      config: { access: 'public' },
      schema: {
        summary: '查进度：业务编号加手机尾号。编号不存在与尾号不符同样应答',
        description: '同一编号 1 小时内查错 5 次，或同一网络地址查错 20 次，停 1 小时。',
        tags,
        security: [],
        body: object(
          {
            businessNumber: Type.String({ pattern: '^\\d{20}$', examples: ['51010720210924000097'] }),
            phoneLast4: Type.String({ pattern: '^\\d{4}$', examples: ['2021'] }),
          },
          { examples: [{ businessNumber: '51010720210924000097', phoneLast4: '2021' }] },
        ),
        response: { 200: ProgressAnswer, ...problemAnswers(400, 404, 429) },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      return foundOf(await queries.caseStatus(request.body, request.ip));
    },
  );

  app.get(
    '/api/public/verification/:code',
    {
      config: { access: 'public' },
      schema: {
        summary: '文书核验：五项内容、用章机关、内容是否未被改动，不含个人信息',
        description: '同一网络地址 1 小时内查错 20 次，停 1 小时。',
        tags,
        security: [],
        params: object({ code: Type.String({ minLength: 1, maxLength: 60, examples: ['7KQ4-M2XA-9DTE'] }) }),
        response: { 200: VerificationAnswer, ...problemAnswers(404, 429) },
      },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      return foundOf(await queries.verification(request.params.code, request.ip));
    },
  );
}
