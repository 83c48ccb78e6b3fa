import { officeHoursText } from '../../directory/window.ts';
import type { WindowChange } from '../../directory/window-changes.service.ts';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { fieldInvalid } from '../../platform/problem.ts';
import { Id, InstantText, object, oneOf, problemAnswers, RegionCode, Type } from '../../platform/schema.ts';
import { parseInstant } from '../../regulation/instant.ts';
import { caseStates } from '../../regulation/states.ts';
import type { ManagedWindowView } from './managed-window.ts';
import type { ManagedWindow, WindowMoves } from './window-moves.service.ts';

const Count = Type.Integer({ minimum: 0 });
const Nullable = Type.Union([Type.String(), Type.Null()]);

const MoveAnswer = Type.Object({
  id: Id,
  toWindow: Id,
  toWindowName: Type.String(),
  reason: Type.String(),
  closes: Type.Boolean({ description: '移交完后关闭' }),
  startedByName: Type.String(),
  startedAt: InstantText,
  state: oneOf(['running', 'done', 'stopped']),
  moved: Count,
  drafts: Count,
  accounts: Count,
  failure: Nullable,
  endedAt: Nullable,
});

const ManagedWindowAnswer = Type.Object({
  id: Id,
  regionCode: RegionCode,
  regionName: Type.String(),
  name: Type.String(),
  address: Type.String(),
  phone: Type.String(),
  postalAddress: Type.String(),
  officeHours: Type.String(),
  status: oneOf(['open', 'suspended', 'closed']),
  sample: Type.Boolean(),
  open: Type.Integer({ minimum: 0, description: '在办和有收尾事项的办件' }),
  ended: Type.Integer({ minimum: 0, description: '已结束的办件' }),
  drafts: Count,
  accounts: Count,
  tasks: Type.Integer({ minimum: 0, description: '清单外申请、电话任务、督办、问题反馈等未了的事' }),
  move: Type.Union([MoveAnswer, Type.Null()]),
});

const CaseAtAnswer = Type.Object({
  caseId: Id,
  side: oneOf(['intake', 'home']),
  businessNumber: Nullable,
  itemName: Type.String(),
  stateLabel: Type.String(),
});

const ChangeAnswer = Type.Object({
  id: Type.Integer(),
  kind: oneOf(['registered', 'suspended', 'opened', 'relocated', 'closed']),
  validFrom: InstantText,
  recordedAt: InstantText,
  recordedByName: Nullable,
  reason: Type.String(),
  addressBefore: Nullable,
  phoneBefore: Nullable,
  address: Nullable,
  phone: Nullable,
});

const Reason = Type.String({ minLength: 1, maxLength: 200 });
const Postal = object({
  addressee: Type.String({ minLength: 1, maxLength: 100 }),
  phone: Type.String({ minLength: 1, maxLength: 25 }),
  address: Type.String({ minLength: 1, maxLength: 200 }),
  postcode: Type.String({ minLength: 1, maxLength: 10 }),
});

const tags = ['窗口管理'];
const access = ['serviceAdministration'] as const;
const ofWindow = object({ windowId: Id });
const done = { 204: Type.Null({ description: '已办理' }) };

const windowAnswer = ({ officeHours, move, ...window }: ManagedWindow): ManagedWindowView => ({
  ...window,
  officeHours: officeHoursText(officeHours),
  move,
});

const changeAnswer = ({ windowId: _window, successorId: _successor, ...change }: WindowChange) => change;

/** Windows of a region for its administration: what lies at them, moving, closing, a new address. */
export function windowMoveRoutes(app: App, moves: WindowMoves): void {
  reading(app, moves);
  moving(app, moves);
  changing(app, moves);
}

function reading(app: App, moves: WindowMoves): void {
  app.get(
    '/api/managed-windows',
    {
      config: { access },
      schema: {
        summary: '本级管理的窗口：在办多少、移交到哪一步',
        tags,
        querystring: object({ region: Type.Optional(RegionCode) }),
        response: {
          200: Type.Object({ items: Type.Array(ManagedWindowAnswer) }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => ({
      items: (await moves.list(actorOf(request), request.query.region)).map(windowAnswer),
    }),
  );

  app.get(
    '/api/managed-windows/:windowId/cases',
    {
      config: { access },
      schema: {
        summary: '一个窗口的在办件，移交以前先看',
        tags,
        params: ofWindow,
        querystring: object({
          after: Type.Optional(Id),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]\\d?|100)$', description: '1 到 100，默认 20' }),
          ),
        }),
        response: {
          200: Type.Object({ items: Type.Array(CaseAtAnswer), next: Type.Optional(Id) }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const limit = Number(request.query.limit ?? 20);
      const { windowId } = request.params;
      const found = await moves.openCases(actorOf(request), windowId, request.query.after, limit);
      const last = found.at(-1);
      return {
        items: found.map(({ open: _open, state, ...each }) => ({ ...each, stateLabel: caseStates[state] })),
        ...(found.length === limit && last ? { next: last.caseId } : {}),
      };
    },
  );

  app.get(
    '/api/managed-windows/:windowId/changes',
    {
      config: { access },
      schema: {
        summary: '一个窗口的变更记录：谁、何时、原来是什么',
        tags,
        params: ofWindow,
        response: {
          200: Type.Object({ items: Type.Array(ChangeAnswer) }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => ({
      items: (await moves.changes(actorOf(request), request.params.windowId)).map(changeAnswer),
    }),
  );
}

function moving(app: App, moves: WindowMoves): void {
  app.post(
    '/api/managed-windows/:windowId/moves',
    {
      config: { access },
      schema: {
        summary: '把一个窗口的办件、草稿和账号全部移交给同地区的另一个窗口',
        description: '在后台逐件移交；进度见窗口列表。移交期间原窗口不接新件。',
        tags,
        params: ofWindow,
        body: {
          ...object({ toWindow: Id, reason: Reason, closes: Type.Boolean() }),
          examples: [{ toWindow: '00000000-0000-4000-8000-000000000001', reason: '窗口撤并', closes: true }],
        },
        response: {
          202: Type.Object({ id: Id }),
          ...problemAnswers(400, 401, 403, 404, 409, 422),
        },
      },
    },
    async (request, reply) => {
      const { id } = await moves.start(actorOf(request), request.params.windowId, request.body);
      return reply.code(202).send({ id });
    },
  );

  app.post(
    '/api/managed-windows/:windowId/close',
    {
      config: { access },
      schema: {
        summary: '关闭窗口；还有办件、草稿或账号时不能关闭',
        tags,
        params: ofWindow,
        body: { ...object({ reason: Reason }), examples: [{ reason: '窗口撤并' }] },
        response: { ...done, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      await moves.close(actorOf(request), request.params.windowId, request.body.reason);
      return reply.code(204).send(null);
    },
  );
}

function changing(app: App, moves: WindowMoves): void {
  app.post(
    '/api/managed-windows/:windowId/status',
    {
      config: { access },
      schema: {
        summary: '暂停接新件，或恢复',
        tags,
        params: ofWindow,
        body: {
          ...object({ open: Type.Boolean(), reason: Reason }),
          examples: [{ open: false, reason: '搬迁' }],
        },
        response: { ...done, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { open, reason } = request.body;
      await moves.setOpen(actorOf(request), request.params.windowId, open, reason);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/managed-windows/:windowId/address',
    {
      config: { access },
      schema: {
        summary: '窗口搬迁：新地址、电话和邮寄地址，从生效时间起用于新的邮件',
        tags,
        params: ofWindow,
        body: {
          ...object({
            address: Type.String({ minLength: 1, maxLength: 200 }),
            phone: Type.String({ minLength: 1, maxLength: 25 }),
            postal: Postal,
            validFrom: Type.Optional(InstantText),
            reason: Reason,
          }),
          examples: [
            {
              address: '成都市武侯区示例路 20 号 2 楼',
              phone: '028-5550 0108',
              postal: {
                addressee: '武侯区“跨省通办”窗口',
                phone: '028-5550 0108',
                address: '成都市武侯区示例路 20 号 2 楼',
                postcode: '610041',
              },
              reason: '大厅搬迁',
            },
          ],
        },
        response: { ...done, ...problemAnswers(400, 401, 403, 404, 409) },
      },
    },
    async (request, reply) => {
      const { validFrom, ...place } = request.body;
      const from = validFrom === undefined ? undefined : parseInstant(validFrom);
      if (validFrom !== undefined && from === undefined)
        throw fieldInvalid('/validFrom', '时间应写成 2021-04-30T15:00:00+08:00 这样的形式。');
      await moves.relocate(actorOf(request), request.params.windowId, {
        ...place,
        ...(from === undefined ? {} : { validFrom: from }),
      });
      return reply.code(204).send(null);
    },
  );
}
