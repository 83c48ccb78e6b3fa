import JsBarcode from 'jsbarcode';
import { create } from 'qrcode';

const svg = (width: number, height: number, path: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" shape-rendering="crispEdges">` +
  `<path d="${path}" fill="#000"/></svg>`;

/** A QR code of the text, error correction M, with the quiet zone of four modules that ISO/IEC 18004 asks for. */
export function qrSvg(text: string): string {
  const { data, size } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const quiet = 4;
  let path = '';
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (data[y * size + x]) path += `M${x + quiet} ${y + quiet}h1v1h-1z`;
    }
  }
  return svg(size + 2 * quiet, size + 2 * quiet, path);
}

type EncodedBars = { encodings?: { data: string }[] };

/**
 * A Code 128 bar code (code set C, ISO/IEC 15417) of an even number of digits, one module wide units, with the quiet
 * zone of ten modules on either side. Refuses anything else.
 */
export function barCodeSvg(digits: string): string {
  if (!/^(?:\d\d)+$/.test(digits)) throw new RangeError('a bar code takes an even number of digits');
  return barsSvg(digits, 'CODE128C');
}

/** A Code 128 bar code of a waybill number: 10 to 20 letters and digits. Refuses anything else. */
export function waybillBarsSvg(waybill: string): string {
  if (!/^[A-Z0-9]{10,20}$/.test(waybill)) throw new RangeError('a waybill has 10 to 20 letters and digits');
  return barsSvg(waybill, 'CODE128');
}

function barsSvg(text: string, format: 'CODE128' | 'CODE128C'): string {
  const drawn: EncodedBars = {};
  JsBarcode(drawn, text, { format });
  const modules = drawn.encodings?.[0]?.data ?? '';
  const quiet = 10;
  const bars = [...modules.matchAll(/1+/g)].map(
    ({ index, 0: run }) => `M${index + quiet} 0h${run.length}v30h-${run.length}z`,
  );
  return svg(modules.length + 2 * quiet, 30, bars.join(''));
}
