import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import type { Case, Notice } from '../core/case.ts';
import { command, type Decision, refuse } from '../core/command.ts';
import type { DutyDue } from '../core/due.ts';
import type { SecondPerson } from '../core/fact-sources.ts';
import { statedReason } from '../core/stated-reason.ts';
import { type CounterFormFacts, counterFormFacts } from '../review/counter-form.ts';
import { correctionLength } from '../review/mark-material.ts';
import { currentNotice, lastDayOf, missingLines } from './notice.ts';
import { asOpen, supplementDuty } from './notice-duties.ts';
import { daysFit, dueOfNotice, orderNotice } from './notice-form.ts';
import { noticeSignature, signatureFields, whatIsMissing, witnessOf } from './notice-signature.ts';

const LineId = Type.String({ minLength: 1, maxLength: 80 });

const ReplaceInput = object({
  reason: Type.Optional(Type.String({ maxLength: 300, description: '为什么更换' })),
  days: Type.Optional(Type.Integer({ description: '自今天起的补正天数，1 到 90；不填的按参数，通常 15' })),
  lineIds: Type.Optional(
    Type.Array(LineId, { maxItems: 100, description: '仍须补正的材料；不填为原来的全部，不能增加' }),
  ),
  corrections: Type.Optional(
    Type.Record(LineId, Type.String({ maxLength: 2000 }), {
      maxProperties: 100,
      description: '改写的补正意见，按材料行',
    }),
  ),
  ...signatureFields,
});
type ReplaceInput = Static<typeof ReplaceInput>;

type ReplaceFacts = CounterFormFacts & {
  days: number;
  /** When the current notice ends. */
  end: DutyDue | undefined;
  due: DutyDue;
  witness: SecondPerson | undefined;
};

type Texts =
  | { texts: Record<string, string> }
  | Extract<Decision<'replaceOneTimeNotice'>, { refusal: unknown }>;

/** The corrections of the new notice: those of the old one unless they are worded anew. */
function correctionsOf(kase: Case, lineIds: readonly string[], anew: Record<string, string> = {}): Texts {
  const texts: Record<string, string> = {};
  for (const id of lineIds) {
    const checked = checkPlainText(anew[id] ?? kase.personal?.corrections[id] ?? '', correctionLength);
    if (!checked.valid) {
      return refuse('field-invalid', { errors: [{ pointer: `/corrections/${id}`, detail: checked.reason }] });
    }
    texts[id] = checked.normalized;
  }
  return { texts };
}

/** Why these lines cannot stand on the new notice: the same or fewer deficiencies, never others. */
function lineFault(
  kase: Case,
  notice: Notice,
  lineIds: readonly string[],
): Decision<'replaceOneTimeNotice'> | undefined {
  if (lineIds.length === 0)
    return refuse('no-deficient-line', { detail: '没有要补正的材料了，请作废告知书。' });
  if (!lineIds.every((id) => notice.lineIds.includes(id))) return refuse('new-deficiency');
  // Nothing would be left to hand in, and at the due date the case would be given up for want of nothing (OP-68).
  if (!missingLines(kase, notice).some(({ id }) => lineIds.includes(id))) {
    return refuse('no-deficient-line', { detail: '留下的材料都已交来。请作废告知书，回到形式审查。' });
  }
  const dropped = kase.lines.find(
    ({ id, verdict }) => notice.lineIds.includes(id) && !lineIds.includes(id) && verdict === 'notSubmitted',
  );
  return (
    dropped &&
    refuse('field-invalid', {
      errors: [{ pointer: '/lineIds', detail: `“${dropped.name}”还没有提交，不能从告知书里去掉。` }],
    })
  );
}

/**
 * Replaces the notice because of an error in it, or to give a later date (C.1, 8a): the old one is voided, the new one
 * names it. A line that falls away had been judged wrongly and counts as passed.
 */
export const replaceOneTimeNotice = command<'replaceOneTimeNotice', ReplaceInput, ReplaceFacts>({
  name: 'replaceOneTimeNotice',
  input: ReplaceInput,
  summary: '更换一次性告知书：更正内容或延长期限，原件作废',
  example: {
    reason: '申请人在外地，延长补正期限',
    days: 30,
    applicantSignature: { kind: 'paper' },
    handlerSigned: true,
  },
  async facts(sources, kase, input, context) {
    const notice = currentNotice(kase);
    const days = input.days ?? (await sources.usualNoticeDays(kase, context.now));
    return {
      days,
      ...(await counterFormFacts(sources, kase, context)),
      end: notice && (await sources.due(kase, asOpen(supplementDuty(kase, notice)))),
      due: await dueOfNotice(sources, kase, days, context),
      witness: await witnessOf(sources, input, { kase, command: 'replaceOneTimeNotice', context }),
    };
  },
  decide(kase, input, facts, context) {
    const notice = currentNotice(kase);
    if (!notice || !facts.end) return refuse('illegal-transition');
    if (context.now >= facts.end.dueAt) return refuse('supplement-due-passed');
    const reason = statedReason(input.reason, { min: 5 });
    if (!reason) return refuse('reason-missing');
    const { days } = facts;
    const { lineIds = [...notice.lineIds] } = input;
    const fault = lineFault(kase, notice, lineIds);
    if (fault) return fault;
    if (!daysFit(days)) return refuse('days-out-of-range');
    if (facts.due.dueOn < lastDayOf(notice)) return refuse('due-date-shortened');
    const signed = noticeSignature(input, facts.witness, context);
    if (!signed) return refuse('signature-missing', whatIsMissing(input));
    if (!facts.seal) return refuse('seal-not-valid');
    if (!kase.personal) return refuse('form-field-missing');
    const corrections = correctionsOf(kase, lineIds, input.corrections);
    if ('refusal' in corrections) return corrections;
    const replaced = kase.documents.find(({ id }) => id === notice.documentId);
    const { document, order, printedDays } = orderNotice(kase, facts, context, {
      lineIds,
      corrections: corrections.texts,
      days,
      dueOn: facts.due.dueOn,
      signature: signed.signature,
      ...(replaced ? { replaces: replaced.number } : {}),
    });
    return {
      events: [
        { type: 'oneTimeNoticeVoided', data: { documentId: notice.documentId }, personal: { reason } },
        {
          type: 'oneTimeNoticeIssued',
          data: {
            document,
            round: kase.notices.length + 1,
            days,
            printedDays,
            dueOn: facts.due.dueOn,
            lineIds: [...lineIds],
            ...signed.data,
            replaces: notice.documentId,
            secondNotice: false,
          },
          personal: { ...signed.personal, corrections: corrections.texts },
        },
      ],
      documents: [order],
    };
  },
});
