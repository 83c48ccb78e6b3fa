import type { CounterForm, IntakeReceiptData, ReceiptLine } from '../../documents/forms.ts';
import type { MaterialCounts } from '../../documents/material-counts.ts';
import type { Case, Line } from '../core/case.ts';
import type { Context } from '../core/command.ts';
import type { FactSources, SealFacts, WindowFacts } from '../core/fact-sources.ts';
import { printedMatter } from '../core/printed-matter.ts';

/** What the two official forms need to know beyond the case. */
export type CounterFormFacts = {
  seal: SealFacts;
  intake: WindowFacts;
  home: WindowFacts;
  programmeTitle: string;
  verificationUrl(code: string): string;
};

/** Asks for everything 附件1 and 附件2 print that does not stand in the case. */
export async function counterFormFacts(
  sources: FactSources,
  kase: Case,
  { now, actor }: Pick<Context, 'now' | 'actor'>,
): Promise<CounterFormFacts> {
  return {
    seal: await sources.seal(kase.intake.regionCode, actor.id, now),
    intake: await sources.window(kase.intake.windowId),
    home: await sources.window(kase.home.windowId),
    programmeTitle: await sources.programmeTitle(kase.programmeId),
    verificationUrl: (code) => sources.verificationUrl(code),
  };
}

/** The rows that 附件1 and 附件2 have in common (forms.md D.1, D.2), without number, code and signature. */
export function counterForm(
  kase: Case,
  facts: CounterFormFacts,
  context: Context,
): Omit<CounterForm, 'documentNumber' | 'verification' | 'signature'> {
  const { applicant, agent, contact } = kase.personal ?? {};
  return {
    businessNumber: kase.businessNumber ?? '',
    seal: facts.seal ?? null,
    programmeTitle: facts.programmeTitle,
    appliedAt: kase.submittedAt ?? null,
    intakeRegionCode: kase.intake.regionCode,
    intakeWindowName: facts.intake.name,
    homeWindowName: facts.home.name,
    applicantName: applicant?.name ?? '',
    ...(agent ? { agentName: agent.name } : {}),
    itemName: printedMatter(kase),
    statutoryItemName: kase.statutoryName,
    contactName: contact?.name ?? '',
    contactPhone: contact?.phone ?? '',
    statutoryDays: kase.statutoryDays,
    promisedDays: kase.promisedDays,
    handlerName: context.actor.name,
    issuedAt: context.now,
    windowPhone: facts.intake.phone,
  };
}

/** What was handed in for a line, as the forms count it: an electronic licence or file is no paper. */
export function countsOf({ received }: Pick<Line, 'received'>): MaterialCounts {
  const { originals = 0, copies = 0, medium } = received ?? {};
  if (medium === 'eLicence') return { originals: 0, copies: 0, licences: originals + copies };
  if (medium === 'electronic') return { originals: 0, copies: 0, electronicFiles: originals + copies };
  return { originals, copies };
}

/** What the window keeps of a line: of an original that was given back at once the copies, else its scan. */
function staysOf(line: Line): MaterialCounts {
  const { handedBack, copies = 0 } = line.received ?? {};
  if (!handedBack) return countsOf(line);
  return copies > 0 ? { originals: 0, copies } : { originals: 0, copies: 0, electronicFiles: 1 };
}

const isReceived = (line: Line): boolean => line.verdict === 'passed' && line.received !== undefined;

/** The lines of 附件2: every material that was taken in, with its counts. */
const receiptLines = (kase: Pick<Case, 'lines'>): ReceiptLine[] =>
  kase.lines.filter(isReceived).map((line) => ({ name: line.name, counts: staysOf(line) }));

/** Everything 附件2 says of a case, but number, code and signature. */
export const receiptData = (
  kase: Case,
  facts: CounterFormFacts,
  context: Context,
): Omit<IntakeReceiptData, 'documentNumber' | 'verification' | 'signature'> => ({
  ...counterForm(kase, facts, context),
  lines: receiptLines(kase),
});
