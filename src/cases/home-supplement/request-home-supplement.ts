import { checkPlainText } from '../../platform/plain-text.ts';
import { DayText, object, type Static, Type } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Case, HomeSupplement } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import { acceptanceEnd } from '../home/acceptance.ts';
import { withdrawalPending } from '../withdrawal/open-withdrawal.ts';
import type { SupplementDates } from './dates.ts';
import { type NoticeFacts, noticeFacts, orderNotice } from './notice-document.ts';
import { timesAsked } from './supplement.ts';
import { refusedTo } from './who-acts.ts';

/** Fewest characters that say what is to be corrected. */
export const shortestPoint = 4;

/** Most characters of one point. */
export const longestPoint = 300;

const RequestInput = object({
  points: Type.Array(
    object({
      lineId: Type.Optional(Type.String({ maxLength: 80, description: '针对哪一项材料；不填为另行要求' })),
      text: Type.String({ maxLength: 1000, description: '要换成什么样、补什么' }),
    }),
    { maxItems: 50, description: '全部要补正的内容，一次列出' },
  ),
  dueOn: Type.Optional(DayText),
  announcesAbandonment: Type.Optional(
    Type.Boolean({ description: '在通知书里写明逾期没有补正视为放弃（本地程序有此规定时）' }),
  ),
  reason: Type.Optional(Type.String({ maxLength: 500, description: '再次要求补正的理由' })),
});
type RequestInput = Static<typeof RequestInput>;

type RequestFacts = NoticeFacts & { dates: SupplementDates | undefined; acceptanceEnd: Instant | undefined };

const returnToOf = ({ state }: Case): HomeSupplement['returnTo'] =>
  state === 'receivedAtHome' ? 'receivedAtHome' : 'substantiveReview';

/**
 * The home region asks for everything that has to be corrected, at once and in writing (C.1, 22; R-100). The clock stands
 * still from this day on. A second time it is the approver who must say why, and it is counted.
 */
export const requestHomeSupplement = command<'requestHomeSupplement', RequestInput, RequestFacts>({
  name: 'requestHomeSupplement',
  input: RequestInput,
  summary: '一次列出全部要补正的内容，出具补正通知书',
  example: {
    points: [{ lineId: '048-1-m-photo', text: '换一张白底免冠照片，358×441像素' }],
    dueOn: '2021-07-26',
    announcesAbandonment: false,
  },
  facts: async (sources, kase, { dueOn }, context) => ({
    ...(await noticeFacts(sources, kase, context)),
    dates: await sources.supplementDates(kase, context.now, dueOn),
    acceptanceEnd: await acceptanceEnd(sources, kase),
  }),
  offered: (kase, capacities) => refusedTo(returnToOf(kase), capacities) === undefined,
  blocked: withdrawalPending,
  decide(kase, { points, announcesAbandonment = false, reason }, facts, context) {
    const returnTo = returnToOf(kase);
    const refused = refusedTo(returnTo, context.capacities);
    if (refused) return refused;
    const pending = withdrawalPending(kase);
    if (pending) return refuse(pending);
    const end = facts.acceptanceEnd;
    if (returnTo === 'receivedAtHome' && end !== undefined && context.now >= end) {
      return refuse('deemed-accepted', {
        detail: '已过受理决定的期限，依法视为受理。受理以后仍可以由审批人员要求补正。',
      });
    }
    const texts: Record<string, string> = {};
    const named: { id: string; lineId?: string }[] = [];
    for (const [index, { lineId, text }] of points.entries()) {
      if (lineId !== undefined && !kase.lines.some((line) => line.id === lineId)) {
        const pointer = `/points/${index}/lineId`;
        return refuse('field-invalid', { errors: [{ pointer, detail: '本件没有这一项材料。' }] });
      }
      const checked = checkPlainText(text, { min: shortestPoint, max: longestPoint, lines: true });
      if (!checked.valid) {
        return refuse('points-missing', {
          errors: [{ pointer: `/points/${index}/text`, detail: checked.reason }],
        });
      }
      const id = context.newId();
      texts[id] = checked.normalized;
      named.push({ id, ...(lineId === undefined ? {} : { lineId }) });
    }
    if (named.length === 0) return refuse('points-missing');
    if (announcesAbandonment && returnTo === 'substantiveReview') {
      const detail = '已经受理的，逾期不能视为放弃，通知书不能这样写。';
      return refuse('field-invalid', { errors: [{ pointer: '/announcesAbandonment', detail }] });
    }
    const why = checkPlainText(reason ?? '', { min: 4, max: 500, lines: true });
    const again = timesAsked(kase) > 0;
    if (again && !context.capacities.has('approver')) {
      return refuse('second-supplement-needs-reason', {
        detail: '本件已经要求过补正。再次要求补正由审批人员提出，写明理由，并单独计数。',
      });
    }
    if (again && !why.valid) return refuse('second-supplement-needs-reason');
    if (!facts.dates) return refuse('due-date-too-early');
    if (!facts.seal) return refuse('seal-not-valid');
    if (!kase.personal) return refuse('form-field-missing');
    const content = { points: named, dueOn: facts.dates.dueOn, announcesAbandonment };
    const { document, order } = orderNotice(kase, facts, context, content, texts);
    return {
      events: [
        {
          type: 'homeSupplementRequested',
          data: {
            supplement: {
              id: context.newId(),
              round: kase.homeSupplements.length + 1,
              returnTo,
              ...facts.dates,
              ...content,
              documentId: document.id,
            },
            document,
          },
          personal: { points: texts, ...(again && why.valid ? { reason: why.normalized } : {}) },
        },
      ],
      documents: [order],
    };
  },
});
