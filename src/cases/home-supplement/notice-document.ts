import type { Case, HomeSupplement } from '../core/case.ts';
import type { Context, DocumentOrder } from '../core/command.ts';
import type { FactSources, WindowFacts } from '../core/fact-sources.ts';
import { orderDocument } from '../core/order-document.ts';
import { type HomeDocumentFacts, homeDocumentFacts, homeDocumentHead } from '../home/home-document.ts';

/** What 补正通知书 needs to know. */
export type NoticeFacts = HomeDocumentFacts & { intake: WindowFacts; home: WindowFacts };

/** Fetches what 补正通知书 needs. */
export const noticeFacts = async (
  sources: FactSources,
  kase: Case,
  context: Pick<Context, 'now' | 'actor'>,
): Promise<NoticeFacts> => ({
  ...(await homeDocumentFacts(sources, kase, context)),
  intake: await sources.window(kase.intake.windowId),
  home: await sources.window(kase.home.windowId),
});

/** A point as the document prints it: the material it concerns, and what is wanted. */
export function pointText(
  kase: Pick<Case, 'lines'>,
  point: { id: string; lineId?: string },
  texts: Record<string, string>,
): string {
  const line = kase.lines.find(({ id }) => id === point.lineId);
  // A line break would be printed as a point of its own.
  const text = (texts[point.id] ?? '').replaceAll(/\s*\n\s*/g, '；');
  return line ? `${line.name}：${text}` : text;
}

type Noticed = Pick<HomeSupplement, 'dueOn' | 'announcesAbandonment'> & {
  points: readonly { id: string; lineId?: string }[];
};

/** Orders 补正通知书, sealed by the home region; a new one names the one it replaces. */
export const orderNotice = (
  kase: Case,
  facts: NoticeFacts,
  context: Context,
  { points, dueOn, announcesAbandonment }: Noticed,
  texts: Record<string, string>,
  replaces?: string,
): { document: Case['documents'][number]; order: DocumentOrder } =>
  orderDocument(kase, context, (own) => ({
    kind: 'homeSupplementNotice',
    data: {
      ...homeDocumentHead(kase, facts, own),
      ...(replaces === undefined ? {} : { replaces }),
      points: points.map((point) => pointText(kase, point, texts)),
      dueOn,
      intakeWindowName: facts.intake.name,
      intakeWindowPhone: facts.intake.phone,
      homeWindowName: facts.home.name,
      announcesAbandonment,
    },
  }));
