import { checkAnswers } from '../../catalogue/check-answers.ts';
import { actsThroughAgent, agentRule, checkSituations } from '../../catalogue/materials-for.ts';
import type { FormField, ResolvedStandard } from '../../catalogue/standard.ts';
import { checkEmail } from '../../identity/email.ts';
import { checkIdentityDocument, type IdentityDocumentKind } from '../../identity/identity-documents.ts';
import { checkPhone } from '../../identity/phone.ts';
import type { Day } from '../../regulation/instant.ts';
import type { CaseFormBody, ContentsBody, PartyBody } from '../api/intake.ts';

/** A person or body while it is being typed. */
export type PartyDraft = {
  kind: 'person' | 'organisation';
  name: string;
  identityKind: IdentityDocumentKind;
  identityNumber: string;
};

/** The whole form while it is being typed; every text is kept as typed. */
export type IntakeForm = {
  item: { catalogueId: string; number: number; name: string } | undefined;
  optionId: string;
  optionName: string;
  homeRegion: string;
  applicant: PartyDraft;
  agent: PartyDraft;
  /** The form has fields for an agent whatever the situation: a guardian, somebody of the body. */
  agentByForm: boolean;
  contactName: string;
  contactPhone: string;
  contactEmail: string;
  situations: Record<string, boolean>;
  answers: Record<string, string>;
  way: string;
  recipient: string;
  recipientPhone: string;
  address: string;
  duplicateReason: string;
};

const nobody: PartyDraft = { kind: 'person', name: '', identityKind: 'residentId', identityNumber: '' };

/** A form in which nothing was typed. */
export const emptyForm: IntakeForm = {
  item: undefined,
  optionId: '',
  optionName: '',
  homeRegion: '',
  applicant: nobody,
  agent: nobody,
  agentByForm: false,
  contactName: '',
  contactPhone: '',
  contactEmail: '',
  situations: {},
  answers: {},
  way: '',
  recipient: '',
  recipientPhone: '',
  address: '',
  duplicateReason: '',
};

/** One place to correct: the pointer of the field, its name on the page, and the sentence. */
export type Fault = { pointer: string; label: string; detail: string };

const hasPerson = ({ name, identityNumber }: PartyDraft): boolean =>
  name.trim() !== '' || identityNumber.trim() !== '';

const partyBody = (party: PartyDraft): PartyBody => ({
  ...party,
  name: party.name.trim(),
  identityNumber: party.identityNumber.trim(),
});

/** Whether enough is known to open a draft on the server. */
export const isMatterKnown = (form: IntakeForm): boolean => form.optionId !== '' && form.homeRegion !== '';

/** Whether something was typed that would be lost without a draft. */
export const isWorthKeeping = (form: IntakeForm): boolean =>
  hasPerson(form.applicant) || form.contactPhone !== '' || Object.keys(form.answers).length > 0;

/** The contents as they are sent; parts without content are left out. */
export function contentsOf(form: IntakeForm): ContentsBody {
  const contactName = form.contactName.trim() || form.applicant.name.trim();
  const answers = Object.entries(form.answers).filter(([, value]) => value.trim() !== '');
  const byMail = form.way === 'mail';
  const address = {
    recipient: form.recipient.trim() || contactName,
    phone: form.recipientPhone.trim() || form.contactPhone.trim(),
    address: form.address.trim(),
  };
  return {
    ...(hasPerson(form.applicant) && isWhole(form.applicant) ? { applicant: partyBody(form.applicant) } : {}),
    ...((actsThroughAgent(form.situations) || form.agentByForm) && isWhole(form.agent)
      ? { agent: partyBody(form.agent) }
      : {}),
    ...(contactName !== '' && form.contactPhone.trim() !== ''
      ? {
          contact: {
            name: contactName,
            phone: form.contactPhone.trim(),
            ...(form.contactEmail.trim() === '' ? {} : { email: form.contactEmail.trim() }),
          },
        }
      : {}),
    ...(Object.keys(form.situations).length > 0 ? { situations: form.situations } : {}),
    ...(answers.length > 0 ? { answers: Object.fromEntries(answers) } : {}),
    ...(form.way === ''
      ? {}
      : { delivery: { way: form.way, ...(byMail && isWholeAddress(address) ? { address } : {}) } }),
    ...(form.duplicateReason.trim() === '' ? {} : { duplicateReason: form.duplicateReason.trim() }),
  };
}

const isWhole = ({ name, identityNumber }: PartyDraft): boolean =>
  name.trim() !== '' && identityNumber.trim() !== '';

const isWholeAddress = (address: { recipient: string; phone: string; address: string }): boolean =>
  address.recipient !== '' && address.phone !== '' && address.address !== '';

/** The whole body. */
export const bodyOf = (form: IntakeForm): CaseFormBody => ({
  optionId: form.optionId,
  homeRegion: form.homeRegion,
  mode: 'proxyIntake',
  ...contentsOf(form),
});

/** A form as a stored draft brings it back. */
export function formOf(
  matter: Pick<IntakeForm, 'item' | 'optionId' | 'optionName' | 'homeRegion'>,
  contents: ContentsBody,
): IntakeForm {
  const { applicant, agent, contact, delivery } = contents;
  return {
    ...emptyForm,
    ...matter,
    applicant: applicant ? partyDraft(applicant) : nobody,
    agent: agent ? partyDraft(agent) : nobody,
    agentByForm: agent !== undefined && !actsThroughAgent(contents.situations ?? {}),
    contactName: contact && contact.name !== applicant?.name ? contact.name : '',
    contactPhone: contact?.phone ?? '',
    contactEmail: contact?.email ?? '',
    situations: contents.situations ?? {},
    answers: Object.fromEntries(
      Object.entries(contents.answers ?? {}).map(([id, value]) => [id, String(value)]),
    ),
    way: delivery?.way ?? '',
    recipient: delivery?.address?.recipient ?? '',
    recipientPhone: delivery?.address?.phone ?? '',
    address: delivery?.address?.address ?? '',
    duplicateReason: contents.duplicateReason ?? '',
  };
}

const partyDraft = ({ kind, name, identityKind, identityNumber }: PartyBody): PartyDraft => ({
  kind,
  name,
  identityKind,
  identityNumber,
});

/**
 * Answers to the questions of the situations as they usually are: the applicant acts in person, nothing else applies.
 * What was answered already stays.
 */
export function usualSituations(
  standard: Pick<ResolvedStandard, 'situations'>,
  answered: Record<string, boolean>,
): Record<string, boolean> {
  return Object.fromEntries(
    standard.situations.map(({ id }) => [
      id,
      answered[id] ?? (id.endsWith('-s-self') && !actsThroughAgent(answered)),
    ]),
  );
}

/** Answers after one was changed: acting in person and through an agent exclude each other. */
export function withSituation(
  situations: Record<string, boolean>,
  id: string,
  answer: boolean,
): Record<string, boolean> {
  const next = { ...situations, [id]: answer };
  const opposite = id.endsWith('-s-self')
    ? id.replace(/-s-self$/, '-s-agent')
    : id.endsWith('-s-agent')
      ? id.replace(/-s-agent$/, '-s-self')
      : undefined;
  if (opposite !== undefined && opposite in situations) next[opposite] = !answer;
  return next;
}

/** Everything that must be corrected before registering, in the order of the page. */
export function faultsOf(form: IntakeForm, standard: ResolvedStandard | undefined, on: Day): Fault[] {
  const faults = [...partyFaults('/applicant', '申请人', form.applicant, on)];
  if (form.optionId === '') faults.push({ pointer: '/optionId', label: '事项', detail: '还没有选事项。' });
  if (form.homeRegion === '')
    faults.push({ pointer: '/homeRegion', label: '属地', detail: '还没有选属地。' });
  if (!standard) return faults;
  for (const { situationId, detail } of checkSituations(standard.situations, form.situations)) {
    faults.push({ pointer: `/situations/${situationId}`, label: '办理情形', detail });
  }
  const rule = agentRule(standard, form.situations);
  if (rule === 'asked' || (rule === 'possible' && hasPerson(form.agent)))
    faults.push(...partyFaults('/agent', '代办人', form.agent, on));
  faults.push(...phoneFaults('/contact/phone', '联系电话', form.contactPhone));
  faults.push(...emailFaults(form.contactEmail));
  const answers = checkAnswers(standard.form, form.answers, on);
  for (const { fieldId, detail } of answers.errors) {
    const label = standard.form.find(({ id }) => id === fieldId)?.label ?? '申请表';
    faults.push({ pointer: `/answers/${fieldId}`, label, detail });
  }
  return [...faults, ...deliveryFaults(form, standard)];
}

function partyFaults(at: string, who: string, party: PartyDraft, on: Day): Fault[] {
  const faults: Fault[] = [];
  const noun = party.kind === 'organisation' ? '名称' : '姓名';
  if (party.name.trim() === '') {
    faults.push({ pointer: `${at}/name`, label: `${who}${noun}`, detail: `还没有填${noun}。` });
  }
  const identity = identityFault(party, on);
  if (identity !== undefined) {
    faults.push({ pointer: `${at}/identityNumber`, label: `${who}证件号码`, detail: identity });
  }
  return faults;
}

/** What is wrong with a party's number; undefined when it is right. */
export function identityFault({ identityKind, identityNumber }: PartyDraft, on: Day): string | undefined {
  const checked = checkIdentityDocument({ kind: identityKind, value: identityNumber, on });
  return checked.valid ? undefined : checked.reason;
}

/** The region that an identity card was first registered in; a proposal for the home region. */
export function regionOfIdentity({ identityKind, identityNumber }: PartyDraft): string | undefined {
  const checked = checkIdentityDocument({ kind: identityKind, value: identityNumber });
  return checked.valid ? checked.regionCode : undefined;
}

const sexNames = { male: '男', female: '女' } as const;

/** What the applicant's identity number already says of the form: 性别 and 出生日期 need not be asked. */
export function answersFromIdentity(
  fields: readonly FormField[],
  { identityKind, identityNumber }: PartyDraft,
): Record<string, string> {
  const checked = checkIdentityDocument({ kind: identityKind, value: identityNumber });
  if (!checked.valid) return {};
  const said: Readonly<Record<string, string | undefined>> = {
    性别: checked.sex && sexNames[checked.sex],
    出生日期: checked.birthOn,
  };
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = field.binding === undefined ? said[field.label] : undefined;
      return value === undefined ? [] : [[field.id, value]];
    }),
  );
}

function emailFaults(value: string): Fault[] {
  const checked = value.trim() === '' ? undefined : checkEmail(value);
  if (!checked || checked.valid) return [];
  return [{ pointer: '/contact/email', label: '电子邮箱', detail: checked.reason }];
}

function phoneFaults(pointer: string, label: string, phone: string): Fault[] {
  const checked = checkPhone(phone);
  return checked.valid ? [] : [{ pointer, label, detail: checked.reason }];
}

function deliveryFaults(form: IntakeForm, standard: ResolvedStandard): Fault[] {
  if (form.way === '') return [{ pointer: '/delivery', label: '送达方式', detail: '还没有选送达方式。' }];
  if (!standard.deliveryWays.some((way) => way === form.way)) {
    return [{ pointer: '/delivery', label: '送达方式', detail: '这个办理项不提供所选的送达方式。' }];
  }
  if (form.way !== 'mail') return [];
  const faults: Fault[] = [];
  if (form.address.trim() === '') {
    faults.push({ pointer: '/delivery/address/address', label: '邮寄地址', detail: '还没有填邮寄地址。' });
  }
  if (form.recipientPhone.trim() !== '') {
    faults.push(...phoneFaults('/delivery/address/phone', '收件人电话', form.recipientPhone));
  }
  return faults;
}
