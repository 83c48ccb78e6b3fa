import type { Instant } from '../../regulation/instant.ts';
import { command, refuse } from '../core/command.ts';
import { orderDocument } from '../core/order-document.ts';
import { type HomeDocumentFacts, homeDocumentFacts, homeDocumentHead, paragraphs } from './home-document.ts';
import { checkReasons, ReasonsInput } from './reasons.ts';

/** 不予受理 (C.1, 21), with reasons, legal basis and remedies; impossible once acceptance counts as given. */
export const rejectAtHome = command<'rejectAtHome', ReasonsInput, HomeDocumentFacts & { dueAt: Instant }>({
  name: 'rejectAtHome',
  input: ReasonsInput,
  summary: '不予受理，出具不予受理通知书',
  example: {
    reasons: '该事项不属于本机关职权，请向綦江区医疗保障局提出。',
    legalBasis: '《中华人民共和国行政许可法》第三十二条第一款第（二）项',
    remedies: '可自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。',
  },
  async facts(sources, kase, _input, context) {
    return {
      ...(await homeDocumentFacts(sources, kase, context)),
      dueAt: await sources.acceptanceDueAt(kase),
    };
  },
  decide(kase, input, facts, context) {
    if (context.now >= facts.dueAt) return refuse('deemed-accepted', { article: 'licensing-32' });
    const checked = checkReasons(input);
    if (!checked.ok) return refuse(checked.refusal);
    if (!facts.seal) return refuse('seal-not-valid');
    if (!kase.personal) return refuse('form-field-missing');
    const { document, order } = orderDocument(kase, context, (own) => ({
      kind: 'rejectionNotice',
      data: {
        ...homeDocumentHead(kase, facts, own),
        reasons: paragraphs(checked.reasons.reasons),
        legalBasis: paragraphs(checked.reasons.legalBasis),
        remedies: paragraphs(checked.reasons.remedies),
      },
    }));
    return {
      events: [{ type: 'homeRejected', data: { document }, personal: checked.reasons }],
      documents: [order],
    };
  },
});
