import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import { command, refuse } from '../core/command.ts';
import { orderDocument } from '../core/order-document.ts';
import { type HomeDocumentFacts, homeDocumentFacts, homeDocumentHead } from '../home/home-document.ts';
import { decisionBlocked } from './decision-blocked.ts';

const GrantInput = object({
  resultNumber: Type.Optional(Type.String({ maxLength: 60, description: '证照或批文编号' })),
});

/** 准予 (C.1, 29): final in the system, dated, with the decision document. */
export const grantApplication = command<'grantApplication', Static<typeof GrantInput>, HomeDocumentFacts>({
  name: 'grantApplication',
  input: GrantInput,
  summary: '准予，出具决定书',
  example: { resultNumber: '渝A00178' },
  facts: (sources, kase, _input, context) => homeDocumentFacts(sources, kase, context),
  blocked: (kase, { actor }) => decisionBlocked(kase, actor),
  decide(kase, { resultNumber }, facts, context) {
    const blocked = decisionBlocked(kase, context.actor);
    if (blocked) return refuse(blocked);
    if (!facts.seal) return refuse('seal-not-valid');
    if (!kase.personal) return refuse('form-field-missing');
    const number = checkPlainText(resultNumber ?? '', { max: 60 });
    if (resultNumber && !number.valid) {
      return refuse('field-invalid', { errors: [{ pointer: '/resultNumber', detail: number.reason }] });
    }
    const { document, order } = orderDocument(kase, context, (own) => ({
      kind: 'grantDecision',
      data: {
        ...homeDocumentHead(kase, facts, own),
        acceptedOn: kase.homeAcceptedOn ?? null,
        legalBasis: facts.legalBasis,
        resultName: kase.resultName,
      },
    }));
    return {
      events: [
        {
          type: 'applicationGranted',
          data: { document },
          personal: number.valid && number.normalized ? { resultNumber: number.normalized } : {},
        },
      ],
      documents: [order],
    };
  },
});
