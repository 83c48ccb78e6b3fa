import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkitten';
import type { CanDraw } from './glyph-plan.ts';

const require = createRequire(import.meta.url);

/**
 * The fonts of all forms, in the order in which a character looks for its glyph: serif, sans, Tibetan, Yi. The templates
 * name the same families.
 */
const files = [
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  '@expo-google-fonts/noto-serif-sc/600SemiBold/NotoSerifSC_600SemiBold.ttf',
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-serif-tibetan/400Regular/NotoSerifTibetan_400Regular.ttf',
  '@expo-google-fonts/noto-sans-yi/400Regular/NotoSansYi_400Regular.ttf',
];

/** The fonts as bytes for the compiler, and whether one of them can draw a character. */
type FormFonts = { readonly blobs: Buffer[]; readonly canDraw: CanDraw };

/** Reads the fonts and their character maps, some 52 MB; once for the life of the process. */
export function loadFonts(): FormFonts {
  const blobs = files.map((file) => readFileSync(require.resolve(file)));
  const coverages = blobs.map((blob) => {
    const font = create(blob);
    if (font.isCollection) throw new TypeError('a form font must be a single font');
    return new Set(font.characterSet);
  });
  const canDraw: CanDraw = (grapheme) =>
    coverages.some((covered) => Array.from(grapheme).every((sign) => covered.has(sign.codePointAt(0) ?? 0)));
  return { blobs, canDraw };
}
