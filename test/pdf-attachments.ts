/** The files attached to a PDF, by name, byte for byte as they are in it; read by the cross-reference of its last update. */
export function attachmentsOf(pdf: Buffer): Map<string, Buffer> {
  const text = pdf.toString('latin1');
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const offsets = new Map<number, number>();
  for (const [, first = '', count = '', body = ''] of text
    .slice(start, text.indexOf('trailer', start))
    .matchAll(/^(\d+) (\d+)\n((?:\d{10} \d{5} [nf] \n)+)/gm)) {
    for (let at = 0; at < Number(count); at += 1)
      offsets.set(Number(first) + at, Number(body.slice(at * 20, at * 20 + 10)));
  }
  const objectAt = (number: number): string => text.slice(offsets.get(number) ?? 0).slice(0, 4096);
  const found = new Map<string, Buffer>();
  for (const number of offsets.keys()) {
    const object = objectAt(number);
    if (!/^\d+ 0 obj\n<< \/Type \/Filespec/.test(object)) continue;
    const hex = /\/UF <FEFF([0-9A-F]*)>/.exec(object)?.[1] ?? '';
    const name = Buffer.from(hex, 'hex').swap16().toString('utf16le');
    const stream = Number(/\/EF << \/F (\d+) 0 R/.exec(object)?.[1]);
    const head = objectAt(stream);
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const from = (offsets.get(stream) ?? 0) + head.indexOf('stream\n') + 'stream\n'.length;
    found.set(name, pdf.subarray(from, from + length));
  }
  return found;
}
