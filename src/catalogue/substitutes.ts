/** What may stand in a material's place: an e-licence, another document, a written pledge, or data the state has. */
export type Substitute =
  | { readonly kind: 'eLicence' | 'document'; readonly name: string }
  | { readonly kind: 'pledge' | 'sharedData' };

/** Reads a substitute as standards write it: `eLicence:居民身份证`, `document:户口簿`, `pledge`, `sharedData`. */
export function substituteOf(text: string): Substitute | undefined {
  const [, kind, name] = /^(eLicence|document):(.+)$/.exec(text) ?? [];
  if (name !== undefined) return { kind: kind === 'eLicence' ? 'eLicence' : 'document', name };
  return text === 'pledge' || text === 'sharedData' ? { kind: text } : undefined;
}

/** As a standard writes it. */
export const writtenSubstitute = (substitute: Substitute): string =>
  'name' in substitute ? `${substitute.kind}:${substitute.name.trim()}` : substitute.kind;

/** A substitute in a clerk's words. */
export function substituteText(text: string): string {
  const substitute = substituteOf(text);
  switch (substitute?.kind) {
    case 'eLicence':
      return `电子证照“${substitute.name}”`;
    case 'document':
      return `“${substitute.name}”`;
    case 'pledge':
      return '书面告知承诺';
    case 'sharedData':
      return '共享数据，免交';
    case undefined:
      return text;
  }
}
