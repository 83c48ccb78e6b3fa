import { Worker } from 'node:worker_threads';
import type { CaseFileLaidOut, CaseFileWork } from './case-file-worker.service.ts';

/** Lays case files out. */
export type CaseFileRenderer = { layOut(work: CaseFileWork): Promise<CaseFileLaidOut> };

/**
 * Lays a case file out in a thread of its own, so that nobody at a desk waits for it; the thread and its memory are
 * gone with the file.
 */
export const createCaseFileRenderer = (): CaseFileRenderer => ({
  layOut: (work) =>
    new Promise((done, failed) => {
      const worker = new Worker(new URL('./case-file-worker.service.ts', import.meta.url), {
        workerData: work,
      });
      worker.once('message', (laidOut: CaseFileLaidOut) => done(laidOut));
      worker.once('error', failed);
      worker.once('exit', (code) => failed(new Error(`the case file's thread ended with ${code}`)));
    }),
});
