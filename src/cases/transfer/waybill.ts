/** A waybill number (运单号) in its one written form, or why it cannot be right, as a Chinese sentence. */
export type WaybillCheck =
  | { valid: true; normalized: string; standard: 's10' | 'other' }
  | { valid: false; reason: string };

/** A waybill number as it is stored and compared: without blanks and hyphens, in large letters. */
export const plainWaybill = (value: string): string =>
  value.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase();

/**
 * Checks the number on a parcel. A number in the form of UPU S10 (RR473124829US) must have the right check digit;
 * the carriers' own numbers are 10–20 letters and digits and are taken as they are. Blanks, hyphens, small letters
 * and full-width characters are accepted.
 */
export function checkWaybill(value: string): WaybillCheck {
  if (value.length > 64) return refuse('运单号太长，请照面单再核对一遍。');
  const number = plainWaybill(value);
  if (number === '') return refuse('还没有填运单号。');
  if (!/^[A-Z0-9]+$/.test(number)) return refuse('运单号只能有字母和数字，请照面单再核对一遍。');
  const { length } = number;
  if (length < 10 || length > 20) {
    return refuse(`运单号应为 10 到 20 位，现在${length < 10 ? '只有' : '有'} ${length} 位。`);
  }
  const serial = number.match(/^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/);
  if (serial) {
    const [, digits = '', check] = serial;
    if (s10CheckDigit(digits) !== check) return refuse('运单号里的校验数字对不上，请照面单再核对一遍。');
    return { valid: true, normalized: number, standard: 's10' };
  }
  if (number.replace(/\D/g, '').length < 6) return refuse('运单号里的数字太少，请照面单再核对一遍。');
  return { valid: true, normalized: number, standard: 'other' };
}

const refuse = (reason: string): WaybillCheck => ({ valid: false, reason });

/** A number in the form of UPU S10 with its check digit: service of two letters, serial of up to eight digits. */
export function s10Waybill(service: string, serial: number, country = 'CN'): string {
  const digits = String(serial).padStart(8, '0');
  return `${service}${digits}${s10CheckDigit(digits)}${country}`;
}

const s10Weights = [8, 6, 4, 2, 3, 5, 9, 7] as const;

function s10CheckDigit(digits: string): string {
  const sum = s10Weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? '0' : check === 11 ? '5' : String(check);
}
