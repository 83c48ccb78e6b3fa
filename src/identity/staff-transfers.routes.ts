import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import {
  Id,
  InstantText,
  object,
  oneOf,
  problemAnswers,
  RegionCode,
  type Static,
  Type,
} from '../platform/schema.ts';
import { type TransferState, transferStates } from '../regulation/staff-transfers.ts';
import type { Identity } from './identity.service.ts';
import { administrators, changed, ofStaff, orNull, staffTags as tags } from './staff.routes.ts';
import type { SeenTransfer } from './staff-transfers.service.ts';

const TransferAnswer = object({
  id: Id,
  transferNo: Type.Integer(),
  staffId: Id,
  username: Type.String(),
  name: Type.String(),
  fromRegion: orNull(RegionCode),
  fromRegionName: Type.String(),
  toRegion: RegionCode,
  toRegionName: Type.String(),
  reason: Type.String(),
  state: oneOf(Object.keys(transferStates) as TransferState[]),
  stateLabel: Type.String(),
  incoming: Type.Boolean({ description: '调来本地区' }),
  mayAccept: Type.Boolean({ description: '可以接收或不接收' }),
  mayTakeBack: Type.Boolean({ description: '可以撤回' }),
  proposedByName: Type.String(),
  proposedAt: InstantText,
  expiresAt: InstantText,
  endedAt: orNull(InstantText),
  endedByName: orNull(Type.String()),
  note: orNull(Type.String({ description: '不接收的原因' })),
});

const answer = ({ proposedBy: _by, ...transfer }: SeenTransfer): Static<typeof TransferAnswer> => transfer;

const pageOf = 50;

/** Staff who go to another region: left at once, there when accepted. */
export function staffTransferRoutes(app: App, identity: Identity): void {
  app.post(
    '/api/staff/:staffId/transfer',
    {
      config: { access: administrators },
      schema: {
        summary: '调往其他地区：岗位和登录马上结束，由新地区接收后重新授予岗位',
        tags,
        params: ofStaff,
        body: object(
          {
            regionCode: RegionCode,
            reason: Type.Optional(Type.String({ maxLength: 1000 })),
            successorId: Type.Optional(Id),
          },
          { examples: [{ regionCode: '510105', reason: '组织调动' }] },
        ),
        response: changed,
      },
    },
    async (request) =>
      identity.present(await identity.transferStaff(actorOf(request), request.params.staffId, request.body)),
  );

  app.get(
    '/api/staff-transfers',
    {
      config: { access: administrators },
      schema: {
        summary: '本地区调出和调来的人员，新的在前',
        tags,
        querystring: object({
          state: Type.Optional(oneOf(['waiting', 'ended'], { description: '等接收（默认）；已了结' })),
          before: Type.Optional(
            Type.String({ pattern: '^\\d{1,15}$', description: '上一页最后一条的 transferNo' }),
          ),
        }),
        response: {
          200: object({ transfers: Type.Array(TransferAnswer), more: Type.Boolean() }),
          ...problemAnswers(400, 401, 403),
        },
      },
    },
    async (request) => {
      const { state = 'waiting', before } = request.query;
      const found = await identity.listTransfers(actorOf(request), {
        waiting: state === 'waiting',
        before: before === undefined ? undefined : Number(before),
        limit: pageOf + 1,
      });
      return { transfers: found.slice(0, pageOf).map(answer), more: found.length > pageOf };
    },
  );

  const ofTransfer = object({ transferId: Id });
  const ended = { 200: TransferAnswer, ...problemAnswers(400, 401, 403, 404, 409) };

  app.post(
    '/api/staff-transfers/:transferId/accept',
    {
      config: { access: administrators },
      schema: { summary: '接收调来的人；岗位另行授予', tags, params: ofTransfer, response: ended },
    },
    async (request) =>
      answer(await identity.endTransfer(actorOf(request), request.params.transferId, { state: 'accepted' })),
  );

  app.post(
    '/api/staff-transfers/:transferId/refuse',
    {
      config: { access: administrators },
      schema: {
        summary: '不接收调来的人，写明原因',
        tags,
        params: ofTransfer,
        body: object(
          { reason: Type.String({ maxLength: 1000 }) },
          { examples: [{ reason: '本地区没有这个编制' }] },
        ),
        response: ended,
      },
    },
    async (request) =>
      answer(
        await identity.endTransfer(actorOf(request), request.params.transferId, {
          state: 'refused',
          reason: request.body.reason,
        }),
      ),
  );

  app.post(
    '/api/staff-transfers/:transferId/take-back',
    {
      config: { access: administrators },
      schema: { summary: '撤回调出；岗位不恢复，需要时重新授予', tags, params: ofTransfer, response: ended },
    },
    async (request) =>
      answer(await identity.endTransfer(actorOf(request), request.params.transferId, { state: 'takenBack' })),
  );
}
