import { command, refuse } from '../core/command.ts';
import { orderDocument } from '../core/order-document.ts';
import {
  type HomeDocumentFacts,
  homeDocumentFacts,
  homeDocumentHead,
  paragraphs,
} from '../home/home-document.ts';
import { checkReasons, ReasonsInput } from '../home/reasons.ts';
import { decisionBlocked } from './decision-blocked.ts';

/** 不予许可 (C.1, 30), with reasons, legal basis and remedies. */
export const denyApplication = command<'denyApplication', ReasonsInput, HomeDocumentFacts>({
  name: 'denyApplication',
  input: ReasonsInput,
  summary: '不予许可，出具不予许可通知书',
  example: {
    reasons: '申请人已持有有效的社会保障卡，不符合申领条件。',
    legalBasis: '《“中华人民共和国社会保障卡”管理办法》第十六条',
    remedies: '可自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。',
  },
  facts: (sources, kase, _input, context) => homeDocumentFacts(sources, kase, context),
  blocked: (kase, { actor }) => decisionBlocked(kase, actor),
  decide(kase, input, facts, context) {
    const blocked = decisionBlocked(kase, context.actor);
    if (blocked) return refuse(blocked);
    const checked = checkReasons(input);
    if (!checked.ok) return refuse(checked.refusal);
    if (!facts.seal) return refuse('seal-not-valid');
    if (!kase.personal) return refuse('form-field-missing');
    const { document, order } = orderDocument(kase, context, (own) => ({
      kind: 'denialNotice',
      data: {
        ...homeDocumentHead(kase, facts, own),
        acceptedOn: kase.homeAcceptedOn ?? null,
        reasons: paragraphs(checked.reasons.reasons),
        legalBasis: paragraphs(checked.reasons.legalBasis),
        remedies: paragraphs(checked.reasons.remedies),
      },
    }));
    return {
      events: [{ type: 'applicationDenied', data: { document }, personal: checked.reasons }],
      documents: [order],
    };
  },
});
