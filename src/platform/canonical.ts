import serialize from 'canonicalize';

/**
 * The one way to write a value as JSON (RFC 8785): equal content gives equal bytes, whatever the order of the
 * members. Refuses what has no JSON form: undefined, functions, NaN, infinities, circles, halves of surrogate
 * pairs.
 */
export function canonical(value: unknown): string {
  const text = serialize(value);
  if (text === undefined) throw new TypeError('a value without canonical JSON');
  return text;
}
