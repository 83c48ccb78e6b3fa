import { object } from '../../platform/schema.ts';
import { dayOf } from '../../regulation/instant.ts';
import { command, type Nothing, refuse } from '../core/command.ts';
import { orderDocument } from '../core/order-document.ts';
import { type HomeDocumentFacts, homeDocumentFacts, homeDocumentHead } from './home-document.ts';

/** 受理 (C.1, 20): only from here the promised and the statutory limit run. */
export const acceptAtHome = command<'acceptAtHome', Nothing, HomeDocumentFacts>({
  name: 'acceptAtHome',
  input: object({}),
  summary: '受理，出具受理通知书',
  example: {},
  facts: (sources, kase, _input, context) => homeDocumentFacts(sources, kase, context),
  decide(kase, _input, facts, context) {
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
