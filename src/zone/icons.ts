import { html, type Markup } from './html.ts';

/** Line drawings on a 24-pixel field; they never stand without a word. */
const paths = {
  search: html`<circle cx="11" cy="11" r="7"/><path d="m20 20-4-4"/>`,
  document: html`<path d="M6 3h8.5L19 7.5V21H6z"/><path d="M14 3v5h5M9 13h7M9 16.5h7"/>`,
  progress: html`<path d="M4 6h2m4 0h10M4 12h2m4 0h10M4 18h2m4 0h10"/>`,
  pin: html`<path d="M12 21s7-6.3 7-11.5a7 7 0 1 0-14 0C5 14.7 12 21 12 21z"/><circle cx="12" cy="9.5" r="2.5"/>`,
  shield: html`<path d="M12 3 4.5 6v6c0 4.5 3.2 7.5 7.5 9 4.3-1.5 7.5-4.5 7.5-9V6z"/><path d="m8.5 12 2.5 2.5 4.5-5"/>`,
  phone: html`<path d="M6.5 3.5 9.5 4l1.2 4-2 1.6a12 12 0 0 0 5.7 5.7l1.6-2 4 1.2.5 3c0 1.6-1.4 3-3 3C10 20.5 3.5 14 3.5 6.5c0-1.6 1.4-3 3-3z"/>`,
  next: html`<path d="m9 6 6 6-6 6"/>`,
  back: html`<path d="M20 12H5m6-6-6 6 6 6"/>`,
  open: html`<path d="m6 9 6 6 6-6"/>`,
  check: html`<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.8 2.8L16.2 9.5"/>`,
  dot: html`<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="3.2" fill="currentColor" stroke="none"/>`,
  clock: html`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>`,
  triangle: html`<path d="M12 4 2.8 20h18.4z"/><path d="M12 10v4.5M12 17.4v.1"/>`,
  cross: html`<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8z"/><path d="m9 9 6 6m0-6-6 6"/>`,
  slash: html`<circle cx="12" cy="12" r="9"/><path d="m6 18 12-12"/>`,
  info: html`<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 8v.1"/>`,
  sample: html`<path d="M9 3h6M10 3v6l-5 9.5A1.8 1.8 0 0 0 6.6 21h10.8a1.8 1.8 0 0 0 1.6-2.5L14 9V3M8 15h8"/>`,
  speaker: html`<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>`,
} as const satisfies Record<string, Markup>;

/** Name of a drawing. */
export type IconName = keyof typeof paths;

/** A drawing beside a word; hidden from screen readers, or with a name of its own where it says more than the word. */
export const icon = (name: IconName, label?: string): Markup =>
  label === undefined
    ? html`<svg class="ic" viewBox="0 0 24 24" aria-hidden="true">${paths[name]}</svg>`
    : html`<svg class="ic" viewBox="0 0 24 24" role="img" aria-label="${label}">${paths[name]}</svg>`;

/** The mark of the system: two sheets that overlap. */
export const mark: Markup = html`<svg viewBox="0 0 32 32" aria-hidden="true"><rect x="2" y="3" width="19" height="19" rx="5" fill="#0E7A6D"/><rect x="11" y="10" width="19" height="19" rx="5" fill="#1B4F87"/><path d="M11 15a5 5 0 0 1 5-5h5v7a5 5 0 0 1-5 5h-5z" fill="#fff"/></svg>`;
