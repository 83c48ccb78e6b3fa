import { randomBytes } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type FieldError, Problem, problemBody } from './problem.ts';
import { type SchemaViolation, schemaSentence } from './schema-sentences.ts';

/** A request whose shape does not fit its schema, with one sentence for every wrong field. */
class ShapeError extends Error {
  readonly fields: FieldError[];
  constructor(fields: FieldError[]) {
    super('shape');
    this.fields = fields;
  }
}

/** Turns the validator's findings into field errors; handed to Fastify as its error formatter. */
export function schemaErrors(violations: unknown[], where: string): Error {
  const fields = (violations as SchemaViolation[]).map((violation) => schemaSentence(violation, where));
  const seen = new Set<string>();
  return new ShapeError(
    fields.filter(({ pointer }) => (seen.has(pointer) ? false : Boolean(seen.add(pointer)))).slice(0, 50),
  );
}

const byFastifyCode: Record<string, () => Problem> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Problem('body-too-large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Problem('media-type-unsupported'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Problem('body-malformed'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Problem('body-malformed'),
  FST_REQ_FILE_TOO_LARGE: () => new Problem('file-too-large'),
};

function asProblem(error: FastifyError): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof ShapeError) {
    return new Problem('field-invalid', { errors: error.fields, detail: error.fields[0]?.detail ?? '' });
  }
  const known = byFastifyCode[error.code];
  if (known) return known();
  if (error.statusCode === 429) return new Problem('too-many-requests');
  if (error.statusCode === 404) return new Problem('not-found');
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500)
    return new Problem('field-invalid');
  return undefined;
}

/**
 * The one mapper from errors to problems. What is not a Problem becomes one safe 500 with an incident number
 * that stands in the log as well; nothing of the inside leaves the house.
 */
export function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  const known = asProblem(error);
  if (known) return known;
  const incident = randomBytes(3).toString('hex').toUpperCase();
  request.log.error({ incident, error, url: request.routeOptions.url }, 'unexpected error');
  return new Problem('internal-error', { extensions: { incident } });
}

/** Answers an error. */
export function answerProblem(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = problemOf(error, request);
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem)));
}
