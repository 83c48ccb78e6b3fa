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
import type { Role } from '../regulation/roles.ts';
import type { Identity } from './identity.service.ts';
import { administrators, changed, ofStaff, orNull, roleNames, staffTags as tags } from './staff.routes.ts';
import { managingRoles } from './staff-scope.ts';

/** Who looks after the security of accounts. */
export const securing: readonly Role[] = [...administrators, 'securityAdministrator'];

/** Movers, the history of people, second factors taken away, locked accounts. */
export function peopleRoutes(app: App, identity: Identity): void {
  onePerson(app, identity);
  moves(app, identity);
  securityOfAccounts(app, identity);
}

function onePerson(app: App, identity: Identity): void {
  app.get(
    '/api/staff/:staffId/changes',
    {
      config: { access: managingRoles },
      schema: {
        summary: '一名人员的变动：谁、何时、改了什么，新的在前',
        tags,
        params: ofStaff,
        querystring: object({
          before: Type.Optional(Type.String({ pattern: '^\\d{1,15}$', description: '上一页最后一条的 id' })),
        }),
        response: {
          200: object({
            changes: Type.Array(
              object({
                id: Type.Integer(),
                kind: Type.String({ description: '如 roleGranted、staffSuspended' }),
                byName: Type.String(),
                at: InstantText,
                detail: Type.Record(Type.String(), Type.Unknown()),
              }),
            ),
            more: Type.Boolean(),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { before } = request.query;
      const page = { before: before === undefined ? undefined : Number(before), limit: 51 };
      const found = await identity.listChanges(actorOf(request), request.params.staffId, page);
      return { changes: found.slice(0, 50).map((each) => ({ ...each })), more: found.length > 50 };
    },
  );

  app.get(
    '/api/staff/:staffId/standing',
    {
      config: { access: managingRoles },
      schema: {
        summary: '一名人员名下的事、等待复核的重置、关联的统一身份',
        tags,
        params: ofStaff,
        response: {
          200: object({
            openTasks: Type.Integer({ description: '名下未办结的事' }),
            reset: orNull(
              object({
                reason: Type.String(),
                proposedByName: Type.String(),
                proposedAt: InstantText,
                own: Type.Boolean(),
              }),
            ),
            subject: orNull(Type.String()),
            singleSignOn: orNull(Type.String({ description: '统一身份认证的名称；没有接入时为空' })),
          }),
          ...problemAnswers(401, 403, 404),
        },
      },
    },
    async (request) => {
      const by = actorOf(request);
      const { staffId } = request.params;
      await identity.getStaff(by, staffId);
      const reset = await identity.findReset(staffId);
      return {
        openTasks: await identity.openTasksOf(staffId),
        reset: reset
          ? {
              reason: reset.reason,
              proposedByName: reset.proposedByName,
              proposedAt: reset.proposedAt,
              own: reset.proposedBy === by.id,
            }
          : null,
        subject: (await identity.findSubject(staffId)) ?? null,
        singleSignOn: identity.serviceName ?? null,
      };
    },
  );

  app.put(
    '/api/staff/:staffId/subject',
    {
      config: { access: administrators },
      schema: {
        summary: '关联统一身份，或取消关联',
        tags,
        params: ofStaff,
        body: object(
          { subject: orNull(Type.String({ maxLength: 300, description: '统一身份认证里的标识（sub）' })) },
          { examples: [{ subject: 'u-20210607-018' }] },
        ),
        response: changed,
      },
    },
    async (request) =>
      identity.present(
        await identity.linkSubject(actorOf(request), request.params.staffId, request.body.subject),
      ),
  );
}

function moves(app: App, identity: Identity): void {
  app.post(
    '/api/staff/:staffId/move',
    {
      config: { access: administrators },
      schema: {
        summary: '换岗：原岗位到前一天为止，新岗位从这一天起；名下的事交给接手的人',
        tags,
        params: ofStaff,
        body: object(
          {
            endGrantIds: Type.Array(Id, { maxItems: 20 }),
            role: oneOf(roleNames),
            regionCode: RegionCode,
            windowId: Type.Optional(Id),
            from: DayText,
            successorId: Type.Optional(Id),
          },
          { examples: [{ endGrantIds: [], role: 'approver', regionCode: '510107', from: '2021-07-01' }] },
        ),
        response: changed,
      },
    },
    async (request) => {
      const { endGrantIds, from, successorId, role, regionCode, windowId } = request.body;
      const grant = { role, regionCode, ...(windowId === undefined ? {} : { windowId }) };
      const move = { endGrantIds, from, grant, ...(successorId === undefined ? {} : { successorId }) };
      return identity.present(await identity.moveStaff(actorOf(request), request.params.staffId, move));
    },
  );

  app.put(
    '/api/staff/:staffId/grants/:grantId/end',
    {
      config: { access: administrators },
      schema: {
        summary: '让岗位到某一天为止',
        tags,
        params: object({ staffId: Id, grantId: Id }),
        body: object({ lastDay: DayText }, { examples: [{ lastDay: '2021-12-31' }] }),
        response: changed,
      },
    },
    async (request) => {
      const { staffId, grantId } = request.params;
      return identity.present(
        await identity.endGrant(actorOf(request), staffId, grantId, request.body.lastDay),
      );
    },
  );
}

function securityOfAccounts(app: App, identity: Identity): void {
  app.get(
    '/api/second-factor-resets',
    {
      config: { access: securing },
      schema: {
        summary: '等另一名管理人员复核的动态验证码重置，最早的在前',
        tags,
        response: {
          200: object({
            resets: Type.Array(
              object({
                staffId: Id,
                name: Type.String(),
                username: Type.String(),
                regionName: Type.String(),
                reason: Type.String(),
                proposedByName: Type.String(),
                proposedAt: InstantText,
                own: Type.Boolean({ description: '自己提出的，要由别人复核' }),
              }),
            ),
          }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request) => {
      const by = actorOf(request);
      const resets = await identity.listResets(by);
      return {
        resets: resets.map(({ staffId, name, username, regionCode, reason, ...reset }) => ({
          staffId,
          name,
          username,
          regionName: identity.regionName(regionCode),
          reason,
          proposedByName: reset.proposedByName,
          proposedAt: reset.proposedAt,
          own: reset.proposedBy === by.id,
        })),
      };
    },
  );

  app.post(
    '/api/staff/:staffId/second-factor-reset',
    {
      config: { access: securing },
      schema: {
        summary: '提出重置动态验证码，由另一名管理人员复核',
        tags,
        params: ofStaff,
        body: object({ reason: Type.String({ maxLength: 1000 }) }, { examples: [{ reason: '手机丢失' }] }),
        response: changed,
      },
    },
    async (request) =>
      identity.present(
        await identity.proposeReset(actorOf(request), request.params.staffId, request.body.reason),
      ),
  );

  app.post(
    '/api/staff/:staffId/second-factor-reset/decide',
    {
      config: { access: securing },
      schema: {
        summary: '复核重置：同意后原动态验证码作废，登录全部结束；或撤回',
        tags,
        params: ofStaff,
        body: object({ approve: Type.Boolean() }, { examples: [{ approve: true }] }),
        response: changed,
      },
    },
    async (request) =>
      identity.present(
        await identity.decideReset(actorOf(request), request.params.staffId, request.body.approve),
      ),
  );

  app.post(
    '/api/staff/:staffId/release',
    {
      config: { access: securing },
      schema: {
        summary: '核实后解锁一小时内打开办件过多的账号',
        tags,
        params: ofStaff,
        body: object(
          { reason: Type.String({ maxLength: 1000 }) },
          { examples: [{ reason: '集中整理存量档案，已核实' }] },
        ),
        response: changed,
      },
    },
    async (request) =>
      identity.present(
        await identity.releaseCases(actorOf(request), request.params.staffId, request.body.reason),
      ),
  );
}
