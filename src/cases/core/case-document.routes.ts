import type { Documents, IssuedForm } from '../../documents/documents.service.ts';
import { formNames } from '../../documents/forms.ts';
import type { Actor } from '../../platform/actor.ts';
import { fileHeaders } from '../../platform/file-headers.ts';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { Problem } from '../../platform/problem.ts';
import { Id, object, oneOf, problemAnswers, Type } from '../../platform/schema.ts';
import { seesPersonal } from './capacities.ts';
import type { Executor } from './executor.service.ts';

const holders = ['applicant', 'intake', 'home'] as const;
const pdf = { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) };

/** Issued documents as PDF: the original set, or one more copy marked as such. */
export function caseDocumentRoutes(app: App, documents: Documents, executor: Pick<Executor, 'open'>): void {
  async function readable(id: string, actor: Actor): Promise<IssuedForm> {
    const issued = await documents.find(id);
    if (!issued) throw new Problem('not-found');
    const { loaded, capacities } = await executor.open(issued.caseId, actor);
    // Notices and receipts are seen by both windows; what names the applicant only from the transfer on.
    if (!seesPersonal(loaded.kase, capacities)) throw new Problem('not-found');
    return issued;
  }

  app.get(
    '/api/documents/:id.pdf',
    {
      config: { access: 'session' },
      schema: {
        summary: '文书 PDF',
        description:
          '不带 copy 给出原套（一式三份）；带 copy 给出标明“副本（补打）”的一份，并须写明原因。每次都留痕。',
        tags: ['文书'],
        params: object({ id: Id }),
        querystring: object({
          copy: Type.Optional(oneOf(holders)),
          reprintReason: Type.Optional(Type.String({ maxLength: 200 })),
        }),
        response: {
          200: { description: 'PDF', content: { 'application/pdf': pdf } },
          ...problemAnswers(400, 401, 403, 404, 422),
        },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const issued = await readable(request.params.id, actor);
      const { copy, reprintReason } = request.query;
      if (copy && !reprintReason?.trim()) throw new Problem('reason-missing', { detail: '补打请写明原因。' });
      const bytes = copy
        ? Buffer.from(documents.copy(issued, { holder: copy, state: 'issued', reprint: true }).pdf)
        : await documents.original(issued);
      await documents.recordPrint(issued, {
        copy: copy ?? 'set',
        reprint: copy !== undefined,
        reason: reprintReason?.trim() ?? null,
        by: actor.id,
      });
      return reply
        .headers(fileHeaders({ mediaType: 'application/pdf', name: `${formNames[issued.kind]}.pdf` }))
        .send(bytes);
    },
  );

  app.get(
    '/api/cases/:id/print-set.pdf',
    {
      config: { access: 'session' },
      schema: {
        summary: '一次打印：收件通知书一式三份和材料寄递清单',
        tags: ['文书'],
        params: object({ id: Id }),
        response: {
          200: { description: 'PDF', content: { 'application/pdf': pdf } },
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { loaded, capacities } = await executor.open(request.params.id, actor);
      if (!capacities.has('intakeClerk')) throw new Problem('not-authorised');
      const latest = (['intakeReceipt', 'packingList'] as const).flatMap((kind) => {
        const found = loaded.kase.documents.findLast((document) => document.kind === kind);
        return found ? [found.id] : [];
      });
      const issued = (await Promise.all(latest.map((id) => documents.find(id)))).filter(
        (form) => form !== undefined,
      );
      if (issued.length === 0) throw new Problem('not-found', { detail: '本件还没有可打印的文书。' });
      for (const form of issued) {
        await documents.recordPrint(form, { copy: 'set', reprint: false, reason: null, by: actor.id });
      }
      return reply
        .headers(
          fileHeaders({ mediaType: 'application/pdf', name: `${loaded.kase.businessNumber ?? ''} 打印.pdf` }),
        )
        .send(documents.printSet(issued));
    },
  );
}
