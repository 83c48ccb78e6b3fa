import { type TObject, type TProperties, Type } from 'typebox';

export { type Static, Type } from 'typebox';

/** An object that takes no field it does not name. */
export const object = <P extends TProperties>(
  properties: P,
  options: { description?: string; examples?: unknown[] } = {},
): TObject<P> => Type.Object(properties, { additionalProperties: false, ...options });

/** One of a few words. */
export const oneOf = <const V extends readonly string[]>(values: V, options: { description?: string } = {}) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: [...values], ...options });

/** Six-digit region code (GB/T 2260). */
export const RegionCode = Type.String({ pattern: '^\\d{6}$', description: '六位行政区划代码' });

/** A UUID as made by the system. */
export const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });

/** A day, YYYY-MM-DD. */
export const DayText = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });

/** A moment with offset. */
export const InstantText = Type.String({
  maxLength: 40,
  description: '带时区的时间，如 2021-04-30T15:00:00+08:00',
});

/** Problem answer (RFC 9457), for every operation's documentation. */
export const ProblemAnswer = Type.Object(
  {
    type: Type.String(),
    code: Type.String({ description: '机器可读的原因' }),
    title: Type.String({ description: '一句中文说明' }),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    article: Type.Optional(Type.String({ description: '依据的条款' })),
    errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }))),
  },
  { additionalProperties: true, title: 'Problem' },
);

/** Problem answers an operation may give, by status. */
export const problemAnswers = (...statuses: number[]): Record<number, typeof ProblemAnswer> =>
  Object.fromEntries(statuses.map((status) => [status, ProblemAnswer]));
