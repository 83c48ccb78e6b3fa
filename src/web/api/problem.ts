/** A refusal or failure of the server as a page shows it: one sentence, its code, wrong fields. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly article: string | undefined;
  readonly errors: readonly { pointer: string; detail: string }[];
  /** Further members of the answer, such as the tries left at sign-in. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(status: number, members: Record<string, unknown>) {
    super(sentenceOf(status, members));
    this.name = 'Refusal';
    this.code = typeof members['code'] === 'string' ? members['code'] : 'unreadable-answer';
    this.status = status;
    this.article = typeof members['article'] === 'string' ? members['article'] : undefined;
    this.errors = fieldErrors(members['errors']);
    this.members = members;
  }
}

/** The network gave no answer: nobody knows whether the act was done. */
export class NoAnswer extends Error {
  constructor() {
    super('没有连上服务器，您写的内容还在。网络恢复后请再按一次。');
    this.name = 'NoAnswer';
  }
}

/** The sentence to show for anything that went wrong. */
export function sentenceFor(error: unknown): string {
  if (error instanceof Refusal || error instanceof NoAnswer) return error.message;
  return '没能办成，您写的内容还在。请稍后再按一次。';
}

/** The sentence of a refusal about one field. */
export const errorAt = (error: unknown, pointer: string): string | undefined =>
  error instanceof Refusal ? error.errors.find((each) => each.pointer === pointer)?.detail : undefined;

/** Whether an answer says that somebody else acted in the meantime. */
export const isStale = (error: unknown): error is Refusal => error instanceof Refusal && error.status === 412;

function sentenceOf(status: number, members: Record<string, unknown>): string {
  for (const key of ['detail', 'title']) {
    const text = members[key];
    if (typeof text === 'string' && text !== '') return text;
  }
  return `没能办成，您写的内容还在。请稍后再按一次；仍不行，请报编号 ${status}。`;
}

function fieldErrors(value: unknown): { pointer: string; detail: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { pointer, detail } = entry as { pointer?: unknown; detail?: unknown };
    return typeof pointer === 'string' && typeof detail === 'string' ? [{ pointer, detail }] : [];
  });
}
