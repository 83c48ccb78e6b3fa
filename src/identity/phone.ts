/** A telephone number in its one written form, or why it cannot be right, as a Chinese sentence. */
export type PhoneCheck =
  | { valid: true; kind: 'mobile' | 'landline'; normalized: string }
  | { valid: false; reason: string };

/**
 * Checks a Chinese telephone number. A mobile number comes back as 11 digits, a landline with its area code as
 * 028-55500107, an extension behind it as -8001. Blanks, hyphens, brackets, full-width digits and +86 are accepted.
 */
export function checkPhone(value: string): PhoneCheck {
  if (value.length > 40) return refuse('电话号码太长，请再核对一遍。');
  const text = value.normalize('NFKC').trim();
  if (text === '') return refuse('还没有填电话号码。');
  const [main = '', extension, ...more] = text.split(/(?:转|分机|#|(?<=\d{7})-(?=\d{1,6}$))/u);
  const digits = main.replace(/[\s\-()]/gu, '').replace(/^(?:\+|00)86/, '');
  const extensionDigits = extension?.replace(/\s/gu, '');
  if (
    more.length > 0 ||
    !/^\d+$/.test(digits) ||
    (extensionDigits !== undefined && !/^\d{1,6}$/.test(extensionDigits))
  ) {
    return refuse('电话号码里只能有数字，请再核对一遍。');
  }
  if (digits.startsWith('0')) return checkLandline(digits, extensionDigits);
  if (extensionDigits !== undefined) return refuse('手机号后面不用填分机号。');
  return checkMobile(digits);
}

const refuse = (reason: string): PhoneCheck => ({ valid: false, reason });

function checkMobile(digits: string): PhoneCheck {
  const { length } = digits;
  if (!digits.startsWith('1')) {
    return refuse(
      length === 7 || length === 8
        ? `固定电话前面要加区号，例如 028-${digits}。`
        : '手机号应以 1 开头，固定电话应以区号开头，请再核对一遍。',
    );
  }
  if (length !== 11) return refuse(`手机号应为 11 位，现在${length < 11 ? '只有' : '有'} ${length} 位。`);
  if (!/^1[3-9]/.test(digits)) return refuse('手机号第 2 位应是 3 到 9，请再核对一遍。');
  return { valid: true, kind: 'mobile', normalized: digits };
}

function checkLandline(digits: string, extension: string | undefined): PhoneCheck {
  const [, area = '', local = ''] = digits.match(/^(010|02\d|0[3-9]\d{2})(\d*)$/) ?? [];
  if (area === '') return refuse('区号应像 028 或 0851 这样，请再核对一遍。');
  if (local.length < 7 || local.length > 8) {
    const now = local.length < 7 ? '只有' : '有';
    return refuse(`区号 ${area} 后面应为 7 位或 8 位，现在${now} ${local.length} 位。`);
  }
  if (/^[01]/.test(local)) return refuse(`区号 ${area} 后面的号码不会以 0 或 1 开头，请再核对一遍。`);
  return {
    valid: true,
    kind: 'landline',
    normalized: `${area}-${local}${extension === undefined ? '' : `-${extension}`}`,
  };
}
