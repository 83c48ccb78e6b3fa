import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import { orderDocument } from '../core/order-document.ts';
import { type HomeDocumentFacts, homeDocumentFacts, homeDocumentHead } from '../home/home-document.ts';
import { pointText } from './notice-document.ts';
import { notYetOver } from './overdue.ts';
import { openSupplement, supplementDueAt } from './supplement.ts';

const AbandonInput = object({
  localRule: Type.Optional(Type.String({ maxLength: 300, description: '本地程序中规定视为放弃的条款' })),
});

/** 受理 has been given: an application can then no longer count as given up (OP-78). */
const accepted = (kase: Case): boolean => openSupplement(kase)?.returnTo !== 'receivedAtHome';

/**
 * The due date passed before 受理 and the document had said what follows: the application counts as given up, by the rule
 * of the local procedure and in writing (C.1, 24; OP-78).
 */
export const abandonAtHome = command<
  'abandonAtHome',
  Static<typeof AbandonInput>,
  HomeDocumentFacts & { dueAt: Instant }
>({
  name: 'abandonAtHome',
  input: AbandonInput,
  summary: '逾期没有补正，按本地程序视为放弃',
  example: { localRule: '綦江区政务服务事项补正办理规定第六条' },
  facts: async (sources, kase, _input, context) => ({
    ...(await homeDocumentFacts(sources, kase, context)),
    dueAt: await supplementDueAt(sources, kase),
  }),
  offered: (kase) => !accepted(kase),
  blocked: (kase) =>
    accepted(kase) || !openSupplement(kase)?.announcesAbandonment ? 'abandonment-not-announced' : undefined,
  decide(kase, { localRule }, facts, context) {
    const open = openSupplement(kase);
    if (!open?.announcesAbandonment || accepted(kase)) {
      return accepted(kase)
        ? refuse('abandonment-not-announced', {
            detail: '本件已经受理，不能再视为放弃，请继续审查后作决定。',
          })
        : refuse('abandonment-not-announced');
    }
    const refused = notYetOver(kase, facts.dueAt, context.now);
    if (refused) return refused;
    const rule = checkPlainText(localRule ?? '', { min: 4, max: 300 });
    if (!rule.valid) return refuse('reason-missing', { detail: '请写明本地程序中规定视为放弃的条款。' });
    if (!facts.seal) return refuse('seal-not-valid');
    const { personal } = kase;
    if (!personal) return refuse('form-field-missing');
    const notice = kase.documents.find(({ id }) => id === open.documentId);
    const missing = open.points.filter((point) => !point.arrivedAt);
    const { document, order } = orderDocument(kase, context, (own) => ({
      kind: 'abandonmentNotice',
      data: {
        ...homeDocumentHead(kase, facts, own),
        noticeNumber: notice?.number ?? '',
        dueOn: open.dueOn,
        points: missing.map((point) => pointText(kase, point, personal.supplementPoints)),
        localRule: rule.normalized,
      },
    }));
    return {
      events: [
        {
          type: 'caseDeemedAbandoned',
          data: { by: 'homeSupplement', dueOn: open.dueOn, document },
          personal: { localRule: rule.normalized },
        },
      ],
      documents: [order],
    };
  },
});
