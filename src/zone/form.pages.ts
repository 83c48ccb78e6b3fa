import type { Catalogue } from '../catalogue/catalogue.service.ts';
import { checkAnswers } from '../catalogue/check-answers.ts';
import type { FormField } from '../catalogue/standard.ts';
import type { Directory } from '../directory/directory.service.ts';
import { fullNameOf } from '../directory/region.ts';
import type { Clock } from '../platform/clock.ts';
import type { App } from '../platform/http.ts';
import { Problem } from '../platform/problem.ts';
import { Type } from '../platform/schema.ts';
import { dayOf } from '../regulation/instant.ts';
import { pageAnswer, type SendPage } from './answer.pages.ts';
import { type FormView, formPage, typedFields } from './form-page.ts';
import { formWords } from './form-words.zh-CN.ts';
import { chosenStandard, getItem, ItemParams, withChoice } from './item.pages.ts';
import { itemHref } from './search.pages.ts';

type Ports = { catalogue: Catalogue; directory: Directory; clock: Clock };

const tags = ['专区页面'];
const Choice = Type.Object({
  region: Type.Optional(Type.String({ maxLength: 20 })),
  option: Type.Optional(Type.String({ maxLength: 20 })),
});

/** At the counter the facts of the case fill these in; here nobody else does. */
const withoutBinding = ({ binding: _binding, ...field }: FormField): FormField => field;

/** Fills in the application form without an account: nothing is stored, the same checks as at the counter. */
export function formPages(zone: App, { catalogue, directory, clock }: Ports, send: SendPage): void {
  /** The code of a region as people write it: by its whole name, or by a name that only one has. */
  function codeOf(typed: string): string | undefined {
    const name = typed.replaceAll(/\s/g, '');
    const found = directory.searchRegions(name, 20);
    const named = found.filter((path) => fullNameOf(path) === name || path.at(-1)?.name === name);
    return (named.length === 1 ? named[0] : found.length === 1 ? found[0] : undefined)?.at(-1)?.code;
  }

  function viewOf(
    params: { catalogue: string; number: string },
    query: { option?: string; region?: string },
  ): FormView {
    const item = getItem(catalogue, params);
    const { chosen, local, unified, region } = chosenStandard(catalogue, item, query);
    const standard = local ?? unified;
    if (!standard || standard.guidanceOnly === true)
      throw new Problem('not-found', { detail: formWords.none });
    const path = itemHref(item.catalogueId, item.number);
    const choice = { option: chosen?.optionId, region };
    return {
      itemName: standard.localItemName,
      optionName: standard.optionName,
      home: local && region !== undefined ? directory.regionName(region) : undefined,
      backHref: withChoice(path, choice),
      action: withChoice(`${path}/form`, choice),
      fields: standard.form.map(withoutBinding),
      typed: {},
      faults: [],
      right: false,
    };
  }

  /** Holds what was typed against the form's definition. */
  function checked(view: FormView, typed: Record<string, string>): FormView {
    const fields = typedFields(view.fields);
    const faults: FormView['faults'][number][] = [];
    const answers: Record<string, string> = {};
    for (const { id, type, label } of fields) {
      const value = (typed[id] ?? '').trim();
      if (value === '') continue;
      const code = type === 'region' ? codeOf(value) : value;
      if (code === undefined) faults.push({ fieldId: id, detail: formWords.unknownRegion(label) });
      else answers[id] = code;
    }
    const wrongRegions = new Set(faults.map(({ fieldId }) => fieldId));
    const { errors, answers: kept } = checkAnswers(fields, answers, dayOf(clock.now()));
    faults.push(...errors.filter(({ fieldId }) => !wrongRegions.has(fieldId)));
    if (faults.length > 0) return { ...view, typed, faults };
    const normal = fields.map(({ id, type }) => {
      const value = kept[id] === undefined ? '' : String(kept[id]);
      return [
        id,
        type === 'region' && value !== '' ? fullNameOf(directory.regionPath(value)) : value,
      ] as const;
    });
    return { ...view, typed: Object.fromEntries(normal), right: true };
  }

  zone.get(
    '/items/:catalogue/:number/form',
    {
      config: { access: 'public' },
      schema: {
        summary: '申请表：先填好、核对、打印',
        tags,
        security: [],
        params: ItemParams,
        querystring: Choice,
        response: pageAnswer,
      },
    },
    async (request, reply) =>
      send(request, reply, formPage(viewOf(request.params, request.query)), { confidential: true }),
  );

  zone.post(
    '/items/:catalogue/:number/form',
    {
      config: { access: 'public' },
      schema: {
        summary: '核对填好的申请表；不保存',
        tags,
        security: [],
        params: ItemParams,
        querystring: Choice,
        body: Type.Record(Type.String(), Type.String({ maxLength: 4000 })),
        response: pageAnswer,
      },
    },
    async (request, reply) => {
      const view = viewOf(request.params, request.query);
      const typed = Object.fromEntries(view.fields.map(({ id }) => [id, request.body[`a.${id}`] ?? '']));
      const shown = request.body['edit'] === '1' ? { ...view, typed } : checked(view, typed);
      return send(request, reply, formPage(shown), {
        status: shown.faults.length > 0 ? 422 : 200,
        here: view.action,
        confidential: true,
      });
    },
  );
}
