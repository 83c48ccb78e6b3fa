import { EditionId } from '../catalogue/administration/edition-answers.ts';
import type { NominationsTaken } from '../catalogue/administration/nominations.service.ts';
import type { Database } from '../platform/database.ts';
import type { App } from '../platform/http.ts';
import { actorOf } from '../platform/http-access.ts';
import { Id, object, problemAnswers, Type } from '../platform/schema.ts';
import { takeNomination } from './nominations.service.ts';

/** Nominations out of off-list demand become rows of a draft. */
export function nominationRoutes(
  app: App,
  parts: { database: Database; nominations: NominationsTaken },
): void {
  app.post(
    '/api/item-proposals/:id/take',
    {
      config: { access: ['coordinationGroup'] },
      schema: {
        tags: ['清单外'],
        summary: '把一份提名纳入清单草稿（协调小组）；来源写提名的省，数据仍在提名里',
        params: object({ id: Id }),
        body: object(
          {
            editionId: EditionId,
            department: Type.String({
              minLength: 1,
              maxLength: 100,
              pattern: '\\S',
              description: '牵头部门',
            }),
          },
          { examples: [{ editionId: 'southwest-5.2022-1', department: '农业农村部门' }] },
        ),
        response: {
          201: object({ editionId: EditionId, number: Type.Integer() }),
          ...problemAnswers(400, 401, 403, 404, 409),
        },
      },
    },
    async (request, reply) => {
      const number = await takeNomination(parts, actorOf(request), request.params.id, request.body);
      return reply.status(201).send({ editionId: request.body.editionId, number });
    },
  );
}
