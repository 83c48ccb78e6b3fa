import { dayText } from './form-texts.ts';
import type { HomeDocumentHead } from './forms.ts';

/** A part of a home document: running paragraphs, below a heading or not; several points are numbered. */
export type Section = { heading: string; paragraphs: string[] };

/** Paragraphs without a heading. */
export const plain = (...paragraphs: string[]): Section => ({ heading: '', paragraphs });

/** A text with the full stop it may lack. */
export const ended = (text: string): string => (/[。！？；.]$/.test(text) ? text : `${text}。`);

/** Points below a heading, each line of a text a point of its own, numbered when there are several. */
export function listed(heading: string, texts: readonly string[]): Section {
  const points = texts.flatMap((text) => text.split(/\s*\n\s*/)).filter((text) => text.trim() !== '');
  return {
    heading,
    paragraphs: points.map((text, i) => (points.length > 1 ? `${i + 1}. ${ended(text)}` : ended(text))),
  };
}

/** A day in words; without one, the blank to be filled in by pen. */
export const day = (on: string | null): string => (on === null ? '　　年　月　日' : dayText(on));

/** What was applied for and when, as every document of the home region begins. */
export const application = (data: HomeDocumentHead): string =>
  `你（单位）于${day(data.appliedOn)}提出的“${data.itemName}”申请（法定事项名称：${data.statutoryItemName}）`;
