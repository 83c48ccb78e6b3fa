import { counterFormPage } from './counter-form-page.ts';
import { dayText, noticeTexts } from './form-texts.ts';
import type { NoticeLine, OneTimeNoticeData } from './forms.ts';
import { countsText, piecesOf } from './material-counts.ts';

/** How many of the materials were handed in: the number in the opening line (forms.md D.1, row 7). */
export const receivedLines = (lines: readonly NoticeLine[]): number =>
  lines.filter(({ counts }) => counts !== null && piecesOf(counts) > 0).length;

const stopped = (text: string): string => (/[。！？；]$/.test(text) ? text : `${text}。`);

function lineText({ name, counts, correction }: NoticeLine): string {
  const handedIn = counts === null ? noticeTexts.notSubmitted : countsText(counts);
  if (correction === undefined) return `${name}：${handedIn}，${noticeTexts.passed}。`;
  return `${name}：${handedIn}，${noticeTexts.deficient}。${noticeTexts.correction(stopped(correction))}`;
}

/** Everything 附件1 prints, as text in the order of its rows (forms.md D.1). */
export const noticePage = (data: OneTimeNoticeData) =>
  counterFormPage(data, {
    title: noticeTexts.title,
    opening: noticeTexts.opening(receivedLines(data.lines)),
    lines: data.lines.map(lineText),
    closing: noticeTexts.closing(
      data.printedDays,
      data.dueOn === null ? '　　年　月　日' : dayText(data.dueOn),
    ),
  });
