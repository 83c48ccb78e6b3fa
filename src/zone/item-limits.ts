import type { LimitText } from '../catalogue/item-limits.ts';
import { html, type Markup } from './html.ts';
import { note, status } from './parts.ts';

/** Texts about items that are not open everywhere. */
export const limitWords = {
  notOpen: '暂未开通',
  pilot: (place: string) => `${place}不在试点范围内；试点结束、逐步推开以后才能办。`,
  pilotPair: (here: string, home: string) => `试点范围不同时包括${here}和${home}；逐步推开以后才能办。`,
  member: (place: string, programme: string) => `“${programme}”不包括${place}，这一项在那里办不了。`,
} as const;

/** The marks of what limits an item, among its other marks. */
export const limitMarks = (limits: readonly LimitText[]): Markup =>
  html`${limits.map(({ label, text }) => html`${status('wait', 'pin', label)}<span class="s">${text}</span>`)}`;

/** That an item is not yet open for the place chosen, and why. */
export const notOpenNote = (why: string): Markup =>
  note('warn', 'slash', html`<b>${limitWords.notOpen}</b><br>${why}`);
