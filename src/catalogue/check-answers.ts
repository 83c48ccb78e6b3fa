import { checkIdentityDocument } from '../identity/identity-documents.ts';
import { checkPhone } from '../identity/phone.ts';
import { checkPlainText } from '../platform/plain-text.ts';
import type { Day } from '../regulation/instant.ts';
import { isDay } from '../regulation/shanghai-time.ts';
import type { FieldType, FormField } from './standard.ts';

/** Answers of a form by field id. Days as YYYY-MM-DD, regions as six digits, photos and files as the id of an upload. */
export type Answers = Readonly<Record<string, string | number>>;

/** One wrong field with one plain sentence. */
export type AnswerFault = { readonly fieldId: string; readonly detail: string };

type Checked = { value: string | number } | { detail: string };

const longest: Partial<Record<FieldType, number>> = { text: 200, address: 200 };

/**
 * Checks the answers to a form: required ones present, each of its field's type, nothing too long, no field
 * that the form does not have. Fields bound to a fact of the case are not asked, so what is given for them is left
 * out. Answers all faults at once, and the rest in its normal form.
 */
export function checkAnswers(
  form: readonly FormField[],
  answers: Answers,
  on: Day,
): { errors: AnswerFault[]; answers: Record<string, string | number> } {
  const errors: AnswerFault[] = [];
  const kept: Record<string, string | number> = {};
  for (const field of form.filter(({ binding }) => binding === undefined)) {
    const given = Object.hasOwn(answers, field.id) ? answers[field.id] : undefined;
    if (given === undefined || (typeof given === 'string' && given.trim() === '')) {
      if (field.required) errors.push({ fieldId: field.id, detail: `还没有填${field.label}。` });
      continue;
    }
    const checked = checks[field.type](field, given, on);
    if ('detail' in checked) errors.push({ fieldId: field.id, detail: checked.detail });
    else kept[field.id] = checked.value;
  }
  const known = new Set(form.map(({ id }) => id));
  for (const fieldId of Object.keys(answers)) {
    if (!known.has(fieldId)) errors.push({ fieldId, detail: '申请表里没有这一项。' });
  }
  return { errors, answers: kept };
}

/** The fields that are asked for: those that no fact of the case answers. */
export const askedFields = (form: readonly FormField[]): FormField[] =>
  form.filter(({ binding }) => binding === undefined);

const checks: Record<FieldType, (field: FormField, given: string | number, on: Day) => Checked> = {
  text: checkText,
  address: checkText,
  residentId(_field, given, on) {
    const checked = checkIdentityDocument({ kind: 'residentId', value: String(given), on });
    return checked.valid ? { value: checked.normalized } : { detail: checked.reason };
  },
  creditCode(_field, given) {
    const checked = checkIdentityDocument({ kind: 'creditCode', value: String(given) });
    return checked.valid ? { value: checked.normalized } : { detail: checked.reason };
  },
  phone(_field, given) {
    const checked = checkPhone(String(given));
    return checked.valid ? { value: checked.normalized } : { detail: checked.reason };
  },
  date({ label }, given) {
    const day = String(given).trim();
    return isDay(day) ? { value: day } : { detail: `${label}应是日期，例如 2021-07-08。` };
  },
  select({ label, options = [] }, given) {
    const chosen = String(given).trim();
    return options.includes(chosen)
      ? { value: chosen }
      : { detail: `${label}只能选：${options.join('、')}。` };
  },
  region({ label }, given) {
    const code = String(given).trim();
    return /^[1-9]\d{5}$/.test(code) ? { value: code } : { detail: `请从列表里选择${label}。` };
  },
  number({ label }, given) {
    const number = typeof given === 'number' ? given : readNumber(given);
    return number !== undefined && Number.isFinite(number) && number >= 0 && number <= 1e13
      ? { value: number }
      : { detail: `${label}应是不小于 0 的数字。` };
  },
  photo: checkUpload,
  file: checkUpload,
};

function checkText({ label, type, maxLength }: FormField, given: string | number): Checked {
  const checked = checkPlainText(String(given), {
    max: maxLength ?? longest[type] ?? 200,
    lines: type === 'text',
  });
  return checked.valid ? { value: checked.normalized } : { detail: `${label}：${checked.reason}` };
}

function checkUpload({ label }: FormField, given: string | number): Checked {
  const id = String(given);
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    ? { value: id }
    : { detail: `请上传${label}。` };
}

function readNumber(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().replaceAll(',', '');
  return /^\d{1,13}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}
