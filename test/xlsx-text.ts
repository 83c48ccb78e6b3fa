import { inflateRawSync } from 'node:zlib';

/** Files of a zip archive by name, read from its directory at the end. */
function unzip(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(from, from + size);
    files.set(name, (method === 0 ? content : inflateRawSync(content)).toString('utf8'));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const plain = (xml: string): string =>
  xml.replaceAll(/&(#x?[\da-f]+|lt|gt|quot|apos|amp);/gi, (_all, code: string) =>
    code.startsWith('#')
      ? String.fromCodePoint(Number(code.startsWith('#x') ? `0${code.slice(1)}` : code.slice(1)))
      : (entities[code] ?? ''),
  );

/** The cells of the first sheet of a spreadsheet, all of which must be texts: a formula or a number throws. */
export function pageOf(bytes: Buffer): string[][] {
  const files = unzip(bytes);
  const file = (name: string): string => files.get(name) ?? '';
  const textOf = (xml: string): string =>
    [...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map(([, text = '']) => plain(text)).join('');
  const shared = [...file('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, xml = '']) =>
    textOf(xml),
  );
  const sheet = file('xl/worksheets/sheet1.xml');
  if (sheet.includes('<f>') || sheet.includes('<f ')) throw new Error('a formula');
  return [...sheet.matchAll(/<row [^>]*?(?:\/>|>(.*?)<\/row>)/gs)].map(([, row = '']) => {
    const cells: string[] = [];
    for (const [, attributes = '', content = ''] of row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const column = /r="([A-Z])\d+"/.exec(attributes)?.[1] ?? '';
      cells[column.charCodeAt(0) - 65] = textOfCell(attributes, content);
    }
    return Array.from(cells, (cell) => cell ?? '');
  });

  function textOfCell(attributes: string, content: string): string {
    if (attributes.includes('t="s"')) return shared[Number(/<v>(\d+)<\/v>/.exec(content)?.[1])] ?? '';
    if (attributes.includes('t="inlineStr"')) return textOf(content);
    if (content === '') return '';
    throw new Error(`not a text: ${content}`);
  }
}
