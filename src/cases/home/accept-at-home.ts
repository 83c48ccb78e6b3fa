import { object } from '../../platform/schema.ts';
import { dayOf, type Instant } from '../../regulation/instant.ts';
import { command, type Nothing, refuse } from '../core/command.ts';
import { orderDocument } from '../core/order-document.ts';
import { openDiscrepancies } from '../discrepancy/open-discrepancies.ts';
import { acceptanceEnd } from './acceptance.ts';
import { type HomeDocumentFacts, homeDocumentFacts, homeDocumentHead } from './home-document.ts';

/** 受理 (C.1, 20): only from here the promised and the statutory limit run. */
export const acceptAtHome = command<
  'acceptAtHome',
  Nothing,
  HomeDocumentFacts & { acceptanceEnd: Instant | undefined }
>({
  name: 'acceptAtHome',
  input: object({}),
  summary: '受理，出具受理通知书',
  example: {},
  facts: async (sources, kase, _input, context) => ({
    ...(await homeDocumentFacts(sources, kase, context)),
    acceptanceEnd: await acceptanceEnd(sources, kase),
  }),
  blocked: (kase) => (openDiscrepancies(kase).length > 0 ? 'discrepancy-open' : undefined),
  decide(kase, _input, facts, context) {
    if (openDiscrepancies(kase).length > 0) return refuse('discrepancy-open');
    // What counts as accepted by law is dated on the receipt, even while the clock has not written it yet (C.9, 5).
    if (facts.acceptanceEnd !== undefined && context.now >= facts.acceptanceEnd) {
      return refuse('deemed-accepted', {
        detail: '已过受理决定的期限，依法视为受理，受理日期从材料齐全之日算起，由系统记录。',
        article: 'licensing-32',
      });
    }
    if (!facts.seal) return refuse('seal-not-valid');
    if (!kase.personal) return refuse('form-field-missing');
    const { document, order } = orderDocument(kase, context, (own) => ({
      kind: 'acceptanceNotice',
      data: {
        ...homeDocumentHead(kase, facts, own),
        legalBasis: facts.legalBasis,
        statutoryDays: kase.statutoryDays,
        promisedDays: kase.promisedDays,
      },
    }));
    return {
      events: [{ type: 'homeAccepted', data: { acceptedOn: dayOf(context.now), document } }],
      documents: [order],
    };
  },
});
