import { type ArticleId, articles } from '../regulation/articles.ts';
import { type RefusalCode, refusals } from '../regulation/refusals.ts';

/** One wrong field: a JSON pointer into the request and one plain Chinese sentence. */
export type FieldError = { pointer: string; detail: string };

/** Body of a problem answer (RFC 9457). */
export type ProblemBody = {
  type: string;
  code: string;
  title: string;
  status: number;
  detail?: string;
  article?: string;
  errors?: FieldError[];
  [extension: string]: unknown;
};

/** What may go with a refusal: a sentence about this one case, wrong fields, further members of the answer. */
export type ProblemDetails = {
  detail?: string;
  article?: ArticleId;
  errors?: FieldError[];
  extensions?: Record<string, unknown>;
};

/** A refusal on its way to the person: thrown anywhere, turned into an answer by the one mapper. */
export class Problem extends Error {
  readonly code: RefusalCode;
  readonly status: number;
  readonly details: ProblemDetails;

  constructor(code: RefusalCode, details: ProblemDetails = {}) {
    super(details.detail ?? refusals[code].sentence);
    this.name = 'Problem';
    this.code = code;
    this.status = refusals[code].status;
    this.details = details;
  }
}

/** A shape error at one field (400). */
export const fieldInvalid = (pointer: string, detail: string): Problem =>
  new Problem('field-invalid', { detail, errors: [{ pointer, detail }] });

/** The answer that stands for a problem. */
export function problemBody(problem: Problem): ProblemBody {
  const { detail, article, errors, extensions } = problem.details;
  return {
    type: `/problems/${problem.code}`,
    code: problem.code,
    title: refusals[problem.code].sentence,
    status: problem.status,
    ...(detail === undefined ? {} : { detail }),
    ...(article === undefined ? {} : { article: articles[article].citation }),
    ...(errors === undefined ? {} : { errors }),
    ...extensions,
  };
}
