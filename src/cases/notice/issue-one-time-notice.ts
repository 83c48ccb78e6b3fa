import { object, type Static, Type } from '../../platform/schema.ts';
import type { Case, Line } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import type { DutyDue } from '../core/due.ts';
import type { SecondPerson } from '../core/fact-sources.ts';
import { reviewBlocked } from '../requests/open-requests.ts';
import { type CounterFormFacts, counterFormFacts } from '../review/counter-form.ts';
import { isDeficient, isNewFinding, lastDayOf, limitingNotice } from './notice.ts';
import { daysFit, dueOfNotice, orderNotice } from './notice-form.ts';
import { noticeSignature, signatureFields, whatIsMissing, witnessOf } from './notice-signature.ts';

const IssueInput = object({
  days: Type.Optional(Type.Integer({ description: '补正天数，1 到 90 的自然日；不填的按参数，通常 15' })),
  ...signatureFields,
});

type IssueFacts = CounterFormFacts & { days: number; due: DutyDue; witness: SecondPerson | undefined };

/** Why no notice can be issued yet; the same rule greys the button and refuses the command. */
function noticeBlocked(
  kase: Case,
): 'standard-missing' | 'request-still-open' | 'lines-unmarked' | 'no-deficient-line' | undefined {
  const open = reviewBlocked(kase);
  if (open) return open;
  if (kase.lines.some(({ verdict }) => verdict === 'unmarked')) return 'lines-unmarked';
  return kase.lines.some(isDeficient) ? undefined : 'no-deficient-line';
}

/** Whether a line that had passed before is named again: 二次告知, counted. */
const isSecondFinding = (line: Line): boolean => line.reopenedAt !== undefined;

/**
 * Issues the one-time notice (C.1, 8): everything received, every deficiency and the correction wanted, with one due
 * date. A further notice names only what the first named or what was wrong with a replacement, and never ends earlier.
 */
export const issueOneTimeNotice = command<'issueOneTimeNotice', Static<typeof IssueInput>, IssueFacts>({
  name: 'issueOneTimeNotice',
  input: IssueInput,
  summary: '出具一次性告知书（附件1），列明全部问题和补正期限',
  example: { days: 15, applicantSignature: { kind: 'paper' }, handlerSigned: true },
  async facts(sources, kase, input, context) {
    const days = input.days ?? (await sources.usualNoticeDays(kase, context.now));
    return {
      days,
      ...(await counterFormFacts(sources, kase, context)),
      due: await dueOfNotice(sources, kase, days, context),
      witness: await witnessOf(sources, input, { kase, command: 'issueOneTimeNotice', context }),
    };
  },
  blocked: (kase) => noticeBlocked(kase),
  decide(kase, input, facts, context) {
    const blocked = noticeBlocked(kase);
    if (blocked) return refuse(blocked);
    const { days } = facts;
    if (!daysFit(days)) return refuse('days-out-of-range');
    const deficient = kase.lines.filter(isDeficient);
    const fresh = deficient.find((line) => isNewFinding(kase, line));
    if (fresh) return refuse('new-deficiency', { detail: `“${fresh.name}”不在上次告知的材料里，不能新增。` });
    const earlier = limitingNotice(kase);
    if (earlier && facts.due.dueOn < lastDayOf(earlier)) return refuse('due-date-shortened');
    const signed = noticeSignature(input, facts.witness, context);
    if (!signed) return refuse('signature-missing', whatIsMissing(input));
    if (!facts.seal) return refuse('seal-not-valid');
    if (!kase.personal) return refuse('form-field-missing');
    const lineIds = deficient.map(({ id }) => id);
    const { document, order, printedDays } = orderNotice(kase, facts, context, {
      lineIds,
      corrections: kase.personal.corrections,
      days,
      dueOn: facts.due.dueOn,
      signature: signed.signature,
    });
    return {
      events: [
        {
          type: 'oneTimeNoticeIssued',
          data: {
            document,
            round: kase.notices.length + 1,
            days,
            printedDays,
            dueOn: facts.due.dueOn,
            lineIds,
            ...signed.data,
            secondNotice: deficient.some(isSecondFinding),
          },
          personal: signed.personal,
        },
      ],
      documents: [order],
    };
  },
});
