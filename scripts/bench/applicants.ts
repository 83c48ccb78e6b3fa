const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';
const firstBirthMs = Date.UTC(1940, 0, 1);
const dayMs = 24 * 60 * 60 * 1000;
const daysOfBirth = 20_000;

/** A valid resident number (GB 11643) that no other serial has, of a woman: the sequence is even. */
export function residentNumber(serial: number): string {
  const birthOn = new Date(firstBirthMs + (serial % daysOfBirth) * dayMs)
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', '');
  const sequence = String(2 * (1 + Math.floor(serial / daysOfBirth))).padStart(3, '0');
  const body = `510107${birthOn}${sequence}`;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${checkCharacters[sum % 11]}`;
}
