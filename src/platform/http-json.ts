import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

const deepest = 20;

/** Whether brackets nest deeper than allowed; read from the text, so that no deep value is ever built. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inText) {
      if (char === '\\') at += 1;
      else if (char === '"') inText = false;
    } else if (char === '"') inText = true;
    else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > deepest) return true;
    } else if (char === '}' || char === ']') depth -= 1;
  }
  return false;
}

const forbiddenKeys = new Set(['__proto__', 'constructor']);

/**
 * A forbidden key stands in the text as it is, or with its letters escaped, and half a surrogate pair can only come
 * escaped; only then is every key and text looked at.
 */
const mayHide = /__proto__|constructor|\\u/;

const looked = (key: string, value: unknown): unknown => {
  if (forbiddenKeys.has(key)) throw new SyntaxError('forbidden key');
  if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed())) {
    throw new SyntaxError('half a character');
  }
  return value;
};

/**
 * Reads a JSON body; refuses nesting over 20 levels, keys that reach into prototypes, and halves of surrogate pairs,
 * which have no canonical form (R-243, RFC 7493).
 */
export async function parseJsonBody(_request: FastifyRequest, text: string | Buffer): Promise<unknown> {
  const body = String(text);
  if (body.trim() === '') return {};
  if (isTooDeep(body)) throw new Problem('body-too-deep');
  try {
    return JSON.parse(body, mayHide.test(body) ? looked : undefined);
  } catch {
    throw new Problem('body-malformed');
  }
}
