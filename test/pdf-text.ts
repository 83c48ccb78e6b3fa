import { inflateSync } from 'node:zlib';

type Numbered = { number: number; head: string; stream: Buffer | undefined };

/** Every object of a PDF, those packed into object streams included. */
function objectsOf(pdf: Buffer): Numbered[] {
  const text = pdf.toString('latin1');
  const found: Numbered[] = [];
  for (const match of text.matchAll(/(\d+) 0 obj\b([\s\S]*?)(?:stream\r?\n|endobj)/g)) {
    const [whole, number = '', head = ''] = match;
    if (!whole.endsWith('endobj')) {
      const start = match.index + whole.length;
      const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
      const raw = pdf.subarray(start, start + length);
      const stream = head.includes('/FlateDecode') ? inflateSync(raw) : raw;
      found.push({ number: Number(number), head, stream });
      if (head.includes('/ObjStm')) found.push(...packedObjects(head, stream.toString('latin1')));
    } else found.push({ number: Number(number), head, stream: undefined });
  }
  return found;
}

function packedObjects(head: string, body: string): Numbered[] {
  const first = Number(/\/First (\d+)/.exec(head)?.[1]);
  const index = body.slice(0, first).trim().split(/\s+/).map(Number);
  return Array.from({ length: index.length / 2 }, (_, at) => ({
    number: index[2 * at] ?? 0,
    head: body.slice(
      first + (index[2 * at + 1] ?? 0),
      at * 2 + 3 < index.length ? first + (index[2 * at + 3] ?? 0) : undefined,
    ),
    stream: undefined,
  }));
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** From two-byte glyph codes to text, as the font's ToUnicode map says. */
function unicodeMap(cmap: string): Map<string, string> {
  const map = new Map<string, string>();
  for (const [, block = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, from = '', to = ''] of block.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g)) {
      map.set(from.toLowerCase(), utf16(to));
    }
  }
  for (const [, block = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, low = '', high = '', to = ''] of block.matchAll(
      /<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>/g,
    )) {
      const start = utf16(to).codePointAt(0) ?? 0;
      for (let code = parseInt(low, 16); code <= parseInt(high, 16); code += 1) {
        map.set(
          code.toString(16).padStart(low.length, '0'),
          String.fromCodePoint(start + code - parseInt(low, 16)),
        );
      }
    }
  }
  return map;
}

const escapes: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** The bytes of a literal string `(…)` that begins at a place, and where it ends. Brackets in pairs may stand in it as they are. */
function literal(text: string, start: number): { bytes: number[]; end: number } {
  const bytes: number[] = [];
  let depth = 1;
  let at = start + 1;
  for (; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0];
      const next = text.charAt(at + 1);
      if (octal) bytes.push(parseInt(octal, 8));
      else if (next !== '\n') bytes.push(escapes[next] ?? next.charCodeAt(0));
      at += octal?.length ?? 1;
      continue;
    }
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth === 0) break;
    bytes.push(char.charCodeAt(0));
  }
  return { bytes, end: at + 1 };
}

/** What a content stream shows, glyph codes turned into text by the font chosen before. */
function shownIn(text: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  const next = /\/([\w.-]+) [\d.]+ Tf|<([0-9a-fA-F\s]+)>|\(/g;
  let font: ReadonlyMap<string, string> | undefined;
  let shown = '';
  for (let match = next.exec(text); match; match = next.exec(text)) {
    const [token, name, hex] = match;
    if (name !== undefined) {
      font = fonts.get(name);
      continue;
    }
    let codes = hex?.replaceAll(/\s/g, '').toLowerCase();
    if (token === '(') {
      const { bytes, end } = literal(text, match.index);
      codes = Buffer.from(bytes).toString('hex');
      next.lastIndex = end;
    }
    for (const code of codes?.match(/.{4}/g) ?? []) shown += font?.get(code) ?? '';
  }
  return shown;
}

/** The text a PDF prints, without blanks, in the order in which it is drawn. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const byNumber = new Map(objects.map((object) => [object.number, object]));
  const mapOf = new Map<number, Map<string, string>>();
  for (const { number, head } of objects) {
    const stream = byNumber.get(Number(/\/ToUnicode (\d+) 0 R/.exec(head)?.[1]))?.stream;
    if (stream) mapOf.set(number, unicodeMap(stream.toString('latin1')));
  }
  const fonts = new Map<string, Map<string, string>>();
  for (const { head } of objects) {
    for (const [, name = '', number = ''] of head.matchAll(/\/([\w.-]+) (\d+) 0 R/g)) {
      const map = mapOf.get(Number(number));
      if (map) fonts.set(name, map);
    }
  }
  return objects
    .filter(({ stream, head }) => stream && !/\/(?:ObjStm|XRef|FontFile|Image|CMap)/.test(head))
    .map(({ stream }) => shownIn(stream?.toString('latin1') ?? '', fonts))
    .join('')
    .replaceAll(/\s/g, '');
}
