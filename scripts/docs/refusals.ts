import { commandNames, rowOf } from '../../src/regulation/lifecycle/index.ts';
import { type RefusalCode, refusals } from '../../src/regulation/refusals.ts';
import { code, codes, page, table } from './markdown.ts';

const codesInOrder = Object.keys(refusals) as RefusalCode[];

const refusalRow = (refusal: RefusalCode): string[] => [
  code(refusal),
  String(refusals[refusal].status),
  refusals[refusal].sentence,
  codes(commandNames.filter((name) => rowOf(name).refusals.includes(refusal))),
];

/** Every refusal with its status and sentence, and the commands that may give it. */
export const refusalsPage = (): string =>
  page(
    'Refusals',
    '`src/regulation/refusals.ts` and `src/regulation/lifecycle/`',
    'Answers are problem documents (RFC 9457, `application/problem+json`): `code`, `title` (the sentence), `status`, and where they help `detail`, `article` and `errors` with a JSON pointer and a sentence for each field.',
    table(['Code', 'Status', 'Sentence', 'Own refusal of'], codesInOrder.map(refusalRow)),
  );
