import type { Instant } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import { orderDocument } from '../core/order-document.ts';
import { notYetOver } from '../home-supplement/overdue.ts';
import { openSupplement, supplementDueAt } from '../home-supplement/supplement.ts';
import { acceptanceEnd } from './acceptance.ts';
import { type HomeDocumentFacts, homeDocumentFacts, homeDocumentHead, paragraphs } from './home-document.ts';
import { checkReasons, ReasonsInput } from './reasons.ts';

type RejectFacts = HomeDocumentFacts & { acceptanceEnd: Instant | undefined; supplementDueAt: Instant };

const accepted = (kase: Case): boolean => openSupplement(kase)?.returnTo === 'substantiveReview';

/**
 * 不予受理 (C.1, 21), with reasons, legal basis and remedies; impossible once acceptance counts as given. Out of a home
 * supplement only when its due date passed and nothing is under way (C.1, 24).
 */
export const rejectAtHome = command<'rejectAtHome', ReasonsInput, RejectFacts>({
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
      acceptanceEnd: await acceptanceEnd(sources, kase),
      supplementDueAt: await supplementDueAt(sources, kase),
    };
  },
  offered: (kase) => !accepted(kase),
  decide(kase, input, facts, context) {
    if (accepted(kase)) {
      return refuse('illegal-transition', { detail: '本件已经受理，不能再作不予受理，请继续审查后作决定。' });
    }
    const refused = kase.state === 'homeSupplement' && notYetOver(kase, facts.supplementDueAt, context.now);
    if (refused) return refused;
    if (facts.acceptanceEnd !== undefined && context.now >= facts.acceptanceEnd)
      return refuse('deemed-accepted', { article: 'licensing-32' });
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
