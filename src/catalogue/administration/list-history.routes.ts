import type { App } from '../../platform/http.ts';
import { actorOf } from '../../platform/http-access.ts';
import { InstantText, object, problemAnswers, Type } from '../../platform/schema.ts';
import { CatalogueId } from '../catalogue-answers.ts';
import type { StoredChange } from './change.ts';
import { changeTexts } from './change-texts.ts';
import { detailsOfChange } from './change-words.ts';
import { listKeepers } from './keepers.ts';
import type { ListHistory } from './list-history.service.ts';

const tags = ['清单与收件标准'];
const config = { access: listKeepers };

const changeAnswer = (
  { id, at, byName, action, editionId, item, before, after }: StoredChange,
  regionName: (code: string) => string,
) => ({
  id,
  at,
  byName,
  text: changeTexts[action] ?? action,
  editionId: editionId ?? null,
  item: item ?? null,
  details: detailsOfChange({ before, after }, regionName).map((detail) => ({ ...detail })),
});

/** Who changed what of a list, and when. */
export function listHistoryRoutes(
  app: App,
  { history, regionName }: { history: ListHistory; regionName: (code: string) => string },
): void {
  app.get(
    '/api/list-programmes/:id/changes',
    {
      config,
      schema: {
        tags,
        summary: '谁在什么时候改了什么，新的在前',
        params: object({ id: CatalogueId }),
        querystring: object({
          before: Type.Optional(Type.String({ pattern: '^\\d{1,15}$', description: '上一页最后一条的编号' })),
        }),
        response: {
          200: object({
            changes: Type.Array(
              object({
                id: Type.Integer(),
                at: InstantText,
                byName: Type.String(),
                text: Type.String(),
                editionId: Type.Union([Type.String(), Type.Null()]),
                item: Type.Union([Type.String(), Type.Null()]),
                details: Type.Array(
                  object({ label: Type.String(), before: Type.String(), after: Type.String() }),
                  { description: '改了什么：改前、改后' },
                ),
              }),
            ),
            more: Type.Boolean(),
          }),
          ...problemAnswers(400, 401, 403, 404),
        },
      },
    },
    async (request) => {
      const { before } = request.query;
      const { changes, more } = await history.list(
        actorOf(request),
        request.params.id,
        before === undefined ? undefined : Number(before),
      );
      return { changes: changes.map((change) => changeAnswer(change, regionName)), more };
    },
  );
}
