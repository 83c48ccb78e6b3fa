import type { Audit } from './audit.service.ts';
import { auditActorOf } from './audit.ts';
import type { Database } from './database.ts';
import type { Feed } from './feed.service.ts';
import type { App } from './http.ts';
import { actorOf } from './http-access.ts';
import { InstantText, object, problemAnswers, Type } from './schema.ts';

const EntryAnswer = object({
  feedNo: Type.Integer(),
  caseId: Type.String(),
  seq: Type.Integer(),
  type: Type.String(),
  eventHash: Type.String(),
});
const BatchAnswer = object({
  batchNo: Type.Integer(),
  fromNo: Type.Integer(),
  toNo: Type.Integer(),
  merkleRoot: Type.String(),
  previousHash: Type.String(),
  hash: Type.String(),
  sealedAt: InstantText,
});

const tags = ['运行'];

/** The one order of all events: proof of an entry, and verification of the whole; the latter is recorded. */
export function feedRoutes(app: App, parts: { feed: Feed; audit: Audit; database: Database }): void {
  const { feed, audit, database } = parts;
  app.get(
    '/api/feed/:feedNo/proof',
    {
      config: { access: ['systemAdministrator', 'auditor'] },
      schema: {
        summary: '证明一个事件在封签的批次里',
        description:
          'RFC 6962：从 leaf 起沿 path 算到 batch.merkleRoot；批次按 previousHash 和 hash 连成一条链。',
        tags,
        params: object({ feedNo: Type.String({ pattern: '^[1-9]\\d{0,14}$', description: '编号' }) }),
        response: {
          200: object({
            entry: EntryAnswer,
            batch: BatchAnswer,
            leaf: Type.String(),
            index: Type.Integer(),
            size: Type.Integer(),
            path: Type.Array(Type.String()),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    ({ params }) => feed.inclusionProof(Number(params.feedNo)),
  );

  app.get(
    '/api/feed/verification',
    {
      config: { access: ['auditor'] },
      schema: {
        summary: '核验全部事件的顺序和封签有没有被改动',
        tags,
        response: {
          200: object({
            sound: Type.Boolean({ description: '没有发现任何改动' }),
            batches: Type.Integer(),
            entries: Type.Integer(),
            lastHash: Type.String({ description: '最后一批的链值；另处记下它，可发现末尾被截断' }),
            faults: Type.Array(
              object({
                batchNo: Type.Integer(),
                fromNo: Type.Integer(),
                toNo: Type.Integer(),
                sentence: Type.String(),
              }),
            ),
          }),
          ...problemAnswers(401, 403),
        },
      },
    },
    async (request) => {
      const verification = await feed.verify();
      const { sound, batches, faults } = verification;
      await audit.record(database.db, {
        action: 'feedVerified',
        actor: auditActorOf(actorOf(request), 'auditor'),
        subject: { kind: 'feed', id: `1-${batches}` },
        address: request.ip,
        detail: { sound, faults: faults.length },
      });
      return verification;
    },
  );
}
