/** A text that can be stored, printed and shown as it stands, or why not, as a Chinese sentence. */
export type PlainTextCheck = { valid: true; normalized: string } | { valid: false; reason: string };

export type PlainTextOptions = {
  /** Most characters (code points) allowed. */
  readonly max: number;
  /** Fewest characters wanted; default 0. */
  readonly min?: number;
  /** Allow line breaks; they come back as \n. */
  readonly lines?: boolean;
};

const forbidden: readonly (readonly [RegExp, string])[] = [
  [/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u, '改变书写方向的隐藏字符'],
  [/\p{Cf}|\u034F|\u115F|\u1160|\u17B4|\u17B5|\u3164|\uFFA0/u, '看不见的隐藏字符'],
  [/[\p{Cc}\u2028\u2029]/u, '控制字符'],
  [/\p{Noncharacter_Code_Point}|\uFFFD/u, '无法识别的字符'],
  [/\p{M}{9}/u, '叠得太多的符号'],
];

/**
 * Checks what a user typed: refuses control characters, direction marks, zero-width and other invisible
 * characters, halves of surrogate pairs, marks piled up beyond any script's need, and texts that are too long or too short. Answers the text in NFC without
 * blanks at its ends. Rare characters (𠮷, 鳛, 䶮, 𬭎), middle dots, Tibetan and Yi stay as they are; a character
 * outside the basic plane counts as one.
 */
export function checkPlainText(
  value: string,
  { max, min = 0, lines = false }: PlainTextOptions,
): PlainTextCheck {
  if (value.length > 4 * max + 1_000) return refuse(`最多写 ${max} 个字，现在的内容太长。`);
  if (!value.isWellFormed()) return refuse('里面有半个字符，请删掉后重新输入。');
  const whole = (lines ? value.replace(/\r\n?/g, '\n') : value).normalize('NFC');
  const searched = lines ? whole.replace(/[\n\t]/g, ' ') : whole;
  const found = forbidden.find(([characters]) => characters.test(searched));
  if (found) return refuse(`里面有${found[1]}，请删掉后重新输入。`);
  const text = whole.trim();
  const { length } = Array.from(text);
  if (length > max) return refuse(`最多写 ${max} 个字，现在有 ${length} 个。`);
  if (length < min)
    return refuse(`至少写 ${min} 个字，现在${length === 0 ? '还没有写' : `只有 ${length} 个`}。`);
  return { valid: true, normalized: text };
}

const refuse = (reason: string): PlainTextCheck => ({ valid: false, reason });
