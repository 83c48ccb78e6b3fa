import { Id, object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { largestCase } from '../../regulation/file-limits.ts';
import type { Instant } from '../../regulation/instant.ts';
import { command, refuse } from '../core/command.ts';
import type { FileFacts } from '../core/fact-sources.ts';
import { plainWaybill } from '../transfer/waybill.ts';
import { openSupplement, supplementDueAt } from './supplement.ts';

const count = Type.Optional(Type.Integer({ minimum: 0, maximum: 99 }));

const HandInInput = object({
  way: oneOf(['counter', 'post'], { description: '当面交到窗口，或申请人寄来' }),
  waybill: Type.Optional(Type.String({ maxLength: 40, description: '申请人寄来的运单号' })),
  pieces: Type.Array(
    object({
      pointId: Type.String({ maxLength: 80 }),
      uploadIds: Type.Optional(Type.Array(Id, { maxItems: 20, description: '窗口扫描的文件' })),
      originals: count,
      copies: count,
    }),
    { minItems: 1, maxItems: 50 },
  ),
});
type HandInInput = Static<typeof HandInInput>;

type HandInFacts = { dueAt: Instant; files: FileFacts[]; volume: number };

const uploadsOf = ({ pieces }: HandInInput): string[] => pieces.flatMap(({ uploadIds = [] }) => uploadIds);

/**
 * Pieces of a home supplement are handed in at the intake window or at the home window (C.1, 23; R-100). In time at either
 * is in time; of a parcel the carrier's collection counts (OP-53). At the intake window they still have to be sent on.
 */
export const handInHomeSupplement = command<'handInHomeSupplement', HandInInput, HandInFacts>({
  name: 'handInHomeSupplement',
  input: HandInInput,
  summary: '收下属地要求的补正材料',
  example: {
    way: 'counter',
    pieces: [
      {
        pointId: '00000000-0000-4000-8000-000000000001',
        uploadIds: ['00000000-0000-4000-8000-000000000002'],
      },
    ],
  },
  facts: async (sources, kase, input) => ({
    dueAt: await supplementDueAt(sources, kase),
    files: await sources.files(uploadsOf(input)),
    volume: await sources.caseVolume(kase.id),
  }),
  decide(kase, input, { dueAt, files, volume }, { now, actor, capacities }) {
    const { way, waybill, pieces } = input;
    const open = openSupplement(kase);
    if (!open) return refuse('illegal-transition');
    const place = capacities.has('homeClerk') ? 'home' : 'intake';
    const parcel = kase.parcels.find(
      ({ purpose, to, waybill: own }) =>
        purpose === 'homeSupplement' && to === place && own === plainWaybill(waybill ?? ''),
    );
    if (way === 'post' && !parcel) {
      return refuse('waybill-unknown', { detail: '没有登记过寄到本窗口的这个运单号，请先登记来件。' });
    }
    if (way === 'counter' && now >= dueAt) return refuse('supplement-due-passed');
    // A parcel that lies here before the end of the due date was collected before it, scanned or not.
    const handedInAt = way === 'counter' ? now : (parcel?.collectedAt ?? parcel?.deliveredAt ?? now);
    if (handedInAt >= dueAt) {
      return parcel?.collectedAt
        ? refuse('collected-too-late')
        : refuse('collected-too-late', {
            detail: '期限已过，这个邮件没有揽收时间。请先按面单或寄递记录登记揽收时间。',
          });
    }
    const stray = pieces.find(({ pointId }) => !open.points.some(({ id }) => id === pointId));
    if (stray) return refuse('point-not-named');
    const twice = pieces.findIndex(
      ({ pointId }, index) => pieces.findIndex((each) => each.pointId === pointId) < index,
    );
    if (twice >= 0) {
      const detail = '同一点只写一次，扫描件和份数写在一起。';
      return refuse('field-invalid', { errors: [{ pointer: `/pieces/${twice}`, detail }] });
    }
    const there = new Set(open.points.filter(({ arrivedAt }) => arrivedAt).map(({ id }) => id));
    if (place === 'intake' && pieces.some(({ pointId }) => there.has(pointId))) {
      return refuse('point-not-named', { detail: '这一点已经到达属地，不用再收。' });
    }
    const bare = pieces.findIndex(
      ({ uploadIds = [], originals = 0, copies = 0 }) => uploadIds.length + originals + copies === 0,
    );
    if (bare >= 0) {
      return refuse('field-invalid', {
        errors: [{ pointer: `/pieces/${bare}`, detail: '请上传扫描件，或写明收到的纸质份数。' }],
      });
    }
    const uploads = uploadsOf(input);
    const own = files.filter((file) => file.uploadedBy === actor.id && file.caseId === null);
    const added = own.reduce((sum, { size }) => sum + size, 0);
    if (new Set(uploads).size !== own.length || new Set(uploads).size !== uploads.length) {
      return refuse('file-not-found');
    }
    if (volume + added > largestCase) return refuse('case-volume-exceeded');
    return {
      events: [
        {
          type: 'homeSupplementHandedIn',
          data: {
            id: open.id,
            pieces: pieces.map(({ pointId, uploadIds = [], originals = 0, copies = 0 }) => ({
              pointId,
              fileIds: [...uploadIds],
              originals,
              copies,
            })),
            place,
            way,
            ...(parcel && way === 'post' ? { waybill: parcel.waybill } : {}),
            occurredAt: handedInAt,
          },
        },
      ],
    };
  },
});
