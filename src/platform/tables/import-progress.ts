import { setImmediate as othersFirst } from 'node:timers/promises';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from '../http-problems.ts';
import { problemBody } from '../problem.ts';

/** What an import is at: reading the file, holding rows against what stands and the rules, storing. */
export type ImportStage = 'reading' | 'checking' | 'storing';

/** Told how many rows of how many an import has behind it; whoever tells waits until other requests had their turn. */
export type TellProgress = (stage: ImportStage, done: number, total: number) => Promise<void>;

/** Tells nobody. */
export const quietly: TellProgress = () => othersFirst();

/** Content type by which an import is answered line by line, with its progress. */
const linesType = 'application/x-ndjson';

const portion = 500;

/** Does work on rows in portions and tells how far it is; one after the other. */
export async function inPortions<Row>(
  rows: readonly Row[],
  stage: ImportStage,
  tell: TellProgress,
  work: (part: readonly Row[]) => Promise<void> | void,
): Promise<void> {
  await tell(stage, 0, rows.length);
  for (let from = 0; from < rows.length; from += portion) {
    const part = rows.slice(from, from + portion);
    await work(part);
    await tell(stage, from + part.length, rows.length);
  }
}

/**
 * Answers an import. To whoever accepts `application/x-ndjson` line by line: `{"progress":{stage,done,total}}` while
 * it runs, then `{"answer":…}` or, the status line being gone by then, `{"problem":…}`; to others the answer alone.
 */
export async function answerImport<Answer>(
  request: FastifyRequest,
  reply: FastifyReply,
  run: (tell: TellProgress) => Promise<Answer>,
): Promise<Answer> {
  if (!request.headers.accept?.includes(linesType)) return run(quietly);
  const { raw } = reply;
  reply.hijack();
  // Who went away meanwhile is told nothing; what was begun is finished.
  raw.on('error', () => undefined);
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': `${linesType}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const write = (line: object): void => {
    if (!raw.destroyed) raw.write(`${JSON.stringify(line)}\n`);
  };
  try {
    const answer = await run(async (stage, done, total) => {
      write({ progress: { stage, done, total } });
      await othersFirst();
    });
    write({ answer });
  } catch (error) {
    write({ problem: problemBody(problemOf(error as FastifyError, request)) });
  }
  raw.end();
  // A hijacked reply is complete: nothing that is returned is looked at.
  return reply as never;
}
