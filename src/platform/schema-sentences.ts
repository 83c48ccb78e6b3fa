import type { FieldError } from './problem.ts';

/** One finding of the JSON schema validator. */
export type SchemaViolation = {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
};

const typeNames: Record<string, string> = {
  string: '文字',
  integer: '整数',
  number: '数字',
  boolean: '是或否',
  object: '一组内容',
  array: '一列内容',
};

const sentences: Record<string, (params: Record<string, unknown>) => string> = {
  required: (p) => `缺少“${String(p['missingProperty'])}”。`,
  additionalProperties: (p) => `没有“${String(p['additionalProperty'])}”这一项。`,
  unevaluatedProperties: (p) => `没有“${String(p['unevaluatedProperty'])}”这一项。`,
  type: (p) => `应为${typeNames[String(p['type'])] ?? String(p['type'])}。`,
  enum: (p) => `只能是：${(p['allowedValues'] as unknown[]).map(String).join('、')}。`,
  const: (p) => `只能是：${String(p['allowedValue'])}。`,
  minLength: (p) => `至少 ${String(p['limit'])} 个字。`,
  maxLength: (p) => `最多 ${String(p['limit'])} 个字。`,
  minItems: (p) => `至少 ${String(p['limit'])} 项。`,
  maxItems: (p) => `最多 ${String(p['limit'])} 项。`,
  maxProperties: (p) => `最多 ${String(p['limit'])} 项。`,
  minimum: (p) => `不能小于 ${String(p['limit'])}。`,
  maximum: (p) => `不能大于 ${String(p['limit'])}。`,
  pattern: () => '格式不对。',
  format: () => '格式不对。',
};

/** One finding as a field error with a sentence a person can act on. */
export function schemaSentence(violation: SchemaViolation, where: string): FieldError {
  const { missingProperty, additionalProperty } = violation.params as Record<string, string | undefined>;
  const named = missingProperty ?? additionalProperty;
  const inside = where === 'body' ? '' : `/${where}`;
  const pointer = `${inside}${violation.instancePath}${named === undefined ? '' : `/${named}`}`;
  return {
    pointer: pointer || '/',
    detail: sentences[violation.keyword]?.(violation.params) ?? '填写得不对。',
  };
}
