import { describe, expect, it } from 'vitest';
import { html } from './html.ts';

describe('html', () => {
  it.each([
    ['<script>alert(1)</script>', '&#60;script&#62;alert(1)&#60;/script&#62;'],
    ['" onfocus="x', '&#34; onfocus&#61;&#34;x'],
    ["' & '", '&#39; &#38; &#39;'],
    ['綦江 䶮 𠮷', '綦江 䶮 𠮷'],
  ])('escapes %s', (text, escaped) => {
    expect(html`<p>${text}</p>`.markup).toBe(`<p>${escaped}</p>`);
    expect(html`<p>${[text]}</p>`.markup).toBe(`<p>${escaped}</p>`);
  });

  it('leaves markup as it is and puts nothing for what is missing', () => {
    const names = ['a<b', 'c'];
    expect(html`<ul>${names.map((name) => html`<li>${name}</li>`)}</ul>`.markup).toBe(
      '<ul><li>a&#60;b</li><li>c</li></ul>',
    );
    expect(html`${undefined}${null}${false}${''}${0}`.markup).toBe('0');
  });

  it('takes an exclamation mark before a value for text, not for an order to leave it unescaped', () => {
    expect(html`办好了!${'<b>'}`.markup).toBe('办好了!&#60;b&#62;');
  });
});
