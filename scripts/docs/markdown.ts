/** A word of the code. */
export const code = (word: string): string => `\`${word}\``;

/** Words of the code in one cell, or a dash where there are none. */
export const codes = (words: readonly string[]): string =>
  words.length === 0 ? '—' : words.map(code).join(', ');

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A table; no table where there are no rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '—';
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return lines.map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** A page under its title, with the note that says where it comes from and that nobody edits it. */
export function page(title: string, source: string, ...parts: readonly string[]): string {
  const note = `Made from ${source} by \`npm run docs\`; do not edit. \`npm run check\` fails when it is stale.`;
  return `${[`# ${title}`, note, ...parts].join('\n\n')}\n`;
}
