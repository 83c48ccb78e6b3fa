import { maskIdentity } from '../../identity/masking.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import { messageLength, messageSign } from '../../regulation/message-rules.ts';
import { type VariableId, variableOfLabel, variables } from './template-variables.ts';
import type { TemplateRule } from './templates.ts';

/** A template that can be saved, or why not, as a Chinese sentence. */
export type TemplateCheck =
  | { valid: true; text: string; preview: string; characters: number }
  | { valid: false; code: 'template-variable-unknown' | 'template-text-invalid'; reason: string };

/** Identity numbers of 18 or 15 digits; longer runs, such as business numbers, are none. */
const identityNumber = /(?<![\dA-Za-z])(?:\d{17}[\dXx]|\d{15})(?![\dA-Za-z])/g;

const placeholder = /\{([^{}]*)\}/g;

/** Characters as a reader counts them. */
export const lengthOf = (text: string): number => Array.from(text).length;

const clipped = (value: string, most: number): string =>
  lengthOf(value) <= most
    ? value
    : `${Array.from(value)
        .slice(0, most - 1)
        .join('')}…`;

/**
 * The words of a message: variables filled in, each no longer than its most, the sign in front, identity numbers masked
 * wherever they come from (R-174), and never longer than a message may be. Throws where a value is missing: the caller
 * promised all variables of the template.
 */
export function rendered(text: string, values: Readonly<Partial<Record<VariableId, string>>>): string {
  const filled = text.replaceAll(placeholder, (_whole, label: string) => {
    const id = variableOfLabel.get(label);
    const value = id && values[id];
    if (id === undefined || value === undefined) throw new Error(`no value for {${label}}`);
    return clipped(value, variables[id].most);
  });
  const whole = filled.startsWith(messageSign) ? filled : messageSign + filled;
  return clipped(
    whole.replaceAll(identityNumber, (number) => maskIdentity(number)),
    messageLength,
  );
}

/** Values of a preview. */
export const sampleValues: Readonly<Record<VariableId, string>> = Object.fromEntries(
  Object.entries(variables).map(([id, { sample }]) => [id, sample]),
) as Record<VariableId, string>;

const refuse = (
  code: 'template-variable-unknown' | 'template-text-invalid',
  reason: string,
): TemplateCheck => ({ valid: false, code, reason });

/** Whether words can be saved for an event: every variable known to it, no identity number, not too long (R-172, R-174). */
export function checkTemplate(rule: Pick<TemplateRule, 'variables'>, typed: string): TemplateCheck {
  const plain = checkPlainText(typed, { max: messageLength, min: 5 });
  if (!plain.valid) return refuse('template-text-invalid', plain.reason);
  const text = plain.normalized;
  const allowed = rule.variables.map((id) => variables[id].label as string);
  for (const [, label = ''] of text.matchAll(placeholder)) {
    if (!allowed.includes(label)) {
      return refuse(
        'template-variable-unknown',
        `这条短信没有“{${label}}”这一项，可以用的有：${allowed.map((each) => `{${each}}`).join('、')}。`,
      );
    }
  }
  if (/[{}]/.test(text.replaceAll(placeholder, ''))) {
    return refuse('template-variable-unknown', '花括号要成对，里面写变量的名称，如 {事项}。');
  }
  if (text.match(identityNumber)) {
    return refuse('template-text-invalid', '短信里不能写完整的身份证号，请删掉。');
  }
  const preview = rendered(text, sampleValues);
  const whole =
    lengthOf(messageSign) +
    lengthOf(
      text.replaceAll(placeholder, (_, label: string) => {
        const id = variableOfLabel.get(label);
        return id ? variables[id].sample : '';
      }),
    );
  if (whole > messageLength) {
    return refuse(
      'template-text-invalid',
      `填好以后有 ${whole} 个字，最多 ${messageLength} 个，请写短一些。`,
    );
  }
  return { valid: true, text, preview, characters: whole };
}
