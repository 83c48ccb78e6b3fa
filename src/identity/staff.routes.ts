import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import {
  DayText,
  Id,
  InstantText,
  object,
  oneOf,
  problemAnswers,
  RegionCode,
  Type,
} from '../platform/schema.ts';
import { type Role, roles } from '../regulation/roles.ts';
import type { Identity } from './identity.service.ts';
import type { WithOneTimePassword } from './staff.service.ts';
import { managingRoles } from './staff-scope.ts';

/** All roles. */
export const roleNames = Object.keys(roles) as Role[];
/** Who makes and changes accounts. */
export const administrators: readonly Role[] = ['serviceAdministration', 'systemAdministrator'];

/** A value that may be missing. */
export const orNull = <const T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

/** An account as answers show it. */
const StaffAnswer = object({
  id: Id,
  kind: oneOf(['staff', 'applicant']),
  username: Type.String(),
  name: Type.String(),
  regionCode: orNull(RegionCode),
  regionName: orNull(Type.String()),
  mustChangePassword: Type.Boolean(),
  lockedUntil: orNull(InstantText),
  suspendedAt: orNull(InstantText),
  casesLockedAt: orNull(InstantText),
  twoFactor: Type.Boolean({ description: '已设置动态验证码' }),
  statementUntil: orNull(DayText),
  transferTo: orNull(RegionCode),
  transferToName: orNull(Type.String({ description: '正在调往的地区，等对方接收' })),
  sample: Type.Boolean({ description: '演示账号' }),
  grants: Type.Array(
    object({
      id: Id,
      role: oneOf(roleNames),
      roleName: Type.String(),
      regionCode: RegionCode,
      regionName: Type.String(),
      windowId: orNull(Id),
      windowName: orNull(Type.String()),
      validFrom: DayText,
      validTo: orNull(DayText),
    }),
  ),
});
const OneTimePasswordAnswer = object({
  staff: StaffAnswer,
  oneTimePassword: Type.String({ description: '一次性密码，只显示这一次；首次登录须修改' }),
});

/** Where these routes stand in the documentation. */
export const staffTags = ['人员与岗位'];
/** The account of a route. */
export const ofStaff = object({ staffId: Id });
/** Answers of a change to an account. */
export const changed = { 200: StaffAnswer, ...problemAnswers(400, 401, 403, 404, 409, 422) };
const madePassword = (status: 200 | 201) => ({
  [status]: OneTimePasswordAnswer,
  ...problemAnswers(400, 401, 403, 404, 409),
});

const shown = (identity: Identity, { staff, oneTimePassword }: WithOneTimePassword) => ({
  staff: identity.present(staff),
  oneTimePassword,
});

/** Accounts and roles of staff, for administrations (own region), leads (passwords) and the system administrator. */
export function staffRoutes(app: App, identity: Identity): void {
  lookUps(app, identity);
  accounts(app, identity);
  passwordsAndLocks(app, identity);
  grants(app, identity);
}

function lookUps(app: App, identity: Identity): void {
  app.get(
    '/api/staff',
    {
      config: { access: managingRoles },
      schema: {
        summary: '本地区（或本窗口）的人员',
        tags: staffTags,
        querystring: object({
          regionCode: Type.Optional(RegionCode),
          after: Type.Optional(
            Type.String({ maxLength: 50, pattern: '^[\\w.-]+$', description: '上一页最后的账号' }),
          ),
          q: Type.Optional(Type.String({ maxLength: 50, description: '姓名或账号里的字' })),
          role: Type.Optional(oneOf(roleNames)),
          state: Type.Optional(
            oneOf(['working', 'suspended', 'locked'], { description: '在岗、已停用、因打开办件过多而锁定' }),
          ),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 到 100，默认 50' }),
          ),
        }),
        response: { 200: object({ staff: Type.Array(StaffAnswer) }), ...problemAnswers(400, 401, 403) },
      },
    },
    async (request) => {
      const { limit = '50', ...query } = request.query;
      const found = await identity.listStaff(actorOf(request), { ...query, limit: Number(limit) });
      return { staff: found.map((each) => identity.present(each)) };
    },
  );

  app.get(
    '/api/staff/:staffId',
    {
      config: { access: managingRoles },
      schema: {
        summary: '一名人员的账号与岗位',
        tags: staffTags,
        params: ofStaff,
        response: { 200: StaffAnswer, ...problemAnswers(400, 401, 403, 404) },
      },
    },
    async (request) => identity.present(await identity.getStaff(actorOf(request), request.params.staffId)),
  );
}

function accounts(app: App, identity: Identity): void {
  app.post(
    '/api/staff',
    {
      config: { access: administrators },
      schema: {
        summary: '新建人员账号；岗位另行授予',
        tags: staffTags,
        body: object(
          {
            username: Type.String({
              pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{2,49}$',
              description: '3 到 50 位字母、数字、点、横线',
            }),
            name: Type.String({ maxLength: 200, description: '姓名，2 到 50 个字' }),
            regionCode: RegionCode,
          },
          { examples: [{ username: 'zhou.min', name: '周敏', regionCode: '510107' }] },
        ),
        response: madePassword(201),
      },
    },
    async (request, reply) =>
      reply.code(201).send(shown(identity, await identity.createStaff(actorOf(request), request.body))),
  );

  app.post(
    '/api/staff/:staffId/suspend',
    {
      config: { access: administrators },
      schema: {
        summary: '停用账号，立即生效；名下有未办结的事须指定接手的人',
        tags: staffTags,
        params: ofStaff,
        body: object(
          { reason: Type.String({ maxLength: 1000 }), successorId: Type.Optional(Id) },
          { examples: [{ reason: '调离岗位', successorId: '00000000-0000-4000-8000-000000000001' }] },
        ),
        response: changed,
      },
    },
    async (request) =>
      identity.present(await identity.suspendStaff(actorOf(request), request.params.staffId, request.body)),
  );

  app.post(
    '/api/staff/:staffId/resume',
    {
      config: { access: administrators },
      schema: { summary: '恢复停用的账号', tags: staffTags, params: ofStaff, response: changed },
    },
    async (request) => identity.present(await identity.resumeStaff(actorOf(request), request.params.staffId)),
  );
}

/** Who resets passwords and unlocks: leads do so face to face. */
const resetting: readonly Role[] = [...administrators, 'windowLead'];

function passwordsAndLocks(app: App, identity: Identity): void {
  app.post(
    '/api/staff/:staffId/reset-password',
    {
      config: { access: resetting },
      schema: {
        summary: '当面重置密码：返回一次性密码，原有登录全部结束',
        tags: staffTags,
        params: ofStaff,
        response: madePassword(200),
      },
    },
    async (request) =>
      shown(identity, await identity.resetPassword(actorOf(request), request.params.staffId)),
  );

  app.post(
    '/api/staff/:staffId/unlock',
    {
      config: { access: resetting },
      schema: { summary: '解除因输错密码的锁定', tags: staffTags, params: ofStaff, response: changed },
    },
    async (request) => identity.present(await identity.unlockStaff(actorOf(request), request.params.staffId)),
  );
}

function grants(app: App, identity: Identity): void {
  app.post(
    '/api/staff/:staffId/grants',
    {
      config: { access: administrators },
      schema: {
        summary: '授予岗位：限定地区，窗口岗位并限定窗口',
        tags: staffTags,
        params: ofStaff,
        body: object(
          {
            role: oneOf(roleNames),
            regionCode: RegionCode,
            windowId: Type.Optional(Id),
            validFrom: Type.Optional(DayText),
            validTo: Type.Optional(DayText),
          },
          { examples: [{ role: 'approver', regionCode: '510107', validFrom: '2021-07-01' }] },
        ),
        response: changed,
      },
    },
    async (request) =>
      identity.present(await identity.grantRole(actorOf(request), request.params.staffId, request.body)),
  );

  app.delete(
    '/api/staff/:staffId/grants/:grantId',
    {
      config: { access: administrators },
      schema: {
        summary: '收回岗位，立即生效',
        tags: staffTags,
        params: object({ staffId: Id, grantId: Id }),
        response: changed,
      },
    },
    async (request) =>
      identity.present(
        await identity.revokeGrant(actorOf(request), request.params.staffId, request.params.grantId),
      ),
  );
}
