import type { Documents, IssuedForm } from '../../documents/documents.service.ts';
import { formNames } from '../../documents/forms.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Database } from '../../platform/database.ts';
import { fileHeaders } from '../../platform/file-headers.ts';
import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { Id, object, oneOf, problemAnswers, Type } from '../../platform/schema.ts';
import { seesPersonal } from './capacities.ts';
import type { Case } from './case.ts';
import type { Executor } from './executor.service.ts';

const holders = ['applicant', 'intake', 'home'] as const;
const pdf = { schema: Type.Unsafe<Buffer>({ type: 'string', format: 'binary' }) };

/** Issued documents as PDF: the original set, or one more copy, counted and marked as such. */
export function caseDocumentRoutes(
  app: App,
  {
    database,
    documents,
    executor,
    audit,
  }: {
    database: Database;
    documents: Documents;
    executor: Pick<Executor, 'open'>;
    audit: Pick<Audit, 'record'>;
  },
): void {
  async function readable(id: string, actor: Actor): Promise<{ issued: IssuedForm; kase: Case }> {
    const issued = await documents.find(id);
    if (!issued) throw new Problem('not-found');
    const { loaded, capacities } = await executor.open(issued.caseId, actor);
    // Notices and receipts are seen by both windows; what names the applicant only from the transfer on.
    if (!seesPersonal(loaded.kase, capacities)) throw new Problem('not-found');
    return { issued, kase: loaded.kase };
  }

  app.get(
    '/api/documents/:id.pdf',
    {
      config: { access: 'session' },
      schema: {
        summary: '文书 PDF',
        description: '原套（一式三份或单份）。每次都留痕；再要一份请补打。',
        tags: ['文书'],
        params: object({ id: Id }),
        response: {
          200: { description: 'PDF', content: { 'application/pdf': pdf } },
          ...problemAnswers(400, 401, 403, 404, 422),
        },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { issued, kase } = await readable(request.params.id, actor);
      const isVoid = kase.documents.some(({ id, voidedAt }) => id === issued.id && voidedAt !== undefined);
      const bytes =
        isVoid && issued.form
          ? Buffer.from(documents.voidedSet(issued).pdf)
          : await documents.original(issued);
      await documents.recordPrint(issued, { copy: 'set', reprint: false, reason: null, by: actor.id });
      return reply
        .headers(fileHeaders({ mediaType: 'application/pdf', name: `${formNames[issued.kind]}.pdf` }))
        .send(bytes);
    },
  );

  app.post(
    '/api/documents/:id/reprints',
    {
      config: { access: 'session' },
      schema: {
        summary: '补打文书：标明“副本（补打）”的一份，须写明原因，留痕',
        tags: ['文书'],
        params: object({ id: Id }),
        body: {
          ...object({
            reason: Type.String({ minLength: 1, maxLength: 200 }),
            copy: Type.Optional(oneOf(holders)),
          }),
          examples: [{ reason: '打印机卡纸，申请人联印坏', copy: 'applicant' }],
        },
        response: {
          200: { description: 'PDF', content: { 'application/pdf': pdf } },
          ...problemAnswers(400, 401, 403, 404, 413, 422),
        },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { issued, kase } = await readable(request.params.id, actor);
      const { copy } = request.body;
      const checked = checkPlainText(request.body.reason, { max: 200 });
      if (!checked.valid) throw fieldInvalid('/reason', checked.reason);
      const reason = checked.normalized;
      if (reason === '') throw new Problem('reason-missing', { detail: '补打请写明原因。' });
      const voided = kase.documents.some(({ id, voidedAt }) => id === issued.id && voidedAt !== undefined);
      const printed = documents.copy(issued, {
        ...(copy ? { holder: copy } : {}),
        state: voided ? 'void' : 'issued',
        reprint: true,
      });
      const number = await documents.recordPrint(issued, {
        copy: copy ?? 'single',
        reprint: true,
        reason,
        by: actor.id,
      });
      await audit.record(database.db, {
        action: 'documentReprinted',
        actor: auditActorOf(actor),
        subject: { kind: 'document', id: issued.id },
        caseId: issued.caseId,
        address: request.ip,
        detail: { copy: copy ?? 'single', number },
      });
      return reply
        .headers({
          ...fileHeaders({ mediaType: 'application/pdf', name: `${formNames[issued.kind]}（补打）.pdf` }),
          'reprint-number': String(number),
        })
        .send(Buffer.from(printed.pdf));
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
