import { formNames } from '../../documents/forms.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import { dayOf } from '../../regulation/instant.ts';
import { command, refuse } from '../core/command.ts';
import type { SecondPerson } from '../core/fact-sources.ts';
import { orderDocument } from '../core/order-document.ts';
import { Confirmation, exampleConfirmation, secondPerson } from '../core/second-person.ts';
import { type HomeDocumentFacts, homeDocumentFacts, homeDocumentHead } from '../home/home-document.ts';
import {
  checkCorrected,
  decisionFields,
  decisionText,
  fieldLabel,
  isCorrectable,
} from './decision-fields.ts';

const CorrectInput = object({
  field: Type.String({ maxLength: 40, description: Object.keys(decisionFields).join('、') }),
  after: Type.String({ maxLength: 2000, description: '更正后的记录' }),
  reason: Type.Optional(Type.String({ maxLength: 300 })),
  confirmation: Type.Optional(Confirmation),
});

type CorrectFacts = HomeDocumentFacts & { second: SecondPerson | undefined };

/**
 * Corrects a clerical error in the record of a decision (C.1, 30a; R-106): nothing is overwritten, the result never
 * changes, and a second approver of the home region confirms.
 */
export const correctDecisionRecord = command<
  'correctDecisionRecord',
  Static<typeof CorrectInput>,
  CorrectFacts
>({
  name: 'correctDecisionRecord',
  input: CorrectInput,
  summary: '更正决定记录中的笔误，出具决定更正书；另一名审批人员确认',
  example: {
    field: 'resultNumber',
    after: '渝A00178',
    reason: '登记时两位数字颠倒',
    confirmation: exampleConfirmation,
  },
  facts: async (sources, kase, { confirmation }, context) => ({
    ...(await homeDocumentFacts(sources, kase, context)),
    second: await secondPerson(sources, confirmation, {
      kase,
      command: 'correctDecisionRecord',
      capacity: 'approver',
      context,
    }),
  }),
  decide(kase, { field, after, reason }, facts, context) {
    const { second } = facts;
    if (!isCorrectable(field, kase.outcome)) return refuse('result-cannot-change');
    const text = checkCorrected(field, after);
    const before = decisionText(kase, field);
    const fault = !text.valid
      ? text.reason
      : text.normalized === before
        ? '与现在的记录相同，没有要更正的。'
        : undefined;
    if (!text.valid || fault !== undefined)
      return refuse('field-invalid', { errors: [{ pointer: '/after', detail: fault ?? '' }] });
    const why = checkPlainText(reason ?? '', { max: 300, min: 2 });
    if (!why.valid) return refuse('reason-missing');
    if (!second) return refuse('second-approver-missing');
    if (!facts.seal) return refuse('seal-not-valid');
    const decision = kase.documents.findLast(
      ({ kind }) => kind === 'grantDecision' || kind === 'denialNotice',
    );
    if (!kase.personal || !decision) return refuse('form-field-missing');
    const { document, order } = orderDocument(kase, context, (own) => ({
      kind: 'decisionCorrection',
      data: {
        ...homeDocumentHead(kase, facts, own),
        applicantName: decisionText(kase, 'applicantName'),
        decisionTitle: formNames[decision.kind as keyof typeof formNames],
        decisionNumber: decision.number,
        decidedOn: kase.decidedAt ? dayOf(kase.decidedAt) : null,
        field: fieldLabel(field),
        before,
        after: text.normalized,
        reason: why.normalized,
        correctedBy: context.actor.name,
        confirmedBy: second.name,
      },
    }));
    return {
      events: [
        {
          type: 'decisionRecordCorrected',
          data: { field, secondApproverId: second.id, secondApproverName: second.name, document },
          personal: { before, after: text.normalized, reason: why.normalized },
        },
      ],
      documents: [order],
    };
  },
});
