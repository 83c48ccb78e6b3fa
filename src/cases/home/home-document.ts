import type { AcceptanceNoticeData } from '../../documents/forms.ts';
import { dayOf } from '../../regulation/instant.ts';
import type { Case } from '../core/case.ts';
import type { Context } from '../core/command.ts';
import type { FactSources, SealFacts } from '../core/fact-sources.ts';
import type { OwnFacts } from '../core/order-document.ts';
import { printedMatter } from '../core/printed-matter.ts';

/** What every document of the home region needs to know. */
export type HomeDocumentFacts = {
  seal: SealFacts;
  authority: string;
  windowPhone: string;
  legalBasis: string[];
  verificationUrl(code: string): string;
};

/** Fetches what a document of the home region needs. */
export async function homeDocumentFacts(
  sources: FactSources,
  kase: Case,
  { now, actor }: Pick<Context, 'now' | 'actor'>,
): Promise<HomeDocumentFacts> {
  const standard = await sources.pinnedStandard(kase);
  const window = await sources.window(kase.home.windowId);
  return {
    seal: await sources.seal(kase.home.regionCode, actor.id, now),
    authority: await sources.authority(kase.home.regionCode, kase.handler?.department ?? standard.department),
    windowPhone: window.phone,
    legalBasis: [...standard.legalBasis],
    verificationUrl: (code) => sources.verificationUrl(code),
  };
}

type Head = Omit<AcceptanceNoticeData, 'legalBasis' | 'statutoryDays' | 'promisedDays'>;

/** The part that all documents of the home region share. */
export function homeDocumentHead(kase: Case, facts: HomeDocumentFacts, own: OwnFacts): Head {
  return {
    documentNumber: own.number,
    businessNumber: kase.businessNumber ?? '',
    seal: facts.seal ?? null,
    verification: { code: own.code, url: facts.verificationUrl(own.code) },
    authority: facts.authority,
    homeRegionCode: kase.home.regionCode,
    applicantName: kase.personal?.applicant.name ?? '',
    itemName: printedMatter(kase),
    statutoryItemName: kase.statutoryName,
    appliedOn: kase.submittedAt ? dayOf(kase.submittedAt) : null,
    issuedOn: dayOf(own.issuedAt),
    windowPhone: facts.windowPhone,
  };
}

/** Texts a clerk types as one block, as the paragraphs of a document. */
export const paragraphs = (text: string): string[] =>
  text
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
