import { checkGivenStandard, type Giving } from '../catalogue/given-standard-form.ts';
import { checkIdentityDocument } from '../identity/identity-documents.ts';
import { checkPhone } from '../identity/phone.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import { type FieldError, Problem } from '../platform/problem.ts';
import type { Instant } from '../regulation/instant.ts';
import type { RefusalCode } from '../regulation/refusals.ts';
import { type ListedItem, listedSentence, standingAgainst } from './listed-items.ts';
import type {
  ApplicantInput,
  AskInput,
  CorrectInput,
  ExplainInput,
  GiveInput,
  RecordInput,
  RefuseInput,
  WithdrawInput,
} from './off-list-inputs.ts';
import type {
  NewOffListEvent,
  NotThisItem,
  OffListApplicant,
  OffListRequest,
  OffListSide,
} from './off-list-request.ts';

/** Throws the shape errors of a body. */
function fieldsWrong(errors: FieldError[]): never {
  throw new Problem('field-invalid', { detail: errors[0]?.detail ?? '', errors });
}

/** A text of a length, or the refusal of the row. */
function textOr(value: string, min: number, max: number, refusal: RefusalCode, pointer: string): string {
  const text = checkPlainText(value, { min, max, lines: true });
  if (text.valid) return text.normalized;
  throw new Problem(refusal, {
    article: 'rules-24',
    detail: text.reason,
    errors: [{ pointer, detail: text.reason }],
  });
}

const wordingOf = (value: string): string => {
  const text = checkPlainText(value, { min: 2, max: 100 });
  if (text.valid && /\p{L}/u.test(text.normalized)) return text.normalized;
  const detail = text.valid ? '请用文字写明申请人要办什么事。' : text.reason;
  throw new Problem('wording-missing', {
    article: 'rules-24',
    detail,
    errors: [{ pointer: '/wording', detail }],
  });
};

/** The applicant as typed, checked; a number is optional, and only helps to know the same person again. */
function applicantOf(
  { name, phone, identityKind, identityNumber }: ApplicantInput,
  kind: 'person' | 'organisation',
): OffListApplicant {
  const errors: FieldError[] = [];
  const checkedName = checkPlainText(name, { min: 1, max: 100 });
  if (!checkedName.valid) errors.push({ pointer: '/applicant/name', detail: checkedName.reason });
  const checkedPhone = checkPhone(phone);
  if (!checkedPhone.valid) errors.push({ pointer: '/applicant/phone', detail: checkedPhone.reason });
  const document =
    identityNumber === undefined
      ? undefined
      : checkIdentityDocument({
          kind: identityKind ?? (kind === 'organisation' ? 'creditCode' : 'residentId'),
          value: identityNumber,
        });
  if (document && !document.valid)
    errors.push({ pointer: '/applicant/identityNumber', detail: document.reason });
  if (errors.length > 0 || !checkedName.valid || !checkedPhone.valid) return fieldsWrong(errors);
  return {
    name: checkedName.normalized,
    phone: checkedPhone.normalized,
    ...(document?.valid ? { identityNumber: document.normalized } : {}),
  };
}

/** Refuses what a list has; answers the near items that were ruled out one by one. */
function ruledOut(
  found: readonly ListedItem[],
  notThese: readonly Omit<NotThisItem, 'name'>[],
): NotThisItem[] {
  const against = standingAgainst(found, notThese);
  if (against.length > 0) {
    throw new Problem('item-is-listed', {
      article: 'rules-24',
      detail: listedSentence(against),
      extensions: { items: against },
    });
  }
  return found.map(({ catalogueId, number, name }) => ({ catalogueId, number, name }));
}

/** What recording needs to know: the items found for the wording in the lists of both regions. */
export function recordOffList(
  input: RecordInput,
  { intake, found }: { intake: OffListSide; found: (wording: string) => readonly ListedItem[] },
): NewOffListEvent {
  const wording = wordingOf(input.wording);
  const applicant = applicantOf(input.applicant, input.applicantKind);
  if (input.homeRegion === intake.regionCode) {
    throw new Problem('same-region', { article: 'rules-2' });
  }
  const notThese = ruledOut(found(wording), input.notThese ?? []);
  return {
    type: 'offListRequested',
    data: { wording, applicantKind: input.applicantKind, intake, homeRegion: input.homeRegion, notThese },
    personal: { applicant },
  };
}

/** Row 2 of C.4: the applicant was told why, and understands. */
export const explainOffList = ({ explanation, contact }: ExplainInput): NewOffListEvent => ({
  type: 'offListExplained',
  data: { contact },
  personal: { explanation: textOr(explanation, 5, 500, 'explanation-missing', '/explanation') },
});

/** Row 3: the window of a region in the directory is asked; it answers in two of its office hours. */
export function askOffList(
  { question }: AskInput,
  home: { windowId: string; answerDueAt: Instant } | undefined,
): NewOffListEvent {
  if (!home) throw new Problem('region-not-in-directory', { article: 'rules-13' });
  return {
    type: 'offListConsentRequested',
    data: { homeWindow: home.windowId, answerDueAt: home.answerDueAt },
    personal: { question: textOr(question, 5, 500, 'field-invalid', '/question') },
  };
}

/** Row 4: consent with the standard by which the case will be handled. */
export function giveOffList(
  { standard }: GiveInput,
  { consentUntil, ...giving }: Omit<Giving, 'source'> & { consentUntil: Instant },
): NewOffListEvent {
  const checked = checkGivenStandard(standard, { ...giving, source: 'offListConsent' }, '/standard');
  if ('fault' in checked) throw new Problem(checked.fault, { article: 'rules-24' });
  if ('errors' in checked) return fieldsWrong([...checked.errors]);
  return { type: 'offListConsentGiven', data: { standard: checked.standard, consentUntil } };
}

/** Row 5: the home side does not agree, and says why. */
export const refuseOffList = ({ reason }: RefuseInput): NewOffListEvent => ({
  type: 'offListConsentRefused',
  data: {},
  personal: { reason: textOr(reason, 5, 500, 'reason-missing', '/reason') },
});

/** Row 7: the applicant gives up. */
export const withdrawOffList = ({ reason }: WithdrawInput): NewOffListEvent => ({
  type: 'offListRequestWithdrawn',
  data: {},
  ...(reason === undefined || reason.trim() === ''
    ? {}
    : { personal: { withdrawal: textOr(reason, 1, 500, 'field-invalid', '/reason') } }),
});

/** Puts right what was taken down wrongly; a new wording is looked up in the lists like the first one. */
export function correctOffList(
  before: OffListRequest,
  input: CorrectInput,
  found: (wording: string) => readonly ListedItem[],
): NewOffListEvent {
  const reason = textOr(input.reason, 5, 500, 'reason-missing', '/reason');
  const wording = input.wording === undefined ? before.wording : wordingOf(input.wording);
  const kind = input.applicantKind ?? before.applicantKind;
  const applicant = input.applicant && applicantOf(input.applicant, kind);
  const changed = {
    ...(wording === before.wording
      ? {}
      : { wording, notThese: ruledOut(found(wording), input.notThese ?? []) }),
    ...(kind === before.applicantKind ? {} : { applicantKind: kind }),
  };
  const fields = [
    ...('wording' in changed ? ['wording'] : []),
    ...('applicantKind' in changed ? ['applicantKind'] : []),
    ...(applicant ? ['applicant'] : []),
  ];
  if (fields.length === 0) throw new Problem('nothing-to-correct');
  return {
    type: 'offListCorrected',
    data: { ...changed, fields },
    personal: { reason, ...(applicant ? { applicant } : {}) },
  };
}
