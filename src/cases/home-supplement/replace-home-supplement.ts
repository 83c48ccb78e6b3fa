import { checkPlainText } from '../../platform/plain-text.ts';
import { DayText, object, type Static, Type } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';
import { command, refuse } from '../core/command.ts';
import type { SupplementDates } from './dates.ts';
import { type NoticeFacts, noticeFacts, orderNotice } from './notice-document.ts';
import { longestPoint, shortestPoint } from './request-home-supplement.ts';
import { openSupplement, supplementDueAt } from './supplement.ts';
import { offeredTo, refusedTo } from './who-acts.ts';

const ReplaceInput = object({
  reason: Type.Optional(Type.String({ maxLength: 300 })),
  dueOn: Type.Optional(DayText),
  points: Type.Optional(
    Type.Array(object({ id: Type.String({ maxLength: 80 }), text: Type.String({ maxLength: 1000 }) }), {
      maxItems: 50,
      description: '改正写错的内容；不能增加要补正的内容',
    }),
  ),
});
type ReplaceInput = Static<typeof ReplaceInput>;

type ReplaceFacts = NoticeFacts & { dueAt: Instant; dates: SupplementDates | undefined };

/**
 * A new 补正通知书 in place of one with an error, or with a later due date (C.1, 22a); the old one is void. Nothing is
 * added to what was asked, and no date becomes earlier.
 */
export const replaceHomeSupplement = command<'replaceHomeSupplement', ReplaceInput, ReplaceFacts>({
  name: 'replaceHomeSupplement',
  input: ReplaceInput,
  summary: '更换补正通知书：改正笔误或延长补正期限',
  example: { reason: '申请人在外地，来不及办理，延长一周', dueOn: '2021-08-02' },
  async facts(sources, kase, { dueOn }, context) {
    const open = openSupplement(kase);
    return {
      ...(await noticeFacts(sources, kase, context)),
      dueAt: await supplementDueAt(sources, kase),
      dates: open && (await sources.supplementDates(kase, open.requestedAt, dueOn ?? open.dueOn)),
    };
  },
  offered: offeredTo,
  decide(kase, { reason, points = [] }, facts, context) {
    const open = openSupplement(kase);
    if (!open) return refuse('illegal-transition');
    const refused = refusedTo(open.returnTo, context.capacities);
    if (refused) return refused;
    if (context.now >= facts.dueAt) {
      return refuse('supplement-due-passed', { detail: '补正期限已过，不能再更换补正通知书。' });
    }
    const why = checkPlainText(reason ?? '', { min: 2, max: 300 });
    if (!why.valid) return refuse('reason-missing');
    if (!facts.dates || facts.dates.dueOn < open.dueOn) return refuse('due-date-shortened');
    const texts = { ...kase.personal?.supplementPoints };
    for (const [index, { id, text }] of points.entries()) {
      const checked = checkPlainText(text, { min: shortestPoint, max: longestPoint, lines: true });
      const detail = open.points.some((point) => point.id === id)
        ? checked.valid
          ? undefined
          : checked.reason
        : '补正通知书里没有这一点，更换时不能增加。';
      if (detail !== undefined)
        return refuse('field-invalid', { errors: [{ pointer: `/points/${index}`, detail }] });
      if (checked.valid) texts[id] = checked.normalized;
    }
    if (!facts.seal) return refuse('seal-not-valid');
    if (!kase.personal) return refuse('form-field-missing');
    const own = Object.fromEntries(open.points.map(({ id }) => [id, texts[id] ?? '']));
    const old = kase.documents.find(({ id }) => id === open.documentId);
    const content = { ...open, dueOn: facts.dates.dueOn };
    const { document, order } = orderNotice(kase, facts, context, content, own, old?.number);
    return {
      events: [
        {
          type: 'homeSupplementReplaced',
          data: { id: open.id, ...facts.dates, voids: open.documentId, document },
          personal: { points: own, reason: why.normalized },
        },
      ],
      documents: [order],
    };
  },
});
