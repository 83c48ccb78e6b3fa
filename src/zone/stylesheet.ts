const chosen = '[data-theme="contrast"]';

/**
 * The one style sheet of the zone: the tokens it shares with the desk, the same high contrast for visitors whose
 * browser asks for more contrast and who chose nothing else, and the zone's own rules.
 */
export function stylesheetOf(tokens: string, own: string): string {
  const start = tokens.indexOf(chosen);
  const end = tokens.indexOf('}', start);
  if (start < 0 || end < 0) throw new Error(`the tokens have no block ${chosen}`);
  const wished = tokens.slice(start, end + 1).replace(chosen, ':root:not([data-theme])');
  return `${tokens}\n@media (prefers-contrast: more) {\n${wished}\n}\n${own}`;
}
