/** A file to be attached to a PDF; its bytes are asked for when they are written. */
export type PdfAttachment = {
  name: string;
  description: string;
  mediaType: string;
  size: number;
  bytes(): Promise<Uint8Array>;
};

/** What an incremental update needs to know of the PDF it follows. */
export type PdfEnd = {
  length: number;
  startXref: number;
  objects: number;
  root: number;
  /** The dictionary of the catalogue, without the brackets around it. */
  catalogue: string;
  /** The rest of the trailer: info and id. */
  rest: string;
};

const text = (value: string): Buffer => Buffer.from(value, 'latin1');

/** A text of a PDF: UTF-16 with its mark, in hexadecimal. */
function hexText(value: string): string {
  const units = Buffer.from(`\ufeff${value}`, 'utf16le').swap16();
  return `<${units.toString('hex').toUpperCase()}>`;
}

const nameOf = (mediaType: string): string => `/${mediaType.replaceAll('/', '#2F')}`;

/** Reads the end of a PDF with a classical cross-reference table, as our own compiler writes it. */
export function endOfPdf(pdf: Uint8Array): PdfEnd {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const tail = bytes.subarray(-2048).toString('latin1');
  const startXref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1] ?? Number.NaN);
  const trailer = /trailer\s*<<([\s\S]*?)>>\s*startxref/.exec(tail)?.[1] ?? '';
  const objects = Number(/\/Size\s+(\d+)/.exec(trailer)?.[1] ?? Number.NaN);
  const root = Number(/\/Root\s+(\d+)\s+0\s+R/.exec(trailer)?.[1] ?? Number.NaN);
  if (Number.isNaN(startXref + objects + root)) throw new Error('a PDF whose end cannot be read');
  const table = bytes.subarray(startXref).toString('latin1');
  const first = table.indexOf('\n', table.indexOf('\n') + 1) + 1;
  const entry = table.slice(first + root * 20, first + root * 20 + 10);
  const object = bytes.subarray(Number(entry), Number(entry) + 65_536).toString('latin1');
  const catalogue = new RegExp(`^${root}\\s+0\\s+obj\\s*<<([\\s\\S]*?)>>\\s*endobj`).exec(object)?.[1];
  if (catalogue === undefined || /\/(?:EmbeddedFiles|AF)\b/.test(catalogue))
    throw new Error('a PDF whose catalogue cannot be read');
  const rest = trailer
    .replace(/\/Size\s+\d+/, '')
    .replace(/\/Root\s+\d+\s+0\s+R/, '')
    .trim();
  return { length: bytes.length, startXref, objects, root, catalogue, rest };
}

/** The catalogue with the attachments among its names; what it named before stays. */
function withNames({ catalogue }: PdfEnd, files: string, associated: string): string {
  const embedded = `/EmbeddedFiles << /Names [${files}] >>`;
  const named = /\/Names\s*<</.test(catalogue)
    ? catalogue.replace(/\/Names\s*<</, (found) => `${found} ${embedded}`)
    : `${catalogue}\n/Names << ${embedded} >>`;
  return `${named}\n/AF [${associated}]`;
}

/**
 * What has to follow a PDF so that it holds files as attachments: an incremental update (ISO 32000-1, 7.5.6), written
 * one attachment after another, so that never more than one is in memory.
 */
export async function* attachmentsAfter(
  end: PdfEnd,
  attachments: readonly PdfAttachment[],
): AsyncGenerator<Uint8Array> {
  const offsets = new Map<number, number>();
  let at = end.length;
  const put = (bytes: Buffer): Buffer => {
    at += bytes.length;
    return bytes;
  };
  yield put(text('\n'));
  let next = end.objects;
  const specifications: { number: number; name: string }[] = [];
  for (const attachment of attachments) {
    const { name, description, mediaType, size } = attachment;
    const [stream, specification] = [next, next + 1];
    next += 2;
    const content = await attachment.bytes();
    if (content.length !== size)
      throw new Error(`attachment ${name} has ${content.length} bytes, not ${size}`);
    offsets.set(stream, at);
    yield put(
      text(
        `${stream} 0 obj\n<< /Type /EmbeddedFile /Subtype ${nameOf(mediaType)} /Params << /Size ${size} >> /Length ${size} >>\nstream\n`,
      ),
    );
    at += content.length;
    yield content;
    yield put(text('\nendstream\nendobj\n'));
    offsets.set(specification, at);
    yield put(
      text(
        `${specification} 0 obj\n<< /Type /Filespec /F ${hexText(name)} /UF ${hexText(name)} /Desc ${hexText(description)} /AFRelationship /Source /EF << /F ${stream} 0 R /UF ${stream} 0 R >> >>\nendobj\n`,
      ),
    );
    specifications.push({ number: specification, name });
  }
  const sorted = specifications.toSorted((a, b) => (hexText(a.name) < hexText(b.name) ? -1 : 1));
  const files = sorted.map(({ number, name }) => `${hexText(name)} ${number} 0 R`).join(' ');
  const associated = specifications.map(({ number }) => `${number} 0 R`).join(' ');
  offsets.set(end.root, at);
  yield put(text(`${end.root} 0 obj\n<<${withNames(end, files, associated)}\n>>\nendobj\n`));
  const startXref = at;
  const line = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;
  const added = [...offsets].filter(([number]) => number >= end.objects).map(([, offset]) => line(offset));
  yield put(
    text(
      `xref\n0 1\n0000000000 65535 f \n${end.root} 1\n${line(offsets.get(end.root) ?? 0)}${
        added.length > 0 ? `${end.objects} ${added.length}\n${added.join('')}` : ''
      }trailer\n<<\n/Size ${next}\n/Root ${end.root} 0 R\n/Prev ${end.startXref}\n${end.rest}\n>>\nstartxref\n${startXref}\n%%EOF\n`,
    ),
  );
}
