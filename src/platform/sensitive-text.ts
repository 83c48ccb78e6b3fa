const identityNumber = /(?<!\d)(\d{3})\d{11}(\d{3}[\dXx])(?!\d)/g;
const mobileNumber = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g;

/**
 * A text without full identity numbers (18 digits: first 3 and last 4 stay) and mobile numbers (11 digits: first 3
 * and last 4 stay), wherever they stand in it. Longer runs of digits, such as business numbers of 20 digits
 * and milliseconds, stay as they are.
 */
export const maskNumbers = (text: string): string =>
  text.replace(identityNumber, `$1${'*'.repeat(11)}$2`).replace(mobileNumber, '$1****$2');
