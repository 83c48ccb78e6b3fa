import { html as escaping } from 'ghtml';

/** Finished HTML. Only `html` makes it, so that a text from outside can never pass for markup. */
export type Markup = { readonly markup: string };

/** What may stand between the tags of a template: text is escaped, markup stays, nothing is left out. */
export type Content = Markup | string | number | false | null | undefined | readonly Content[];

const isMarkup = (content: Markup | readonly Content[]): content is Markup => 'markup' in content;

function write(content: Content): string {
  if (content === undefined || content === null || content === false) return '';
  if (typeof content !== 'object') return escaping`${content}`;
  return isMarkup(content) ? content.markup : content.map(write).join('');
}

/** A template: `html\`<p>${text}</p>\``. Attributes stand in double quotes. */
export const html = (literals: TemplateStringsArray, ...contents: readonly Content[]): Markup => ({
  markup: literals.reduce((text, literal, index) => text + write(contents[index - 1]) + literal),
});
