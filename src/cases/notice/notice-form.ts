import type { NoticeLine } from '../../documents/forms.ts';
import type { ApplicantSignature } from '../../documents/signature.ts';
import { dayOf } from '../../regulation/instant.ts';
import { settings } from '../../regulation/settings.ts';
import { daysBetween } from '../../regulation/shanghai-time.ts';
import type { Case, IssuedDocument, Line } from '../core/case.ts';
import type { Context, DocumentOrder } from '../core/command.ts';
import type { DutyDue } from '../core/due.ts';
import type { FactSources } from '../core/fact-sources.ts';
import { orderDocument } from '../core/order-document.ts';
import { type CounterFormFacts, counterForm, countsOf } from '../review/counter-form.ts';
import { asOpen } from './notice-duties.ts';

/** Days a notice may give, as entered (OP-92); 15 unless the clerk says otherwise (OP-05). */
const noticeDays = settings.supplementDays;

/** Whether a number of days may be entered on a notice. */
export const daysFit = (days: number): boolean =>
  Number.isInteger(days) && days >= noticeDays.least && days <= noticeDays.most;

/** The last day of a notice that is issued now: calendar days, moved to a working day of the intake region. */
export const dueOfNotice = (
  sources: FactSources,
  kase: Case,
  days: number,
  { now }: Pick<Context, 'now'>,
): Promise<DutyDue> =>
  sources.due(kase, asOpen({ rule: 'supplementDue', since: now, days: daysFit(days) ? days : 1 }));

/** A line as 附件1 prints it; `named` says that it has to be supplemented. */
function noticeLine(line: Line, named: boolean, correction: string | undefined): NoticeLine {
  const handedIn = line.verdict !== 'notSubmitted' && line.received !== undefined;
  return {
    name: line.name,
    counts: handedIn ? countsOf(line) : null,
    ...(named ? { correction: correction ?? '' } : {}),
  };
}

/** What a new notice consists of. */
export type NewNotice = {
  lineIds: readonly string[];
  corrections: Record<string, string>;
  days: number;
  dueOn: string;
  signature: ApplicantSignature;
  /** Number of the voided notice whose place it takes. */
  replaces?: string;
};

/** Orders 附件1: every material with what was found, the correction wanted, days and date. */
export function orderNotice(
  kase: Case,
  facts: CounterFormFacts,
  context: Context,
  notice: NewNotice,
): { document: IssuedDocument; order: DocumentOrder; printedDays: number } {
  const named = new Set(notice.lineIds);
  const printedDays = daysBetween(dayOf(context.now), notice.dueOn);
  const ordered = orderDocument(kase, context, ({ number, code }) => ({
    kind: 'oneTimeNotice',
    data: {
      ...counterForm(kase, facts, context),
      documentNumber: number,
      verification: { code, url: facts.verificationUrl(code) },
      ...(notice.replaces ? { replaces: notice.replaces } : {}),
      // An optional material that nobody handed in is neither in order nor missing.
      lines: kase.lines
        .filter((line) => named.has(line.id) || line.received !== undefined)
        .map((line) => noticeLine(line, named.has(line.id), notice.corrections[line.id])),
      days: notice.days,
      printedDays,
      dueOn: notice.dueOn,
      signature: notice.signature,
    },
  }));
  return { ...ordered, printedDays };
}
