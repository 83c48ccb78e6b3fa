const stars = (count: number): string => '*'.repeat(count);

/**
 * An identity number as lists, logs and messages show it: the first 3 and the last 4 characters of a long
 * one, fewer of a short one, and one star for each character between.
 */
export function maskIdentity(number: string): string {
  const characters = Array.from(number);
  const { length } = characters;
  const [head, tail] = length >= 15 ? [3, 4] : length >= 8 ? [2, 2] : [Math.min(1, length), 0];
  return (
    characters.slice(0, head).join('') +
    stars(length - head - tail) +
    characters.slice(length - tail).join('')
  );
}

/** A telephone number with its last four digits and its beginning: 138****6021, 028-****0107. */
export function maskPhone(phone: string): string {
  const landline = phone.match(/^(0\d{2,3}-)(\d+)/);
  if (landline) {
    const [, area = '', rest = ''] = landline;
    return `${area}****${rest.slice(-4)}`;
  }
  return phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : stars(phone.length);
}

/**
 * A person's name: 罗*梅, 罗*, 欧**娜. A name with middle dots keeps its first part: 德吉·**. Counts characters, so
 * that 𠮷 is one.
 */
export function maskName(name: string): string {
  const [first = '', ...others] = name.split(/([·•・‧∙･])/u);
  if (others.length > 0) {
    return first + others.map((part, i) => (i % 2 === 0 ? part : stars(Array.from(part).length))).join('');
  }
  const characters = Array.from(name);
  const { length } = characters;
  if (length < 3) return (characters[0] ?? '') + stars(Math.max(0, length - 1));
  return characters[0] + stars(length - 2) + characters[length - 1];
}

const province = '(?:\\p{Script=Han}{2,6}(?:省|自治区))?';
const city = '(?:\\p{Script=Han}{2,9}?(?:市|自治州|地区|盟))?';
const county =
  '(?:(?:(?![路街巷弄号楼栋村])\\p{Script=Han}){1,9}?(?:(?<![小社园厂校矿营景院库业居])区|县|旗|(?<![超菜集夜门])市))?';
const regionPrefix = new RegExp(`^${province}${city}${county}`, 'u');

/** An address without what follows its province, city and county: 成都市武侯区****; **** where none is named. */
export function maskAddress(address: string): string {
  if (address === '') return '';
  return `${address.trim().match(regionPrefix)?.[0] ?? ''}****`;
}
