import { type Unzipped, unzipSync, zipSync } from 'fflate';
import { fieldInvalid } from '../problem.ts';

const mostParts = 500;
const largestUnpacked = 100 * 1024 * 1024;
const shownPlaces = 5;

const text = (bytes: Uint8Array | undefined): string => (bytes ? Buffer.from(bytes).toString('utf8') : '');

/** The parts of a workbook that are needed, within bounds; a packed bomb is refused before it is unpacked. */
function unpacked(bytes: Buffer): Unzipped {
  let parts = 0;
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        parts += 1;
        size += originalSize;
        if (parts > mostParts || size > largestUnpacked)
          throw fieldInvalid('/file', '这个工作簿解开后太大，没有读取。请只留下要导入的表。');
        return !/(?:^|\/)(?:media|drawings|theme|embeddings)\//.test(name);
      },
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'field-invalid') throw error;
    throw fieldInvalid('/file', '读不出这个文件：不是完整的 .xlsx 工作簿。');
  }
}

const places = (xml: string, pattern: RegExp): string =>
  [...xml.matchAll(pattern)]
    .slice(0, shownPlaces)
    .map(([, place]) => place)
    .join('、');

/**
 * Looks through a workbook before it is read and answers it packed anew, so that whoever reads it cannot be given more
 * than was looked through. Refuses hidden sheets, formulas, merged cells and macros, each with where they are.
 */
export function checkWorkbook(bytes: Buffer): Buffer {
  const parts = unpacked(bytes);
  const workbook = text(parts['xl/workbook.xml']);
  if (workbook === '') throw fieldInvalid('/file', '读不出这个文件：不是 .xlsx 工作簿。');
  if (parts['xl/vbaProject.bin']) throw fieldInvalid('/file', '工作簿里有宏，请另存为不带宏的 .xlsx 再传。');
  const hidden = [...workbook.matchAll(/<sheet\b[^>]*>/g)]
    .map(([sheet]) => sheet)
    .filter((sheet) => /\bstate="(?:hidden|veryHidden)"/.test(sheet))
    .map((sheet) => /\bname="([^"]*)"/.exec(sheet)?.[1] ?? '');
  if (hidden.length > 0)
    throw fieldInvalid('/file', `工作簿里有隐藏的表“${hidden[0]}”，请取消隐藏或删去再传。`);
  for (const [name, content] of Object.entries(parts)) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/.test(name)) continue;
    const sheet = text(content);
    const formulas = places(sheet, /<c\b[^>]*\br="([A-Z]+\d+)"[^>]*>\s*<f\b/g);
    if (formulas !== '')
      throw fieldInvalid('/file', `表里有公式（${formulas}），请复制后“选择性粘贴为数值”再传。`);
    const merged = places(sheet, /<mergeCell\b[^>]*\bref="([^"]+)"/g);
    if (merged !== '') throw fieldInvalid('/file', `表里有合并的格子（${merged}），请取消合并再传。`);
  }
  return Buffer.from(zipSync(parts, { level: 0 }));
}
